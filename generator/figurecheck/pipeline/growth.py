"""Growth of a series since its first close for the what-if page: no price, volume or range of a day.

A close is kept as the logarithm of its growth since the first one, as a whole number of steps so fine that the return
of any window comes out within TOLERANCE of the measure. A reinvested dividend is a further step up on its ex-day.
"""

import json
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Context, Decimal

import numpy as np
from numpy.typing import NDArray

from figurecheck.claims.settings import Price
from figurecheck.measures.windows import Values, largest_rise
from figurecheck.pipeline.evaluators.base import column, days_of, path
from figurecheck.store.reading import Observed

TOLERANCE = 1e-9
"""How far a return of the page, a fraction, may be from that of the measure."""

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""The digits of a text of numbers, six bits each, smallest first."""

_LOGARITHMS = Context(prec=30)
_DOUBT = 1e-12
"""Above what a logarithm in floating point and its quotient are off by, as a share: some 2e-16 each."""
_ROUGHLY = Context(prec=3, rounding=ROUND_DOWN)


def _closes(observed: Observed) -> NDArray[np.bool_]:
    """Where there is a close that a return can be counted from or to, shape (n,)."""
    close = column(observed, "close")
    return np.isfinite(close)


def growth(observed: Observed) -> str | None:
    """The growth of one series as the text of a JSON file; None where fewer than two closes leave no window to try.

    ``first`` is the day of the first close; ``days`` are the calendar days from each close to the next, ``changes``
    the steps of size ``unit`` by which the logarithm changes. ``paid`` lists the position of each ex-day with the steps
    by which all dividends up to it have raised the total return; ``missing`` the positions of days without a close,
    over which the path stands still. Raises what ``largest_rise`` and ``total_return_index`` raise.
    """
    close, total = column(observed, "close"), path(observed, Price.TOTAL_RETURN)
    there = _closes(observed)
    if int(there.sum()) < 2:
        return None
    dividend = column(observed, "dividend")
    unit = _unit(total[there], paying=bool((np.nan_to_num(dividend) > 0).any()))
    start = float(close[there][0])
    steps = log_steps([value / start for value in close[there]], unit)
    found = dict(zip(np.flatnonzero(there).tolist(), steps, strict=True))
    held = _filled(found, close.size)
    days = np.diff(days_of(observed)).astype(np.int64)
    document = {
        "series": observed.series.id,
        "first": observed.first_day.isoformat(),
        "unit": float(unit),
        "days": packed(days.tolist()),
        "changes": packed(np.diff(np.asarray(held, dtype=np.int64)).tolist()),
        "paid": _paid(close, total, np.where(there, np.nan_to_num(dividend), 0.0), unit),
        "missing": np.flatnonzero(~there).tolist(),
    }
    return json.dumps(document, separators=(",", ":")) + "\n"


def _unit(total: Values, *, paying: bool) -> Decimal:
    """The size of a step: each end is off by half a step, and by another half of dividends, times the growth."""
    low, high = largest_rise(total, total)
    halves = 4 if paying else 2
    return _ROUGHLY.create_decimal(2 * TOLERANCE / halves / max(1.0, float(total[high] / total[low])))


def log_steps(growths: Sequence[float], unit: Decimal) -> list[int]:
    """Logarithms as whole steps, the same on every processor.

    The last digit of a logarithm in floating point is not. Where that could turn a step, decimal arithmetic decides.
    """
    roughly = np.log(np.asarray(growths, dtype=np.float64)) / float(unit)
    steps = np.rint(roughly)
    doubt = np.abs(roughly - steps) > 0.5 - _DOUBT * np.maximum(1.0, np.abs(roughly))
    for at in np.flatnonzero(doubt).tolist():
        exact = _LOGARITHMS.ln(Decimal(float(growths[at]))) / unit
        steps[at] = float(exact.to_integral_value(ROUND_HALF_EVEN))
    return [int(step) for step in steps]


def _filled(found: dict[int, int], size: int) -> list[int]:
    """``found`` (steps by position) with what came before where a day has no close; 0 ahead of the first close."""
    held, filled = 0, []
    for at in range(size):
        held = found.get(at, held)
        filled.append(held)
    return filled


def _paid(close: Values, total: Values, dividend: Values, unit: Decimal) -> list[tuple[int, int]]:
    """Positions of the ex-days and the steps up by all dividends so far; one before the first close raises nothing."""
    first = int(np.flatnonzero(np.isfinite(close) & (close > 0))[0])
    at = np.flatnonzero(dividend > 0)
    at = at[at > first]
    raised = (total[at] / total[first]) / (close[at] / close[first])
    return list(zip(at.tolist(), log_steps(raised.tolist(), unit), strict=True))


def packed(numbers: Sequence[int]) -> dict[str, int | str]:
    """Whole numbers as text in the code of Rice (1979), six bits a digit; ``low`` is the length of the plain part.

    Numbers of either sign are folded to 0, -1, 1, -2, ...; of each the part above ``low`` bits stands as so many ones
    and a nought, the rest as it is. ``low`` is the one that gives the shortest text.
    """
    folded = [2 * number if number >= 0 else -2 * number - 1 for number in numbers]
    whole = np.asarray(folded, dtype=np.uint64)
    low = min(range(64), key=lambda bits: int((whole >> np.uint64(bits)).sum()) + bits * len(folded))
    bits = "".join("1" * (number >> low) + "0" + _plain(number, low) for number in folded)
    sixes = (bits[at : at + 6].ljust(6, "0") for at in range(0, len(bits), 6))
    return {"count": len(folded), "low": low, "text": "".join(DIGITS[int(six, 2)] for six in sixes)}


def _plain(number: int, low: int) -> str:
    return format(number & ((1 << low) - 1), f"0{low}b") if low else ""
