"""How much deeper one asset's bad days are than another's, and how much more often it drops sharply."""

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Risk
from figurecheck.measures.downside import sharp_drop_ratio, sharp_drops
from figurecheck.measures.hedging import risk_reductions
from figurecheck.measures.ratio_of_means import robust_ratio_of_means
from figurecheck.measures.risk_influence import hac_reduction
from figurecheck.measures.windows import Values
from figurecheck.pipeline.evaluators.base import Evaluated, World, path
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG, PAIRS_OF_DAYS, days_left_out, interval, pair
from figurecheck.pipeline.evaluators.paths import basis, price_path
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verdicts.outcome import Interval

SHARP_DROP = 0.05
"""A sharp drop: a twentieth or more within one session."""


def _shortfall_ratio(settings: Settings, world: World) -> Evaluated:
    risk = (settings.risk or Risk.EXPECTED_SHORTFALL_95).value
    both = pair(settings, world)
    series, against = both.x, both.y
    key = ("shortfall", settings.measured, settings.window, settings.price, settings.frequency, world.replications)
    # One less a reduction is a ratio: what the reduction calls "before" is the benchmark.
    drawn = world.once(key, lambda: risk_reductions(against, series, world.seed, world.replications))
    resampled, robust = getattr(drawn, risk), hac_reduction(against, series, risk)
    return Evaluated(
        1.0 - resampled.value,
        settings.measured,
        both.start,
        both.end,
        drawn.n,
        "Rockafellar and Uryasev (2002)",
        "risk of the first / risk of the second",
        interval=Interval(1.0 - robust.upper, 1.0 - robust.lower, robust.level, DELTA_OF_LOG),
        second_interval=Interval(1.0 - resampled.upper, 1.0 - resampled.lower, drawn.level, PAIRS_OF_DAYS),
        parameters={
            "effective observations": robust.effective_n,
            "block length": drawn.block_length,
            "bandwidth": robust.bandwidth,
            "replications": drawn.replications,
            "seed": drawn.seed,
            **days_left_out(both.found),
        },
    )


def _sharp_drop_ratio(settings: Settings, world: World) -> Evaluated:
    both = pair(settings, world)
    series, against = both.x, both.y
    ratio = sharp_drop_ratio(series, against, SHARP_DROP, world.seed, world.replications)
    robust = robust_ratio_of_means(_falls(series), _falls(against))
    return Evaluated(
        ratio.value,
        settings.measured,
        both.start,
        both.end,
        ratio.n,
        f"falls of {SHARP_DROP:.0%} or more from one close to the next",
        "count of the first / count of the second",
        interval=interval(robust, DELTA_OF_LOG),
        second_interval=interval(ratio, PAIRS_OF_DAYS),
        parameters={
            f"falls of {settings.series}": ratio.first_count,
            f"falls of {settings.against}": ratio.second_count,
            "effective observations": robust.effective_n,
            "block length": ratio.block_length,
            "bandwidth": robust.bandwidth,
            "replications": ratio.replications,
            "seed": ratio.seed,
            **days_left_out(both.found),
        },
    )


def _sharp_drops_per_stock(settings: Settings, world: World) -> Evaluated:
    """The mean over the members of a basket, each over its own days of the window; of one series its own count."""
    whole = price_path(settings.series, settings, world)
    members = [world.series(name) for name in builtin_catalogue().stored(settings.series or "")]
    paths = [pd.Series(path(one, basis(one, settings)), one.frame.index) for one in members]
    moves = [one.loc[whole.index[0] : whole.index[-1]].pct_change(fill_method=None).iloc[1:] for one in paths]
    counts = [sharp_drops(each.to_numpy(), SHARP_DROP) for each in moves]
    return Evaluated(
        float(np.mean(counts)),
        settings.measured,
        whole.index[0].date(),
        whole.index[-1].date(),
        whole.size - 1,
        f"falls of {SHARP_DROP:.0%} or more from one close to the next",
        "sum of the counts of the single stocks / number of stocks",
        parameters={
            "stocks averaged": len(counts),
            "fewest falls of a stock": min(counts),
            "most falls of a stock": max(counts),
        },
    )


def _falls(returns: Values) -> Values:
    """1 on each day of a sharp drop, else 0."""
    return (returns <= -SHARP_DROP).astype(np.float64)


EVALUATORS = {
    "shortfall_ratio": _shortfall_ratio,
    "sharp_drop_ratio": _sharp_drop_ratio,
    "sharp_drops_per_stock": _sharp_drops_per_stock,
}
