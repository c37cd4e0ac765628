"""Whether the law that was fitted to a tail fits it, what other thresholds say, and how often its risks are held."""

from figurecheck.pages import words
from figurecheck.pages.methods.coverage import CoverageStudy, worst_clustered
from figurecheck.verdicts.outcome import Measurement

MEASURE = "tail_shape"
CHANCE = 0.05
"""P-value of the test of the fit below which the law is rejected."""
_SHAPE = "shape from quantile "
RISKS = {"value at risk": "tail-value-at-risk", "expected shortfall": "tail-shortfall"}
"""The risks whose limits stand among the settings of a shape, with their kinds of interval in the study."""


def tail_fit(measured: Measurement, study: CoverageStudy | None = None) -> str:
    """The sentences beside the shape of a tail; "" for any other figure."""
    if measured.measure != MEASURE:
        return ""
    told = {name: value for name, value in measured.parameters.items() if not isinstance(value, str)}
    chance = told["Anderson-Darling p-value"]
    rejected = chance < CHANCE
    answer = (
        "rejects the law at 5 %, so the shape describes the tail badly"
        if rejected
        else "does not reject the law at 5 %"
    )
    shapes = [
        f"{words.value(value, measured.unit)} above the quantile {name.removeprefix(_SHAPE)}"
        for name, value in told.items()
        if name.startswith(_SHAPE)
    ]
    others = f" With other thresholds the shape is {words.listed(shapes)}." if shapes else ""
    return (
        f"The test of the fit (Anderson and Darling) has p {words.value(chance, words.P_VALUE)} and {answer}.{others}"
        f"{_risks(study)}"
    )


def _risks(study: CoverageStudy | None) -> str:
    """How often the limits of both risks held the truth in their worst world of clustered volatility."""
    if study is None:
        return ""
    told = [
        f"{words.percent(worst_clustered(study.intervals[kind]).coverage, 1, plus=False)} ({risk})"
        for risk, kind in RISKS.items()
        if kind in study.intervals
    ]
    if not told:
        return ""
    return (
        f" The intervals of its risks, which stand among the settings, hold the truth in {words.listed(told)} of "
        "simulated histories with clustered volatility."
    )
