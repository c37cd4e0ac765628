"""What the estimates of the spread say where Amihud's ratio decides: for the lead of an answer on illiquidity."""

from collections.abc import Iterator

from figurecheck.claims.statistics import Estimator
from figurecheck.pages import words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.outcome import Measurement, Outcome

MEASURE = "illiquidity_ratio"
SPREADS = tuple(one.value for one in Estimator if one not in (Estimator.AMIHUD, Estimator.ZERO_RETURNS))


def spread_statement(outcome: Outcome) -> str:
    """How many times as wide the spreads of the primary series are, by all estimates; "" without such a part."""
    told = [words_of for part in outcome.parts if (words_of := _of_part(part.primary.measurement, part.computed))]
    if not told:
        return ""
    return (
        f"By estimates of the spread, which is what a trade costs, they are {words.listed(told)}. The far larger ratio "
        "of Amihud also counts how few dollars are traded in them."
    )


def _of_part(primary: Measurement | None, readings: tuple[Measurement, ...]) -> str:
    if primary is None or primary.measure != MEASURE:
        return ""
    found = list(_spreads(primary, readings))
    if not found:
        return ""
    low, high = (words.value(each, primary.unit) for each in (min(found), max(found)))
    return f"{low} to {high} as dear to trade as {spoken(primary.series[-1])}"


def _spreads(primary: Measurement, readings: tuple[Measurement, ...]) -> Iterator[float]:
    for one in readings:
        if one.series == primary.series and one.method in SPREADS:
            yield one.value
