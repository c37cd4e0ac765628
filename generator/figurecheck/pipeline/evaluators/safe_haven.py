"""Hedge and safe haven: the slope of one asset's returns on another's, outside the tails and in them."""

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError
from figurecheck.measures.safe_haven import BAUR_MCDERMOTT_TAILS, Effect, SafeHavenRegression, safe_haven_regression
from figurecheck.measures.safe_haven_bootstrap import ResampledSlopes, bootstrap_safe_haven
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import NORMAL_WORTH, Pair, days_left_out, pair
from figurecheck.verdicts.outcome import Interval

FEWEST_TAIL_DAYS = 20
"""A tail with fewer days says nothing about itself: it is left out of the regression."""


def regressions(settings: Settings, world: World) -> tuple[SafeHavenRegression, ResampledSlopes, Pair]:
    """The regression by quasi-maximum likelihood, the same by least squares with resampled blocks, and the returns."""
    both = pair(settings, world)
    asset, source = both.x, both.y
    tails = tuple(tail for tail in BAUR_MCDERMOTT_TAILS if tail * asset.size >= FEWEST_TAIL_DAYS)
    key = (settings.measured, settings.window, settings.price, settings.frequency)
    fitted = world.once(("regression", key), lambda: safe_haven_regression(asset, source, tails))
    resampled = world.once(
        ("slopes", key, world.replications),
        lambda: bootstrap_safe_haven(asset, source, world.seed, tails, world.replications),
    )
    return fitted, resampled, both


_OUTSIDE = "the slope on the days outside every tail (c0)"


def _hedge_slope(settings: Settings, world: World) -> Evaluated:
    return _evaluated(settings, world, None)


def _tail_slope(settings: Settings, world: World) -> Evaluated:
    return _evaluated(settings, world, settings.tail)


def _evaluated(settings: Settings, world: World, tail: float | None) -> Evaluated:
    fitted, resampled, both = regressions(settings, world)
    effect, slope = _effect(fitted, tail), resampled.inside(tail)
    return Evaluated(
        effect.value,
        settings.measured,
        both.start,
        both.end,
        fitted.n,
        "Baur and McDermott (2010), GARCH(1,1) errors",
        _OUTSIDE if tail is None else f"{_OUTSIDE} + what every tail that holds the days adds to it",
        interval=Interval(effect.lower, effect.upper, fitted.level, "quasi-maximum likelihood, delta method"),
        second_interval=Interval(
            slope.lower, slope.upper, resampled.level, "least squares, stationary bootstrap", estimate=slope.value
        ),
        parameters=_parameters(fitted, effect, resampled, slope.value, both),
    )


def _effect(fitted: SafeHavenRegression, tail: float | None) -> Effect:
    if tail is None:
        return fitted.average
    chosen = [effect for effect in fitted.tails if effect.place.tail == tail]
    if not chosen:
        raise InsufficientDataError(
            f"safe haven: the lowest {tail:.0%} of {fitted.n} returns are fewer than {FEWEST_TAIL_DAYS}; "
            "take a longer window, daily returns or a wider tail"
        )
    return chosen[0]


def _parameters(
    fitted: SafeHavenRegression, effect: Effect, resampled: ResampledSlopes, least_squares: float, both: Pair
) -> dict[str, str | int | float]:
    alpha, beta = fitted.garch[1:]
    return {
        "role": effect.role.value,
        "returns it rests on": effect.place.days,
        NORMAL_WORTH: effect.effective_n,
        "tails": ", ".join(f"{each.place.tail:.0%}" for each in fitted.tails),
        "nil within": fitted.margin,
        "GARCH alpha": alpha,
        "GARCH beta": beta,
        "least squares": least_squares,
        "block length": resampled.block_length,
        "replications": resampled.replications,
        "seed": resampled.seed,
        **days_left_out(both.found),
    }


EVALUATORS = {"hedge_slope": _hedge_slope, "tail_slope": _tail_slope}
