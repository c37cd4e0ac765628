"""The conventional readings that cannot be computed: how many, and why, so that none is missing silently."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from figurecheck.pages import words
from figurecheck.verdicts.outcome import PartOutcome, ReadingOutcome


def uncomputed(parts: Iterable[PartOutcome]) -> str:
    """``Eight more could not be computed: fewer than 40 days in the tail.``; "" where all could."""
    others = list(chain.from_iterable(part.conventional for part in parts))
    missing = [reading for reading in others if reading.measurement is None]
    if not missing or len(missing) == len(others):
        return ""
    was = words.capital(words.count(len(missing), "more", "more"))
    reasons = Counter(reading.reason.rstrip(".") for reading in missing)
    (why, _), *further = reasons.most_common()
    often, rest = ("most often, ", " The table of readings has the other reasons.") if further else ("", "")
    return f"{was} could not be computed: {often}{words.dates_in(why)}.{rest}"


def held(reading: ReadingOutcome) -> str:
    """``not computed``, and why where that is known."""
    return f"not computed: {words.dates_in(reading.reason.rstrip('.'))}" if reading.reason else "not computed"
