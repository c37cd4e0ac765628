"""What an author should look at twice: allowed, but easily misread or thin. Nothing here stops a build."""

from collections.abc import Iterator
from decimal import Decimal

from figurecheck.claims.figures import Figure
from figurecheck.claims.model import Article, Claim, ClaimKind, Part
from figurecheck.claims.problems import Problem
from figurecheck.claims.readings import readings
from figurecheck.documents import Path_

LONG_PARAPHRASE = 160
"""Characters from which a paraphrase is hard to take in at a glance; 240 are refused."""


def warnings(article: Article) -> Iterator[Problem]:
    """Everything worth a second look in a sound article, in the order of its claims."""
    for at, claim in enumerate(article.claims):
        place: Path_ = ("claims", at)
        yield from _long(claim, (*place, "paraphrase"))
        yield from _ambiguous(claim, (*place, "stated"))
        for number, part in enumerate(claim.parts):
            yield from _alone(article, part, (*place, "parts", number))


def _long(claim: Claim, path: Path_) -> Iterator[Problem]:
    size = len(claim.paraphrase)
    if size >= LONG_PARAPHRASE:
        yield Problem(path, f"a paraphrase of {size} characters", f"fewer than {LONG_PARAPHRASE}; say one thing")


def _ambiguous(claim: Claim, path: Path_) -> Iterator[Problem]:
    """A figure whose last digits are zeros may be rounded to tens or to units; say which band is taken."""
    if claim.kind is not ClaimKind.FIGURE:
        return
    figure = claim.figure
    if figure.one_sided or figure.unit <= _last_digit(figure):
        return
    sign = "%" if figure.percent else ""
    low, high = (f"{figure.number + step * figure.unit / 2:f}{sign}" for step in (-1, 1))
    found = f"{claim.stated!r}, read as rounded to {figure.unit:f}, so {low} to just short of {high}"
    yield Problem(
        path, found, "that band, or a figure written with the digits that are meant, or 'over' before a minimum"
    )


def _last_digit(figure: Figure) -> Decimal:
    exponent = int(figure.number.as_tuple().exponent)
    return Decimal(1).scaleb(exponent)


def _alone(article: Article, part: Part, path: Path_) -> Iterator[Problem]:
    """Claims need other readings in total; a part without any of its own is easily overlooked."""
    if len(readings(article, part)) == 1:
        yield Problem(
            path, f"the part {part.id!r} with its primary reading alone", "a second reading: a value under alternatives"
        )
