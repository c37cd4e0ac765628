"""The method page on aligning markets that keep different hours."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="alignment",
    title="A market that never closes and one that does",
    lead="How daily returns of crypto and of exchange-traded funds are put on the same days.",
    modules=("alignment",),
    axes=("against", "panel"),
    computed=(
        "Returns run from one session of the New York Stock Exchange to the next, for both assets.",
        "A Monday return of Bitcoin therefore covers the weekend; no Monday is dropped and no price is filled forward.",
        "A day on which any of the prices is missing is left out, and the next return spans it; pages say how many.",
        "Yields and other levels enter as differences, prices as returns. Price levels are never correlated.",
        "Weekly returns run from the last session of a week to the last session of the next, complete weeks only.",
        "Two-day returns overlap by one day.",
        "The days still do not end together: a crypto day ends at midnight UTC, a session at 16:00 in New York.",
        "A same-day correlation thus misses three hours of the crypto day in winter and four in summer.",
        "What is missed shows up one session later, so the sum over lead, same day and lag is given beside it.",
        "On Bitcoin and these funds that sum came out below the same-day correlation when it was measured. "
        "It is a check, and no repair is promised.",
    ),
    formulas=(
        Formula(
            r"\rho_{\Sigma} = \frac{c_{-1} + c_{0} + c_{1}}{s_{x} s_{y}}",
            "Correlation summed over lead, same day and lag (Scholes and Williams, Dimson).",
        ),
        Formula(
            r"\rho_{\text{same day}} \approx w \, \rho, \quad w = \frac{21}{24} \text{ or } \frac{20}{24}",
            "What different closing hours leave of a correlation.",
        ),
    ),
    symbols=(
        Symbol(r"c_{k}", "covariance of one asset's return with the other's k sessions later"),
        Symbol(r"s_{x}, s_{y}", "standard deviations of the two returns"),
        Symbol(r"w", "share of the crypto day that is over at the close, in winter or in summer"),
    ),
    parameters=(
        Parameter("alignment.aligned_returns.calendar", "days that returns run between: sessions of this exchange"),
        Parameter("alignment.aligned_returns.frequency", "length of a return"),
        Parameter("alignment.aligned_returns.change", "how a price becomes a return"),
    ),
    assumptions=(
        "The exchange calendar is right, early closes and special closures included.",
        "For the sum over lead, same day and lag: neither series depends on its own past.",
    ),
    breaks=(
        "Daily bars cannot show which of two markets moved first within a day.",
        "If small stocks react late to news, the sum counts that lateness as a link of the same hour.",
        "Two independent price paths are often far from uncorrelated in their levels; only changes are compared here.",
    ),
    references=(works.SCHOLES_WILLIAMS, works.DIMSON, works.FORBES_RIGOBON, works.GRANGER_NEWBOLD),
    printed=("first and last day", "number of returns", "days left out"),
)
