"""The method page on large losses, alone and together."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="tails",
    title="Tails and tail dependence",
    lead="How bad the worst days are, and whether two assets have them together.",
    modules=(
        "tails",
        "downside",
        "extremes",
        "peaks_over_threshold",
        "generalised_pareto",
        "tail_dependence",
        "clusters",
        "stock_shortfall",
        "quantiles",
    ),
    axes=("tail",),
    computed=(
        "Expected shortfall is the mean of the worst days; the last of them counts by the fraction that fits.",
        "For single stocks it is the mean over the stocks of their shortfall over that of the market, each on its own "
        "days; one draw of blocks of days serves all of them, so that days on which all fall stay together.",
        "Semivariance looks at losses only. Sharp falls are counted so that no day is used twice.",
        "For losses beyond the sample, a generalised Pareto law is fitted to what exceeds a high threshold, after an "
        "autoregression with GARCH has taken changing volatility out.",
        "Intervals of its shape and of its risks come from the profile likelihood, which need not be symmetric. In "
        "simulated histories both are held against what they should cover: the quantile and the mean beyond it of the "
        "shocks, where the law of these is known, and those of long histories elsewhere.",
        "The Pareto law and quantile regression stand beside the verdicts on hedging, which they do not decide.",
        "Tail dependence asks how often two assets have their worst days together. Chi is its size at a level, chi-bar "
        "its speed of fading towards the far tail.",
        "The number of joint worst days stands beside it, with what a Gaussian pair of the same rank correlation "
        "would show. There are few such days.",
        "Extreme days come in clusters. Their effective number is their count times the extremal index of Ferro and "
        "Segers, read off the times between them.",
        "A slope of a quantile has no effective number: what its error rests on is the density at the line, which no "
        "count of days stands for. The days below the line are counted instead.",
        "Quantile regression gives the slope in the bad, the middle and the good part of the distribution. Every "
        "resample of days has its exact line too.",
    ),
    formulas=(
        Formula(
            r"\text{ES}_{q} = \frac{1}{(1 - q) n} \left( \sum_{i \le m} L_{(i)} + ((1 - q) n - m) L_{(m+1)} \right)",
            "Expected shortfall of a sample: the m worst losses and a fraction of the next.",
        ),
        Formula(
            r"P(X - u > x \mid X > u) = \left( 1 + \frac{\xi x}{\sigma} \right)^{-1 / \xi}",
            "The generalised Pareto law of what exceeds the threshold.",
        ),
        Formula(
            r"\chi(u) = 2 - \frac{\log P(U < u, V < u)}{\log u}, \quad "
            r"\bar{\chi}(u) = \frac{2 \log (1 - u)}{\log P(U > u, V > u)} - 1",
            "The two sizes of tail dependence, on ranks of the losses.",
        ),
        Formula(
            r"\hat{\bar{\chi}} = \frac{2}{k} \sum_{i=1}^{k} \log \frac{Z_{(i)}}{Z_{(k+1)}} - 1",
            "Poon, Rockinger and Tawn: Hill's estimate on the smaller of the two losses.",
        ),
    ),
    symbols=(
        Symbol(r"L_{(i)}", "the losses from the worst on"),
        Symbol(r"m", "the whole part of (1 − q) n"),
        Symbol(r"\xi, \sigma", "shape and scale; a positive shape means a heavy tail"),
        Symbol(r"U, V", "ranks of the two losses between 0 and 1"),
        Symbol(r"Z_{(i)}", "the largest of the smaller losses, on unit Fréchet scale"),
    ),
    parameters=(
        Parameter("tails.expected_shortfall.level", "level of expected shortfall"),
        Parameter("peaks_over_threshold.THRESHOLD", "quantile of the losses above which a tail is fitted"),
        Parameter("peaks_over_threshold.SENSITIVITY", "quantiles whose fits stand beside each other"),
        Parameter("extremes.MINIMUM_EXCESSES", "fewest losses above the threshold"),
        Parameter("generalised_pareto.goodness_of_fit.replications", "samples behind the test of the fit"),
        Parameter("tail_dependence.lower_tail_dependence.u", "level of chi and chi-bar"),
        Parameter("tail_dependence.lower_tail_dependence.replications", "resamples of the interval of chi"),
        Parameter("quantiles.quantile_slopes.replications", "resamples of the slope of a quantile"),
        Parameter("tail_dependence.poon_rockinger_tawn.share", "share of days that count as extreme"),
        Parameter("quantiles.TAUS", "quantiles that are regressed"),
        Parameter("downside.sharp_drop_ratio.replications", "resamples of the ratio of sharp falls"),
    ),
    assumptions=(
        "The Pareto law holds from the threshold on. The test of Anderson and Darling, and the shape from other "
        "thresholds, stand beside every shape.",
        "Thresholds count as known. So does the share of days beyond them.",
        "The errors of Poon, Rockinger and Tawn assume independent days; the intervals of chi do not.",
    ),
    breaks=(
        "A handful of joint worst days cannot tell dependence in the far tail from a high correlation.",
        "A sample without a crisis has no tail to speak of.",
        "Days at different closing hours make joint worst days look like two single ones.",
    ),
    references=(
        works.ROCKAFELLAR_URYASEV,
        works.MCNEIL_FREY,
        works.DAVISON_SMITH,
        works.GRIMSHAW,
        works.COLES,
        works.COLES_TAWN,
        works.POON,
        works.FERRO_SEGERS,
        works.KOENKER_BASSETT,
        works.BLOOMFIELD_STEIGER,
    ),
    printed=(
        "number of returns",
        "effective number of extreme days",
        "joint worst days, and how many a Gaussian pair would have",
        "mean block length",
        "resamples",
        "seed",
    ),
)
