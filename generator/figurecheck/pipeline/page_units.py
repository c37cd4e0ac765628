"""Pages as units: what the text of each depends on, and the text that was kept of the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any

from figurecheck.keys.code import depends
from figurecheck.keys.digests import digest
from figurecheck.keys.kept import Kept
from figurecheck.keys.packages import python_version
from figurecheck.keys.unit import Unit
from figurecheck.pages.rendering import Source

_PLAIN = (str, int, float, date, timedelta, type(None))


@dataclass(frozen=True)
class KeptPages:
    """Gives the text of a page that was kept of the same source, else has it made and keeps it.

    ``changed`` is called for each page that has to be made, before that.
    """

    kept: Kept
    changed: Callable[[], None] = lambda: None

    def __call__(self, source: Source, make: Callable[[], str]) -> str:
        """The Markdown of one page."""
        unit = page_unit(source)
        found = self.kept.find(unit)
        if found is not None:
            return found.decode()
        self.changed()
        text = make()
        self.kept.keep(unit, text.encode())
        return text


def page_unit(source: Source) -> Unit:
    """The text of one page: each field of what it tells, its templates, and the code between them and the text.

    How a field came about is no input: what does not change it does not change the page.
    """
    view = source.view
    told = {f"its {_worded(field.name)}": digest(written(getattr(view, field.name))) for field in fields(view)}
    templates = {f"template {name}": digest(text) for name, text in source.templates.items()}
    inputs = {**told, **templates, **_code(), "tips": str(source.tipped), "python": python_version()}
    return Unit(f"page {source.path}", inputs)


def _worded(field: str) -> str:
    return field.replace("_", " ")


def written(value: object) -> str:
    """All that a template can read of ``value``, as one text: fields, and what properties work out from them.

    Raises TypeError for a type whose text might leave something out, such as a table of numbers.
    """
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}{_properties(value)}"
    if isinstance(value, _PLAIN):
        return f"{type(value).__name__} {value!r}"
    if is_dataclass(value) and not isinstance(value, type):
        inside = ", ".join(f"{field.name}={written(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__name__}({inside}{_properties(value)})"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{written(key)}: {written(one)}' for key, one in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(written, value))}]"
    raise TypeError(f"a page was given a {type(value).__name__}, whose text is not known to be all of it")


def _properties(value: object) -> str:
    kind: Any = type(value)
    return "".join(f"; {name}={written(getattr(value, name))}" for name in _names(kind))


@cache
def _names(kind: "type[Any]") -> tuple[str, ...]:
    """The public properties of a class, those of the classes behind it included; not those of enumerations as such."""
    return tuple(sorted(set(_own(kind)) - {"name", "value"}))


def _own(kind: type) -> Iterator[str]:
    for each in kind.__mro__:
        yield from (name for name, one in vars(each).items() if isinstance(one, property) and name[0] != "_")


@cache
def _code() -> Mapping[str, str]:
    return depends("pages.rendering").inputs
