"""Whether two assets crash together: lower-tail dependence with its joint counts and Gaussian benchmark."""

from figurecheck.claims.settings import Settings
from figurecheck.measures.tail_dependence import lower_tail_dependence, poon_rockinger_tawn
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import days_left_out, pair
from figurecheck.verdicts.outcome import Interval


def _tail_dependence(settings: Settings, world: World) -> Evaluated:
    tail = settings.tail or 0.05
    both = pair(settings, world)
    chi = lower_tail_dependence(both.x, both.y, world.seed, 1.0 - tail, world.replications)
    limit = poon_rockinger_tawn(both.x, both.y, tail)
    return Evaluated(
        chi.chi,
        settings.measured,
        both.start,
        both.end,
        chi.n,
        f"chi of the losses at their quantile {chi.u:g}",
        "2 - log P(neither beyond) / log u",
        interval=Interval(chi.chi_lower, chi.chi_upper, chi.level, "stationary bootstrap of pairs of days"),
        parameters={
            "days on which both are beyond": chi.joint,
            "effective days on which both are beyond": (
                "too few" if chi.effective_joint is None else chi.effective_joint
            ),
            "such days of a Gaussian pair": chi.expected_joint,
            "chi of a Gaussian pair": chi.gaussian_chi,
            "chi-bar": "none" if chi.chi_bar is None else chi.chi_bar,
            "chi-bar of a Gaussian pair": chi.gaussian_chi_bar,
            "chi-bar by Hill": limit.chi_bar,
            "its standard error": limit.standard_error,
            "block length": chi.block_length,
            "replications": chi.replications,
            "seed": chi.seed,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {"tail_dependence": _tail_dependence}
