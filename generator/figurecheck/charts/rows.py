"""Rows of a chart: a label of one or more lines, and a strip below it for the marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

WIDE = 50
"""Letters in a line of a label, few enough for a phone, which enlarges them."""
_LABEL = 17
_STRIP = 20
_SPACE = 8


@dataclass(frozen=True)
class Rows:
    """Rows of equal height in units of the view box, counted from the top; ``lines`` is that of the longest label."""

    count: int
    lines: int

    @property
    def row(self) -> int:
        """The height of one row."""
        return _LABEL * self.lines + _STRIP + _SPACE

    @property
    def height(self) -> int:
        """The height of all rows."""
        return self.row * self.count

    def label(self, number: int) -> float:
        """Where the label of a row ends."""
        return self.row * number + _LABEL * self.lines

    def middle(self, number: int) -> float:
        """The middle of the strip of a row."""
        return self.label(number) + _STRIP / 2 + 2

    def strip(self, number: int) -> tuple[float, float]:
        """Top and bottom of the strip of a row."""
        return self.middle(number) - _STRIP / 2, self.middle(number) + _STRIP / 2


def broken(label: str, letters: int = WIDE) -> str:
    """``label`` in lines that a phone can show."""
    return "\n".join(wrap(label, letters)) or label


def rows_of(labels: Iterable[str], letters: int = WIDE) -> Rows:
    """The rows for these labels."""
    lines = [broken(label, letters).count("\n") + 1 for label in labels]
    return Rows(len(lines), max(lines, default=1))
