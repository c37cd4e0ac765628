"""What adding one asset to another does to risk, on days that the decision did not know."""

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Frequency, Risk
from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.correlation import pearson
from figurecheck.measures.hedging import OutOfSample, Reductions, correlation_limit, risk_reductions, rolling_addition
from figurecheck.measures.risk_influence import hac_reduction
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.paths import aligned, columns, span_of_returns
from figurecheck.verdicts.outcome import Interval

YEAR = {Frequency.DAILY: 250, Frequency.WEEKLY: 52, Frequency.TWO_DAY: 250}
"""Returns on which the weight of the next one is decided: about a year."""


def _risk_reduction(settings: Settings, world: World) -> Evaluated:
    risk = settings.risk or Risk.VARIANCE
    found = aligned(settings, world)
    held, reductions = _held(settings, world, found)
    reduction = getattr(reductions, risk.value)
    robust = hac_reduction(held.before, held.after, risk.value)
    start, end = span_of_returns(found)
    return Evaluated(
        reduction.value,
        settings.measured,
        start,
        end,
        reductions.n,
        "long-only minimum-variance weight of the year before, out of sample",
        "1 - risk with the asset / risk without it",
        interval=Interval(reduction.lower, reduction.upper, reductions.level, "stationary bootstrap of pairs of days"),
        second_interval=Interval(robust.lower, robust.upper, robust.level, "delta method, HAC with fixed-b"),
        parameters={
            "window of the weight": YEAR[settings.frequency or Frequency.DAILY],
            "mean weight": float(held.decision.mean()),
            "returns without the asset": int((held.decision == 0.0).sum()),
            "block length": reductions.block_length,
            "bandwidth": robust.bandwidth,
            "replications": reductions.replications,
            "seed": reductions.seed,
            "days left out": found.left_out,
        },
    )


def _held(settings: Settings, world: World, found: AlignedReturns) -> tuple[OutOfSample, Reductions]:
    """The portfolio without and with the asset, and every reduction of risk from one set of resamples."""

    def compute() -> tuple[OutOfSample, Reductions]:
        portfolio, asset = columns(found)
        held = rolling_addition(portfolio, asset, YEAR[settings.frequency or Frequency.DAILY])
        return held, risk_reductions(held.before, held.after, world.seed, world.replications)

    key = ("reductions", settings.measured, settings.window, settings.price, settings.frequency, world.replications)
    return world.once(key, compute)


def _correlation_room(settings: Settings, world: World) -> Evaluated:
    """How far the correlation lies below 1 / k: above 0 a first bit of the asset lowers the variance."""
    found = aligned(settings, world)
    portfolio, asset = columns(found)
    rho, limit = pearson(portfolio, asset), correlation_limit(portfolio, asset)
    start, end = span_of_returns(found)
    return Evaluated(
        limit - rho,
        settings.measured,
        start,
        end,
        portfolio.size,
        "in sample",
        "sd(portfolio) / sd(asset) - correlation",
        parameters={"correlation": rho, "limit": limit, "days left out": found.left_out},
    )


EVALUATORS = {"risk_reduction": _risk_reduction, "correlation_room": _correlation_room}
