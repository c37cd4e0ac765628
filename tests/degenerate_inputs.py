"""Inputs that no figure can come from, and the public functions of measures/ that must refuse them."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from figurecheck import measures
from figurecheck.measures import (
    events,
    extremes,
    liquidity,
    placebo,
)

DAYS = 600
GOOD: np.ndarray = np.random.default_rng(0).standard_normal(DAYS) * 0.01
OTHER: np.ndarray = GOOD / 2.0 + np.random.default_rng(1).standard_normal(DAYS) * 0.01
HIGH = np.arange(DAYS) % 3 == 0
THREE = [300, 400, 500]
WINDOW = events.EventWindow(0, 1)
CALENDAR = pd.bdate_range("2014-01-02", periods=DAYS + 20)
LEVELS: np.ndarray = 100.0 * np.exp(np.cumsum(GOOD))
INSIDE = placebo.Interval(CALENDAR[400], CALENDAR[450])
TAIL = extremes.fit_pareto_tail(GOOD, 0.01)

RETURNS = {
    "a constant": np.full(DAYS, 0.01),
    "nought": np.zeros(DAYS),
    "one": np.array([0.5]),
    "nothing": np.array([]),
    "gaps": np.full(DAYS, np.nan),
    "a gap": np.r_[np.nan, GOOD[1:]],
    "infinity": np.r_[np.inf, GOOD[1:]],
    "minus infinity": np.r_[-np.inf, GOOD[1:]],
}
PRICES = {
    "a constant": np.full(DAYS, 100.0),
    "nought": np.zeros(DAYS),
    "one": np.array([100.0]),
    "nothing": np.array([]),
    "gaps": np.full(DAYS, np.nan),
    "a gap": np.r_[LEVELS[:420], np.nan, LEVELS[421:]],
    "infinity": np.r_[LEVELS[:420], np.inf, LEVELS[421:]],
    "minus infinity": np.r_[LEVELS[:420], -np.inf, LEVELS[421:]],
}
NUMBERS = {"not a number": float("nan"), "infinity": float("inf"), "minus infinity": float("-inf")}
MARKS = {
    "all": np.ones(DAYS, dtype=bool),
    "none": np.zeros(DAYS, dtype=bool),
    "nothing": np.array([], dtype=bool),
    "gaps": np.full(DAYS, np.nan),
}
FLAT = frozenset({"a constant", "nought"})
STILL = frozenset({"a constant"})
SHORT = frozenset({"one"})
GAP = frozenset({"a gap"})


@dataclass(frozen=True)
class Slot:
    """One input of a function: a good value, the bad ones, those that have an answer, and those that give NaN only."""

    call: Callable[[Any], Any]
    good: Any
    bad: dict[str, Any]
    answered: frozenset[str] = frozenset()
    nan: frozenset[str] = frozenset()


def one(call: Callable[[Any], Any], answered: frozenset[str] = frozenset(), good: Any = GOOD) -> tuple[Slot, ...]:
    """The only series of returns that a function takes."""
    return (Slot(call, good, RETURNS, answered),)


def two(call: Callable[[Any, Any], Any], answered: frozenset[str] = frozenset()) -> tuple[Slot, ...]:
    """Two series of returns, either of them bad, the other one of the same length."""
    return (
        Slot(lambda x: call(x, OTHER[: x.size]), GOOD, RETURNS, answered),
        Slot(lambda x: call(OTHER[: x.size], x), GOOD, RETURNS, answered),
    )


def dated(values: np.ndarray) -> pd.Series:
    """Values on the first days of the calendar."""
    return pd.Series(values, index=CALENDAR[: values.size])


def priced(call: Callable[[pd.Series], Any], answered: frozenset[str] = frozenset()) -> tuple[Slot, ...]:
    """A path of prices by day."""
    return (Slot(lambda x: call(dated(x)), LEVELS, PRICES, answered),)


def moved(
    call: Callable[[pd.Series], Any], answered: frozenset[str] = frozenset(), nan: frozenset[str] = frozenset()
) -> tuple[Slot, ...]:
    """A series of returns by day."""
    return (Slot(lambda x: call(dated(x)), GOOD, RETURNS, answered, nan),)


def number(call: Callable[[float], Any], good: float = 0.5) -> tuple[Slot, ...]:
    """A single number."""
    return (Slot(call, good, NUMBERS),)


def marked(call: Callable[[Any], Any], answered: frozenset[str] = frozenset()) -> tuple[Slot, ...]:
    """The days of a state."""
    return (Slot(call, HIGH, MARKS, answered),)


def bars_of(close: np.ndarray, /, **column: np.ndarray) -> liquidity.Bars:
    """Bars around these closes, with a column of its own where one is given."""
    given = {"opening": close * 0.999, "high": close * 1.01, "low": close * 0.99, "close": close}
    return liquidity.daily_bars(**{**given, "volume": np.full(close.size, 1e5), **column})


def bars_with(column: str, values: np.ndarray) -> liquidity.Bars:
    """Good bars but for one column."""
    return bars_of(LEVELS, **{column: values})


def barred(call: Callable[[liquidity.Bars], Any], answered: frozenset[str] = frozenset()) -> tuple[Slot, ...]:
    """Daily bars, made from bad closes."""
    return (Slot(lambda x: call(bars_of(x)), LEVELS, PRICES, answered),)


def panel(x: np.ndarray) -> pd.DataFrame:
    """Four columns, the first of them given."""
    noise = np.random.default_rng(2).standard_normal((x.size, 3)) * 0.01 + OTHER[: x.size, None]
    return pd.DataFrame(np.column_stack([x, noise]), index=CALENDAR[: x.size], columns=["a", "b", "c", "d"])


def public() -> Iterator[str]:
    """The public functions of every file of measures/, ``file.name``."""
    for file in pkgutil.iter_modules(measures.__path__):
        if file.name == "names":
            continue
        module = importlib.import_module(f"{measures.__name__}.{file.name}")
        for name, found in vars(module).items():
            if inspect.isfunction(found) and found.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{file.name}.{name}"
