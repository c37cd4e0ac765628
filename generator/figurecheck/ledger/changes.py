"""What a comparison of two states says: changed series, changed claims, and the share of each cause."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from figurecheck.ledger.entry import Entry, judged_otherwise
from figurecheck.verdicts.holm import P_VALUE


class Cause(StrEnum):
    """Why a figure is another than before, in the order in which causes are told apart."""

    NEW_DAYS = "new_days"
    REVISED = "revised_history"
    SPLIT = "split"
    DIVIDEND = "dividend"
    DEFINITION = "definition"
    CODE = "code"


class Kind(StrEnum):
    """What happened to a claim; the order is that in which changes are told."""

    FLIP = "flip"
    MOVED = "moved"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True)
class SeriesChange:
    """What happened to a series between two states.

    ``new_days`` is negative where days at the end are gone. ``revised`` counts days of the common past whose values
    differ, were added or were taken away, from ``revised_from`` to ``revised_to``; where only years are known it
    counts years. ``split`` is the ratio by which the past was divided, ``split_day`` the first day that was not.
    ``dividends`` counts the days, or years, of the common past whose distributions differ.
    """

    series: str
    new_days: int = 0
    last_day: date | None = None
    revised: int = 0
    revised_from: date | None = None
    revised_to: date | None = None
    split: float | None = None
    split_day: date | None = None
    dividends: int = 0
    by_year: bool = False

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes that apply, in their order; empty where nothing changed."""
        held = {
            Cause.NEW_DAYS: self.new_days != 0,
            Cause.REVISED: self.revised > 0,
            Cause.SPLIT: self.split is not None,
            Cause.DIVIDEND: self.dividends > 0,
        }
        return tuple(cause for cause, applies in held.items() if applies)


@dataclass(frozen=True)
class Share:
    """What one cause moved a figure by, in its unit."""

    cause: Cause
    amount: Decimal


@dataclass(frozen=True)
class FigureChange:
    """One part of a claim before and after.

    ``shares`` sum exactly to the whole where they are known; they are empty where only the causes are named.
    """

    part: str
    before: Entry | None
    after: Entry | None
    shares: tuple[Share, ...] = ()

    @property
    def whole(self) -> Decimal | None:
        """By how much the figure moved; None where it is missing on one side."""
        if self.before is None or self.after is None or self.before.value is None or self.after.value is None:
            return None
        return exact(self.after.value) - exact(self.before.value)

    @property
    def tested(self) -> bool:
        """Whether the figure is a p-value, which answers by the side of its mark and not by its size."""
        return self.before is not None and self.before.unit == P_VALUE

    @property
    def inside(self) -> bool | None:
        """Whether the new figure lies in the interval of the old one; None where there is no interval."""
        if self.whole is None or self.before is None or self.after is None or self.after.value is None:
            return None
        if self.before.lower is None or self.before.upper is None:
            return None
        return self.before.lower <= self.after.value <= self.before.upper


@dataclass(frozen=True)
class ClaimChange:
    """One claim at one date before and after.

    ``as_of`` is a date of judgement, or empty where publication is compared with today. ``causes`` are those named,
    ``turned`` those at which the verdict changed when one cause was applied after the other. ``note`` says why the
    shares are missing.
    """

    claim: str
    as_of: str
    kind: Kind
    figures: tuple[FigureChange, ...]
    causes: tuple[Cause, ...] = ()
    turned: tuple[Cause, ...] = ()
    note: str = ""

    @property
    def before(self) -> Entry | None:
        """Any entry of the old state: they share the verdict of the claim."""
        return next((figure.before for figure in self.figures if figure.before is not None), None)

    @property
    def after(self) -> Entry | None:
        """Any entry of the new state."""
        return next((figure.after for figure in self.figures if figure.after is not None), None)

    @property
    def calm(self) -> bool:
        """Whether nobody needs to look: the verdict stands, and figures moved inside their intervals.

        An exact figure has no interval: it may move because days were added or dividends corrected, and for no other
        cause. A p-value has none either: it may move with any data as long as no verdict turns. A change of definition
        or code is never calm.
        """
        if self.kind is not Kind.MOVED or {Cause.DEFINITION, Cause.CODE} & set(self.causes):
            return False
        pairs = [(f.before, f.after) for f in self.figures if f.before is not None and f.after is not None]
        if len(pairs) < len(self.figures) or any(judged_otherwise(*pair) for pair in pairs):
            return False
        by_data = set(self.causes) <= {Cause.NEW_DAYS, Cause.DIVIDEND}
        return all(figure.tested or (by_data if figure.inside is None else figure.inside) for figure in self.figures)


@dataclass(frozen=True)
class Diff:
    """Two states compared: ``old`` and ``new`` are what they were called, ``days`` the newest day of each."""

    article: str
    old: str
    new: str
    days: tuple[date | None, date | None]
    code: tuple[str, str]
    series: tuple[SeriesChange, ...]
    claims: tuple[ClaimChange, ...]

    def of(self, kind: Kind) -> tuple[ClaimChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.claims if change.kind is kind)

    @property
    def flipped(self) -> bool:
        """Whether a verdict is another than before."""
        return bool(self.of(Kind.FLIP))

    @property
    def calm(self) -> bool:
        """Whether every change is one that nobody needs to look at."""
        return all(change.calm for change in self.claims)


@dataclass(frozen=True)
class LeftOut:
    """An article that is not compared, and why."""

    article: str
    why: str


@dataclass(frozen=True)
class Comparison:
    """Two states compared: the articles that both know, and those that one of them does not."""

    articles: tuple[Diff, ...]
    left_out: tuple[LeftOut, ...] = ()


def exact(value: float) -> Decimal:
    """A figure of 10 significant digits as the decimal that it is written as."""
    return Decimal(repr(value))
