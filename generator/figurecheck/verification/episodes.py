"""Second route to returns in corrections: the filter as one walk through the prices, the placebos one by one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t as student

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import FilteredEpisodes, Timing
from figurecheck.errors import InsufficientDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import Array
from figurecheck.verification.pairs import path
from figurecheck.verification.resampling import middle

TIE = 1e-12


@dataclass
class Correction:
    """Days of the peak, of the crossing of the fall, of the trough, and of the crossing of the rise (None so far)."""

    peak: pd.Timestamp
    crossed: pd.Timestamp
    trough: pd.Timestamp
    over: pd.Timestamp | None = None


def corrections(prices: pd.Series, rise: float | Array, fall: float | Array) -> list[Correction]:
    """Falls of ``fall`` from the highest close, each until a rise of ``rise`` from the lowest one.

    Either is one share for all days, or one a day.
    """
    rises, drops = (np.broadcast_to(share, len(prices)).tolist() for share in (rise, fall))
    found: list[Correction] = []
    falling: bool | None = None
    days = pd.DatetimeIndex(prices.index)
    peak = trough = (days[0], float(prices.iloc[0]))
    for day, price, up, down in zip(days, prices.tolist(), rises, drops, strict=True):
        now = day, price
        peak = now if now[1] >= peak[1] else peak
        trough = now if now[1] <= trough[1] else trough
        if falling is not True and now[1] <= peak[1] * (1 - down) * (1 + TIE):
            found.append(Correction(peak[0], now[0], now[0]))
            falling, peak, trough = True, now, now
        elif falling is not False and now[1] >= trough[1] * (1 + up) * (1 - TIE):
            if found:
                found[-1].over = now[0]
            falling, peak, trough = False, now, now
        elif falling:
            found[-1].trough = trough[0]
    return found


def excess_episode_return(settings: Settings, data: Data) -> Figure:
    """Mean return in the episodes less that over equally long times, in points, with two intervals."""
    prices = path(settings.series, settings, data)
    found = excess_of_windows(prices, _windows(settings, data, prices))
    limits = (
        None if each is None else (100 * each[0], 100 * each[1]) for each in (found.interval, found.second_interval)
    )
    return Figure(100 * found.value, *limits)


def excess_of_windows(prices: pd.Series, spans: list[tuple[int, int]]) -> Figure:
    """The same as a fraction, over windows given by the positions of their first and last closes."""
    windows = [w for w in spans if w[1] > w[0]]
    if len(windows) < 3:
        raise InsufficientDataError(f"{len(windows)} episodes lie inside the prices; 3 are needed")
    joined = np.concatenate([prices, prices.iloc[-1] / prices.iloc[0] * prices.iloc[1:]])
    n = len(prices) - 1
    usual = [joined[b - a : b - a + n] / joined[:n] - 1 for a, b in windows]
    observed = [float(prices.iloc[b] / prices.iloc[a] - 1) for a, b in windows]
    placebos = np.mean([np.roll(line, -a) for line, (a, _) in zip(usual, windows, strict=True)], axis=0)
    mean, elsewhere = float(np.mean(observed)), float(placebos.mean())
    low, high = middle(placebos)
    excess = np.array(observed) - np.array([np.mean(line) for line in usual])
    half = float(student.ppf(0.975, len(excess) - 1) * excess.std(ddof=1) / np.sqrt(len(excess)))
    value = mean - elsewhere
    return Figure(value, (mean - high, mean - low), (value - half, value + half))


def excesses_outside(
    prices: pd.Series, windows: list[tuple[int, int]], days: list[tuple[pd.Timestamp, pd.Timestamp]]
) -> list[float]:
    """Each return in the windows less the mean over all as long that share no time with any of the days.

    Windows without such others are left out. How many returns lie ahead of the next touched one is counted backwards.
    """
    closes, values = prices.index, prices.to_numpy()
    touched = np.zeros(len(closes) - 1, dtype=bool)
    for start, end in days:
        touched |= (closes[:-1] < end) & (closes[1:] > start)
    clear = [0]
    for one in reversed(touched.tolist()):
        clear.append(0 if one else clear[-1] + 1)
    ahead = np.array(clear[::-1])
    found = []
    for first, last in windows:
        length = last - first
        starts = np.flatnonzero(ahead >= length)
        usual = values[starts + length] / values[starts] - 1
        if usual.size:
            found.append(float(values[last] / values[first] - 1 - np.mean(usual)))
    return found


def _windows(settings: Settings, data: Data, prices: pd.Series) -> list[tuple[int, int]]:
    """Positions of the closes at or before the first and last day of each episode that the prices cover."""
    falling = path(settings.against, settings, data)
    rule = settings.episodes
    if not isinstance(rule, FilteredEpisodes):
        raise InsufficientDataError("the second route knows episodes of fixed thresholds only")
    found = corrections(falling, rule.rise, rule.fall)
    return windows_of(spans(found, falling.index[-1], ex_ante=settings.timing is Timing.EX_ANTE), prices)


def spans(found: list[Correction], last: pd.Timestamp, *, ex_ante: bool) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First and last day of each correction: from peak to trough, or from the day it was known to that of its end."""
    if ex_ante:
        return [(one.crossed, one.over or last) for one in found]
    return [(one.peak, one.trough) for one in found]


def windows_of(days: list[tuple[pd.Timestamp, pd.Timestamp]], prices: pd.Series) -> list[tuple[int, int]]:
    """Positions of the closes at or before the first and the last of the days, where the prices cover both."""
    edges = [(_close(prices, first), _close(prices, last)) for first, last in days]
    return [(first, last) for first, last in edges if first is not None and last is not None]


def _close(prices: pd.Series, day: pd.Timestamp) -> int | None:
    """Position of the last close at or before ``day``, at most a week old."""
    at = int((prices.index <= day).sum()) - 1
    return at if at >= 0 and (day - prices.index[at]).days <= 7 else None
