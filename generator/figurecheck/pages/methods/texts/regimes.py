"""The method page on volatile regimes and the volatility bias of a correlation."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="regimes",
    title="Volatile regimes and the volatility bias",
    lead="Whether a link is closer in volatile markets, and how much of that volatility alone would produce.",
    modules=("regimes", "forbes_rigobon"),
    axes=("regime",),
    computed=(
        "A day is volatile when the volatility index of the day before stood above a high percentile of all days until "
        "then. Nothing of the day itself is used, so the regime could be known beforehand.",
        "Other readings define the regime by Bitcoin's own volatility, by its drawdown, or by a date named beforehand.",
        "The correlation inside the regime, the one outside and their difference are estimated on one time line: days "
        "outside keep their place, so that two spells years apart do not count as neighbours.",
        "Intervals are those of the correlation page, robust and from blocks of days, but few days lie inside. The "
        "robust one takes its critical value from the pairs of days that both lie inside, and the percentiles of the "
        "blocks are moved out as far as Student's t reaches beyond the normal law for so many blocks.",
        "A correlation rises when volatility does, even if the link between the assets stays the same.",
        "The correction of Forbes and Rigobon takes that rise out. It is given once with each asset as the source, "
        "with an interval from the influence of each day on the correlation and on both variances.",
    ),
    formulas=(
        Formula(
            r"\rho^{*} = \frac{\rho_{h}}{\sqrt{1 + \delta \left( 1 - \rho_{h}^{2} \right)}}",
            "The correlation in the regime, corrected for the higher variance of the source.",
        ),
        Formula(
            r"\rho_{h} = \rho \sqrt{\frac{1 + \delta}{1 + \delta \rho^{2}}}",
            "The way back: what volatility alone would make of the calm correlation.",
        ),
    ),
    symbols=(
        Symbol(r"\rho_{h}", "the correlation inside the volatile regime"),
        Symbol(r"\delta", "variance of the source inside the regime over that outside, minus one"),
    ),
    parameters=(
        Parameter(
            "regimes.expanding_percentile_regime.percentile", "share of earlier days that a volatile one exceeds"
        ),
        Parameter("regimes.expanding_percentile_regime.minimum_history", "observations before the first day judged"),
        Parameter(
            "regimes.expanding_percentile_regime.maximum_age", "calendar days that the last observation may be old"
        ),
        Parameter("regimes.realised_volatility_regime.window", "returns behind a realised volatility"),
        Parameter("regimes.drawdown_regime.threshold", "fall below the highest close so far"),
        Parameter("correlation.hac_regime_difference.level", "level of the interval of a difference"),
    ),
    assumptions=(
        "For the correction: all shocks come from the source, and nothing moves both assets at once.",
        "The percentile looks back only, so early years are judged by a shorter past.",
    ),
    breaks=(
        "A volatility index of the whole market is a common shock, which the correction assumes away. "
        "It is a diagnostic beside the verdict and decides nothing.",
        "A regime of few and long spells holds fewer independent days than its number of days suggests.",
        "The definition of the regime can turn the answer; that is why several stand side by side.",
    ),
    references=(
        works.FORBES_RIGOBON,
        works.HESTERBERG,
        works.KIEFER_VOGELSANG,
        works.POLITIS_ROMANO,
        works.PRIESTLEY,
        works.RHO_VOGELSANG,
    ),
    printed=(
        "days inside and outside the regime",
        "effective number",
        "lags",
        "mean block length",
        "resamples",
        "seed",
    ),
)
