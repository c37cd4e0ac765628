"""Rows of a chart: a label of one or more lines, and a strip below it for the marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

WIDE = 50
"""Letters in a line of a label, few enough for a phone, which enlarges them."""
_LABEL = 15
_STRIP = 14
_SPACE = 9


@dataclass(frozen=True)
class Rows:
    """Rows in units of the view box, counted from the top; ``lines`` are those of the label of each."""

    lines: tuple[int, ...]

    @property
    def height(self) -> int:
        """The height of all rows."""
        return self.top(len(self.lines))

    def top(self, number: int) -> int:
        """Where a row begins: below those before it, each as tall as its own label asks."""
        return sum(_LABEL * lines + _STRIP + _SPACE for lines in self.lines[:number])

    def label(self, number: int) -> int:
        """Where the label of a row ends."""
        return self.top(number) + _LABEL * self.lines[number]

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
    return Rows(tuple(broken(label, letters).count("\n") + 1 for label in labels))
