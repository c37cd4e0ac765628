"""Reading the YAML files that people write, so that every error can name its line."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import MappingEndEvent, MappingStartEvent, SequenceEndEvent, SequenceStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from figurecheck.allowances import allowance, emptied, syntax, unknown_field
from figurecheck.errors import DocumentError

Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)

_Asked = tuple[Path, str, type[DocumentError]]
_HELD: ContextVar[dict[_Asked, "Document"] | None] = ContextVar("held documents", default=None)
"""The documents of the block that parses each file once, by file, text and kind of error; None outside of it."""

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 20
MAXIMUM_DIGITS = 40
_CORE = "tag:yaml.org,2002:"
_REFUSED = {f"{_CORE}{name}" for name in ("binary", "set", "omap", "pairs")}


@dataclass(frozen=True)
class Document:
    """A YAML file as plain Python values, with the line and the column at which each value or its key starts."""

    file: Path
    data: dict[str, Any]
    places: dict[Path_, tuple[int, int]]

    @property
    def lines(self) -> dict[Path_, int]:
        """The line of every value."""
        return {path: line for path, (line, _) in self.places.items()}

    def place(self, path: Path_) -> tuple[int, int]:
        """Line and column of the value at ``path``, or of the nearest value around it (both 1-based)."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def line(self, path: Path_) -> int:
        """The line of the value at ``path``, or of the nearest value around it (1-based)."""
        return self.place(path)[0]

    def error(self, kind: type[DocumentError], path: Path_, found: str, allowed: str) -> DocumentError:
        """An error of ``kind`` that points at ``path``."""
        line, column = self.place(path)
        return kind(self.file, line, dotted(path), found, allowed, column)


def dotted(path: Path_) -> str:
    """``("claims", 3, "stated")`` as ``claims[3].stated``."""
    words = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return words.removeprefix(".")


def load_document(file: Path, kind: type[DocumentError]) -> Document:
    """Read one YAML file whose top level is a mapping.

    Duplicate keys, anchors and aliases, merged mappings, keys that are not words, directives, several documents,
    symbolic links, files above 1 MB and nesting deeper than 20 are refused.
    Raises ``kind`` with the line.
    """
    asked = (file, _text(file, kind), kind)
    held = _HELD.get()
    if held is None:
        return _lately(*asked)  # type: ignore[arg-type]  # a class is hashable
    if asked not in held:
        held[asked] = _parsed(*asked)
    return held[asked]


@contextmanager
def each_parsed_once() -> Iterator[None]:
    """Every file that is loaded in the block is parsed once, however many there are and however often they are asked.

    Their documents are let go at the end: those of thousands of claims take room that other work needs.
    """
    if _HELD.get() is not None:
        yield
        return
    before = _HELD.set({})
    try:
        yield
    finally:
        _HELD.reset(before)


@lru_cache(maxsize=8)
def _lately(file: Path, text: str, kind: type[DocumentError]) -> Document:
    """One of the last few documents: commands that look at one article ask for its file more than once."""
    return _parsed(file, text, kind)


def _parsed(file: Path, text: str, kind: type[DocumentError]) -> Document:
    _refuse_directive(text, file, kind)
    try:
        constructor, parser = YAML(typ="safe", pure=True).get_constructor_parser(text)
        parser.get_event = _shallow(parser.get_event, file, kind)
        node = constructor.composer.get_single_node()
        if not isinstance(node, MappingNode):
            found = "no mapping at the top level" if text.strip() else "an empty file"
            raise kind(file, 1, "", found, "fields written as 'name: value'")
        places = dict(_places(node, (), file, kind, set()))
        _refuse_impossible_days(node, file, kind)
        data = constructor.construct_document(node)
    except MarkedYAMLError as problem:
        raise _syntax_error(file, kind, problem) from problem
    except (YAMLError, ValueError) as problem:
        position = getattr(problem, "position", None)
        line = None if position is None else text.count("\n", 0, position) + 1
        found = f"text that is not YAML ({' '.join(str(problem).split())})"
        raise kind(file, line, "", found, "one YAML 1.2 document") from problem
    return Document(file, data, places)


def _refuse_directive(text: str, file: Path, kind: type[DocumentError]) -> None:
    directive = re.search(r"^%.*", text, re.MULTILINE)
    if directive is not None:
        line = text.count("\n", 0, directive.start()) + 1
        raise kind(file, line, "", f"the directive {_short(directive[0])}", "a document without directives")


