"""One thing that is wrong in an article file, and the commonest: a name that does not exist."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from figurecheck.documents import Path_

_MOST = 12
"""As many names are listed where none is near."""
_TELLING = 4
"""Letters from which a name is looked for inside others."""


@dataclass(frozen=True)
class Problem:
    """Where in the file, what was found there, what is allowed."""

    path: Path_
    found: str
    allowed: str


def unknown(path: Path_, name: str, known: Iterable[str], what: str) -> Iterator[Problem]:
    """A problem when ``name`` is none of ``known``, with those that are spelt alike or hold it, or else the first."""
    names = sorted(known)
    if name not in names:
        allowed = _hint(name, names) if names else f"a {what} of this file; it has none"
        yield Problem(path, f"the unknown {what} {name!r}", allowed)


def _hint(name: str, names: list[str]) -> str:
    close = get_close_matches(name, names, n=3) or [one for one in names if len(name) >= _TELLING and name in one][:3]
    listed = ", ".join(names[:_MOST])
    left = f" and {len(names) - _MOST} more, which the guide lists" if len(names) > _MOST else ""
    return f"did you mean {' or '.join(close)}?" if close else f"one of {listed}{left}"


def misplaced(at: Path_, found: str, allowed: str) -> PydanticCustomError:
    """An error for a validator of a block to raise, which points at the field ``at`` below it."""
    return PydanticCustomError("misplaced", "{allowed}", {"at": at, "found": found, "allowed": allowed})


def refuse_doubled(groups: Mapping[str, Iterable[str]]) -> None:
    """Raise for the first id that occurs twice in the lists of a block, which are given by their fields."""
    seen: set[str] = set()
    for field, ids in groups.items():
        for number, one in enumerate(ids):
            if one in seen:
                raise misplaced((field, number, "id"), f"the id {one!r} a second time", "ids that differ in one claim")
            seen.add(one)
