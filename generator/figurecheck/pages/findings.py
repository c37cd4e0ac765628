"""What a judged part says in plain words, by its measure: the first sentence of an answer of many parts."""

from collections.abc import Iterable

from figurecheck.pages import words
from figurecheck.pages.hedge_findings import hedge_finding
from figurecheck.verdicts.outcome import PartOutcome, Target, Verdict

_LASTING = "the data do not show a lasting tie, which does not prove that there is none"
_BELOW, _ABOVE = "below", "above"
FINDINGS: dict[tuple[str, str, Verdict], str] = {
    ("risk_reduction", _BELOW, Verdict.HOLDS): "adding it takes away less than {mark} of the risk",
    (
        "risk_reduction",
        _BELOW,
        Verdict.NOT_PROVEN,
    ): "whether adding it takes away less than {mark} of every risk looked at",
    ("correlation_trend", _ABOVE, Verdict.HOLDS): "the correlation is higher in later years than in earlier ones",
    ("cointegration", _BELOW, Verdict.FAILS): _LASTING,
    ("cointegration_first_half", _BELOW, Verdict.FAILS): _LASTING,
    ("cointegration_second_half", _BELOW, Verdict.FAILS): _LASTING,
    (
        "illiquidity_ratio",
        _ABOVE,
        Verdict.HOLDS,
    ): "a given sum traded moves their prices far more than those of funds of large companies",
    (
        "shortfall_ratio",
        _ABOVE,
        Verdict.NOT_PROVEN,
    ): "whether their portfolio loses more on its worst days",
    ("sharp_drop_ratio", _ABOVE, Verdict.NOT_PROVEN): "whether their portfolio falls hard more often",
}
"""What follows from a verdict on a measure whose mark asks for values below or above it.

A part fails only with every interval wholly on the other side of its mark, so these say no more than was judged.
"""


def findings(parts: Iterable[PartOutcome]) -> tuple[str, ...]:
    """What these parts say, each thing once; empty where one of them has no words of its own."""
    told = list(parts)
    if together := hedge_finding(told):
        return (together,)
    said = [_finding(part) for part in told]
    return tuple(dict.fromkeys(said)) if all(said) else ()


def _finding(part: PartOutcome) -> str:
    measured = part.primary.measurement
    if measured is None or measured.target is None:
        return ""
    wanted = measured.target
    template = FINDINGS.get((measured.measure, _side(wanted), part.verdict), "")
    edge = wanted.high if wanted.high is not None else wanted.low
    return "" if edge is None else template.format(mark=words.part_of_whole(edge))


def _side(wanted: Target) -> str:
    if wanted.low is None:
        return _BELOW
    return _ABOVE if wanted.high is None else ""