def _text(file: Path, kind: type[DocumentError]) -> str:
    try:
        if file.is_symlink() or file.parent.is_symlink():
            raise kind(file, None, "", "a symbolic link", "a file that lies in the project itself")
        size = file.stat().st_size
        if size > MAXIMUM_BYTES:
            raise kind(file, None, "", f"a file of {size} bytes", f"at most {MAXIMUM_BYTES}")
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        line = problem.object.count(b"\n", 0, problem.start) + 1
        raise kind(file, line, "", f"bytes that are not UTF-8 at {problem.start}", "UTF-8 text") from problem
    except OSError as problem:
        raise kind(file, None, "", f"a file that cannot be read ({problem.strerror})", "a readable file") from problem


def _syntax_error(file: Path, kind: type[DocumentError], problem: MarkedYAMLError) -> DocumentError:
    unclosed = "quoted scalar" in str(problem.context) and "end of stream" in str(problem.problem)
    mark = problem.context_mark if unclosed else problem.problem_mark or problem.context_mark
    found = "a quote that is never closed" if unclosed else " ".join(str(problem.problem or problem.context).split())
    found = re.sub(r"^(?:expected (.+), )?but found (.+)$", _unexpected, found).removeprefix("found ")
    line, column = (None, None) if mark is None else (mark.line + 1, mark.column + 1)
    said = f"{found} {'' if problem.problem is None else problem.context or ''}"
    return kind(file, line, "", found, syntax(said), column)


def _unexpected(said: re.Match[str]) -> str:
    wanted, found = said.groups()
    return f"{found} where {wanted} was expected" if wanted else str(found)


def _shallow(events: Callable[[], Any], file: Path, kind: type[DocumentError]) -> Callable[[], Any]:
    """``events`` one by one, refusing deep nesting before anything is built that a depth could exhaust."""
    depth = 0

    def following() -> Any:
        nonlocal depth
        event = events()
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            depth += 1
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            depth -= 1
        if depth > MAXIMUM_DEPTH:
            line = event.start_mark.line + 1
            raise kind(file, line, "", f"nesting deeper than {MAXIMUM_DEPTH}", "fewer levels")
        return event

    return following


def _places(
    node: Node, path: Path_, file: Path, kind: type[DocumentError], seen: set[int]
) -> Iterator[tuple[Path_, tuple[int, int]]]:
    line = node.start_mark.line + 1
    if node.anchor is not None or id(node) in seen:
        raise kind(file, line, dotted(path), f"the anchor '&{node.anchor}'", "every value written out")
    if node.tag in _REFUSED:
        raise kind(file, line, dotted(path), f"the tag '!!{node.tag.removeprefix(_CORE)}'", "plain values")
    if node.tag == f"{_CORE}int" and len(node.value) > MAXIMUM_DIGITS:
        raise kind(file, line, dotted(path), f"a number of {len(node.value)} digits", f"at most {MAXIMUM_DIGITS}")
    seen.add(id(node))
    yield path, (line, node.start_mark.column + 1)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            _refuse_odd_key(key, path, file, kind)
            inner = (*path, str(key.value))
            yield from _places(value, inner, file, kind, seen)
            yield inner, (key.start_mark.line + 1, key.start_mark.column + 1)
    elif isinstance(node, SequenceNode):
        for index, value in enumerate(node.value):
            yield from _places(value, (*path, index), file, kind, seen)


def _refuse_odd_key(key: Node, path: Path_, file: Path, kind: type[DocumentError]) -> None:
    if key.tag != f"{_CORE}str":
        found = f"the key {_short(key.value)}" if isinstance(key, ScalarNode) else "a list or mapping as a key"
        raise kind(file, key.start_mark.line + 1, dotted(path), found, "the name of a field")


def _refuse_impossible_days(node: Node, file: Path, kind: type[DocumentError]) -> None:
    if isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
        try:
            date.fromisoformat(node.value[:10])
        except ValueError as problem:
            found = f"'{node.value}' ({problem})"
            line, column = node.start_mark.line + 1, node.start_mark.column + 1
            raise kind(file, line, "", found, "a day as YYYY-MM-DD", column) from problem
    for inner in _inner_nodes(node):
        _refuse_impossible_days(inner, file, kind)


