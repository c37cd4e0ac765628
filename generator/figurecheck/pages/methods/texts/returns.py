"""The method page on returns, windows and the basket."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="returns",
    title="Returns and windows",
    lead="What an asset earned between two days, on prices and with dividends, and what a basket of stocks earned.",
    modules=("returns", "windows", "basket"),
    computed=(
        "A window return is the price at the end of a window over the price at its start, minus one.",
        "A total return puts every cash dividend back into the shares by the rule of adjusted closes: prices before an "
        "ex-day are lowered by the dividend's share of the close before it.",
        "A window that begins or ends on a closed day uses the last close at or before that day, if it is not too old.",
        "The basket of ultra-small stocks holds the same dollars in every stock and is rebalanced at every close.",
        "On each day it is the mean over the stocks that have a price on that day and on the session before.",
    ),
    formulas=(
        Formula(r"R = \frac{P_{e}}{P_{s}} - 1", "The price return of a window."),
        Formula(
            r"A_{t} = P_{t} \prod_{u > t} \left( 1 - \frac{D_{u}}{P_{u-1}} \right)",
            "The price that carries all later dividends; the ratio of two such prices is the total return.",
        ),
        Formula(
            r"B_{t} = \frac{1}{m_{t}} \sum_{i=1}^{m_{t}} \left( \frac{P_{i,t}}{P_{i,t-1}} - 1 \right)",
            "The daily return of the basket.",
        ),
    ),
    symbols=(
        Symbol(r"P_{s}, P_{e}", "the close at the start and at the end of the window"),
        Symbol(r"D_{u}", "the cash dividend whose ex-day is u; 0 on other days"),
        Symbol(r"m_{t}", "how many stocks have both prices on day t"),
    ),
    parameters=(Parameter("basket.BASE", "value of the basket on its first day"),),
    assumptions=(
        "Splits are undone by the provider, so that a price before a split and one after it are comparable.",
        "Dividends are reinvested without cost and tax.",
    ),
    breaks=(
        "A window return is exact: it has no sampling error, but another fair window can give another figure.",
        "Highs and lows inside a window are hindsight: nobody could trade on them.",
        "The basket is made of stocks that are known today. Companies that were delisted are missing, which flatters "
        "it; daily rebalancing at the close adds the bounce between bid and ask, which flatters it too.",
        "The basket ends with its data, on 2024-03-08, and is never spliced with another series.",
    ),
    references=(works.CAMPBELL, works.BLUME_STAMBAUGH),
    printed=("both prices and their days", "every dividend between them", "the rule of the window"),
)
