"""Small things that cost time to work out again, kept in one file by name; whoever keeps one sees whether it fits."""

import pickle
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.keys.digests import digest
from figurecheck.keys.packages import installed, python_version
from figurecheck.store.atomic import write_bytes

MOST = 5_000
"""So many names are kept, or all of the last run where it used more; those unused for longest go first."""
_DIGITS = 64
_EFFORT = 1
"""Pages in thousands are held at once, and even the least effort makes a fifth of them."""


@dataclass
class Remembered:
    """What ``file`` knows, which starts with the digest of the rest, so that a damaged one is as good as none.

    Another Python, other packages or another ``code`` (a digest) forget all of it. A name holds what was kept last, so
    the file does not grow with edits. Without a file nothing is remembered.
    """

    file: Path | None
    code: str = ""
    _known: dict[str, bytes] = field(init=False)
    _asked: dict[str, bytes] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._known = self._read()

    def find(self, name: str) -> bytes | None:
        """What was kept under ``name`` last."""
        found = self._asked.get(name, self._known.get(name))
        if found is None:
            return None
        self._asked[name] = found
        return zlib.decompress(found)

    def keep(self, name: str, content: bytes) -> None:
        """Keep ``content`` in place of what ``name`` held."""
        self._asked[name] = zlib.compress(content, _EFFORT)

    def close(self) -> None:
        """Write what differs from the file; one that cannot be written costs the next build time, nothing else."""
        unused = {name: content for name, content in self._known.items() if name not in self._asked}
        too_many = max(len(unused) + len(self._asked) - MOST, 0)
        now = dict([*list(unused.items())[too_many:], *self._asked.items()])
        if self.file is None or now == self._known:
            return
        content = pickle.dumps((self._maker(), now))
        with suppress(OutputError):
            write_bytes(self.file, digest(content).encode() + content)

    def _read(self) -> dict[str, bytes]:
        try:
            content = b"" if self.file is None else self.file.read_bytes()
        except OSError:
            return {}
        if content[:_DIGITS] != digest(content[_DIGITS:]).encode():
            return {}
        maker, known = pickle.loads(content[_DIGITS:])  # noqa: S301  # written by this project, checked by digest
        return dict(known) if maker == self._maker() else {}

    def _maker(self) -> str:
        return f"{python_version()} {installed()} {self.code}"


@contextmanager
def remembered(file: Path | None, code: str = "") -> Iterator[Remembered]:
    """What ``file`` knows; what the block kept is written at its end."""
    memory = Remembered(file, code)
    yield memory
    memory.close()
