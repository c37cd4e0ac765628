"""How much more a series earned inside episodes than over equally long times: the same lengths at every place."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import t as student

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.checks import Floats, probability
from figurecheck.measures.placebo import Closes, EpisodeReturn, Interval, Placebo, Span, episode_return, placebo_shifts

MINIMUM_EPISODES = 3


@dataclass(frozen=True)
class EpisodeExcess:
    """Mean return inside the episodes less the mean of the same lengths moved through the whole calendar.

    ``value`` and the limits are fractions. ``lower`` and ``upper`` invert the placebo test: the shifts of the return
    that it would not reject. ``episode_lower`` and ``episode_upper`` are Student's interval over the excess of each
    episode. ``share_below`` is the share of placebos at or below the observed mean, ``n`` counts the episodes that
    the series covers, ``left_out`` those that it does not, and ``effective_n`` how often the longest fits side by side.
    """

    value: float
    mean: float
    placebo_mean: float
    lower: float
    upper: float
    episode_lower: float
    episode_upper: float
    share_below: float
    n: int
    left_out: int
    effective_n: int
    placebos: int
    level: float


def episode_excess(prices: pd.Series | Closes, spans: Sequence[Span], level: float = 0.95) -> EpisodeExcess:
    """Compare the mean return of ``prices`` over ``spans`` with that of the same spans moved by every number of days.

    ``prices``: positive, one row a session; spans that they do not cover, or without a session, are left out. The
    placebo means come from :func:`placebo_shifts`, the end of the series joined to its start; their middle ``level``,
    taken from the observed mean, gives the first interval (inversion of a randomisation test; Rosenbaum 2002). The
    second takes the episodes as a sample and asks less of the calendar and more of their independence. Raises
    InsufficientDataError when fewer than three spans remain.
    """
    checked = Closes.of(prices, 3)
    found = [one for one in (episode_return(checked, span) for span in spans) if one and one.sessions > 0]
    if len(found) < MINIMUM_EPISODES:
        raise InsufficientDataError(
            f"episodes: {len(found)} of {len(spans)} lie inside the prices; {MINIMUM_EPISODES} are needed, take a "
            "longer series"
        )
    placebo = placebo_shifts(checked, [Interval(one.first_close, one.last_close) for one in found], level)
    reach = _student_reach(checked, found, level)
    value = placebo.value - placebo.mean
    return _excess(placebo, value, reach, len(found), len(spans) - len(found))


@dataclass(frozen=True)
class OutsideExcess:
    """Mean return inside the episodes less that over windows of the same lengths outside of all of them.

    ``value`` is a fraction; ``n`` counts the episodes for whose length there is such a window, ``left_out`` the others.
    """

    value: float
    n: int
    left_out: int


def excess_over_outside(prices: pd.Series | Closes, spans: Sequence[Span]) -> OutsideExcess:
    """Compare each return of ``prices`` inside ``spans`` with the mean over all windows that touch none of the spans.

    ``prices``: positive, one row a session. A window has as many sessions as the episode, lies in the calendar as it
    was, and shares no time with any span, covered by the prices or not. These windows are chosen by the same hindsight
    as the episodes and cannot be moved together, so there is no interval. Raises InsufficientDataError when fewer than
    three episodes have such windows.
    """
    checked = Closes.of(prices, 3)
    found = [one for one in (episode_return(checked, span) for span in spans) if one and one.sessions > 0]
    touched = _touched(checked, spans)
    usual = [_mean_outside(checked.prices, touched, one.sessions) for one in found]
    excess = [one.value - mean for one, mean in zip(found, usual, strict=True) if mean is not None]
    if len(excess) < MINIMUM_EPISODES:
        raise InsufficientDataError(
            f"episodes: {len(excess)} of {len(found)} have windows as long outside of all; {MINIMUM_EPISODES} are "
            "needed, take a longer series"
        )
    return OutsideExcess(float(np.mean(excess)), len(excess), len(found) - len(excess))


def _touched(closes: Closes, spans: Sequence[Span]) -> NDArray[np.bool_]:
    """Whether each return, from one close to the next, shares time with a span."""
    before, after = closes.index[:-1], closes.index[1:]
    touched = np.zeros(len(before), dtype=np.bool_)
    for span in spans:
        touched |= np.asarray((before < span.end) & (after > span.start))
    return touched


def _mean_outside(prices: Floats, touched: NDArray[np.bool_], sessions: int) -> float | None:
    """Mean return over the windows of so many sessions without a touched return, None where there is none."""
    counted = np.concatenate(([0], np.cumsum(touched)))
    begins = np.flatnonzero(counted[sessions:] == counted[:-sessions])
    return float((prices[begins + sessions] / prices[begins] - 1.0).mean()) if begins.size else None


def _excess(placebo: Placebo, value: float, reach: float, n: int, left_out: int) -> EpisodeExcess:
    return EpisodeExcess(
        value=value,
        mean=placebo.value,
        placebo_mean=placebo.mean,
        lower=placebo.value - placebo.upper,
        upper=placebo.value - placebo.lower,
        episode_lower=value - reach,
        episode_upper=value + reach,
        share_below=placebo.at_or_below,
        n=n,
        left_out=left_out,
        effective_n=placebo.effective_n,
        placebos=placebo.n,
        level=placebo.level,
    )


def _student_reach(closes: Closes, found: Sequence[EpisodeReturn], level: float) -> float:
    """Half the width of Student's interval for the mean excess over equally long times, one excess an episode."""
    excess = np.array([one.value - float(closes.every_return(one.sessions).mean()) for one in found])
    critical = float(student.ppf((1.0 + probability(level, "level")) / 2.0, excess.size - 1))
    return critical * float(excess.std(ddof=1)) / sqrt(excess.size)
