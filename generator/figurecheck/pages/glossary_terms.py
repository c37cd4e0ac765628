"""The terms of the glossary: what each says in a sentence or two, and the words by which a page uses it."""

from figurecheck.pages.glossary_methods import METHODS
from figurecheck.pages.glossary_term import Term

TERMS: tuple[Term, ...] = (
    Term(
        "basket",
        "Basket",
        "Several shares held together in equal parts. Ours is made of companies that are still there today, which "
        "flatters it; it ends on 8 March 2024, and no other series continues it.",
        ("basket",),
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
        "Two prices may each wander, but not away from each other for good. Testing for it is the usual way to look "
        "for a lasting tie.",
        ("cointegration",),
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
        "A large fall of a price; of shares, commonly one by a tenth. Of Bitcoin we count falls of 20% from a peak, "
        "each ended by a rise of 20%; other rules stand beside that.",
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
        "Something that tends to move with the other asset, but not in step: their correlation is above 0 and below 1. "
        "It softens swings and protects from none.",
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
        "How much a price rises or falls on average, apart from the event, or from the moves of another asset, that is "
        "looked at.",
        ("drift",),
        "methods/episodes.md",
    ),
    Term(
        "equally-long-times",
        "Equally long times",
        "Stretches of the same lengths, moved together through the whole calendar, corrections included. They show "
        "what a series usually returned over so long a time.",
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
        ("Fed", "Federal Reserve"),
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
        "lasting-tie",
        "Lasting tie, structural tie",
        "What keeps two prices together for good: they may part for a while, but come back to each other.",
        ("lasting tie", "structurally tied"),
        "methods/structure.md",
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
        "How often data would give as much or more if there were nothing to find, or if the truth lay exactly on the "
        "mark. Small values speak against that; large ones prove nothing.",
        ("p-value", "p-values"),
        "methods/readings.md",
    ),
    Term(
        "ordinary-days",
        "Ordinary days",
        "Days without what is looked at. Of a slope: all but the worst days of the other asset. Beside the day of a "
        "decision: other days of the same weekday and year.",
        ("ordinary days",),
        "methods/hedging.md",
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
        ("placebo",),
        "methods/events.md",
    ),
    Term(
        "policy-rate",
        "Policy rate, federal funds rate",
        "The rate at which American banks lend to each other overnight. The Fed sets a range for it.",
        ("policy rate", "federal funds rate"),
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
        "survivorship-bias",
        "Survivorship bias",
        "What is made of companies that are still there today leaves out those that failed on the way. That flatters "
        "its returns.",
        ("survivorship-biased", "survivorship bias"),
        "methods/returns.md",
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
    *METHODS,
)
"""All terms."""
