"""One thing that is wrong in an article file, and the commonest: a name that does not exist."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from figurecheck.documents import Path_


@dataclass(frozen=True)
class Problem:
    """Where in the file, what was found there, what is allowed."""

    path: Path_
    found: str
    allowed: str


def unknown(path: Path_, name: str, known: Iterable[str], what: str) -> Iterator[Problem]:
    """A problem when ``name`` is none of ``known``, with the nearest of them."""
    names = sorted(known)
    if name not in names:
        close = get_close_matches(name, names, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else f"one of {', '.join(names[:12])}"
        yield Problem(path, f"the unknown {what} {name!r}", hint if names else f"a {what} of this file; it has none")
