"""A claimed figure: the string that was written, its number, and the band of values that round to it."""

import re
from dataclasses import dataclass
from decimal import Decimal

_PATTERN = re.compile(
    r"^(?P<words>over|more than|at least|about)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<percent>%|per ?cent)?$",
    re.IGNORECASE,
)
GRAMMAR = (
    "a number such as '300%', '18 percent' or '4.25', alone or after about, over, more than or at least; for other "
    "words (nearly, less than, a third, doubled) use the kind direction with a threshold"
)
"""What a stated figure may look like, for the person who writes one."""
_UNITS = tuple(Decimal(unit) for unit in (100, 50, 10, 5, 1))
_PARTS = 3
"""A figure is at least so many times what it is rounded to, unless that is its last digit."""
_LARGEST = 10**9
_ONE_SIDED = {"over", "more than", "at least"}


@dataclass(frozen=True)
class Figure:
    """A figure as claimed: ``number`` as written (300 for "300%"), whether it is a percentage, whether a minimum.

    ``rounded_to`` is what the author of the file says that it is rounded to, None where nothing is said.
    """

    text: str
    number: Decimal
    percent: bool
    one_sided: bool
    rounded_to: Decimal | None = None

    @property
    def value(self) -> float:
        """The number in the unit of results: a percentage as a fraction."""
        return float(self._scaled(self.number))

    @property
    def unit(self) -> Decimal:
        """What the figure is rounded to: what the file says, or else what it is read as."""
        return self.read_unit if self.rounded_to is None else self.rounded_to

    @property
    def read_unit(self) -> Decimal:
        """What the figure is read as rounded to where nobody says.

        With decimals it is its last digit; of a whole number the coarsest of 1, 5, 10, 50 and 100 that divides it and
        is at most a third of it.
        """
        last = self.last_digit
        if last < 1:
            return last
        return next((unit for unit in _UNITS if self.could_be(unit)), last)

    @property
    def last_digit(self) -> Decimal:
        """The unit of the last digit written: 1 for "25%", 0.1 for "25.0%"."""
        return Decimal(1).scaleb(int(self.number.as_tuple().exponent))

    def could_be(self, unit: Decimal) -> bool:
        """Whether the figure may be rounded to ``unit``."""
        return self.number % unit == 0 and unit * _PARTS <= self.number

    @property
    def band(self) -> tuple[float, float | None]:
        """Smallest value that rounds to the figure, and the smallest that no longer does (None: no upper end)."""
        if self.one_sided:
            return self.value, None
        half = self.unit / 2
        return float(self._scaled(self.number - half)), float(self._scaled(self.number + half))

    def _scaled(self, number: Decimal) -> Decimal:
        return number / 100 if self.percent else number


def parse_figure(text: str, rounded_to: float | None = None) -> Figure:
    """Read a figure such as ``300%``, ``over 60%`` or ``12.5 %``, and what it is said to be ``rounded_to``.

    Raises ValueError for anything else, and for a rounding that the figure cannot have.
    """
    match = _PATTERN.match(text.strip())
    if match is None:
        raise ValueError(GRAMMAR)
    number = Decimal(match["number"])
    if number == 0:
        raise ValueError("a number above zero")
    if number >= _LARGEST:
        raise ValueError(f"a number below {_LARGEST:,}")
    one_sided = (match["words"] or "").lower() in _ONE_SIDED
    unit = None if rounded_to is None else Decimal(repr(rounded_to)).normalize()
    figure = Figure(text, number, match["percent"] is not None, one_sided, unit)
    _refuse_rounding(figure)
    return figure


def _refuse_rounding(figure: Figure) -> None:
    unit, last = figure.rounded_to, figure.last_digit
    if unit is None:
        return
    if figure.one_sided:
        raise ValueError("no rounding of a minimum, whose band begins at the figure itself")
    if unit != last and (unit < last or not figure.could_be(unit)):
        raise ValueError(f"{last:f}, the last digit of {figure.text}, or what divides it and is at most a third of it")
