"""What is compared: a published figure, the figure of the second route, and how far apart they may lie."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import expm1, isfinite, log

Limits = tuple[float, float]
RESAMPLED = 0.01
"""A tolerance of an interval from here on is one of resampling."""


@dataclass(frozen=True)
class Figure:
    """A value with its intervals, None where it has none; ``second_interval`` is that of another inference method."""

    value: float
    interval: Limits | None = None
    second_interval: Limits | None = None


@dataclass(frozen=True)
class Published:
    """What the report says of one part of a claim at one date; ``figure`` is None where it gives none."""

    claim: str
    part: str
    date: str
    figure: Figure | None


@dataclass(frozen=True)
class Tolerance:
    """How far the two routes may lie apart, and why.

    ``value`` is relative to the published value, ``value_in_widths`` a share of the first interval's width: the larger
    difference is allowed. A limit of an interval may differ by the share ``interval`` (the
    first) or ``second_interval`` of the published interval's width, which makes it a statement about sampling error.
    ``ratio`` measures that width on logarithms, so that a long upper arm does not loosen the lower limit.
    ``floor`` is an absolute difference that is always allowed: for figures near zero, such as p-values.
    """

    why: str
    value: float = 1e-9
    value_in_widths: float = 0.0
    interval: float = 1e-9
    second_interval: float = 1e-9
    floor: float = 0.0
    ratio: bool = False

    def for_fewer_draws(self) -> "Tolerance":
        """The same for a figure whose resampled limits rest on 999 draws, as everything beside a verdict does.

        Their error is larger by sqrt((1/999 + 1/999) / (1/9999 + 1/999)) = 1.35.
        """
        wider = [1.5 * share if share >= RESAMPLED else share for share in (self.interval, self.second_interval)]
        return replace(self, interval=wider[0], second_interval=wider[1])


@dataclass(frozen=True)
class Comparison:
    """One number of one part, by both routes; ``second`` is None where the second route gave none, with the reason."""

    claim: str
    part: str
    date: str
    number: str
    published: float | None
    second: float | None
    tolerance: float
    reason: str = ""

    @property
    def difference(self) -> float | None:
        """Second route less published; None where one of them is missing."""
        return None if self.published is None or self.second is None else self.second - self.published

    @property
    def agrees(self) -> bool:
        """Both routes gave a number, and they lie within the tolerance; or neither route could give one."""
        if self.difference is None:
            return self.published is None and self.second is None and not self.reason
        return isfinite(self.difference) and bool(abs(self.difference) <= self.tolerance)


def compare(published: Published, second: Figure, tolerance: Tolerance) -> Iterator[Comparison]:
    """The value, then the limits of each interval that either route has."""
    first = published.figure
    if first is None:
        yield _row(published, "value", None, second.value, 0.0, "the report gives no figure")
        return
    width = 0.0 if first.interval is None else first.interval[1] - first.interval[0]
    allowed = max(tolerance.value * abs(first.value), tolerance.value_in_widths * width, tolerance.floor)
    yield _row(published, "value", first.value, second.value, allowed)
    yield from _limits(published, "", first.interval, second.interval, tolerance.interval, ratio=tolerance.ratio)
    yield from _limits(
        published,
        "second ",
        first.second_interval,
        second.second_interval,
        tolerance.second_interval,
        ratio=tolerance.ratio,
    )


def compare_words(published: Published, said: str, allowed: Iterable[str]) -> Comparison:
    """A published word, which must be one of those that the second route allows; it has no numbers."""
    others = sorted(allowed)
    reason = "" if said in others else f"published: {said}; second route: {' or '.join(others)}"
    return Comparison(published.claim, published.part, published.date, "word", None, None, 0.0, reason)


def without_second(published: Published, reason: str) -> Comparison:
    """The published value, with the reason why the second route gives none."""
    value = None if published.figure is None else published.figure.value
    return _row(published, "value", value, None, 0.0, reason)


def _limits(
    published: Published, which: str, first: Limits | None, second: Limits | None, share: float, *, ratio: bool
) -> Iterator[Comparison]:
    if first is None and second is None:
        return
    reason = "" if first and second else "one route gives no such interval"
    for at, name in enumerate(("lower", "upper")):
        ours, theirs = (None if limits is None else limits[at] for limits in (first, second))
        allowed = 0.0 if first is None else _allowed(first, at, share, ratio=ratio)
        yield _row(published, f"{which}{name}", ours, theirs, allowed, reason)


def _allowed(limits: Limits, at: int, share: float, *, ratio: bool) -> float:
    """The share of the width; for a ratio, what that share of the width on logarithms leaves below this limit."""
    lower, upper = limits
    if ratio and lower > 0.0:
        return limits[at] * -expm1(-share * log(upper / lower))
    return share * (upper - lower)


def _row(
    p: Published, number: str, first: float | None, second: float | None, tolerance: float, reason: str = ""
) -> Comparison:
    return Comparison(p.claim, p.part, p.date, number, first, second, tolerance, reason)
