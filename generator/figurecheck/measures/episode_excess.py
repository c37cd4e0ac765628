"""How much more a series earned inside episodes than in windows of the same lengths at other times."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd
from scipy.stats import t as student

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.checks import Floats, probability
from figurecheck.measures.daily import daily_prices
from figurecheck.measures.placebo import EpisodeReturn, Interval, Placebo, Span, episode_return, placebo_shifts

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


def episode_excess(prices: pd.Series, spans: Sequence[Span], level: float = 0.95) -> EpisodeExcess:
    """Compare the mean return of ``prices`` over ``spans`` with that of the same spans moved by every number of days.

    ``prices``: positive, one row a session; spans that they do not cover, or without a session, are left out. The
    placebo means come from :func:`placebo_shifts`, the end of the series joined to its start; their middle ``level``,
    taken from the observed mean, gives the first interval (inversion of a randomisation test; Rosenbaum 2002). The
    second takes the episodes as a sample and asks less of the calendar and more of their independence. Raises
    InsufficientDataError when fewer than three spans remain.
    """
    checked = daily_prices(prices, 3)
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


def _student_reach(prices: pd.Series, found: Sequence[EpisodeReturn], level: float) -> float:
    """Half the width of Student's interval for the mean excess, one excess an episode."""
    moves = np.diff(np.log(prices.to_numpy()))
    excess = np.array([one.value - _usual_return(moves, one.sessions) for one in found])
    critical = float(student.ppf((1.0 + probability(level, "level")) / 2.0, excess.size - 1))
    return critical * float(excess.std(ddof=1)) / sqrt(excess.size)


def _usual_return(moves: Floats, sessions: int) -> float:
    """Mean return over every window of so many sessions, the end joined to the start; ``moves`` are log returns."""
    total = np.concatenate(([0.0], np.cumsum(np.tile(moves, 2))))
    return float(np.expm1(total[sessions : sessions + moves.size] - total[: moves.size]).mean())
