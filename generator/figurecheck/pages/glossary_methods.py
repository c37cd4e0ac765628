"""Terms of the glossary for methods of statistics, which pages name where they say how a figure was made."""

from figurecheck.pages.glossary_term import Term

METHODS: tuple[Term, ...] = (
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
        "How many unrelated days of the same kind would tell as much. Where one day resembles the next, a thousand "
        "days may tell no more than a few hundred.",
        ("effective observations",),
        "methods/correlation.md",
    ),
    Term(
        "effective-normal-observations",
        "Effective normal observations",
        "How many unrelated days of a normal law would tell as much. Rare large moves lower that number too, so it is "
        "smaller than the one of effective observations.",
        ("effective normal observations",),
        "methods/correlation.md",
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
    Term(
        "pearson",
        "Pearson's correlation",
        "The usual correlation: how much each day moved in both series counts, so a few wild days can make most of it.",
        ("Pearson",),
        "methods/correlation.md",
    ),
    Term(
        "long-run-variance",
        "Long-run variance",
        "How widely the mean of many days strays. It counts how each day resembles those after it, which the variance "
        "of single days leaves out.",
        ("long-run variance", "Long-run variance"),
        "methods/coverage.md",
    ),
    Term(
        "bartlett",
        "Bartlett weights",
        "In a long-run variance, how much a day's likeness to later ones counts: fully to the next day, then in equal "
        "steps less, down to nothing.",
        ("Bartlett",),
        "methods/coverage.md",
    ),
    Term(
        "semivariance",
        "Semivariance",
        "The part of the variance that losses make: the mean square of returns, with every gain counted as 0.",
        ("semivariance", "Semivariance"),
        "methods/hedging.md",
    ),
    Term(
        "fht",
        "FHT spread",
        "An estimate of what a buyer pays above what a seller gets, by Fong, Holden and Trzcinka: from the share of "
        "days on which the price does not move, and how widely it moves.",
        ("FHT",),
        "methods/liquidity.md",
    ),
)
