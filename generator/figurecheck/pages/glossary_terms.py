"""The terms of the glossary: what each says in a sentence or two, and the words by which a page uses it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term; ``forms`` are the words of a text that it explains, ``page`` the method page that goes on from it."""

    id: str
    title: str
    says: str
    forms: tuple[str, ...]
    page: str = ""


TERMS: tuple[Term, ...] = (
    Term(
        "basket",
        "Basket",
        "Several shares held together in equal parts. Ours is made of companies that are still there today, which "
        "flatters it.",
        ("basket", "survivorship-biased"),
        "methods/returns.md",
    ),
    Term(
        "bootstrap",
        "Bootstrap",
        "A way to see how much a figure owes to chance: stretches of the data are drawn again and again, and the "
        "figure is computed from each draw.",
        ("bootstrap", "resampled blocks", "resamples"),
        "methods/coverage.md",
    ),
    Term(
        "mark",
        "Mark",
        "The threshold that a figure must reach for a claim to hold, fixed with its reason before the figure was "
        "computed.",
        ("mark",),
        "method.md",
    ),
    Term(
        "cointegration",
        "Cointegration",
        "Two prices that may wander, but not away from each other for good. It is the usual test of a lasting tie.",
        ("cointegration", "lasting tie", "structurally tied"),
        "methods/structure.md",
    ),
    Term(
        "conventional-reading",
        "Conventional reading",
        "Another way to compute a figure that a fair reader could choose: another window, another fund, another price. "
        "Each is listed with its reason.",
        ("conventional readings", "conventional reading"),
        "methods/readings.md",
    ),
    Term(
        "correction",
        "Correction",
        "A large fall of a price. Here a fall of 20% from a peak, ended by a rise of 20%; other rules stand beside it.",
        ("corrections", "correction"),
        "methods/episodes.md",
    ),
    Term(
        "correlation",
        "Correlation",
        "How closely two returns move together: +1 always the same way, 0 without any link, −1 always opposite ways.",
        ("correlation", "correlations", "correlate", "correlated"),
        "methods/correlation.md",
    ),
    Term(
        "diversifier",
        "Diversifier",
        "Something that moves partly on its own. It softens swings, but does not move against what it stands beside.",
        ("diversifier",),
        "methods/hedging.md",
    ),
    Term(
        "drawdown",
        "Drawdown",
        "How far a price lies below its highest point so far.",
        ("drawdown", "drawdowns"),
        "methods/returns.md",
    ),
    Term(
        "drift",
        "Drift",
        "The part of a return that another asset's moves do not account for.",
        ("drift",),
        "methods/episodes.md",
    ),
    Term(
        "equally-long-times",
        "Equally long times",
        "Stretches of the same lengths, moved together through the whole calendar. They show what a series would have "
        "earned without the event.",
        ("equally long times",),
        "methods/episodes.md",
    ),
    Term(
        "expected-shortfall",
        "Expected shortfall",
        "The average loss on the worst days, for instance on the worst one in twenty.",
        ("expected shortfall",),
        "methods/tails.md",
    ),
    Term(
        "extreme-value-theory",
        "Extreme Value Theory",
        "Statistics of rare, large moves: how heavy the tail of a distribution is.",
        ("Extreme Value Theory",),
        "methods/tails.md",
    ),
    Term(
        "fed",
        "Fed, Federal Reserve",
        "The central bank of the United States. It sets the range of its policy rate, the rate at which banks lend to "
        "each other overnight.",
        ("Fed", "Federal Reserve", "policy rate", "federal funds rate"),
        "methods/events.md",
    ),
    Term(
        "first-component",
        "First component",
        "The one common movement that explains most of what several assets do. Its share says how much it explains.",
        ("first component", "single factor", "common factor"),
        "methods/structure.md",
    ),
    Term(
        "fragile",
        "Fragile",
        "Two accepted ways to tell chance from a finding give different answers, so the verdict is not proven.",
        ("Fragile",),
        "method.md",
    ),
    Term(
        "hac",
        "Standard error that allows for autocorrelation (HAC)",
        "A measure of doubt that stays right when one day resembles the next and calm follows calm.",
        ("HAC", "Newey-West"),
        "methods/coverage.md",
    ),
    Term(
        "halving",
        "Halving",
        "About every four years the number of new bitcoins a day is cut in half.",
        ("halving",),
    ),
    Term(
        "hedge",
        "Hedge",
        "Something that on average moves against what it protects: it tends to rise on days when the other falls.",
        ("hedge", "hedges", "hedging"),
        "methods/hedging.md",
    ),
    Term(
        "hindsight",
        "Hindsight",
        "Known only afterwards. Nobody knows on the day itself that a price is at its peak or at its lowest.",
        ("hindsight",),
        "methods/episodes.md",
    ),
    Term(
        "illiquidity",
        "Illiquidity",
        "How far a price moves when a given sum is traded. Small companies are hard to buy or sell without moving it.",
        ("illiquidity", "illiquid", "hard to trade"),
        "methods/liquidity.md",
    ),
    Term(
        "interval",
        "Interval",
        "The values that the data do not contradict. A 95 % interval is made so that it misses the truth one time in "
        "twenty.",
        ("interval", "intervals"),
        "methods/coverage.md",
    ),
    Term(
        "slope",
        "Slope",
        "By how many per cent one thing moved, on average, for each per cent that another moved.",
        ("slope", "slopes", "For each per cent", "for each per cent"),
        "methods/hedging.md",
    ),
    Term(
        "micro-cap",
        "Micro-cap and ultra-small-cap",
        "Companies whose shares are worth little in all: smaller than small caps. Funds of micro-caps are the nearest "
        "that can be had.",
        ("ultra-small-cap", "ultra-small caps", "micro-cap", "micro-caps", "ultra-small companies"),
        "data.md",
    ),
    Term(
        "p-value",
        "P-value",
        "How often chance alone would bring as much or more. Small values speak against chance; large ones prove "
        "nothing.",
        ("p-value", "p-values"),
        "methods/readings.md",
    ),
    Term(
        "percentage-points",
        "Percentage points, basis points",
        "The plain difference of two percentages: from 4 % to 5 % is one percentage point, or 100 basis points.",
        ("percentage points", "percentage point", "basis points"),
    ),
    Term(
        "placebo",
        "Placebo",
        "The same computation where nothing happened. If it gives as much, the finding is no finding.",
        ("placebo", "ordinary days"),
        "methods/events.md",
    ),
    Term(
        "primary-reading",
        "Primary reading",
        "The one way to compute a figure that was chosen, with its reason, before its result was known.",
        ("primary reading", "primary readings"),
        "method.md",
    ),
    Term(
        "proxy",
        "Proxy",
        "A series that stands in for one that cannot be had. Its figure is near what was meant, not the same.",
        ("proxy", "proxies"),
        "data.md",
    ),
    Term(
        "quantitative-easing",
        "Buying of bonds by a central bank",
        "The Fed buys bonds on a large scale to push interest rates down, also called quantitative easing or QE.",
        ("bought bonds", "QE", "bought assets"),
        "methods/events.md",
    ),
    Term(
        "risk-on",
        "Risk-on, risk-off",
        "The idea that one mood moves all risky assets at once: up when investors dare, down when they fear.",
        ("risk-on", "risk-on, risk-off"),
        "methods/structure.md",
    ),
    Term(
        "russell-2000",
        "Russell 2000, R2K",
        "An index of about two thousand smaller American companies, R2K for short. R2K tech stands for its technology "
        "part.",
        ("R2K tech", "Russell 2000"),
        "data.md",
    ),
    Term(
        "safe-haven",
        "Safe haven",
        "Something that holds its value or rises just when the other asset crashes.",
        ("safe haven", "safe havens"),
        "methods/hedging.md",
    ),
    Term(
        "total-return",
        "Total return",
        "The gain of a holder who also receives the dividends and puts them back in.",
        ("total return", "total returns", "Total returns"),
        "methods/returns.md",
    ),
    Term(
        "variance",
        "Variance, volatility",
        "How widely returns swing around their average. Volatility is its square root.",
        ("variance", "volatility", "volatile"),
        "methods/regimes.md",
    ),
    Term(
        "venture-capital",
        "Venture capital",
        "Money put into young companies that are not on a stock exchange, by funds that hold them for years.",
        ("venture capital", "venture funding", "Venture funding", "venture-backed"),
    ),
    Term(
        "vix",
        "VIX",
        "An index of how much the stock market is expected to swing, read off the prices of options.",
        ("VIX",),
        "methods/regimes.md",
    ),
    Term(
        "window",
        "Window",
        "The first and the last day between which something is measured.",
        ("window", "windows"),
        "methods/returns.md",
    ),
    Term(
        "quasi-maximum-likelihood",
        "Quasi-maximum likelihood",
        "The settings of a model under which the data would be least surprising, sought as if chance followed the "
        "bell curve. The doubt about them is then corrected for tails that are heavier.",
        (
            "quasi-maximum likelihood",
            "Quasi-maximum likelihood",
        ),
        "methods/dynamics.md",
    ),
    Term(
        "delta-method",
        "Delta method",
        "How the doubt about one figure becomes the doubt about another that is computed from it: near the figure, "
        "the formula is taken as a straight line.",
        ("delta method",),
        "methods/coverage.md",
    ),
    Term(
        "fixed-b",
        "Fixed-b",
        "A standard error that allows for autocorrelation is itself only estimated. Fixed-b makes the interval wider "
        "by what that costs.",
        ("fixed-b",),
        "methods/coverage.md",
    ),
    Term(
        "stationary-bootstrap",
        "Stationary bootstrap",
        "A bootstrap that draws stretches of random length, so that days that belong together mostly stay together.",
        ("stationary bootstrap",),
        "methods/coverage.md",
    ),
    Term(
        "holm",
        "Holm's rule",
        "Who tests often finds something by chance. Holm's rule asks more of the smallest p-value, a little less of "
        "the next, and so on, so that one false find in all stays rare.",
        (
            "Holm's rule",
            "Holm's",
            "Holm",
        ),
        "methods/readings.md",
    ),
    Term(
        "ewma",
        "EWMA",
        "An average in which the newest days count most and each earlier day a little less (exponentially weighted "
        "moving average).",
        ("EWMA",),
        "methods/dynamics.md",
    ),
    Term(
        "garch",
        "GARCH",
        "A model of volatility that follows what markets show: large moves are followed by large ones, and calm by "
        "calm.",
        ("GARCH",),
        "methods/dynamics.md",
    ),
    Term(
        "dcc",
        "DCC",
        "A model in which the correlation of two series changes from day to day (dynamic conditional correlation). "
        "Each series first gets a GARCH of its own.",
        ("DCC",),
        "methods/dynamics.md",
    ),
    Term(
        "block-length",
        "Block length",
        "How many days in a row a bootstrap draws at once. Longer blocks keep more of what binds the days together.",
        (
            "block length",
            "block lengths",
        ),
        "methods/coverage.md",
    ),
    Term(
        "effective-observations",
        "Effective observations",
        "How many unrelated days would tell as much. Where one day resembles the next, a thousand days may tell no "
        "more than a few hundred.",
        ("effective observations",),
        "methods/coverage.md",
    ),
    Term(
        "regime",
        "Regime",
        "A stretch of days of one kind, such as volatile or calm ones, told apart by a rule that looks only at the "
        "past.",
        (
            "regime",
            "regimes",
        ),
        "methods/regimes.md",
    ),
    Term(
        "spearman",
        "Spearman's correlation",
        "A correlation of ranks: not how much each day moved, but which place it takes among all days. A few wild "
        "days cannot dominate it.",
        ("Spearman",),
        "methods/correlation.md",
    ),
    Term(
        "kendall",
        "Kendall's correlation",
        "Of all pairs of days, how many more are ordered alike in both series than the other way round, as a share.",
        ("Kendall",),
        "methods/correlation.md",
    ),
    Term(
        "fisher-z",
        "Fisher's z",
        "Another scale for correlations, stretched near −1 and +1. On it the doubt is about the same everywhere, so "
        "intervals and trends are computed there.",
        ("Fisher's z",),
        "methods/correlation.md",
    ),
)
"""All terms."""
