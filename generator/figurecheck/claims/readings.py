"""Every way of reading a part of a claim: the product of its axes, the primary reading first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from figurecheck.claims.model import Article, LeftOut, Part
from figurecheck.claims.settings import AXES, Settings
from figurecheck.documents import Path_


@dataclass(frozen=True)
class AxisValue:
    """A value on an axis and why a fair reader could take it."""

    axis: str
    value: Any
    why: str


@dataclass(frozen=True)
class Reading:
    """One combination of axis values; ``choices`` has one entry for each axis that the part uses."""

    choices: tuple[AxisValue, ...]
    primary: bool

    @property
    def settings(self) -> Settings:
        """The combination as settings of a measure."""
        return Settings(**{choice.axis: choice.value for choice in self.choices})


def readings(article: Article, part: Part) -> tuple[Reading, ...]:
    """The readings of ``part``: the primary first, then the conventional ones in the order of the file."""
    first, *others = combinations(article, part)
    return (first, *(reading for reading in others if not _left_out(part, reading)))


def window_place(part: Part, reading: Reading) -> Path_:
    """Where the window of a reading stands in the part: with the primary, or among the windows or the shifts."""
    windows = [choice.value for choice in part.alternatives.window]
    window, shift = reading.settings.window, reading.settings.shift
    if shift is not None and shift.moves and shift != part.primary.shift:
        return ("alternatives", "shift", [choice.value for choice in part.alternatives.shift].index(shift))
    return ("alternatives", "window", windows.index(window)) if window in windows else ("primary", "window")


def combinations(article: Article, part: Part) -> tuple[Reading, ...]:
    """The whole product of the axes of ``part``, what the file leaves out included; the primary first."""
    axes = [values for axis in AXES if (values := tuple(_values(article, part, axis)))]
    return tuple(Reading(choices, primary=at == 0) for at, choices in enumerate(product(*axes)))


def _values(article: Article, part: Part, axis: str) -> Iterator[AxisValue]:
    value = getattr(part.primary, axis)
    if value is None:
        return
    yield AxisValue(axis, value, part.primary.why)
    for choice in getattr(part.alternatives, axis):
        yield AxisValue(axis, choice.value, choice.why)
    if axis == "series":
        yield from _proxies(article, part)


def _proxies(article: Article, part: Part) -> Iterator[AxisValue]:
    named = {part.primary.series, *(choice.value for choice in part.alternatives.series)}
    for proxy in article.proxies:
        if part.alternatives.proxies and proxy.id == part.stands_for:
            yield from (AxisValue("series", s.id, s.why) for s in proxy.admitted if s.id not in named)


def _left_out(part: Part, reading: Reading) -> bool:
    return any(leaves_out(rule, reading.settings) for rule in part.left_out)


def leaves_out(rule: LeftOut, settings: Settings) -> bool:
    """Whether ``rule`` excludes the combination: every field that it gives agrees."""
    wanted = {name: _several(getattr(rule, name)) for name in LeftOut.model_fields if name != "why"}
    return all(not values or _found(settings, name) in values for name, values in wanted.items())


def _several(value: Any) -> tuple[Any, ...]:
    """The values of a field that may hold one or many."""
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def _found(settings: Settings, name: str) -> Any:
    """What the combination has where a rule names ``name``."""
    if name in {"rules", "regime", "episodes"}:
        axis = "window" if name == "rules" else name
        return getattr(getattr(settings, axis), "rule", None)
    if name == "shifted":
        return settings.shift is not None and settings.shift.moves
    return getattr(settings.window, "start", None) if name == "starts" else getattr(settings, name)
