"""What adding one asset to another does to risk, and what hedging the one with the other does."""

from dataclasses import replace

import numpy as np

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Frequency, Risk
from figurecheck.measures.hedging import (
    OutOfSample,
    Reductions,
    hedge_effectiveness,
    minimum_variance_hedge_ratio,
    risk_reductions,
    rolling_addition,
    rolling_hedge,
)
from figurecheck.measures.risk_influence import hac_reduction, hac_room
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG, PAIRS_OF_DAYS, WIDE, Pair, days_left_out, interval, pair
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
        interval=interval(robust, DELTA_OF_LOG),
        second_interval=Interval(reduction.lower, reduction.upper, reductions.level, PAIRS_OF_DAYS),
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


def _effectiveness(settings: Settings, world: World) -> Evaluated:
    """Ederington's effectiveness with the ratio of the whole sample, which the figure then tests on itself."""
    both = pair(settings, world)
    ratio = minimum_variance_hedge_ratio(both.x, both.y)
    hedged = OutOfSample(both.x, both.x - ratio * both.y, np.full(both.x.size, ratio))
    return _hedged(settings, world, both, hedged, "minimum-variance hedge of all days, in the sample")


def _effectiveness_ahead(settings: Settings, world: World) -> Evaluated:
    both = pair(settings, world)
    window = YEAR[settings.frequency or Frequency.DAILY]
    hedged = rolling_hedge(both.x, both.y, window)
    told = _hedged(settings, world, both, hedged, "minimum-variance hedge of the year before, out of sample")
    return replace(told, parameters={"window of the ratio": window, **told.parameters})


def _hedged(settings: Settings, world: World, both: Pair, hedged: OutOfSample, method: str) -> Evaluated:
    """The share of the chosen risk that is gone; the reductions of all risks come from one set of resamples."""
    risk = settings.risk or Risk.VARIANCE
    asked = (settings.measured, settings.window, settings.price, settings.frequency, world.replications)
    drawn = world.once(
        ("hedged", method, *asked),
        lambda: risk_reductions(hedged.before, hedged.after, world.seed, world.replications),
    )
    robust = hac_reduction(hedged.before, hedged.after, risk.value)
    told = getattr(drawn, risk.value)
    return Evaluated(
        told.value,
        settings.measured,
        both.start,
        both.end,
        drawn.n,
        method,
        "1 - risk of the hedged position / risk unhedged",
        interval=interval(robust, DELTA_OF_LOG),
        second_interval=Interval(told.lower, told.upper, drawn.level, PAIRS_OF_DAYS),
        parameters={
            "mean ratio sold": float(hedged.decision.mean()),
            "returns hedged by a sale": int((hedged.decision > 0.0).sum()),
            "variance hedged in the sample": hedge_effectiveness(both.x, both.y),
            "effective observations": robust.effective_n,
            "block length": drawn.block_length,
            "bandwidth": robust.bandwidth,
            "replications": drawn.replications,
            "seed": drawn.seed,
            **days_left_out(both.found),
        },
    )


def _correlation_room(settings: Settings, world: World) -> Evaluated:
    """How far the correlation lies below 1 / k: above 0 a first bit of the asset lowers the variance."""
    both = pair(settings, world)
    found = hac_room(both.x, both.y)
    return Evaluated(
        found.value,
        settings.measured,
        both.start,
        both.end,
        found.n,
        "in sample",
        "sd(portfolio) / sd(asset) - correlation",
        interval=interval(found, WIDE),
        parameters={
            "correlation": found.correlation,
            "limit": found.limit,
            "effective observations": found.effective_n,
            "bandwidth": found.bandwidth,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {
    "risk_reduction": _risk_reduction,
    "hedge_effectiveness": _effectiveness,
    "hedge_effectiveness_ahead": _effectiveness_ahead,
    "correlation_room": _correlation_room,
}
