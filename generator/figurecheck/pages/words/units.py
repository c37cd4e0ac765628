"""The form of every unit: how many digits a figure has, whether it is a percentage, what follows it."""

from dataclasses import dataclass

FRACTION = "fraction"
POINTS = "percentage points"
COUNT = "count"
SHARE = "share"
P_VALUE = "p-value"
RATIO = "ratio"
TREND = "z a year"
SLOPE = "slope"


@dataclass(frozen=True)
class Form:
    """How a figure of one unit is written: digits behind the point, a percentage or not, a plus sign, what follows."""

    digits: int
    percent: bool = False
    plus: bool = True
    after: str = ""


FORMS: dict[str, Form] = {
    FRACTION: Form(1, percent=True),
    SHARE: Form(1, percent=True, plus=False),
    POINTS: Form(2, after=f" {POINTS}"),
    COUNT: Form(0, plus=False),
    "correlation": Form(2),
    "weight": Form(2),
    "coefficient": Form(2, plus=False),
    P_VALUE: Form(3, plus=False),
    "statistic": Form(1, plus=False),
    SLOPE: Form(3),
    RATIO: Form(2, plus=False, after=" times"),
    TREND: Form(3, after=" in Fisher's z a year"),
}
"""The form of every unit of the table of measures."""


def measured_in(unit: str) -> str:
    """``In percentage points.``, for figures that are shown without what follows them; "" where nothing does."""
    return f"In {_PLURALS[unit]}." if unit in _PLURALS else ""


def unit_in_titles(unit: str) -> str:
    """What figures of one unit are called in the title of a chart, so that charts of one page differ."""
    return _TITLES.get(unit, f"figures in {_PLURALS[unit]}" if unit in _PLURALS else f"{unit}s".replace("_", " "))


_TITLES = {FRACTION: "percentage changes", SHARE: "shares"}

_PLURALS = {POINTS: POINTS, RATIO: "multiples", TREND: "Fisher's z a year"}
