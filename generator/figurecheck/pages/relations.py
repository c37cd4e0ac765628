"""The article against itself: each relation between its claims, told with what the outcomes say of it."""

from dataclasses import dataclass

from figurecheck.claims.relations import AtOdds, Attribution, CannotBothHold, Relation, Repeats, Slides
from figurecheck.pages import answers, words
from figurecheck.pages.context import ArticleContext, ClaimContext
from figurecheck.pages.marks import Mark, mark
from figurecheck.pages.opposed import in_short, opposed, quoted
from figurecheck.verdicts.outcome import AsOf
from figurecheck.verdicts.relations import Finding, RelationOutcome, Standing, relation_outcomes


@dataclass(frozen=True)
class RelationRow:
    """One claim, or part of one, that a relation names."""

    side: str
    path: str
    name: str
    stated: str
    attributed: str
    figure: str
    figure_before: str
    mark: Mark
    mark_before: Mark | None


@dataclass(frozen=True)
class RelationView:
    """One relation; ``result_before`` is "" where the result at publication was the same.

    ``brief`` is the result of two sides in a line, "" for every other relation.
    """

    sort: str
    title: str
    why: str
    rows: tuple[RelationRow, ...]
    result: str
    result_before: str
    brief: str


def relation_views(article: ArticleContext) -> tuple[RelationView, ...]:
    """Every relation that the article's file names."""
    claims = {claim.claim.id: claim for claim in article.claims}
    then, now = (
        relation_outcomes(article.article, {name: claim.outcome(as_of) for name, claim in claims.items()})
        for as_of in (AsOf.PUBLICATION, AsOf.TODAY)
    )
    return tuple(_view(before, after, claims) for before, after in zip(then, now, strict=True))


def divided_views(article: ArticleContext) -> tuple[tuple[RelationView, ...], tuple[RelationView, ...]]:
    """The relations whose claims exclude or weaken each other, and all the others."""
    views = tuple(zip(article.article.relations, relation_views(article), strict=True))
    sided = tuple(view for relation, view in views if isinstance(relation, CannotBothHold | AtOdds))
    return sided, tuple(view for _, view in views if view not in sided)


def _view(before: RelationOutcome, after: RelationOutcome, claims: dict[str, ClaimContext]) -> RelationView:
    relation = after.relation
    said, said_before = _result(after, claims), _result(before, claims)
    return RelationView(
        sort=words.RELATIONS[relation.kind],
        title=relation.title,
        why=relation.why,
        rows=tuple(
            _row(then, now, claims[now.claim], relation)
            for then, now in zip(before.standings, after.standings, strict=True)
        ),
        result=said,
        result_before="" if said == said_before else said_before,
        brief=_brief(after, claims),
    )


def _row(then: Standing, now: Standing, claim: ClaimContext, relation: Relation) -> RelationRow:
    """A row; the figure is told where the relation is about figures, the sources where it is not about two sides."""
    told = isinstance(relation, Repeats | Attribution)
    sources = words.listed(claim.claim.attributed_to) if claim.claim.attributed_to else words.DASH
    mark_then, mark_now = (mark(each.verdict, fragile=each.fragile) for each in (then, now))
    figure, figure_before = (_figure(each) if told else "" for each in (now, then))
    return RelationRow(
        side=words.SIDES[now.side],
        path=f"{now.claim}.md",
        name=claim.claim.name,
        stated=claim.claim.stated,
        attributed="" if now.side else sources,
        figure=figure,
        figure_before="" if figure == figure_before else figure_before,
        mark=mark_now,
        mark_before=None if mark_then == mark_now else mark_then,
    )


def _figure(standing: Standing) -> str:
    return words.DASH if standing.figure is None else answers.in_short(standing.figure)


def _result(outcome: RelationOutcome, claims: dict[str, ClaimContext]) -> str:
    relation = outcome.relation
    if isinstance(relation, Attribution):
        named = (source for each in outcome.standings for source in claims[each.claim].claim.attributed_to)
        return words.sources_named(tuple(dict.fromkeys(named)))
    if isinstance(relation, Slides):
        return words.swapped(outcome.alike, outcome.compared)
    if isinstance(relation, CannotBothHold | AtOdds):
        return _opposed(outcome, claims)
    return words.FINDINGS[relation.kind, outcome.finding] if _has_words(outcome) else _fares(outcome)


def _opposed(outcome: RelationOutcome, claims: dict[str, ClaimContext]) -> str:
    one, other = ([each for each in outcome.standings if each.side == side] for side in (1, 2))
    losing = one if outcome.finding is Finding.SECOND else other
    named = words.listed(quoted(claims[each.claim].claim.name) for each in losing)
    verdicts = [each.verdict for each in one], [each.verdict for each in other]
    return opposed(outcome.relation.kind, outcome.finding, verdicts, named)


def _brief(outcome: RelationOutcome, claims: dict[str, ClaimContext]) -> str:
    if not isinstance(outcome.relation, CannotBothHold | AtOdds):
        return ""
    one, other = (
        [(claims[each.claim].claim.name, each.verdict) for each in outcome.standings if each.side == side]
        for side in (1, 2)
    )
    return in_short(outcome.relation.kind, outcome.finding, (one, other))


def _has_words(outcome: RelationOutcome) -> bool:
    return (outcome.relation.kind, outcome.finding) in words.FINDINGS


def _fares(outcome: RelationOutcome) -> str:
    return f"{words.capital(words.tally_sentence(each.verdict for each in outcome.standings))}."
