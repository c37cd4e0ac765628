"""Figures in their unit, and the targets and intervals that they are set against."""

from decimal import ROUND_HALF_UP, Decimal

from figurecheck.pages.words.numbers import percent, rounded, rounded_percent, signed
from figurecheck.pages.words.texts import SPACE
from figurecheck.pages.words.units import FORMS, P_VALUE, POINTS, RATIO, SHARE, SLOPE, Form
from figurecheck.verdicts.outcome import Interval, Target

_MORE_DIGITS = 3
_WHOLE_FROM = 100
_ROUGH_FROM, _MILLION, _TEN = 100_000, 1_000_000, 10
_SMALLEST_P_VALUE = 0.001
_SMALLEST_RANK = 0.005


def value(number: float, unit: str, target: Target | None = None) -> str:
    """A figure in its unit; it gets more digits where fewer would put it on an edge that it does not touch.

    0 is such an edge of every slope, whose side of 0 is its meaning.
    """
    return f"{bare(number, unit, target)}{FORMS[unit].after}"


def bare(number: float, unit: str, target: Target | None = None) -> str:
    """A figure without what follows it: ``+0.46``, ``+3.2 %``, but ``−5.54`` for percentage points."""
    form = FORMS[unit]
    if unit == P_VALUE and number < _SMALLEST_P_VALUE / 2:
        return f"less than {_SMALLEST_P_VALUE}"
    if unit == RATIO and abs(number) >= _ROUGH_FROM:
        return rough(number)
    shown = _scaled(number, form, _digits(number, unit, target))
    digits = signed(f"{shown:+,}" if form.plus else f"{shown:,}")
    return f"{digits}{SPACE}%" if form.percent else digits


def rough(number: float) -> str:
    """A very large multiple to two significant digits: 1252249 as ``1.3 million``, 985000 as ``990,000``."""
    exact_value = Decimal(float(number))
    two = exact_value.quantize(Decimal(1).scaleb(exact_value.adjusted() - 1), ROUND_HALF_UP)
    if abs(two) < _MILLION:
        return signed(f"{int(two):,}")
    millions = two / _MILLION
    return signed(f"{millions:.1f}" if abs(millions) < _TEN else f"{int(millions):,}") + f"{SPACE}million"


def _scaled(number: float, form: Form, digits: int) -> Decimal:
    return rounded_percent(number, digits) if form.percent else rounded(number, digits)


def _digits(number: float, unit: str, target: Target | None) -> int:
    form = FORMS[unit]
    first = 0 if unit == RATIO and abs(number) >= _WHOLE_FROM else form.digits
    edges = [] if target is None else [edge for edge in (target.low, target.high) if edge not in (None, number)]
    edges += [0.0] if unit == SLOPE and number else []
    clear = (
        digits
        for digits in range(first, first + _MORE_DIGITS)
        if all(_scaled(number, form, digits) != _scaled(edge, form, digits) for edge in edges if edge is not None)
    )
    return next(clear, first + _MORE_DIGITS)


def bound(number: float, unit: str) -> str:
    """An edge of a target, exactly as it was fixed: 0.125 as ``12.5 %``."""
    exactly = Decimal(repr(float(number)))
    if FORMS[unit].percent:
        return signed(f"{(exactly * 100).normalize():f}") + f"{SPACE}%"
    return signed(f"{exactly.normalize():f}") + (f" {POINTS}" if unit == POINTS else "")


def target(wanted: Target, unit: str) -> str:
    """What would make a part true: ``250 % to just short of 350 %``, ``20 % or more``, ``below 0 %``."""
    if wanted.low is not None and wanted.high is not None:
        return _between(wanted, unit)
    if wanted.low is not None:
        edge = bound(wanted.low, unit)
        return f"{edge} or more" if wanted.low_included else f"above {edge}"
    if wanted.high is not None:
        edge = bound(wanted.high, unit)
        return f"{edge} or less" if wanted.high_included else f"below {edge}"
    return "any value"


def _between(wanted: Target, unit: str) -> str:
    low, high = (bound(edge, unit) for edge in (wanted.low or 0.0, wanted.high or 0.0))
    if wanted.low_included and not wanted.high_included:
        return f"{low} to just short of {high}"
    if wanted.high_included and not wanted.low_included:
        return f"{high} to just short of {low}"
    return f"exactly {low}" if low == high else f"{low} to {high}"


def adjusted(after: float, before: float) -> str:
    """``0.217 (0.043 unadjusted)``: a p-value as it counts among several tests, and as it is alone."""
    return f"{value(after, P_VALUE)} ({value(before, P_VALUE)} unadjusted)"


def interval(limits: Interval, unit: str, target: Target | None = None) -> str:
    """``95 % interval +1.0 % to +3.2 %``."""
    return f"{percent(limits.level, 0, plus=False)} interval {between(limits, unit, target)}"


def between(limits: Interval, unit: str, target: Target | None = None) -> str:
    """``+0.12 to +0.31``, to stand beside its figure; a limit is not shown on an edge that it does not touch."""
    return f"{bare(limits.lower, unit, target)} to {bare(limits.upper, unit, target)}"


def moved(change: float) -> str:
    """``rose by 31.3 %``, ``fell by 39.5 %``, ``stood still``."""
    size = percent(abs(change), plus=False)
    return "stood still" if not change else f"{'rose' if change > 0 else 'fell'} by {size}"


def points(difference: float) -> str:
    """A difference of two shares in percentage points: -0.0554 as ``−5.5``."""
    return signed(f"{rounded_percent(difference, 1):+,}")


def way(size: float, unit: str) -> str:
    """How far two figures of one unit lie apart, without a sign: 0.0395 of a fraction as ``3.9 percentage points``."""
    form = FORMS[unit]
    if form.percent:
        digits = next((d for d in range(form.digits, _MORE_DIGITS) if rounded_percent(size, d)), _MORE_DIGITS)
        return f"{rounded_percent(abs(size), digits):,} {POINTS}"
    finer = range(form.digits, form.digits + _MORE_DIGITS)
    digits = next((d for d in finer if rounded(size, d)), form.digits) if unit != P_VALUE else form.digits
    shown = f"{rounded(abs(size), digits):,}" if digits > form.digits else bare(abs(size), unit).removeprefix("+")
    return f"{shown} {POINTS}" if unit == POINTS else shown


def rank(share: float) -> str:
    """A share among many as a whole percentage, with a digit more where it would be 0: 0.0015 as ``0.2 %``."""
    return percent(share, 0 if not share or share >= _SMALLEST_RANK else 1, plus=False)


_SHARES = {0.5: "half", 0.25: "a quarter", 0.2: "a fifth", 0.1: "a tenth", 0.05: "a twentieth"}


def part_of_whole(share: float) -> str:
    """A share as people say it: 0.1 as ``a tenth``, 0.12 as ``12 %``."""
    return _SHARES.get(share, bound(share, SHARE))
