"""The answer to the headline of an article: one sentence, and what it rests on, then and now."""

from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.context import ArticleContext, ClaimContext
from figurecheck.pages.corrections.slopes import SlopeRow, named, plain_headline, slope_rows
from figurecheck.pages.marks import Mark, changed, mark_of
from figurecheck.verdicts.corrections import Corrections, CorrectionsPair
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome

_HEDGE, _HAVEN, _CORRECTIONS = "hedge_slope", "tail_slope", "excess_episode_return"


@dataclass(frozen=True)
class HeadlineAnswer:
    """The answer to a headline in one sentence, with its evidence and what its words mean.

    ``when`` says that both dates have one verdict, ``then`` what was answered at publication; each is "" where the
    other, or the sentence itself, says it. ``slopes`` on moves of ``falling`` stand below the sentence: today, at
    publication, and before and since a break that was named beforehand.
    """

    path: str
    mark: Mark
    mark_before: Mark | None
    when: str
    sentence: str
    falling: str
    slopes: tuple[SlopeRow, ...]
    evidence: str
    then: str
    meaning: str


def headline_answer(article: ArticleContext) -> HeadlineAnswer | None:
    """The answer to the headline; None where the article file names no claim that the headline makes."""
    facts = article.article.article
    claim = next((each for each in article.claims if each.claim.id == facts.headline_claim), None)
    if claim is None:
        return None
    pair, before = article.corrections, changed(claim)
    now, then = _sentences(claim, pair)
    tabled = pair if pair is not None and _tabled(claim.today, pair.today) else None
    return HeadlineAnswer(
        path=f"{facts.slug}/{claim.claim.id}.md",
        mark=mark_of(claim.today),
        mark_before=before,
        when="at publication and today" if before is None else "",
        sentence=now,
        falling="" if tabled is None else tabled.today.falling_title,
        slopes=() if tabled is None else slope_rows(tabled),
        evidence="" if pair is None else _evidence(claim.today, pair.today),
        then="" if then == now else f"At publication: {then}",
        meaning=words.DIVERSIFIER_MEANS if _roles(claim.today) else "",
    )


def _sentences(claim: ClaimContext, pair: CorrectionsPair | None) -> tuple[str, str]:
    """The answer today and at publication; one sentence holds both where the slopes of the table are known."""
    if pair is not None and _tabled(claim.today, pair.today):
        told = plain_headline(pair)
        return told, told
    found = (None, None) if pair is None else (pair.today, pair.at_publication)
    outcomes = claim.today, claim.at_publication
    now, then = (_sentence(claim, *one) for one in zip(outcomes, found, strict=True))
    return now, then


def _tabled(outcome: Outcome, found: Corrections) -> bool:
    """Whether the claim asks for roles of the leading series of the table, and the table tells them."""
    name = found.leading.series
    return bool(_roles(outcome)) and name in _series(outcome) and found.role(name) is not None


def _sentence(claim: ClaimContext, outcome: Outcome, found: Corrections | None) -> str:
    roles = _roles(outcome)
    if found is None or not roles or found.leading.series not in _series(outcome):
        return answers.answer(claim.claim, outcome).lead
    return f"{named(found.leading)}, the nearest fund that can be had, is {', and '.join(_told(roles, found))}."


def _series(outcome: Outcome) -> set[str]:
    return {name for measured in outcome.measurements for name in measured.series}


def _told(roles: dict[str, str], found: Corrections) -> list[str]:
    """``to Bitcoin a diversifier and no hedge`` and ``on its worst days no safe haven``, as far as they are known."""
    places = {_HEDGE: f"to {found.falling_title} ", _HAVEN: f"on {found.falling_title}'s worst days "}
    return [f"{places[measure]}{words.ROLES[role]}" for measure, role in roles.items()]


def _roles(outcome: Outcome) -> dict[str, str]:
    """The role that each measure of the claim's parts has found, hedge first."""
    found = {each.measure: str(each.parameters["role"]) for each in outcome.measurements if "role" in each.parameters}
    return {measure: found[measure] for measure in (_HEDGE, _HAVEN) if measure in found}


def _evidence(outcome: Outcome, found: Corrections) -> str:
    """What it returned in corrections against equally long times; "" where the claim has no such part.

    A figure in hindsight is called that, and the same without hindsight stands beside it.
    """
    for part in outcome.parts:
        measured = part.primary.measurement
        if measured is not None and measured.measure == _CORRECTIONS:
            return " ".join((_excess(measured, found.falling_title), *map(_known, answers.without_hindsight(part))))
    return ""


def _excess(measured: Measurement, falling: str) -> str:
    when = ", from peak to trough, known only in hindsight," if measured.hindsight else ""
    more = "more" if measured.value > 0 else "less"
    size = words.way(measured.value, measured.unit)
    said = f"In {falling}'s corrections{when} it returned {size} {more} than over equally long times"
    if measured.interval is None:
        return f"{said}."
    level = words.percent(measured.interval.level, 0, plus=False)
    return f"{said} ({level} interval of the difference {_limits(measured, measured.interval)})."


def _known(measured: Measurement) -> str:
    said = f"From the day on which each fall could be known, the difference is {answers.figure(measured)}"
    return f"{said}." if measured.interval is None else f"{said} ({_limits(measured, measured.interval)})."


def _limits(measured: Measurement, interval: Interval) -> str:
    return words.between(interval, measured.unit, measured.target)
