"""Days in words: ``2 October 2025``, and how far data reach."""

import re
from collections.abc import Iterable
from datetime import date

from figurecheck.claims.describe import day_words
from figurecheck.pages.words.texts import SPACE


def day(value: date) -> str:
    """``2 October 2025``."""
    return day_words(value).replace(" ", SPACE)


def short_day(value: date) -> str:
    """``2 Oct 2025``, for a table of many days."""
    number, name, year = day(value).split(SPACE)
    return SPACE.join((number, name[:3], year))


def month(value: date) -> str:
    """``Oct 2025``, for a chart."""
    return f"{day(value).split(SPACE)[1][:3]} {value.year}"


def span(start: date, end: date) -> str:
    """``31 December 2019 to 31 December 2020``."""
    return f"{day(start)} to {day(end)}"


def reach(days: Iterable[date]) -> str:
    """What today means for claims whose own series end on ``days``, in sentences; "" for none."""
    found = sorted(days)
    if not found:
        return ""
    most = max(dict.fromkeys(found), key=found.count)
    others = [each for each in found if each != most]
    if not others:
        return f"Today means data up to {day(most)}."
    share = "most" if 2 * len(others) < len(found) else "many"
    between = (
        f"is {day(others[0])}" if others[0] == others[-1] else f"lies between {day(others[0])} and {day(others[-1])}"
    )
    return (
        f"Today means data up to {day(most)} for {share} claims: the last day that the series of a claim have in "
        f"common. For the others it {between}."
    )


def dates_in(text: str) -> str:
    """``text`` with every day of the form 2024-03-08 as people write it; what only looks like a day stays."""
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda found: _as_day(found[0]), text)


def _as_day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
