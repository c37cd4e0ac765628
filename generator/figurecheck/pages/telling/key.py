"""The five answers in plain words, with how many claims got each, then and now."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext
from figurecheck.pages.marks import Mark, mark
from figurecheck.verdicts.outcome import Verdict
from figurecheck.verdicts.rule import PASSING_SHARE

_SHARE = words.part_of_whole(PASSING_SHARE)
MEANINGS: dict[Verdict, str] = {
    Verdict.HOLDS: "Our reading, fixed before we looked, gives what was claimed.",
    Verdict.NOT_PROVEN: "The data allow both answers.",
    Verdict.DEPENDS: f"Our reading says no, but at least {_SHARE} of the other fair readings say yes.",
    Verdict.FAILS: f"Our reading says no, and fewer than {_SHARE} of the others say yes.",
    Verdict.NOT_TESTABLE: "None of the data kept here can settle it.",
}
"""What each verdict means."""


@dataclass(frozen=True)
class KeyRow:
    """One verdict: how often it occurs, and at publication where that was another number, else ""."""

    mark: Mark
    today: str
    before: str
    means: str


def key_rows(article: ArticleContext) -> tuple[KeyRow, ...]:
    """A row for each of the five verdicts."""
    then = dict(words.tally(claim.at_publication.verdict for claim in article.claims))
    now = words.tally(claim.today.verdict for claim in article.claims)
    return tuple(
        KeyRow(
            mark(which),
            words.whole(number),
            "" if then[which] == number else words.whole(then[which]),
            MEANINGS[which],
        )
        for which, number in now
    )
