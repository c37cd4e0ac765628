"""What adding one asset to another does to risk, on days that the decision did not know."""

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Frequency, Risk
from figurecheck.measures.correlation import pearson
from figurecheck.measures.hedging import OutOfSample, Reductions, correlation_limit, risk_reductions, rolling_addition
from figurecheck.measures.risk_influence import hac_reduction
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG, Pair, days_left_out, pair
from figurecheck.verdicts.outcome import Interval

YEAR = {Frequency.DAILY: 250, Frequency.WEEKLY: 52, Frequency.TWO_DAY: 250}
"""Returns on which the weight of the next one is decided: about a year."""


def _risk_reduction(settings: Settings, world: World) -> Evaluated:
    risk = settings.risk or Risk.VARIANCE
    both = pair(settings, world)
    held, reductions = _held(settings, world, both)
    reduction = getattr(reductions, risk.value)
    robust = hac_reduction(held.before, held.after, risk.value)
    return Evaluated(
        reduction.value,
        settings.measured,
        both.start,
        both.end,
        reductions.n,
        "long-only minimum-variance weight of the year before, out of sample",
        "1 - risk with the asset / risk without it",
        interval=Interval(reduction.lower, reduction.upper, reductions.level, "stationary bootstrap of pairs of days"),
        second_interval=Interval(robust.lower, robust.upper, robust.level, DELTA_OF_LOG),
        parameters={
            "window of the weight": YEAR[settings.frequency or Frequency.DAILY],
            "mean weight": float(held.decision.mean()),
            "returns without the asset": int((held.decision == 0.0).sum()),
            "effective observations": robust.effective_n,
            "block length": reductions.block_length,
            "bandwidth": robust.bandwidth,
            "replications": reductions.replications,
            "seed": reductions.seed,
            **days_left_out(both.found),
        },
    )


def _held(settings: Settings, world: World, both: Pair) -> tuple[OutOfSample, Reductions]:
    """The portfolio without and with the asset, and every reduction of risk from one set of resamples."""

    def compute() -> tuple[OutOfSample, Reductions]:
        held = rolling_addition(both.x, both.y, YEAR[settings.frequency or Frequency.DAILY])
        return held, risk_reductions(held.before, held.after, world.seed, world.replications)

    key = ("reductions", settings.measured, settings.window, settings.price, settings.frequency, world.replications)
    return world.once(key, compute)


def _correlation_room(settings: Settings, world: World) -> Evaluated:
    """How far the correlation lies below 1 / k: above 0 a first bit of the asset lowers the variance."""
    both = pair(settings, world)
    rho, limit = pearson(both.x, both.y), correlation_limit(both.x, both.y)
    return Evaluated(
        limit - rho,
        settings.measured,
        both.start,
        both.end,
        both.x.size,
        "in sample",
        "sd(portfolio) / sd(asset) - correlation",
        parameters={"correlation": rho, "limit": limit, **days_left_out(both.found)},
    )


EVALUATORS = {"risk_reduction": _risk_reduction, "correlation_room": _correlation_room}
