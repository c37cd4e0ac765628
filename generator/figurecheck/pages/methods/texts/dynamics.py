"""The method page on links and volatility that move, and on breaks."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="dynamics",
    title="Dynamics and breaks",
    lead="How volatility and a correlation move through time, and whether the correlation changed for good.",
    modules=("volatility", "garch_likelihood", "garch_edges", "garch_climb", "dynamics", "breaks"),
    computed=(
        "Volatility is modelled by GARCH(1,1): the variance of a day is a mix of a constant, the squared shock of the "
        "day before and the variance of the day before.",
        "It is fitted by normal quasi-maximum likelihood, which stays sound when shocks are not normal. "
        "The variance before the first day is the mean squared residual.",
        "Residuals over their modelled deviation are free of most of the clustering.",
        "Paths of a correlation are shown three ways: over a rolling window, exponentially weighted, and by the "
        "dynamic conditional correlation of Engle (2002), fitted in two steps.",
        "A break at a day named beforehand is the difference of the correlations after and before it.",
        "A break at an unknown day is searched by the largest F over all days but the outer parts of the sample.",
        "The test of Wied, Krämer and Dehling asks whether the correlation of the first days strays too far from that "
        "of all days.",
        "Both search tests assume a stable variance, so they run on residuals standardised by GARCH.",
        "Tests for a break have no effective number: they follow a path through time, not one mean. Their days are "
        "counted; the kernel of the test for constant correlation allows for what days have in common.",
    ),
    formulas=(
        Formula(
            r"h_{t} = \omega + \alpha e_{t-1}^{2} + \beta h_{t-1}, \quad "
            r"h_{1} = \omega + (\alpha + \beta) \overline{e^{2}}",
            "The variance of GARCH(1,1) and where it starts.",
        ),
        Formula(
            r"Q_{t} = (1 - a - b) S + a z_{t-1} z_{t-1}^{\top} + b Q_{t-1}",
            "The matrix whose correlation is the dynamic conditional one.",
        ),
        Formula(
            r"\sup_{\pi} F = \max_{0.15 \, n \le j \le 0.85 \, n} \frac{j (n - j)}{n} \cdot "
            r"\frac{\left( \bar{\psi}_{j} - \bar{\psi}_{j}^{\prime} \right)^{2}}{\widehat{\Omega}}",
            "The largest F of a step in the mean of the influence series.",
        ),
        Formula(
            r"\max_{j} \frac{j}{\sqrt{n}} \cdot "
            r"\frac{\left| \hat{\rho}_{j} - \hat{\rho}_{n} \right|}{\sqrt{\widehat{\Omega}}}",
            "The fluctuation of the correlation of the first j days around that of all.",
        ),
    ),
    symbols=(
        Symbol(r"e_{t}, h_{t}", "shock and variance of day t"),
        Symbol(r"z_{t}, S", "standardised shocks of both series, and their mean product"),
        Symbol(r"\bar{\psi}_{j}, \bar{\psi}_{j}^{\prime}", "mean influence of the first j days and of the others"),
        Symbol(r"\widehat{\Omega}", "long-run variance of the influence series"),
    ),
    parameters=(
        Parameter("volatility.FEWEST_FOR_GARCH", "fewest returns for a GARCH model"),
        Parameter("volatility.RISKMETRICS", "weight of the past in exponentially weighted moments"),
        Parameter("breaks.TRIM", "share of days on either end that a break is not searched in"),
        Parameter("breaks.sup_f.level", "level of the search test"),
        Parameter("breaks.constant_correlation_test.level", "level of the test of a constant correlation"),
        Parameter("breaks.constant_correlation_test.bandwidth", "lags of its long-run variance"),
    ),
    assumptions=(
        "The variance follows the same rule over the whole window.",
        "At most one break, away from the ends of the sample.",
    ),
    breaks=(
        "A variance that jumps for good looks like endless memory to a GARCH model.",
        "A rolling window shows a hump for every wild day it holds; it is a picture and no test.",
        "A day picked because the path bends there is no longer named beforehand; then only the search tests count.",
        "Independent days without any clustering leave GARCH nothing to fit; the search may then find no maximum and "
        "the measure refuses to answer.",
    ),
    references=(
        works.BOLLERSLEV,
        works.FIORENTINI,
        works.RISKMETRICS,
        works.ENGLE,
        works.CHOW,
        works.ANDREWS,
        works.WIED,
    ),
    printed=("number of returns", "lags", "critical value", "day of the largest step"),
)
