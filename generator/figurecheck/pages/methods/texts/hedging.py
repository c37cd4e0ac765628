"""The method page on hedges, diversifiers and safe havens."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="hedging",
    title="Hedges and safe havens",
    lead="Whether an asset protects against another, on average and when it matters, and whether that is fading.",
    modules=("hedging", "safe_haven", "safe_haven_bootstrap", "risk_influence", "fading"),
    axes=("risk",),
    computed=(
        "The asset is regressed on its source with an extra slope on the source's worst days.",
        "The slope on all days says hedge or diversifier; the sum of slopes in a tail says safe haven or not.",
        "An interval wholly below 0 makes a strong hedge or safe haven, one wholly above 0 a diversifier or none.",
        "An interval around 0 is a weak role only if it is also narrow: it must lie inside a margin of equivalence. "
        "Otherwise the role is not proven. Not significant is not the same as none.",
        "The first interval comes from a likelihood with GARCH errors and robust covariance, the second from least "
        "squares on resampled blocks of days.",
        "A slope that holds on some days only has no effective number of its own: its error rests on those days and "
        "on the whole regression at once. The days in question are counted beside it.",
        "Hedge effectiveness is the share of a risk that goes away: of variance, of semivariance, or of expected "
        "shortfall. In the sample the best share of variance equals the squared correlation.",
        "Out of sample each day uses only the days before it: the weight of an added asset is learnt on a rolling "
        "window and applied the next day.",
        "A reduction of risk has two intervals. One resamples blocks of days. The other takes what each day adds to "
        "the logarithm of the risk that is left, with a long-run variance over half of the days. Where volatility "
        "clusters, blocks and short bandwidths miss how long wild spells last; so the second one is mostly wider.",
        "A first bit of an asset lowers the variance of a portfolio only if their correlation lies below the ratio of "
        "the two volatilities. That line settles half of the question of crypto as a hedge.",
        "Fading is the trend of Fisher's z over blocks of days that do not overlap. With few blocks the plain error is "
        "too small: the first interval corrects it for leverage and takes a critical value that knows this, the second "
        "resamples the residuals in runs of blocks.",
    ),
    formulas=(
        Formula(
            r"r_{t} = a + \left( c_{0} + c_{1} D_{t}^{10} + c_{2} D_{t}^{5} + c_{3} D_{t}^{1} \right) x_{t} + e_{t}",
            "The regression of Baur and McDermott; errors follow GARCH(1,1).",
        ),
        Formula(
            r"\left| c \right| \le m \, \frac{s_{r}}{s_{x}} \text{ for every } c \text{ in the interval}",
            "When an effect counts as nil.",
        ),
        Formula(
            r"E = 1 - \frac{\text{risk after}}{\text{risk before}}", "Hedge effectiveness; negative where risk rises."
        ),
        Formula(r"\rho < \frac{1}{k}, \quad k = \frac{s_{a}}{s_{p}}", "When a first bit of an asset lowers variance."),
        Formula(
            r"\operatorname{artanh} \hat{\rho}_{j} = \alpha + \beta \frac{j}{4} + u_{j}",
            "Trend of the correlation over blocks of a quarter.",
        ),
    ),
    symbols=(
        Symbol(r"r_{t}, x_{t}", "returns of the asset and of its source"),
        Symbol(r"D_{t}^{q}", "1 on days on which the source is at or below its own quantile of q percent, else 0"),
        Symbol(r"m", "margin of equivalence"),
        Symbol(r"s_{a}, s_{p}", "volatilities of the added asset and of the portfolio"),
        Symbol(r"\hat{\rho}_{j}", "correlation inside block j"),
    ),
    parameters=(
        Parameter("safe_haven.BAUR_MCDERMOTT_TAILS", "lower tails of the source, as shares"),
        Parameter("safe_haven.safe_haven_regression.margin", "margin of equivalence, in ratios of the deviations"),
        Parameter("safe_haven.MINIMUM_TAIL_DAYS", "fewest days in the narrowest tail"),
        Parameter("safe_haven_bootstrap.bootstrap_safe_haven.replications", "resamples of the second interval"),
        Parameter("hedging.rolling_addition.window", "days that a weight is learnt on"),
        Parameter("hedging.risk_reductions.replications", "resamples of a reduction of risk"),
        Parameter("long_run_variance.WIDE", "bandwidth of a reduction of risk, as a share of the days"),
        Parameter("fading.correlation_trend.block", "days of a block"),
        Parameter("fading.resampled_trend.replications", "resamples of the second interval of a trend"),
        Parameter("fading.MINIMUM_BLOCKS", "fewest blocks for a trend"),
    ),
    assumptions=(
        "The thresholds of the tails count as known, although they are quantiles of the same sample.",
        "Slopes are the same through the whole window; only the tail changes them.",
        "Weights and ratios inside a hedged series count as given; trading costs are left out.",
    ),
    breaks=(
        "The 1 % tail holds a handful of days, and two of them may decide it.",
        "A positive daily slope and a gain over months while the source halves can both be true: then drift did it. "
        "The report splits such returns into both.",
        "A hedge ratio learnt in a calm year is too small in a crash.",
    ),
    references=(
        works.BAUR_LUCEY,
        works.BAUR_MCDERMOTT,
        works.BOLLERSLEV_WOOLDRIDGE,
        works.SCHUIRMANN,
        works.EDERINGTON,
        works.MARKOWITZ,
        works.ROCKAFELLAR_URYASEV,
        works.HAMPEL,
        works.KIEFER_VOGELSANG,
        works.NEWEY_WEST,
    ),
    printed=(
        "number of returns",
        "days in each tail",
        "margin",
        "effective number",
        "mean block length",
        "resamples",
        "seed",
    ),
)
