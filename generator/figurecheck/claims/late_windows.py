"""Windows that end after what a statement could know: allowed, but no reading of its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from figurecheck.claims.model import Article, Claim, Part
from figurecheck.claims.problems import Problem
from figurecheck.claims.readings import Reading, readings, window_place
from figurecheck.claims.settings import Settings, Shift
from figurecheck.claims.spans import last_day, span_of
from figurecheck.documents import Path_

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Known:
    """The last day whose closes a statement could know, and the words for it; ``own`` where its source says the day."""

    day: date
    own: bool

    @property
    def words(self) -> str:
        """The day, as a warning names it."""
        return f"{self.day}, the last day known {'to the source of the claim' if self.own else 'at publication'}"


def known_day(article: Article, claim: Claim) -> Known:
    """The last day known at publication, or to the source of the claim where that was earlier."""
    day = article.article.publication_day
    own = None if claim.source is None else claim.source.known
    return Known(day, own=False) if own is None or own >= day else Known(own, own=True)


def late_windows(article: Article, claim: Claim, path: Path_, fewest: int) -> Iterator[Problem]:
    """Every window of the claim that ends after the day known, with how many other readings are left.

    ``path`` leads to the claim, ``fewest`` is how many other readings its kind owes. Days without trading at the end
    of a window do not count, nor does a window to the last day of the data.
    """
    known = known_day(article, claim)
    left = _left(article, claim, known, fewest)
    for number, part in enumerate(claim.parts):
        place: Path_ = (*path, "parts", number)
        told: set[Path_] = set()
        for reading in readings(article, part):
            where, end = window_place(part, reading), _end(article, reading.settings)
            if where not in told:
                found = list(_late(end, known, (*place, *where), _why(reading, known, left)))
                told.update(where for _ in found)
                yield from found
        yield from _period(article, part, known, (*place, "every_window", "to"))


def _why(reading: Reading, known: Known, left: str) -> str:
    """What follows from a late window: the primary reading decides, the others are counted."""
    if not reading.primary:
        return left
    return "the statement cannot have meant it" if known.own else "at publication the claim cannot be tested"


def _late(end: date | None, known: Known, path: Path_, consequence: str) -> Iterator[Problem]:
    if end is None or not _later(end, known):
        return
    wanted = "an end by then" if known.own else "an end by then, or 'to: publication'"
    yield Problem(path, f"a window that ends on {end}, after {known.words}", f"{wanted}; {consequence}")


def _period(article: Article, part: Part, known: Known, path: Path_) -> Iterator[Problem]:
    if part.every_window is not None:
        end = last_day(part.every_window.end, article)
        yield from _late(end, known, path, "windows beyond it are none that the statement could mean")


def _left(article: Article, claim: Claim, known: Known, fewest: int) -> str:
    """How many of the claim's other readings end by the day known."""
    ends = [
        _end(article, reading.settings)
        for part in claim.parts
        for reading in readings(article, part)
        if not reading.primary
    ]
    left = sum(end is None or not _later(end, known) for end in ends)
    owed = f", and {fewest} are owed" if left < fewest else ""
    return f"{left} of {len(ends)} other readings of the claim end by then{owed}"


def _end(article: Article, settings: Settings) -> date | None:
    """The day on which a window ends, moved by its shift; None without a window, or for the last day of the data."""
    end = None if settings.window is None else span_of(settings.window, article)[1]
    return None if end is None else _moved(end, settings.shift)


def _moved(end: date, shift: Shift | None) -> date:
    """A day moved by sessions, counted as weekdays, so that the window reaches at least this far."""
    steps = 0 if shift is None else shift.end
    step = _DAY if steps > 0 else -_DAY
    for _ in range(abs(steps)):
        end += step
        while end.weekday() >= _SATURDAY:
            end += step
    return end


def _later(end: date, known: Known) -> bool:
    """Whether a weekday lies between the day known and ``end``, ``end`` included."""
    days = min((end - known.day).days, 7)
    return any((known.day + number * _DAY).weekday() < _SATURDAY for number in range(1, days + 1))
