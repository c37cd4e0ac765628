"""Kinds of interval that miss the aim on independent days and are kept, each with the reason."""

BIASES = (
    "spread-corwin-schultz-put-in-hac",
    "spread-corwin-schultz-put-in-blocks",
    "spread-abdi-ranaldo-put-in-hac",
    "spread-abdi-ranaldo-put-in-blocks",
)
"""Rows that show how far an estimator lies from the spreads that were put in: a bias, which no interval is meant for.

They are not counted among the kinds of interval; the same intervals are counted against what the estimator tends to.
"""

_BIASED = (
    "the estimator counts negative spreads as 0, so its ratio tends to another number than that of the spreads; the "
    "row shows that bias, and no verdict rests on it alone"
)
EXCEPTIONS: dict[str, str] = {
    **dict.fromkeys(BIASES, _BIASED),
    "tail-shape": (
        "the threshold and the residuals behind it count as known, as in the literature; the shape stands beside a "
        "verdict and decides none"
    ),
    "tail-value-at-risk": (
        "residuals are divided by their own volatility, which takes out of their quantile much of the error that the "
        "likelihood of raw losses rightly counts; the limits stand among the settings of a figure and decide nothing"
    ),
    "episodes-student": (
        "it takes the episodes for independent draws, while the mean that they are held against moves with them; it is "
        "the wider of two intervals and can only leave a part open"
    ),
    "excess-hac": (
        "the share of a panel cannot fall far below that of unrelated blocks, so the error is smaller than its "
        "estimate; it is the wider of two intervals and can only leave a part open"
    ),
    "loading-hac": (
        "where all loadings are equal the smallest of them lies below the truth in every sample, and the interval is "
        "wide enough for that; claims have loadings that differ"
    ),
    "spread-corwin-schultz-narrow-blocks": (
        "resampled means of days of which many count as 0 spread a little too evenly; the robust interval beside it "
        "reaches the aim, and both must give one answer"
    ),
    "still-days-blocks": (
        "a fund hardly ever stands still, so a resample has few such days or none, which spreads the ratio; it is the "
        "wider of two intervals and can only leave a part open"
    ),
}
"""Why an interval outside of the aim stays, by its kind in the study."""
