"""What a series did in the corrections of another one, against equally long times."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Episodes, FilteredEpisodes, Timing
from figurecheck.errors import WindowError
from figurecheck.measures.episode_excess import EpisodeExcess, episode_excess
from figurecheck.measures.episodes import Direction, Phase, bull_and_bear_phases, volatility_scaled_thresholds
from figurecheck.measures.placebo import Interval as Span
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.paths import price_path
from figurecheck.verdicts.outcome import Interval

_POINTS = 100.0


@dataclass(frozen=True)
class Correction:
    """One fall of a series: the phase itself and the day on which its end could be known (None while it runs)."""

    phase: Phase
    over: pd.Timestamp | None

    @property
    def hindsight(self) -> Span:
        """From the peak to the trough, which are known only later."""
        return Span(self.phase.start, self.phase.end)

    def ex_ante(self, last: pd.Timestamp) -> Span:
        """From the day the fall crossed its threshold to the day the rise did, or to ``last`` while it has not."""
        return Span(self.phase.confirmed, last if self.over is None else self.over)


def corrections(prices: pd.Series, rule: Episodes) -> tuple[Correction, ...]:
    """The corrections that a rule of the article file finds in ``prices``, oldest first."""
    if isinstance(rule, FilteredEpisodes):
        phases = bull_and_bear_phases(prices, up=rule.rise, down=rule.fall)
    else:
        thresholds = volatility_scaled_thresholds(prices, rule.deviations)
        phases = bull_and_bear_phases(prices.loc[thresholds.index], thresholds["up"], thresholds["down"])
    followers: tuple[Phase | None, ...] = (*phases[1:], None)
    pairs = zip(phases, followers, strict=True)
    return tuple(
        Correction(phase, None if after is None else after.confirmed)
        for phase, after in pairs
        if phase.direction is Direction.BEAR
    )


def spans(found: tuple[Correction, ...], timing: Timing | None, last: pd.Timestamp) -> tuple[Span, ...]:
    """The corrections as first and last days, in hindsight or as they could be known."""
    if timing is Timing.EX_ANTE:
        return tuple(one.ex_ante(last) for one in found)
    return tuple(one.hindsight for one in found)


def _excess(settings: Settings, world: World) -> tuple[EpisodeExcess, pd.Series]:
    if settings.episodes is None:
        raise WindowError("the measure needs episodes; the reading names none")
    falling = price_path(settings.against, settings, world)
    prices = price_path(settings.series, settings, world)
    found = corrections(falling, settings.episodes)
    return episode_excess(prices, spans(found, settings.timing, falling.index[-1])), prices


def _excess_episode_return(settings: Settings, world: World) -> Evaluated:
    found, prices = _excess(settings, world)
    first = _interval(found.lower, found.upper, found.level, "placebo test inverted, every shift of the calendar")
    limits = found.episode_lower, found.episode_upper
    second = replace(_interval(*limits, found.level, "Student's t over the episodes"), degrees=found.n - 1)
    return _evaluated(
        found.value * _POINTS, found, prices, settings, "mean in episodes - mean over equally long times", first, second
    )


def _mean_episode_return(settings: Settings, world: World) -> Evaluated:
    found, prices = _excess(settings, world)
    return _evaluated(found.mean, found, prices, settings, "mean of the returns in the episodes", None, None)


def _interval(lower: float, upper: float, level: float, method: str) -> Interval:
    return Interval(lower * _POINTS, upper * _POINTS, level, method)


def _evaluated(
    value: float,
    found: EpisodeExcess,
    prices: pd.Series,
    settings: Settings,
    formula: str,
    first: Interval | None,
    second: Interval | None,
) -> Evaluated:
    hindsight = settings.timing is not Timing.EX_ANTE
    method = "peak to trough" if hindsight else "from the crossing of the fall to the crossing of the rise"
    parameters: dict[str, str | int | float] = {
        "episodes": found.n,
        "episodes not covered": found.left_out,
        "mean return in episodes": found.mean,
        "mean return over equally long times": found.placebo_mean,
        "share of placebos at or below": found.share_below,
        "placebos": found.placebos,
        "longest episodes that fit side by side": found.effective_n,
    }
    start, end = _days(prices)
    return Evaluated(
        value,
        settings.measured,
        start,
        end,
        found.n,
        method,
        formula,
        hindsight=hindsight,
        interval=first,
        second_interval=second,
        parameters=parameters,
    )


def _days(prices: pd.Series) -> tuple[date, date]:
    first, last = prices.index[0], prices.index[-1]
    return first.date(), last.date()


EVALUATORS = {"excess_episode_return": _excess_episode_return, "mean_episode_return": _mean_episode_return}
