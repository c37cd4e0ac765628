"""The method page on hedges, diversifiers and safe havens."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="hedging",
    title="Hedges and safe havens",
    lead="Whether an asset protects against another, on average and when it matters, and whether that is fading.",
    modules=("hedging", "safe_haven", "safe_haven_bootstrap", "state_slopes", "risk_influence", "fading"),
    axes=("risk",),
    computed=(
        "The asset is regressed on its source with an extra slope on the source's worst days.",
        "The slope outside the tails, which are the worst tenth of the source's days, says hedge or diversifier; the "
        "sum of the slopes that hold in a tail says safe haven or not.",
        "An interval wholly below 0 makes a hedge or a safe haven; one wholly above 0 makes a diversifier and no "
        "hedge, or no safe haven.",
        "An interval around 0 makes a weak hedge or a weak safe haven only if it is also narrow: it must lie inside a "
        "margin of equivalence. Otherwise no hedge and no safe haven is proven. Not significant is not the same as "
        "none.",
        "The first interval comes from a likelihood with GARCH errors and robust covariance, the second from least "
        "squares on resampled blocks of days. Both fit the same line; the likelihood gives calm days more weight. If "
        "one slope held on all days the two would agree but for chance, so a wide gap between them says that the slope "
        "moves.",
        "The slopes outside corrections and in them, which answer a headline, are slopes outside of a state and inside "
        "of it. Each is a least-squares line of its own, with its own intercept, on the days outside or on those "
        "inside. Corrections are picked by how the source fell, so the mean returns differ inside and outside; one "
        "intercept for both would bend both slopes.",
        "Such a slope has two intervals. For the first, whole days are resampled in blocks together with their marks, "
        "and the middle 95 % of the slopes make it; both slopes rest on the same samples. The second comes from the "
        "long-run variance of what each day adds to the slope, with fixed-b critical values; days outside of the state "
        "add nothing.",
        "The rule of equivalence is the same, and it names a hedge outside and a safe haven inside. A word is given "
        "only where both intervals lead to it, and where no other resamples could change it: the limits of the first "
        "are moved by twice their Monte Carlo error either way. Otherwise nothing is proven, and the word is marked "
        "fragile, as a claim is where its inferences differ.",
        "The state is a correction of the source, from the day after its peak to its trough, which is hindsight; or, "
        "as it could be known, from the day after the fall crossed its threshold to the day its end did.",
        "Such a safe haven is not that of Baur and McDermott. Theirs asks for single days on which the source crashes; "
        "a correction lasts for weeks or months, and the source rises on many of its days. Both are shown, because a "
        "claim of shelter in downturns speaks of the second and the literature of the first.",
        "Slopes in and out of corrections are told for all years, and before and since a day on which a break was "
        "suspected beforehand. One slope over a break is a mixture that holds on neither side of it.",
        "A slope that holds on some days only has no effective number of its own: its error rests on those days and on "
        "the whole regression at once. The days in question are counted beside it.",
        "Hedge effectiveness is Ederington's: so many units of the hedge are sold against one of the asset that the "
        "variance of the two is least, and the share of variance that is gone is counted; in the sample it equals the "
        "squared correlation. The ratio may be negative, and then the hedge is bought. The same position is judged by "
        "semivariance and by expected shortfall too. Out of sample each day is hedged with the ratio of the year "
        "before.",
        "The risk that adding an asset takes away is another question: some of a portfolio is swapped for the asset, "
        "and nothing may be sold short. Its weight is the one that varied least on a rolling window before each day. "
        "Even an unrelated asset takes away something here, because it spreads the risk.",
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
            r"r_{t} = \left( a_{0} + b_{0} x_{t} \right) \left( 1 - S_{t} \right) + "
            r"\left( a_{1} + b_{1} x_{t} \right) S_{t} + e_{t}",
            "The lines outside of a state and inside of it, by least squares.",
        ),
        Formula(
            r"E = 1 - \frac{\operatorname{Var} \left( y_{t} - h x_{t} \right)}"
            r"{\operatorname{Var} \left( y_{t} \right)}, "
            r"\quad h = \frac{\operatorname{Cov} \left( y, x \right)}{\operatorname{Var} \left( x \right)}",
            "Hedge effectiveness; another risk stands in the place of the variance, but not in that of the ratio.",
        ),
        Formula(
            r"R = 1 - \frac{\text{risk after}}{\text{risk before}}",
            "What adding an asset takes away; negative where risk rises.",
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
        Symbol(r"S_{t}", "1 on days in a correction of the source, else 0"),
        Symbol(r"m", "margin of equivalence"),
        Symbol(r"y_{t}, h", "returns of what is hedged, and units of the hedge sold against one of it"),
        Symbol(r"s_{a}, s_{p}", "volatilities of the added asset and of the portfolio"),
        Symbol(r"\hat{\rho}_{j}", "correlation inside block j"),
    ),
    parameters=(
        Parameter("safe_haven.BAUR_MCDERMOTT_TAILS", "lower tails of the source, as shares"),
        Parameter("safe_haven.safe_haven_regression.margin", "margin of equivalence, in ratios of the deviations"),
        Parameter("safe_haven.MINIMUM_TAIL_DAYS", "fewest days in the narrowest tail"),
        Parameter("safe_haven_bootstrap.bootstrap_safe_haven.replications", "resamples of the second interval"),
        Parameter("safe_haven_bootstrap.bootstrap_state_slopes.replications", "resamples of the slopes of a state"),
        Parameter("safe_haven_bootstrap.bootstrap_state_slopes.level", "level of their intervals"),
        Parameter("state_slopes.MONTE_CARLO_ERRORS", "Monte Carlo errors of a limit that no word may rest on"),
        Parameter("hedging.rolling_addition.window", "days that a weight is learnt on"),
        Parameter("hedging.rolling_hedge.window", "days that a ratio is learnt on"),
        Parameter("hedging.risk_reductions.replications", "resamples of a reduction of risk"),
        Parameter("long_run_variance.WIDE", "bandwidth of a reduction of risk, as a share of the days"),
        Parameter("fading.correlation_trend.block", "days of a block"),
        Parameter("fading.resampled_trend.replications", "resamples of the second interval of a trend"),
        Parameter("fading.MINIMUM_BLOCKS", "fewest blocks for a trend"),
    ),
    assumptions=(
        "The thresholds of the tails count as known, although they are quantiles of the same sample.",
        "Slopes are the same through the whole window; only the tail, or the state, changes them. One slope stands for "
        "all corrections, of calm years and of wild ones.",
        "The days of a state count as known when they are resampled.",
        "Weights and ratios inside a hedged series count as given; trading costs are left out.",
    ),
    breaks=(
        "The 1 % tail holds a handful of days, and two of them may decide it.",
        "A positive daily slope and a gain over months while the source halves can both be true: then drift did it. "
        "The report splits such returns into both.",
        "A state in hindsight is chosen by what the source did: between a peak and a trough it falls by construction. "
        "Where rises and falls have different slopes, the choice shows in both; the count as it could be known does "
        "not choose so.",
        "Where the tie changed for good inside the window, the slopes over all years are those of no year.",
        "A hedge ratio learnt in a calm year is too small in a crash.",
        "In the sample the ratio is tested on the days that chose it, so the effectiveness there is an upper end; its "
        "intervals take the ratio as given.",
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
