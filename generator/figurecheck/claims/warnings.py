"""What an author should look at twice: allowed, but easily misread or thin. Nothing here stops a build."""

from collections.abc import Iterator

from figurecheck.claims.late_windows import late_windows
from figurecheck.claims.model import Article, Claim, ClaimKind, Part
from figurecheck.claims.part_checks import MINIMUM_READINGS
from figurecheck.claims.placeholders import PARAPHRASE, SUMMARY, example_claim
from figurecheck.claims.problems import Problem
from figurecheck.claims.readings import readings
from figurecheck.claims.threshold_checks import implausible
from figurecheck.documents import Path_

LONG_PARAPHRASE = 160
"""Characters from which a paraphrase is hard to take in at a glance; 240 are refused."""


def warnings(article: Article) -> Iterator[Problem]:
    """Everything worth a second look in a sound article, in the order of its claims."""
    if article.article.summary == SUMMARY:
        yield Problem(("article", "summary"), "the summary of a new file", "what this article holds, in your own words")
    for at, claim in enumerate(article.claims):
        place: Path_ = ("claims", at)
        yield from _placeholder(claim, example_claim(article.article.slug), place)
        yield from _long(claim, (*place, "paraphrase"))
        yield from _ambiguous(claim, (*place, "stated"))
        for number, part in enumerate(claim.parts):
            yield from _alone(article, part, (*place, "parts", number))
            yield from implausible(part.measure, part.target, (*place, "parts", number, "target"))
        yield from late_windows(article, claim, place, MINIMUM_READINGS.get(claim.kind, 1))


def _placeholder(claim: Claim, example: str, path: Path_) -> Iterator[Problem]:
    """The example of a new file, which nobody has claimed, and its id, which would become an address."""
    if claim.paraphrase.startswith(PARAPHRASE) and claim.id == example:
        yield Problem(path, "the example of a new file", "the first claim of the article in its place")
    elif claim.id == example:
        yield Problem((*path, "id"), f"the id {example!r} of a new file", "an id that says what is claimed")


def _long(claim: Claim, path: Path_) -> Iterator[Problem]:
    size = len(claim.paraphrase)
    if size >= LONG_PARAPHRASE:
        yield Problem(path, f"a paraphrase of {size} characters", f"fewer than {LONG_PARAPHRASE}; say one thing")


def _ambiguous(claim: Claim, path: Path_) -> Iterator[Problem]:
    """A figure whose last digits are zeros or fives may be rounded coarsely or to units; say which band is taken."""
    if claim.kind is not ClaimKind.FIGURE:
        return
    figure = claim.figure
    if figure.one_sided or figure.rounded_to is not None or figure.unit == figure.last_digit:
        return
    sign = "%" if figure.percent else ""
    low, high = (f"{figure.number + step * figure.unit / 2:f}{sign}" for step in (-1, 1))
    found = f"{claim.stated!r}, read as rounded to {figure.unit:f}, so {low} to just short of {high}"
    wanted = f"'rounded_to: {figure.unit:f}' if that is meant, or 'rounded_to: {figure.last_digit:f}'"
    yield Problem(path, found, f"{wanted}, or 'over' before a minimum")


def _alone(article: Article, part: Part, path: Path_) -> Iterator[Problem]:
    """Claims need other readings in total; a part without any of its own is easily overlooked."""
    if len(readings(article, part)) == 1:
        yield Problem(
            path, f"the part {part.id!r} with its primary reading alone", "a second reading: a value under alternatives"
        )
