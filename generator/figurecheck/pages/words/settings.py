"""Settings and choices of a computation in words: parameters, axes of readings, notes on a series."""

import re
from datetime import date
from decimal import Decimal

from figurecheck.pages.words.days import day
from figurecheck.pages.words.figures import value
from figurecheck.pages.words.numbers import signed
from figurecheck.pages.words.roles import ROLES
from figurecheck.pages.words.texts import whole
from figurecheck.pages.words.units import FRACTION, P_VALUE, SHARE

_SIGNIFICANT = 4


def series_note(ended: date | None, *, survivors: bool) -> str:
    """``ended 8 March 2024, survivorship-biased``; "" for a series that needs no note."""
    said = ("" if ended is None else f"ended {day(ended)}", "survivorship-biased" if survivors else "")
    return ", ".join(each for each in said if each)


def parameter(name: str, setting: str | float) -> str:
    """A setting or a side result of a computation: days as days, whole numbers whole, others to four digits.

    A role is called what it is called everywhere.
    """
    if isinstance(setting, str):
        if name == "role":
            return ROLES.get(setting, setting)
        return day(date.fromisoformat(setting)) if _DAY.fullmatch(setting) else setting
    if name in _PARAMETER_UNITS:
        return value(setting, _PARAMETER_UNITS[name])
    if "p-value" in name:
        return value(setting, P_VALUE)
    if float(setting).is_integer():
        return f"{setting:.0f}" if name == "seed" else whole(round(setting))
    return signed(f"{Decimal(f'{setting:.{_SIGNIFICANT}g}'):,f}")


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_PARAMETER_UNITS = {
    "mean return in episodes": FRACTION,
    "mean return over equally long times": FRACTION,
    "share of placebos at or below": SHARE,
    "mean share of unrelated blocks": SHARE,
    "share that unrelated blocks reach in one case of twenty": SHARE,
    "share": SHARE,
    "mean weight": SHARE,
}

_AXES = {
    "against": "comparison",
    "panel": "panel",
    "price": "price basis",
    "shift": "shift of the window",
    "frequency": "returns",
    "method": "kind of correlation",
    "episodes": "corrections",
    "timing": "timing",
}


def axis(name: str) -> str:
    """An axis of readings in words."""
    return _AXES.get(name, name.replace("_", " "))
