"""What the outcomes say of the relations of an article, at one date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from figurecheck.claims.model import Article, Claim
from figurecheck.claims.relation_checks import part_of
from figurecheck.claims.relations import AtOdds, Attribution, CannotBothHold, Relation, Repeats, Side, Slides, claims_of
from figurecheck.verdicts.outcome import Measurement, Outcome, PartOutcome, ReadingOutcome, Verdict


class Finding(StrEnum):
    """What the outcomes say: of two sides which one holds, of several statements whether they fare alike.

    Of an attribution it is what the article says: whether it names one source, or several, for what it tells once.
    """

    FIRST = "first_side_holds"
    SECOND = "second_side_holds"
    BOTH = "both_sides_hold"
    NEITHER = "neither_side_holds"
    OPEN = "not_settled"
    SAME = "same_verdict"
    DIFFER = "verdicts_differ"
    NOTHING = "nothing_to_compare"
    SEVERAL = "several_sources"
    ONE = "one_source"


@dataclass(frozen=True)
class Standing:
    """A claim of a relation at one date; ``part`` is its part ("": the whole claim), with that part's verdict.

    ``side`` is 1 or 2 where there are two sides, else 0; ``figure`` is None for a whole claim and where the primary
    reading could not be computed.
    """

    claim: str
    part: str
    side: int
    verdict: Verdict
    fragile: bool
    figure: Measurement | None


@dataclass(frozen=True)
class RelationOutcome:
    """A relation at one date.

    ``compared`` and ``alike`` count, for a subject that slides, the readings of the second subject that a series of the
    first one can take the place in, and those of them that give the same answer; both 0 for every other kind.
    """

    relation: Relation
    standings: tuple[Standing, ...]
    finding: Finding
    compared: int = 0
    alike: int = 0


def relation_outcomes(article: Article, outcomes: Mapping[str, Outcome]) -> tuple[RelationOutcome, ...]:
    """Every relation of ``article``, in its order, from the outcomes of its claims at one date."""
    return tuple(_outcome(article, relation, outcomes) for relation in article.relations)


def _outcome(article: Article, relation: Relation, outcomes: Mapping[str, Outcome]) -> RelationOutcome:
    if isinstance(relation, Repeats):
        stated = tuple(_statement(article.claim(each.claim), part_of(article.claim(each.claim), each).id, outcomes)
                       for each in relation.statements)  # fmt: skip
        return RelationOutcome(relation, stated, _agreement(stated))
    standings = tuple(_whole(outcomes[name], _SIDES.get(field, 0)) for field, name in claims_of(relation))
    if isinstance(relation, CannotBothHold | AtOdds):
        return RelationOutcome(relation, standings, _opposed(standings))
    if isinstance(relation, Slides):
        pairs = tuple(_swapped(article, relation.one, relation.other, outcomes))
        alike = sum(pairs)
        finding = Finding.NOTHING if not pairs else Finding.SAME if alike == len(pairs) else Finding.DIFFER
        return RelationOutcome(relation, standings, finding, len(pairs), alike)
    if isinstance(relation, Attribution):
        return RelationOutcome(relation, standings, _sources(article, relation))
    return RelationOutcome(relation, standings, _agreement(standings))


def _sources(article: Article, relation: Attribution) -> Finding:
    named = {source for name in relation.claims for source in article.claim(name).attributed_to}
    return Finding.SEVERAL if len(named) > 1 else Finding.ONE


_SIDES = {"one": 1, "other": 2}


def _whole(outcome: Outcome, side: int) -> Standing:
    figure = outcome.measurements[0] if len(outcome.parts) == 1 and outcome.measurements else None
    return Standing(outcome.claim, "", side, outcome.verdict, outcome.fragile, figure)


def _statement(claim: Claim, part: str, outcomes: Mapping[str, Outcome]) -> Standing:
    found = next(each for each in outcomes[claim.id].parts if each.id == part)
    named = part if len(claim.parts) > 1 else ""
    return Standing(claim.id, named, 0, found.verdict, found.fragile, found.primary.measurement)


def _agreement(standings: tuple[Standing, ...]) -> Finding:
    return Finding.SAME if len({each.verdict for each in standings}) == 1 else Finding.DIFFER


def _opposed(standings: tuple[Standing, ...]) -> Finding:
    """A side holds with one of its claims; it is open where none holds and not all of them fail."""
    one, other = ([each.verdict for each in standings if each.side == side] for side in (1, 2))
    first, second = Verdict.HOLDS in one, Verdict.HOLDS in other
    if first and second:
        return Finding.BOTH
    if first or second:
        return Finding.FIRST if first else Finding.SECOND
    return Finding.NEITHER if all(verdict is Verdict.FAILS for verdict in (*one, *other)) else Finding.OPEN


def _swapped(article: Article, one: Side, other: Side, outcomes: Mapping[str, Outcome]) -> Iterator[bool]:
    """For each part of the second subject that is also read on a series of the first: whether both readings agree."""
    names = {entry.id for proxy in article.proxies if proxy.id == one.proxy for entry in proxy.admitted}
    for claim in (article.claim(name) for name in other.claims):
        meant = {part.id for part in claim.parts if part.stands_for == other.proxy}
        for part in (each for each in outcomes[claim.id].parts if each.id in meant):
            yield from _pairs(part, names)


def _pairs(part: PartOutcome, names: set[str]) -> Iterator[bool]:
    primary = part.primary.measurement
    for reading in part.conventional:
        found = reading.measurement
        if primary is not None and found is not None and _only_series(part.primary, reading):
            new = set(found.series) - set(primary.series)
            if new and new <= names:
                yield found.holds is primary.holds


def _only_series(primary: ReadingOutcome, other: ReadingOutcome) -> bool:
    """Whether two readings differ in their series and in nothing else."""
    return {choice.axis for choice in set(primary.choices) ^ set(other.choices)} == {"series"}
