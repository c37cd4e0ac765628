"""The method page on many readings and many claims."""

from figurecheck.pages.methods import references as works
from figurecheck.pages.methods.model import Family, Formula, Parameter, Symbol

FAMILY = Family(
    id="readings",
    title="Many readings, many claims",
    lead="How one verdict comes out of many fair readings, and what is done about looking many times.",
    modules=("multiple", "specification_null", "every_window"),
    everywhere=True,
    computed=(
        "Every claim has one primary reading, fixed before its figure was computed.",
        "The conventional readings are the product of a few short axes, each value with its reason.",
        "They decide only where the primary reading fails: if enough of them hold, the claim depends on the reading.",
        "Where a claim depends on the reading, the choice that decides is the one whose values best tell the readings "
        "that hold from the others, corrected for how many values it has; a choice that comes within 0.15 of the "
        "best is named beside it. Where none of several choices does better than chance, none is named.",
        "A figure whose interval lies on both sides of its mark is not proven.",
        "Where two inference methods lead to different answers, the claim is not proven and fragile.",
        "The kind of interval that covers best carries the verdict of a part. Where it falls short in the worst "
        "simulated world of clustered volatility, it is widened until it covers its level there, and the page says "
        "whether the answer survives. The mark changes no verdict.",
        "All readings stand side by side on the page of their claim, as a specification curve does, with the number of "
        "them that hold.",
        "For the correlations of a strength claim one series is shifted in time against the other, as a ring, by the "
        "same share of its length in every reading. The whole curve is taken anew after each shift, which shows what "
        "chance makes of it.",
        "For rallies and drops every window of the claimed period is computed as one matrix, to map it, to find the "
        "nearest window that meets the claim and to say how far the answer is from flipping; it decides nothing.",
        "Where a claim rests on several tests, their p-values are adjusted by Holm's rule, which holds under any "
        "dependence between them.",
        "All parts whose figure has a sampling error are one more family: each has the p-value of a truth on the edge "
        "of its target, alone and after Holm's rule. It is read off the interval, so that it is 5 % just where a 95 % "
        "interval touches the edge; of two inference methods the larger one counts. It decides no verdict.",
    ),
    formulas=(
        Formula(
            r"\tilde{p}_{(i)} = \max_{j \le i} \min \left( 1, (m - j + 1) \, p_{(j)} \right)",
            "Holm's adjusted p-values.",
        ),
        Formula(
            r"\text{enough} \iff \frac{\# \text{readings that hold}}{\# \text{readings computed}} \ge \text{pass mark}",
            "When the other readings rescue a claim; the pass mark stands on the page of the verdict rule.",
        ),
        Formula(
            r"\varepsilon^2 = 1 - \frac{W / (n - k)}{T / (n - 1)}",
            "How well a choice of k values separates n readings; W is the spread of holding or not within its values, "
            "T the spread in all.",
        ),
        Formula(
            r"k = \frac{q \left( \frac{1 + \ell}{2} \right)}{q \left( \frac{1 + c}{2} \right)}",
            "How many times as wide an interval of level l must be where it covers c of simulated histories.",
        ),
        Formula(
            r"R_{ij} = \frac{P_j}{P_i} - 1 , \quad i < j",
            "The return of every window of a period, from its first day to its last.",
        ),
    ),
    symbols=(
        Symbol(r"p_{(i)}", "the p-values from the smallest on"),
        Symbol(r"m", "number of tests"),
        Symbol(r"q", "quantiles of the normal law, or of Student's where the limits come from that"),
        Symbol(r"P_i", "close of the i-th day"),
    ),
    parameters=(
        Parameter("multiple.adjust.method", "rule of adjustment"),
        Parameter("multiple.adjust.level", "chance of a single false rejection in the family"),
        Parameter("specification_null.curve_null.shifts", "shifts of one series against the other"),
        Parameter("specification_null.curve_null.nearest", "shortest shift either way, as a share of the length"),
    ),
    assumptions=(
        "The axes hold what a fair reader could choose, and nothing was added after the result was known.",
        "A share of readings is no probability: readings are chosen, not drawn.",
    ),
    breaks=(
        "Readings that share data are not independent pieces of evidence; forty of them may be worth two.",
        "The shifts ask whether the two series have nothing to do with each other at all. A claim that asks for more, "
        "a strong link or a stronger one on some days, is not shown by a curve that chance does not give.",
        "After a shift a reading is counted by its value alone, for its interval would have to be resampled each time.",
        "The factor that widens an interval was counted in a simulated world of five years. Other clusters, tails or "
        "lengths would give another one.",
        "An axis that is left out cannot show its effect. Every choice is listed with its reason, so that it can be "
        "disputed.",
    ),
    references=(works.HOLM, works.SIMONSOHN, works.BENJAMINI_HOCHBERG, works.LOH),
    printed=("number of conventional readings", "how many hold", "the axis that decides"),
)
