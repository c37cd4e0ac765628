"""How one asset moves with another in bad and in good times: slopes of conditional quantiles."""

from figurecheck.claims.settings import Settings
from figurecheck.errors import WindowError
from figurecheck.measures.quantiles import quantile_slopes
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.correlation import frequency_words
from figurecheck.pipeline.evaluators.pairs import days_left_out, interval, pair

MOST_REPLICATIONS = 999
"""Resamples: the error of a slope needs fewer than a limit that carries a verdict, and each one is a regression."""


def _quantile_slope(settings: Settings, world: World) -> Evaluated:
    if settings.tail is None:
        raise WindowError("the measure needs a quantile in 'tail'; the reading names none")
    both = pair(settings, world)
    replications = min(MOST_REPLICATIONS, world.replications)
    (found,) = quantile_slopes(both.x, both.y, world.seed, (settings.tail,), replications)
    return Evaluated(
        found.slope,
        settings.measured,
        both.start,
        both.end,
        found.n,
        f"quantile regression at {settings.tail:g}, {frequency_words(settings)}",
        "slope of the conditional quantile (Koenker and Bassett 1978)",
        interval=interval(found, "stationary bootstrap of pairs of days"),
        parameters={
            "days below the line": found.below,
            "intercept": found.intercept,
            "standard error": found.standard_error,
            "block length": found.block_length,
            "replications": found.replications,
            "seed": found.seed,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {"quantile_slope": _quantile_slope}