def _inner_nodes(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def problems(document: Document, model: type[M], kind: type[DocumentError]) -> list[DocumentError]:
    """Everything in ``document`` that ``model`` does not allow, in the order of the file."""
    try:
        model.model_validate(document.data, by_alias=True, by_name=False)
    except ValidationError as invalid:
        schema = model.model_json_schema(by_alias=True)
        details = [dict(detail) for detail in invalid.errors(include_url=False)]
        found = [_problem(document, kind, detail, schema) for detail in details if not emptied(detail)]
        return sorted(_joined(found), key=lambda error: error.line or 0)
    return []


def _joined(found: list[DocumentError]) -> list[DocumentError]:
    """One error where a value may be of several sorts and is none of them; names before forms."""
    same: dict[tuple[str, str], list[DocumentError]] = {}
    for one in found:
        same.setdefault((one.field, one.found), []).append(one)
    for (field, said), several in same.items():
        wanted = dict.fromkeys(one.allowed for one in sorted(several, key=lambda one: "one of" not in one.allowed))
        first = several[0]
        same[field, said] = [type(first)(first.file, first.line, field, said, ", or ".join(wanted), first.column)]
    return [one for several in same.values() for one in several]


def validate(document: Document, model: type[M], kind: type[DocumentError]) -> M:
    """``document`` as ``model``; raises ``kind`` for the first thing that is not allowed."""
    found = problems(document, model, kind)
    if found:
        raise found[0]
    return model.model_validate(document.data)


def _fields(schema: dict[str, Any]) -> set[str]:
    """The names of all fields of a model and of the models in it."""
    inner = [schema, *schema.get("$defs", {}).values()]
    return {name for block in inner for name in block.get("properties", {})}


def _usable(schema: dict[str, Any], path: Path_, document: Document) -> list[str]:
    """The fields that a block at ``path`` may have, by the schema: those of its own rule where it names one."""
    known, here = schema.get("$defs", {}), document.data
    options = [schema]
    for part in (*path, None):
        options = [each for one in options for each in _meant(one, known, here)]
        if part is not None:
            key = "items" if isinstance(part, int) else part
            options = [one["items"] if key == "items" else one["properties"][key] for one in options if _has(one, key)]
            here = here[part] if _holds(here, part) else {}  # type: ignore[index]  # held, so it is there
    return list(dict.fromkeys(name for one in options for name in one.get("properties", {})))


def _has(one: dict[str, Any], key: str | int) -> bool:
    return "items" in one if key == "items" else key in one.get("properties", {})


def _meant(said: dict[str, Any], known: dict[str, Any], value: object) -> Iterator[dict[str, Any]]:
    """What a schema allows, unions and references opened; of blocks with rules only that of ``value``."""
    if "$ref" in said:
        yield from _meant(known[said["$ref"].rpartition("/")[2]], known, value)
    elif "anyOf" in said or "oneOf" in said:
        yield from (each for one in said.get("anyOf") or said["oneOf"] for each in _meant(one, known, value))
    else:
        rule = said.get("properties", {}).get("rule", {}).get("const")
        if rule is None or not isinstance(value, dict) or value.get("rule") in {None, rule}:
            yield said


def _problem(
    document: Document, kind: type[DocumentError], detail: dict[str, Any], schema: dict[str, Any]
) -> DocumentError:
    missing = detail["type"] == "missing"
    path = _place(document, detail["loc"], missing=missing)
    found = "nothing" if missing else _short(detail["input"])
    if detail["type"] == "extra_forbidden":
        usable = _usable(schema, path[:-1], document)
        wanted = unknown_field(str(path[-1]), detail["input"], usable, _fields(schema))
        return document.error(kind, path, f"the unknown field '{path[-1]}'", wanted)
    if detail["type"] == "misplaced":
        return document.error(kind, (*path, *detail["ctx"]["at"]), detail["ctx"]["found"], str(detail["msg"]))
    if detail["type"] == "union_tag_invalid":
        path = (*path, str(detail["ctx"]["discriminator"]).strip("'"))
        found = _short(detail["ctx"]["tag"])
    return document.error(kind, path, found, allowance(detail))


def _place(document: Document, location: Path_, *, missing: bool) -> Path_:
    """Pydantic's location without the names of union members that it puts between keys."""
    here: Any = document.data
    path: Path_ = ()
    for part in location:
        if _holds(here, part):
            here = here[part]
            path = (*path, part)
    return (*path, location[-1]) if missing else path


def _holds(value: object, part: str | int) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


def _short(value: object) -> str:
    words = str(value) if isinstance(value, date) else repr(value)
    return words if len(words) <= 80 else f"{words[:77]}..."
