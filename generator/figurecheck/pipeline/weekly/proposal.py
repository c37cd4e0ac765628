"""What a weekly refresh proposes: the text of its pull request, and whether a person has to look at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from figurecheck.pages import words
from figurecheck.pipeline.weekly.alarm import alarm, nothing_came, safe

LIMIT = 65_000
"""Characters that the body of a pull request may have (the forge refuses above 65,536)."""
HEADER = ("Series", "What became of it", "New rows", "Revised", "Data to", "Why")
COLUMNS = ("series", "status", "added", "revised", "last_day", "reason")
SOURCES = "Some sources need a person; an issue names them."
LEFT_OUT = "The table of series is left out for length; the summary of the job has it."


class Decision(StrEnum):
    """What happens to the proposal."""

    NOTHING = "nothing"
    """No file changed: nothing is opened."""
    MERGE = "merge"
    """A calm week (no flip, and figures moved only inside their intervals): it may merge itself."""
    WAIT = "wait"
    """Something moved for another reason: a person merges it."""
    FLIP = "flip"
    """A verdict flipped: a person merges it, and an issue says so."""


@dataclass(frozen=True)
class Proposal:
    """A decision with everything that is said of it.

    ``issue`` is empty unless a verdict flipped, ``alarm`` unless a source needs a person.
    """

    decision: Decision
    title: str
    body: str
    issue: str
    alarm: str
    summary: str


def propose(
    refresh: Mapping[str, Any], diff: Mapping[str, Any], changes: str, refusals: Mapping[str, int], *, changed: bool
) -> Proposal:
    """The proposal that follows from the report of the refresh and the comparison with the last commit.

    ``refresh`` follows figurecheck.refresh/1, ``diff`` figurecheck.diff/1, and ``changes`` is the latter as Markdown,
    flips first; ``refusals`` are how many times in a row each series was refused; ``changed`` says whether a file
    changed by more than the days of asking. Raises KeyError for documents of another shape.
    """
    decision = _decision(diff, changed=changed)
    told = alarm(refresh, refusals)
    opening = f"{_opening(decision, refresh)}\n\n{counts(refresh['counts'])}\n"
    if told:
        opening += f"\n{SOURCES}\n"
    table = series_table(refresh["series"])
    return Proposal(
        decision=decision,
        title=f"Weekly refresh of {refresh['day']}: {_subject(refresh, diff)}",
        body=_fitted(opening, changes, table),
        issue=_issue(diff) if decision is Decision.FLIP else "",
        alarm=told,
        summary=f"## Weekly refresh of {refresh['day']}\n\n{opening}\n{table}",
    )


def _decision(diff: Mapping[str, Any], *, changed: bool) -> Decision:
    if diff["verdict_flipped"]:
        return Decision.FLIP
    if not diff["calm"]:
        return Decision.WAIT
    return Decision.MERGE if changed else Decision.NOTHING


def _opening(decision: Decision, refresh: Mapping[str, Any]) -> str:
    said = {
        Decision.NOTHING: "Nothing changed; nothing is proposed.",
        Decision.MERGE: "A calm week (no flip, and figures moved only inside their intervals): this may merge itself.",
        Decision.WAIT: "No verdict flipped, but the week was not calm: something moved beyond its interval or for "
        "another reason than new data. A person decides.",
        Decision.FLIP: "**A verdict flipped.** This waits for a person, who looks at the claim before merging.",
    }[decision]
    if not nothing_came(refresh):
        return said
    dead = "**Nothing came in: every series that was asked for was refused.** The last good data stay, and get older."
    if decision is Decision.MERGE:
        return f"{dead} Only the record of this refresh changed, so this may merge itself."
    return f"{dead} {said}"


def _subject(refresh: Mapping[str, Any], diff: Mapping[str, Any]) -> str:
    flips = sum(article["counts"]["flip"] for article in diff["articles"])
    moved = sum(article["counts"]["moved"] for article in diff["articles"])
    if flips:
        return words.count(flips, "verdict flipped", "verdicts flipped")
    if nothing_came(refresh):
        return "nothing came in"
    return words.count(moved, "claim moved", "claims moved") if moved else "no figure moved"


def counts(found: Mapping[str, int]) -> str:
    """How many series ended in each way, in one sentence."""
    return f"Of the series asked for: {words.listed(f'{number} {status}' for status, number in found.items())}."


def series_table(series: Sequence[Mapping[str, Any]]) -> str:
    """Every series of a refresh as a Markdown table, the refused ones first."""
    ordered = sorted(series, key=lambda one: (one["status"] != "refused", one["series"]))
    rows = ["| " + " | ".join(HEADER) + " |", "|:--|:--|--:|--:|:--|:--|"]
    rows += ["| " + " | ".join(safe(one[name]) for name in COLUMNS) + " |" for one in ordered]
    return "### Source health\n\n" + "\n".join(rows) + "\n"


def _issue(diff: Mapping[str, Any]) -> str:
    """Which claims flipped, for the issue; the pull request has the causes."""
    flips = [
        f"- {safe(claim['claim'])} ({safe(claim['as_of'] or 'since publication')}): "
        f"{safe(claim['before'])} to {safe(claim['after'])}"
        for article in diff["articles"]
        for claim in article["claims"]
        if claim["kind"] == "flip"
    ]
    opening = "The weekly refresh would change a verdict. Its pull request waits for a person and names the causes."
    return "\n".join([opening, "", *flips, ""])


def _fitted(opening: str, changes: str, table: str) -> str:
    whole = f"{opening}\n{changes}\n{table}"
    if len(whole) <= LIMIT:
        return whole
    short = f"{opening}\n{changes}\n{LEFT_OUT}\n"
    return short if len(short) <= LIMIT else short[:LIMIT].rsplit("\n", 1)[0] + "\n"
