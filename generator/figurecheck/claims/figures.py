"""A claimed figure: the string that was written, its number, and the band of values that round to it."""

import re
from dataclasses import dataclass
from decimal import Decimal

_PATTERN = re.compile(
    r"^(?P<words>over|more than|at least|about)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>%)?$", re.IGNORECASE
)
_UNITS = tuple(Decimal(unit) for unit in ("100", "50", "10", "5", "1", "0.1"))
_LARGEST = 10**9
_ONE_SIDED = {"over", "more than", "at least"}


@dataclass(frozen=True)
class Figure:
    """A figure as claimed: ``number`` as written (300 for "300%"), whether it is a percentage, whether a minimum."""

    text: str
    number: Decimal
    percent: bool
    one_sided: bool

    @property
    def value(self) -> float:
        """The number in the unit of results: a percentage as a fraction."""
        return float(self._scaled(self.number))

    @property
    def unit(self) -> Decimal:
        """What the figure is read as rounded to.

        The coarsest of 0.1, 1, 5, 10, 50 and 100 that divides the number and is at most a third of it, but never
        finer than the last digit written.
        """
        exponent = self.number.as_tuple().exponent
        last_digit = Decimal(1).scaleb(int(exponent))
        fitting = (unit for unit in _UNITS if self.number % unit == 0 and unit * 3 <= self.number)
        return max(next(fitting, last_digit), last_digit)

    @property
    def band(self) -> tuple[float, float | None]:
        """Smallest value that rounds to the figure, and the smallest that no longer does (None: no upper end)."""
        if self.one_sided:
            return self.value, None
        half = self.unit / 2
        return float(self._scaled(self.number - half)), float(self._scaled(self.number + half))

    def _scaled(self, number: Decimal) -> Decimal:
        return number / 100 if self.percent else number


def parse_figure(text: str) -> Figure:
    """Read a figure such as ``300%``, ``over 60%`` or ``12.5 %``; raises ValueError for anything else."""
    match = _PATTERN.match(text.strip())
    if match is None:
        raise ValueError("a number such as '300%', 'over 60%', 'about 12.5 %'")
    number = Decimal(match["number"])
    if number == 0:
        raise ValueError("a number above zero")
    if number >= _LARGEST:
        raise ValueError(f"a number below {_LARGEST:,}")
    one_sided = (match["words"] or "").lower() in _ONE_SIDED
    return Figure(text, number, match["percent"] is not None, one_sided)
