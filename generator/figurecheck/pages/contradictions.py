"""Claims of an article that cannot both hold: a check of the article against itself, told from the outcomes."""

from dataclasses import dataclass

from figurecheck.claims.model import Contradiction
from figurecheck.pages.context import ArticleContext, ClaimContext
from figurecheck.pages.marks import Mark, changed, mark_of
from figurecheck.verdicts.outcome import Verdict


@dataclass(frozen=True)
class OpposedClaim:
    """One claim of a side, with its verdict."""

    path: str
    name: str
    mark: Mark
    mark_before: Mark | None


@dataclass(frozen=True)
class Opposed:
    """Two sets of claims that exclude each other, and which of them the outcomes support."""

    title: str
    why: str
    one: tuple[OpposedClaim, ...]
    other: tuple[OpposedClaim, ...]
    result: str


def contradictions(article: ArticleContext) -> tuple[Opposed, ...]:
    """Every pair that the article's file names."""
    claims = {claim.claim.id: claim for claim in article.claims}
    return tuple(_opposed(pair, claims) for pair in article.article.contradictions)


def _opposed(pair: Contradiction, claims: dict[str, ClaimContext]) -> Opposed:
    one, other = (tuple(claims[name] for name in side) for side in (pair.one, pair.other))
    return Opposed(pair.title, pair.why, _side(one), _side(other), _result(_held(one), _held(other)))


def _side(claims: tuple[ClaimContext, ...]) -> tuple[OpposedClaim, ...]:
    return tuple(
        OpposedClaim(f"{each.claim.id}.md", each.claim.name, mark_of(each.today), changed(each)) for each in claims
    )


def _held(claims: tuple[ClaimContext, ...]) -> bool:
    return any(claim.today.verdict is Verdict.HOLDS for claim in claims)


def _result(one: bool, other: bool) -> str:
    if one and other:
        return "Claims on both sides hold with today's data: they cannot do so in the same episodes."
    if one:
        return "With today's data at least one claim of the first side holds, and none of the second."
    if other:
        return "With today's data at least one claim of the second side holds, and none of the first."
    return "With today's data no claim of either side holds as it stands."
