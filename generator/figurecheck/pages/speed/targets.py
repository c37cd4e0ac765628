"""What each row of the benchmarks measures, and the target that was set before it was measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``target`` is a ratio: at most that where ``faster`` is false, at least that where it is true; None without."""

    title: str
    means: str
    target: float | None
    faster: bool = False


ROWS: dict[str, Row] = {
    "a": Row(
        "The common work, from nothing",
        "As an article of 40 claims with their primary readings alone and 2,000 resamples, as in the script; over "
        "the script.",
        0.35,
    ),
    "a-everything": Row(
        "The common work with everything",
        "The same claims as an author would write them: a second reading of each, a chart of each, 9,999 resamples; "
        "over the script.",
        None,
    ),
    "b": Row(
        "The main article, from nothing",
        "Every reading of every claim, all charts and pages; over the script on the common work.",
        4.0,
    ),
    "c": Row("Nothing changed", "A second build of the common work; over the script, which starts anew.", 0.02),
    "d": Row("One claim edited", "A build after one threshold was changed; over the script.", 0.4),
    "e": Row(
        "Every window of a year",
        "The returns of all pairs of days in one matrix; against a loop over a pandas series.",
        300.0,
        faster=True,
    ),
    "f": Row(
        "A resampled correlation",
        "9,999 resamples of 1,500 days by sums of blocks; against the package arch, whose limits are the same up to "
        "chance. Each run is the first one of a fresh process.",
        6.0,
        faster=True,
    ),
    "g-quantstats": Row("QuantStats", "One tearsheet of one series; over the script.", None),
    "g-jupyter-book": Row("Jupyter Book", "The common work as a book; over the script.", None),
}

GROWTH, WORKERS = "the time by number of claims", "the time by number of workers"
"""The two measurements that are no row of the table."""
EXTRA_GROWTH = 0.15
"""By how much a further claim of a long article may cost more than one of a short article."""
MOST_MEMORY = 1.5e9 / 2**20
"""MiB that the longest article may take: 1.5 GB."""
TWO_WORKERS = 1.7
"""How many times faster two workers should be than one."""
