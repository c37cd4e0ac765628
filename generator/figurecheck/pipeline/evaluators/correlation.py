"""How closely two series move together: Pearson's and rank correlations, and one that allows for closing hours."""

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Frequency, Method
from figurecheck.measures.correlation import hac_correlation, lead_lag_correlation
from figurecheck.measures.correlation_bootstrap import RankMethod, bootstrap_correlation, bootstrap_rank_correlation
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import BOOTSTRAP, HAC, NORMAL_WORTH, Pair, days_left_out, interval, pair

_RANKS: dict[Method, RankMethod] = {Method.SPEARMAN: "spearman", Method.KENDALL: "kendall"}
RANK_REPLICATIONS: dict[RankMethod, int] = {"spearman": 499, "kendall": 199}
"""Most resamples for a correlation of ranks, which have to be taken anew in every one."""


def _correlation(settings: Settings, world: World) -> Evaluated:
    both, method = pair(settings, world), settings.method or Method.PEARSON
    if method in _RANKS:
        return _of_ranks(_RANKS[method], both, settings, world)
    robust = hac_correlation(both.x, both.y)
    drawn = bootstrap_correlation(both.x, both.y, replications=world.replications, seed=world.seed)
    standardised = ", of residuals standardised by a GARCH(1,1)" if method is Method.GARCH else ""
    return Evaluated(
        robust.value,
        settings.measured,
        both.start,
        both.end,
        robust.n,
        f"Pearson, {frequency_words(settings)}{standardised}",
        "covariance / (standard deviation x standard deviation)",
        interval=interval(robust, HAC),
        second_interval=interval(drawn, BOOTSTRAP),
        parameters={
            NORMAL_WORTH: robust.effective_n,
            "bandwidth": robust.bandwidth,
            "block length": drawn.block_length,
            "replications": drawn.replications,
            "seed": drawn.seed,
            **days_left_out(both.found),
        },
    )


def _of_ranks(method: RankMethod, both: Pair, settings: Settings, world: World) -> Evaluated:
    replications = min(world.replications, RANK_REPLICATIONS[method])
    drawn = bootstrap_rank_correlation(both.x, both.y, method, replications=replications, seed=world.seed)
    return Evaluated(
        drawn.value,
        settings.measured,
        both.start,
        both.end,
        drawn.n,
        f"{method.capitalize()}, {frequency_words(settings)}",
        "correlation of ranks" if method == "spearman" else "(pairs in order - pairs out of order) / pairs",
        interval=interval(drawn, BOOTSTRAP),
        parameters={
            "effective observations": drawn.effective_n,
            "block length": drawn.block_length,
            "replications": drawn.replications,
            "seed": drawn.seed,
            **days_left_out(both.found),
        },
    )


def _lead_lag(settings: Settings, world: World) -> Evaluated:
    both = pair(settings, world)
    found = lead_lag_correlation(both.x, both.y)
    return Evaluated(
        found.total,
        settings.measured,
        both.start,
        both.end,
        found.n,
        f"sum over the row before, the same row and the row after, {frequency_words(settings)}",
        "sum of three covariances / (standard deviation x standard deviation)",
        interval=interval(found, HAC),
        parameters={
            f"with {settings.against} one row earlier": found.y_earlier,
            "on the same row": found.same_row,
            "effective observations": found.effective_n,
            f"with {settings.against} one row later": found.y_later,
            **days_left_out(both.found),
        },
    )


def frequency_words(settings: Settings) -> str:
    """Over how long each return runs, in words."""
    words = {Frequency.WEEKLY: "weekly returns", Frequency.TWO_DAY: "overlapping returns over two days"}
    return words.get(settings.frequency or Frequency.DAILY, "daily returns")


EVALUATORS = {"correlation": _correlation, "lead_lag_correlation": _lead_lag}
