"""The method page on correlation and its uncertainty."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="correlation",
    title="Correlation and its uncertainty",
    lead="How closely two returns move together, and how far that figure could be off.",
    modules=("correlation", "correlation_bootstrap", "rank_influence", "long_run_variance", "resampling"),
    computed=(
        "The figure is Pearson's correlation of aligned returns, unless a reading says otherwise.",
        "The textbook interval assumes independent normal days. Returns are neither, and it is far too short for them.",
        "The first interval is built from the influence of each day on the correlation. Its long-run variance allows "
        "for fat tails and for volatility that comes in spells.",
        "That variance is itself an estimate, so the critical values are wider than the normal ones (fixed-b).",
        "The interval is laid around Fisher's z, so it cannot pass 1.",
        "The second interval resamples blocks of days, both assets together (stationary bootstrap).",
        "The mean length of a block is the longer of what the influence series and its square ask for.",
        "Where the two intervals lead to different answers, the claim is not proven and marked fragile.",
        "Beside Pearson stand the rank correlations of Spearman and Kendall, which single days cannot move much, and "
        "the correlation of residuals after a GARCH model has taken the spells of volatility out.",
        "Two effective numbers appear on the pages, under two names. Effective normal observations are how many "
        "independent normal pairs would leave the correlation as uncertain: days that resemble each other and fat "
        "tails both lower that number.",
        "Effective observations are how many independent ones of the same spread would do so: only likeness between "
        "days lowers that number. Correlations of ranks, sums over lead and lag, differences, shares and ratios have "
        "it, because a normal pair is no measure of their errors.",
    ),
    formulas=(
        Formula(
            r"\psi_{t} = x_{t} y_{t} - \frac{\rho}{2} \left( x_{t}^{2} + y_{t}^{2} \right)",
            "Influence of day t on the correlation of standardised returns.",
        ),
        Formula(
            r"\widehat{\Omega} = \sum_{k=-L}^{L} \left( 1 - \frac{|k|}{L + 1} \right) \hat{\gamma}_{k}, \quad "
            r"L = \lfloor 1.3 \sqrt{T} \rfloor",
            "Bartlett's long-run variance of the influence series, and how many lags it takes.",
        ),
        Formula(
            r"\tanh \left( \operatorname{artanh} \rho \; \pm \; c(b) \, "
            r"\frac{\sqrt{\widehat{\Omega} / T}}{1 - \rho^{2}} \right), \quad b = \frac{L + 1}{T}",
            "The robust interval, with a critical value that grows with the share b of lags.",
        ),
        Formula(
            r"n_{\text{eff}} = \left( \frac{1 - \rho^{2}}{\text{se}} \right)^{2}",
            "The effective number of normal observations.",
        ),
    ),
    symbols=(
        Symbol(r"x_{t}, y_{t}", "returns less their mean, over their standard deviation"),
        Symbol(r"\rho", "the correlation"),
        Symbol(r"T", "number of returns"),
        Symbol(r"\hat{\gamma}_{k}", "autocovariance of the influence series at lag k"),
        Symbol(r"c(b)", "critical value of Kiefer and Vogelsang, a cubic in b"),
        Symbol(r"\text{se}", "standard error of the correlation"),
    ),
    parameters=(
        Parameter("correlation.hac_correlation.level", "level of the robust interval; 0.80, 0.90, 0.95 and 0.98 exist"),
        Parameter("correlation.hac_correlation.bandwidth", "lags of the long-run variance"),
        Parameter("correlation_bootstrap.bootstrap_correlation.replications", "resamples of a primary reading"),
        Parameter("correlation_bootstrap.bootstrap_correlation.block_length", "mean length of a block"),
        Parameter("correlation_bootstrap.bootstrap_correlation.level", "level of the resampled interval"),
    ),
    assumptions=(
        "The link and the volatility wander around fixed values: the series is stationary.",
        "Fourth moments exist, and days far apart have little to do with each other. The first is in doubt: the tail "
        "index of most daily returns lies between 2 and 5 (Cont 2001), and at 4 or less there is no fourth moment.",
        "For the blocks: what the sample shows is what could have happened, in another order.",
    ),
    breaks=(
        "A correlation that changes for good inside the window: then there is no single figure (see dynamics).",
        "Tails so heavy that fourth moments are infinite make every such interval too short. Daily returns of these "
        "assets come near to that: their tails fade with a power of three to four. The simulated worlds fade with five "
        "and six, so what they say of coverage is on the kind side.",
        "Volatility that clusters costs coverage even here; the table below says how much.",
        "Correlation measures a straight-line link. It says nothing about which asset moves the other.",
    ),
    references=(
        works.CONT,
        works.CROUX_DEHON,
        works.DEVLIN,
        works.NEWEY_WEST,
        works.KIEFER_VOGELSANG,
        works.LAZARUS,
        works.POLITIS_ROMANO,
        works.PATTON,
        works.SPEARMAN,
        works.KENDALL,
    ),
    printed=(
        "number of returns",
        "effective number",
        "lags of the long-run variance",
        "mean block length",
        "resamples",
        "seed",
    ),
)
