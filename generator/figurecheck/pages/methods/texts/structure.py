"""The method page on long-run links and the common factor."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="structure",
    title="Structure and a common factor",
    lead="Whether two prices belong together in the long run, whether one leads, and how much one factor carries.",
    modules=("structure", "principal_component"),
    axes=("panel",),
    computed=(
        "A structural link would mean that some mix of two log prices always comes back to a fixed level.",
        "Two tests ask for that: Engle and Granger on the residual of a regression, Johansen on both series at once.",
        "Both must reject the absence of such a mix, over the whole window and in both halves, after Holm's "
        "adjustment. A claim of a structural link holds only then.",
        "Where all tests must reject, no adjustment is owed (Berger 1982). It stands because each of the three parts "
        "has an answer of its own, and one of many may reject by luck; it was fixed beforehand, and can only leave a "
        "part open. The p-values before it stand beside those after it.",
        "Prices that wander have no effective number of observations: it is defined for a mean that settles. These "
        "tests print their days.",
        "P-values of Johansen's test come from Doornik's gamma approximation.",
        "Granger's test asks whether the past of one return helps to forecast the other; its errors allow for changing "
        "variance.",
        "The first principal component is the mix of standardised returns that carries most of their variance.",
        "Its share is compared with what it would be if the blocks of the panel were unrelated: one block is shifted "
        "against the other by every number of rows, so each keeps its own past.",
        "A common factor also needs every series to load on it with the same sign: the smallest loading is above 0.",
    ),
    formulas=(
        Formula(
            r"p_{t} = a + b q_{t} + u_{t}, \quad \Delta u_{t} = \kappa u_{t-1} + \dots",
            "Engle and Granger: does the residual come back?",
        ),
        Formula(
            r"\text{trace}(r) = - n \sum_{i=r+1}^{k} \log \left( 1 - \hat{\lambda}_{i} \right)",
            "Johansen's trace statistic.",
        ),
        Formula(r"s = \frac{\lambda_{1}}{k}", "Share of the first component of k series."),
        Formula(
            r"\psi_{t} = \frac{1}{k} \left( f_{t}^{2} - \lambda_{1} \sum_{i} v_{i}^{2} x_{i,t}^{2} \right)",
            "Influence of day t on that share.",
        ),
    ),
    symbols=(
        Symbol(r"p_{t}, q_{t}", "log prices"),
        Symbol(r"\hat{\lambda}_{i}", "squared canonical correlations of changes and levels, from the largest on"),
        Symbol(r"\lambda_{1}, v", "largest eigenvalue of the correlation matrix, and its vector"),
        Symbol(r"f_{t}", "value of the first component on day t"),
    ),
    parameters=(
        Parameter("structure.engle_granger.lags", "lagged differences of the residual"),
        Parameter("structure.johansen.lags", "lagged differences of the prices"),
        Parameter("structure.granger.lags", "days of the past"),
        Parameter("principal_component.resampled_share_interval.replications", "resamples of the share"),
        Parameter("principal_component.independent_blocks.nearest", "shortest shift of one block against the other"),
        Parameter(
            "principal_component.independent_blocks.level", "quantile of the shifted shares that a share must pass"
        ),
    ),
    assumptions=(
        "Log prices have unit roots and no broken trend inside the window.",
        "One correlation matrix describes the whole window.",
    ),
    breaks=(
        "Two assets that merely rise over the same years can pass one of the tests; that is why both must reject, "
        "three times each.",
        "Engle and Granger's answer depends on which series comes first.",
        "A market that closes later knows more: a lead of one day may be the clock alone.",
        "Granger's test rejects too often where a few storms carry most of the variance, and the more so the further "
        "back it looks.",
        "A large first component is no cause. Any assets that share a market have one.",
        "The largest eigenvalue of a resample is biased upwards, most where there is hardly a factor.",
    ),
    references=(
        works.ENGLE_GRANGER,
        works.MACKINNON,
        works.JOHANSEN,
        works.MACKINNON_HAUG,
        works.DOORNIK,
        works.BERGER,
        works.GRANGER,
        works.HOTELLING,
        works.ANDERSON,
        works.POLITIS_ROMANO,
    ),
    printed=("number of returns", "lags", "number of shifts", "mean block length", "resamples", "seed"),
)
