"""What every window of a claimed period gives: counts and outstanding windows, which never decide a verdict."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class WindowFigure:
    """One window: its days, its return as a fraction, and how far it is from the primary reading's window.

    ``start_shift`` and ``end_shift`` are signed calendar days: -3 is three days earlier.
    """

    start: date
    end: date
    value: float
    start_shift: int
    end_shift: int

    @property
    def shift(self) -> int:
        """Days that the two ends have moved, added."""
        return abs(self.start_shift) + abs(self.end_shift)


@dataclass(frozen=True)
class EveryWindow:
    """Every window of a period, on the series and price basis of the primary reading.

    ``days`` and ``closes`` are the observations of the period, from which all windows follow. ``holding`` of ``count``
    windows meet the target. ``nearest`` is the window nearest to the primary one that meets it, ``flip`` the nearest
    one that gives the other answer than the primary one (None where there is none), ``closest`` the one whose return
    lies least far outside of the target, ``exact`` the one whose return lies nearest to the claimed figure itself (None
    where the claim gives a mark and no figure).
    """

    series: str
    price: str
    why: str
    days: tuple[date, ...]
    closes: tuple[float, ...]
    count: int
    holding: int
    lowest: WindowFigure
    highest: WindowFigure
    nearest: WindowFigure | None
    flip: WindowFigure | None
    closest: WindowFigure
    exact: WindowFigure | None

    @property
    def start(self) -> date:
        """The first day on which a window can begin."""
        return self.days[0]

    @property
    def end(self) -> date:
        """The last day on which a window can end."""
        return self.days[-1]
