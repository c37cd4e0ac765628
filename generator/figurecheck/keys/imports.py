"""The names that Python files import, worked out once for each content and kept beside the results of a build.

Following the imports of two hundred files takes a third of a second, most of it to parse what nobody edited.
"""

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.keys.digests import digest
from figurecheck.keys.packages import python_version
from figurecheck.store.atomic import write_text

_known: dict[str, list[str]] = {}
"""The sorted names by the digest of a file."""
_asked: set[str] = set()


def imported_names(content: bytes) -> list[str]:
    """The dotted names that a file imports, those inside functions included; raises SyntaxError."""
    key = digest(content)
    _asked.add(key)
    if key not in _known:
        _known[key] = sorted(set(_named(ast.parse(content))))
    return _known[key]


def recall(file: Path) -> dict[str, list[str]]:
    """Take what ``file`` knows and leave it as it is; what it knows."""
    found = _read(file)
    _known.update(found)
    return found


@contextmanager
def imports_kept(file: Path) -> Iterator[None]:
    """Take what ``file`` knows, and add to it what the block found out.

    A file that was damaged, or that another Python or another version of this module wrote, is as good as none; one
    that cannot be written costs the next build time, nothing else. Only what the block asked for stays in it.
    """
    before = recall(file)
    _asked.clear()
    try:
        yield
    finally:
        found = {key: _known[key] for key in sorted(_asked)}
        if found != before:
            with suppress(OutputError):
                text = json.dumps({"maker": _maker(), "files": found}) + "\n"
                write_text(file, f"{digest(text)}\n{text}")


def _read(file: Path) -> dict[str, list[str]]:
    try:
        seal, _, text = file.read_text(encoding="utf-8").partition("\n")
        record = json.loads(text) if seal == digest(text) else {}
    except (OSError, ValueError):
        return {}
    return dict(record["files"]) if record.get("maker") == _maker() else {}


def _maker() -> str:
    return f"{python_version()} {digest(Path(__file__).read_bytes())}"


def _named(tree: ast.AST) -> Iterator[str]:
    """The names that are imported in a tree; only statements are looked into, for no expression can import."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.expr):
            continue
        yield from _named(node)
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
