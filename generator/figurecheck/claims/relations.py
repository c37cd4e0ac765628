"""How claims of one article stand to each other: the places in which the article disagrees with itself."""

from typing import Annotated, Literal

from pydantic import Field

from figurecheck.claims.fields import Identifier, Words
from figurecheck.claims.statistics import Strict


class _Relation(Strict):
    """What every relation has: a title, and the reason why it is one."""

    title: Words
    why: Words


class _Opposed(_Relation):
    """Two sides, each of one claim or more."""

    one: tuple[Identifier, ...] = Field(min_length=1)
    other: tuple[Identifier, ...] = Field(min_length=1)


class CannotBothHold(_Opposed):
    """Claims that exclude each other in the same episodes."""

    kind: Literal["cannot_both_hold"]


class AtOdds(_Opposed):
    """Claims that weaken each other without excluding each other."""

    kind: Literal["at_odds"]


class Statement(Strict):
    """A claim, or one part of it; a claim of several parts needs ``part``."""

    claim: Identifier
    part: Identifier | None = None


class Repeats(_Relation):
    """One thing that the article states several times, with other words or another strength."""

    kind: Literal["repeats"]
    statements: tuple[Statement, ...] = Field(min_length=2)


class Attribution(_Relation):
    """One figure for which the article names several sources."""

    kind: Literal["attribution"]
    claims: tuple[Identifier, ...] = Field(min_length=1)


class AssetIsSource(_Relation):
    """A source of claims that the article also lists among its assets."""

    kind: Literal["asset_is_source"]
    asset: str
    source: Words
    claims: tuple[Identifier, ...] = Field(min_length=1)


class Side(Strict):
    """What claims speak of, which a proxy stands in for."""

    proxy: Identifier
    claims: tuple[Identifier, ...] = Field(min_length=1)


class Slides(_Relation):
    """A subject that changes between claims: ``one`` is what the article begins with, ``other`` what it slides to."""

    kind: Literal["slides"]
    one: Side
    other: Side


Relation = Annotated[
    CannotBothHold | AtOdds | Repeats | Attribution | AssetIsSource | Slides, Field(discriminator="kind")
]


def claims_of(relation: Relation) -> tuple[tuple[str, str], ...]:
    """Every claim that a relation names, as pairs of the field that names it and its id, in order."""
    if isinstance(relation, Repeats):
        return tuple(("statements", statement.claim) for statement in relation.statements)
    if isinstance(relation, Slides):
        return (*(("one", name) for name in relation.one.claims), *(("other", name) for name in relation.other.claims))
    if isinstance(relation, CannotBothHold | AtOdds):
        return (*(("one", name) for name in relation.one), *(("other", name) for name in relation.other))
    return tuple(("claims", name) for name in relation.claims)
