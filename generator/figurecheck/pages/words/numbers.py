"""Numbers without a unit: signs, rounding, percentages, the words at an axis."""

from decimal import ROUND_HALF_UP, Decimal

from figurecheck.pages.words.texts import MINUS, SPACE
from figurecheck.pages.words.units import FORMS


def plain(number: float) -> str:
    """A setting with the digits that it was given with: ``0.94``."""
    return signed(f"{Decimal(repr(float(number))).normalize():f}")


def signed(digits: str) -> str:
    """A number with a true minus; digits that are all zero carry no sign."""
    bare = digits.lstrip("+-")
    if not bare.strip("0.,"):
        return bare
    return f"{MINUS}{bare}" if digits.startswith("-") else digits


def rounded(value: float, digits: int) -> Decimal:
    """``value`` rounded half up to ``digits`` decimals, from its exact binary value."""
    return Decimal(float(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent(value: float, digits: int = 1, *, plus: bool = True) -> str:
    """A fraction as a percentage: 3.0316 as ``+303.2 %``."""
    hundredfold = rounded_percent(value, digits)
    return f"{signed(f'{hundredfold:+,}' if plus else f'{hundredfold:,}')}{SPACE}%"


def rounded_percent(value: float, digits: int) -> Decimal:
    """A fraction times 100, rounded half up from its exact binary value."""
    return (Decimal(float(value)) * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent_tick(value: float) -> str:
    """A fraction at an axis: as few digits as it needs, at most one."""
    exact = rounded_percent(value, 1)
    digits = 0 if exact == exact.to_integral_value() else 1
    return percent(value, digits)


def level_tick(value: float) -> str:
    """A level in percent at an axis: ``4.5 %``."""
    return f"{signed(f'{Decimal(repr(round(float(value), 4))).normalize():f}')}{SPACE}%"


def whole_tick(value: float) -> str:
    """An index at an axis: ``1,000``."""
    return signed(f"{rounded(value, 0):,}")


def tick(value: float, unit: str) -> str:
    """A figure at an axis, in its unit: a fraction as a percentage, anything else as a plain number."""
    if FORMS[unit].percent:
        shown = percent_tick(value)
        return shown if FORMS[unit].plus else shown.removeprefix("+")
    return signed(f"{Decimal(repr(round(float(value), 4))).normalize():,f}")


def exact(value: float) -> str:
    """A value with all the digits that the data have: ``29,001.72``."""
    return signed(f"{Decimal(repr(float(value))):,f}".removesuffix(".0"))


def price(value: float, unit: str) -> str:
    """A price beside its point: ``US$ 43.75``; below one dollar with four decimals, in any other unit as it stands."""
    if unit != "US dollars":
        return exact(value)
    return f"US${SPACE}{signed(f'{rounded(value, 2 if abs(value) >= 1 else 4):,}')}"
