"""What the estimates of the spread say where Amihud's ratio decides: for the lead of an answer on illiquidity."""

from collections.abc import Iterator

from figurecheck.claims.describe import estimator_words
from figurecheck.claims.statistics import Estimator
from figurecheck.pages import words
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.outcome import Measurement, Outcome

MEASURE = "illiquidity_ratio"
SPREADS = tuple(one.value for one in Estimator if one not in (Estimator.AMIHUD, Estimator.ZERO_RETURNS))
_ROUGH = {
    Estimator.CORWIN_SCHULTZ.value: "spread-corwin-schultz",
    Estimator.ABDI_RANALDO.value: "spread-abdi-ranaldo",
}
"""Estimates that average days, with their kinds of interval in the study."""


def spread_statement(outcome: Outcome) -> str:
    """How many times as wide the spreads of the primary series are, and by whose estimates; "" without such a part.

    First the readings, whose range is told; then what other estimates stand beside the verdict, each with its name.
    """
    primaries = [(part.primary.measurement, part.computed) for part in outcome.parts]
    told = [words_of for primary, readings in primaries if (words_of := _of_part(primary, readings))]
    if not told:
        return ""
    asked = [(one, others) for one, others in primaries if one is not None and one.measure == MEASURE]
    used = dict.fromkeys(estimator_words(each.method) for one, others in asked for each in _spreads(one, others))
    others = _others(asked[0][0], outcome.beside)
    return (
        f"By estimates of the spread, which is what a trade costs ({'; '.join(used)}), they are "
        f"{words.listed(told)}.{others} The far larger ratio of Amihud also counts how few dollars are traded in them."
    )


def _others(primary: Measurement, beside: tuple[Measurement, ...]) -> str:
    """What estimates beside the verdict say of the same series, against the series that they name."""
    found = [each for each in beside if each.series[:1] == primary.series[:1] and each.method in SPREADS]
    if not found:
        return ""
    against = " or ".join(dict.fromkeys(spoken(each.series[-1]) for each in found))
    said = words.listed(f"{words.value(each.value, each.unit)} by {estimator_words(each.method)}" for each in found)
    return f" Other estimates, which stand beside the verdict, make it {said}, against {against}."


def spread_roughness(study: CoverageStudy | None, outcome: Outcome) -> str:
    """What estimates that average days make of a known ratio of spreads in simulated histories; "" where none is told.

    Their intervals hold what the estimate tends to, which is not the ratio of the spreads.
    """
    primaries = [(part.primary.measurement, part.computed) for part in outcome.parts]
    told = [one for one, others in primaries if one is not None and one.measure == MEASURE and _rough(one, others)]
    if study is None or not told:
        return ""
    true = {row.truth for row in study.rows if row.interval in (f"{kind}-put-in-hac" for kind in _ROUGH.values())}
    seen = [row.truth for row in study.rows if row.interval in (f"{kind}-hac" for kind in _ROUGH.values())]
    if len(true) != 1 or not seen:
        return ""
    low, high = (words.value(each, told[0].unit) for each in (min(seen), max(seen)))
    put_in = words.value(true.pop(), told[0].unit)
    named = " and by ".join(estimator_words(one) for one in _ROUGH)
    return (
        f"The estimates by {named} are rough, since noise lifts both spreads: "
        f"in simulated histories of a share that seldom trades and a fund, a spread of {put_in} the other comes out as "
        f"{low} to {high}."
    )


def _rough(primary: Measurement, readings: tuple[Measurement, ...]) -> bool:
    return any(one.series == primary.series and one.method in _ROUGH for one in readings)


def _of_part(primary: Measurement | None, readings: tuple[Measurement, ...]) -> str:
    if primary is None or primary.measure != MEASURE:
        return ""
    found = [each.value for each in _spreads(primary, readings)]
    if not found:
        return ""
    low, high = (words.value(each, primary.unit) for each in (min(found), max(found)))
    return f"{low} to {high} as dear to trade as {spoken(primary.series[-1])}"


def _spreads(primary: Measurement, readings: tuple[Measurement, ...]) -> Iterator[Measurement]:
    for one in readings:
        if one.series == primary.series and one.method in SPREADS:
            yield one
