"""Words and sentences: lists, counts in letters, capitals, names of files."""

import re
from collections.abc import Iterable

MINUS = "\N{MINUS SIGN}"

SPACE = "\N{NO-BREAK SPACE}"

DASH = "\N{EN DASH}"

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def slug(text: str) -> str:
    """``z a year`` as ``z-a-year``, for the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def count(number: int, one: str, many: str) -> str:
    """``one claim``, ``12 claims``, ``30 claims``."""
    return f"{_SMALL[number] if number < len(_SMALL) else f'{number:,}'} {one if number == 1 else many}"


def number(count: int) -> str:
    """``no``, ``one``, ``12``, ``30``: a small count in letters."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def of_them_hold(holding: int) -> str:
    """``None of them holds``, ``One of them holds``, ``Three of them hold``."""
    said = "none of them holds" if not holding else count(holding, "of them holds", "of them hold")
    return capital(said)


def whole(number: int) -> str:
    """``3,208``."""
    return f"{number:,}"


def listed(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    *some, last = parts
    return f"{', '.join(some)} and {last}" if some else last


def capital(text: str) -> str:
    """``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


PROPER_NAMES = frozenset({"Bitcoin"})
"""First words of titles that keep their capital in the middle of a sentence; so does a word with a second capital."""


def mid_sentence(title: str) -> str:
    """``title`` as it reads inside a sentence: ``Small-cap technology`` becomes ``small-cap technology``."""
    first = title.partition(" ")[0]
    if first in PROPER_NAMES or first[1:] != first[1:].lower():
        return title
    return title[:1].lower() + title[1:]


def share(holding: int, computed: int) -> str:
    """``29 of 34``; a dash where nothing could be computed."""
    return f"{holding} of {computed}" if computed else DASH


def short_checksum(sha256: str) -> str:
    """The first twelve digits of a checksum."""
    return sha256[:12]
