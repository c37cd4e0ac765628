"""The method page on illiquidity and spreads."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="liquidity",
    title="Liquidity",
    lead="How hard it is to trade an asset, estimated from daily bars, as a ratio to a liquid fund.",
    modules=("liquidity", "daily_illiquidity", "ratio_of_means"),
    axes=("estimator",),
    computed=(
        "Amihud's measure is how far a dollar of trading moves the price.",
        "Spreads are estimated from daily high, low, open and close by five rules; none of them sees a quote.",
        "The share of days without a move, and the spread that follows from it, need closes only.",
        "A claim is judged on the ratio to a liquid fund over the same days, with two intervals, of which the one "
        "that covers better in simulated histories is shown first.",
        "Where an estimator is a mean of days, the ratio of means has a robust interval and one from blocks of days.",
        "EDGE, Roll's spread and FHT need all days at once. Of a basket they are the mean over its stocks, each from "
        "its own bars.",
        "FHT of two funds has an interval: whole bars of resampled blocks are laid end to end. Of a basket it has "
        "none, because in simulated histories with spreads as wide as those of shares that seldom trade the "
        "resampled one held the true ratio far less often than it promised: the estimate itself is too low there, and "
        "resamples of it are as well.",
        "EDGE has no interval here: in simulated histories with spreads as narrow as those of funds, no resampled one "
        "held the true ratio as often as it promised, nor did any that was corrected for bias. Roll's has none either: "
        "the estimate is 0 wherever moves go on in their direction, in many a resample too.",
        "Those have no effective number either: they are roots and products of means, not the mean of one daily series "
        "whose errors could be added up. Their days are counted, and the days without a move.",
        "An exchange-traded fund's spread is not the liquidity of what it holds: makers hedge it with other things. "
        "The basket of single stocks therefore carries such claims.",
    ),
    formulas=(
        Formula(
            r"\text{ILLIQ} = \frac{10^{6}}{n} \sum_{t=1}^{n} \frac{\left| r_{t} \right|}{V_{t}}",
            "Amihud's illiquidity.",
        ),
        Formula(
            r"S = 2 \tanh \frac{\alpha}{2}, \quad \alpha = \frac{\left( \sqrt{2} - 1 \right) \sqrt{\beta}}"
            r"{3 - 2 \sqrt{2}} - \sqrt{\frac{\gamma}{3 - 2 \sqrt{2}}}",
            "The spread of Corwin and Schultz over two days; a gap over night is taken out first.",
        ),
        Formula(
            r"S^{2} = \frac{4}{n} \sum_{t} \left( c_{t} - \eta_{t} \right) \left( c_{t} - \eta_{t+1} \right)",
            "The spread of Abdi and Ranaldo.",
        ),
        Formula(
            r"S = 2 \sqrt{- \text{Cov} \left( r_{t}, r_{t-1} \right)}",
            "Roll's spread, 0 where the covariance is positive.",
        ),
        Formula(r"S = 2 s_{r} \Phi^{-1} \left( \frac{1 + z}{2} \right)", "The spread of Fong, Holden and Trzcinka."),
        Formula(
            r"q = \frac{\bar{a}}{\bar{b}}, \quad \psi_{t} = \frac{a_{t} - q b_{t}}{\bar{b}}",
            "A ratio of means and the influence of day t on it.",
        ),
        Formula(
            r"q \, e^{\pm c \, s / q}",
            "Limits of a ratio: its error is taken on the scale of logarithms, because a ratio cannot fall below 0.",
        ),
    ),
    symbols=(
        Symbol(r"V_{t}", "dollars traded on day t"),
        Symbol(r"\beta, \gamma", "squared log range of single days, summed over two, and of the two days together"),
        Symbol(r"c_{t}, \eta_{t}", "log close, and middle of log high and log low"),
        Symbol(r"z", "share of days whose close equals the one before"),
        Symbol(r"a_{t}, b_{t}", "daily values of the two assets"),
        Symbol(
            r"c, s",
            "fixed-b critical value, and robust error of the ratio, its bandwidth half of the days",
        ),
    ),
    parameters=(
        Parameter("liquidity.MINIMUM_DAYS", "fewest daily bars"),
        Parameter("liquidity.MONTH", "shortest mean block when whole bars are laid end to end"),
        Parameter("liquidity.liquidity_ratio.replications", "resamples of bars laid end to end"),
        Parameter("ratio_of_means.resampled_ratio_of_means.replications", "resamples of a ratio of means"),
    ),
    assumptions=(
        "Daily highs and lows are trades at the ask and the bid.",
        "Volatility inside a day is steady, and what happens over night has nothing to do with the spread.",
        "Days without trade have no price impact and are left out of Amihud's mean.",
    ),
    breaks=(
        "Ranges that are wide because of news look like a wide spread; the estimators differ most when volatility is "
        "high.",
        "Estimated squares can be negative. They are set to 0, which lifts the mean of a very liquid asset and so "
        "lowers the ratio.",
        "Roll's spread is 0 where moves go on in their direction, and takes the reversals of a whole market for a "
        "bounce between bid and ask. As a multiple of a fund's it is therefore too low.",
        "A spread that is a few hundredths of the daily moves, as that of a large fund, drowns in them. EDGE then "
        "takes the noise for the smaller spread, and the ratio lies too low.",
        "The estimators of Corwin and Schultz and of Abdi and Ranaldo are means of days on which negative spreads "
        "count as 0, so noise lifts both of two means. The ratio of narrow spreads then tends to that of the "
        "volatilities, whatever the spreads are: two assets with equal spreads would not seem equal. In simulated "
        "histories the intervals hold what the estimator tends to and miss the spreads that were put in. These two "
        "are therefore readings beside Amihud's measure, and no verdict rests on them alone.",
        "A fund of large companies stands still on a handful of days in ten years. By FHT its spread rests on these, "
        "and so does the multiple of a basket, of which the order of size alone can be trusted.",
        "FHT takes the standard deviation of returns that the costs have already made smaller. Where the spread is as "
        "large as half of the daily moves, its ratio comes out too low; where it is a few hundredths, the ratio is as "
        "good as EDGE's or better, but rests on a few days without a move.",
        "Dollar volume grows over the years; a ratio over the same days takes most of that out.",
    ),
    references=(
        works.AMIHUD,
        works.CORWIN_SCHULTZ,
        works.ABDI_RANALDO,
        works.ROLL,
        works.ARDIA,
        works.LESMOND,
        works.FONG,
    ),
    printed=("number of common days", "effective number", "mean block length", "resamples", "seed"),
)
