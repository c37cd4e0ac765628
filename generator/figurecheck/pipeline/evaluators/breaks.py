"""Whether the correlation of two series stayed the same, after the clustering of their volatility is taken out."""

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Method
from figurecheck.measures.breaks import constant_correlation_test, correlation_sup_f
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.correlation import frequency_words
from figurecheck.pipeline.evaluators.pairs import Pair, days_left_out, pair

_ON = "residuals standardised by a GARCH(1,1)"


def _residuals(settings: Settings, world: World) -> Pair:
    return pair(settings.model_copy(update={"method": Method.GARCH}), world)


def _day_before(both: Pair, split: int) -> str:
    """The last of the first ``split`` days."""
    return str(both.found.returns.index[split - 1].date())


def _constant(settings: Settings, world: World) -> Evaluated:
    both = _residuals(settings, world)
    found = constant_correlation_test(both.x, both.y)
    return Evaluated(
        found.p_value,
        settings.measured,
        both.start,
        both.end,
        found.n,
        f"Wied, Kraemer and Dehling on {_ON}, {frequency_words(settings)}",
        "p-value of the largest fluctuation of the correlation so far",
        parameters={
            "statistic": found.statistic,
            "critical value at 5%": found.critical_value,
            "day of the largest fluctuation": _day_before(both, found.split),
            "bandwidth": found.bandwidth,
            **days_left_out(both.found),
        },
    )


def _sup_f(settings: Settings, world: World) -> Evaluated:
    both = _residuals(settings, world)
    found = correlation_sup_f(both.x, both.y)
    return Evaluated(
        found.statistic,
        settings.measured,
        both.start,
        both.end,
        found.n,
        f"sup-F with 15% trimming on {_ON}, {frequency_words(settings)}",
        "largest F of a break over all days that are searched",
        parameters={
            "critical value at 5%": found.critical_value,
            "last day before the break": _day_before(both, found.split),
            "bandwidth": found.bandwidth or 0,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {"constant_correlation": _constant, "correlation_break": _sup_f}
