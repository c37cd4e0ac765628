"""What stood before a move, and what the days of the decisions themselves brought: for the lead of an answer."""

from collections.abc import Iterator

from figurecheck.claims.model import Claim
from figurecheck.pages import words
from figurecheck.verdicts.outcome import Measurement, Outcome

BEFORE, REACTION = "window_return", "event_effect"


def context(claim: Claim, outcome: Outcome) -> str:
    """Each primary return beside that of the span before it, and the reaction on the days of the decisions.

    Empty for a claim that has neither beside its verdict.
    """
    pairs, days = list(_pairs(outcome)), list(_days(claim, outcome))
    before = f"In the span before, {words.listed(pairs)}" if pairs else ""
    on_the_days = f"on the days of the decisions themselves, {words.listed(days)} on average" if days else ""
    together = "; ".join(said for said in (before, on_the_days) if said)
    return f"{words.capital(together)}." if together else ""


def _pairs(outcome: Outcome) -> Iterator[str]:
    for now in outcome.measurements:
        for before in outcome.beside:
            alike = (before.measure, before.series) == (BEFORE, now.series)
            if now.measure == BEFORE and alike and before.end == now.start:
                yield f"{words.mid_sentence(now.title)} {words.moved(before.value)}"


def _days(claim: Claim, outcome: Outcome) -> Iterator[str]:
    """The reaction of the day alone, of each series; what ordinary days bring stands with the study of the days."""
    decisions = {entry.id: entry.settings.decisions for entry in claim.beside}
    titles = {one.series: one.title for one in outcome.measurements}
    for found in outcome.beside:
        wanted = decisions.get(found.part)
        if found.measure == REACTION and wanted is not None and wanted.first == wanted.last == 0:
            yield f"{words.mid_sentence(titles.get(found.series, found.title))} {words.moved(found.value)}"


def ordinary_days(found: Measurement) -> str:
    """What as many ordinary days brought, the range of 95 % of such draws, their p-value, how many decisions."""
    mean, low, high = (
        words.percent(float(found.parameters[name]))
        for name in (
            "mean return around ordinary days",
            "lowest mean of 95 % of the draws",
            "highest mean of 95 % of the draws",
        )
    )
    chance = words.parameter("p-value", found.parameters["p-value of the draws"])
    number = words.count(found.n, "decision", "decisions")
    return f"ordinary days {mean} ({low} to {high}); p {chance}, {number}"
