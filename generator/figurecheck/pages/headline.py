"""The answer to the headline of an article: one sentence, and what it rests on, then and now."""

from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.context import ArticleContext, ClaimContext
from figurecheck.pages.corrections.answer import named
from figurecheck.pages.marks import Mark, changed, mark_of
from figurecheck.verdicts.corrections import Corrections
from figurecheck.verdicts.outcome import Measurement, Outcome

_HEDGE, _HAVEN, _CORRECTIONS = "hedge_slope", "tail_slope", "excess_episode_return"


@dataclass(frozen=True)
class HeadlineAnswer:
    """The claim of the headline and its answer; ``then`` says what was answered at publication."""

    path: str
    claimed: str
    mark: Mark
    mark_before: Mark | None
    sentence: str
    evidence: str
    meaning: str
    then: str


def headline_answer(article: ArticleContext) -> HeadlineAnswer | None:
    """The answer to the headline; None where the article file names no claim that the headline makes."""
    facts = article.article.article
    claim = next((each for each in article.claims if each.claim.id == facts.headline_claim), None)
    if claim is None:
        return None
    pair = article.corrections
    now = _sentence(claim, claim.today, None if pair is None else pair.today)
    then = _sentence(claim, claim.at_publication, None if pair is None else pair.at_publication)
    reply_then, reply_now = (words.REPLIES[each.verdict] for each in (claim.at_publication, claim.today))
    same = (then, reply_then) == (now, reply_now)
    return HeadlineAnswer(
        path=f"{facts.slug}/{claim.claim.id}.md",
        claimed=claim.claim.paraphrase,
        mark=mark_of(claim.today),
        mark_before=changed(claim),
        sentence=f"{reply_now}. {now}",
        evidence="" if pair is None else _evidence(claim.today, pair.today),
        meaning=words.DIVERSIFIER_MEANS if _roles(claim.today) else "",
        then="The answer at publication was the same." if same else f"At publication: {reply_then}. {then}",
    )


def _sentence(claim: ClaimContext, outcome: Outcome, found: Corrections | None) -> str:
    roles = _roles(outcome)
    if found is None or not roles or found.leading.series not in _series(outcome):
        return answers.answer(claim.claim, outcome).lead
    return f"The nearest fund that can be had, {named(found.leading)}, is {words.listed(_told(roles, found))}."


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
    """What it returned in corrections against equally long times; "" where the claim has no such part."""
    measured = next((each for each in outcome.measurements if each.measure == _CORRECTIONS), None)
    return "" if measured is None else _excess(measured, found.falling_title)


def _excess(measured: Measurement, falling: str) -> str:
    more = "more" if measured.value > 0 else "less"
    size = words.way(measured.value, measured.unit)
    limits = measured.interval
    level = "" if limits is None else f" ({words.interval(limits, measured.unit, measured.target)} of the difference)"
    return f"In {falling}'s corrections it returned {size} {more} than over equally long times{level}."
