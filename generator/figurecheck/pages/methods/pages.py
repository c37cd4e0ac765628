"""From a family to its page: formulas drawn, defaults filled in from the code, claims found in the articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from figurecheck.claims.model import Alternatives, Claim, Part
from figurecheck.claims.settings import Settings
from figurecheck.errors import RenderError
from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext, SeriesFacts
from figurecheck.pages.methods.baskets import basket_notes
from figurecheck.pages.methods.coverage import (
    CoverageRow,
    CoverageStudy,
    CoverageTable,
    aim_sentences,
    clustering_sentence,
    coverage_table,
)
from figurecheck.pages.methods.facts import MethodFacts
from figurecheck.pages.methods.families import FAMILIES
from figurecheck.pages.methods.formulas import mathml
from figurecheck.pages.methods.model import Family, Reference
from figurecheck.pages.methods.used import UsedRow, used_rows
from figurecheck.pages.series_notes import SeriesNoteLink


@dataclass(frozen=True)
class Drawn:
    """A formula or a sign as MathML, with what it says."""

    mathml: Markup
    meaning: str


@dataclass(frozen=True)
class ParameterRow:
    """A parameter with the value that the code has, and where that stands."""

    meaning: str
    default: str
    code: str


@dataclass(frozen=True)
class MeasureRow:
    """A measure that an article may name."""

    name: str
    summary: str


@dataclass(frozen=True)
class ClaimLink:
    """A claim that uses the family."""

    title: str
    path: str


@dataclass(frozen=True)
class FamilyPage:
    """Everything the template of a method page may use."""

    title: str
    lead: str
    computed: tuple[str, ...]
    formulas: tuple[Drawn, ...]
    symbols: tuple[Drawn, ...]
    parameters: tuple[ParameterRow, ...]
    used: tuple[UsedRow, ...]
    printed: str
    assumptions: tuple[str, ...]
    breaks: tuple[str, ...]
    coverage: CoverageTable
    clustering: tuple[str, ...]
    references: tuple[Reference, ...]
    measures: tuple[MeasureRow, ...]
    claims: tuple[ClaimLink, ...]
    baskets: tuple[SeriesNoteLink, ...]


@dataclass(frozen=True)
class FamilyLink:
    """A method page as the list of them shows it."""

    title: str
    lead: str
    path: str


@dataclass(frozen=True)
class FamiliesPage:
    """Everything the template of the list of method pages may use."""

    families: tuple[FamilyLink, ...]
    studied: bool
    baskets: tuple[SeriesNoteLink, ...]


def families_page(facts: MethodFacts, series: Sequence[SeriesFacts] = ()) -> FamiliesPage:
    """The list of method pages."""
    links = tuple(FamilyLink(family.title, family.lead, f"{family.id}.md") for family in FAMILIES)
    baskets = basket_notes((link.lead for link in links), series)
    return FamiliesPage(links, studied=facts.coverage is not None, baskets=baskets)


def family_page(
    family: Family, facts: MethodFacts, articles: Sequence[ArticleContext], series: Sequence[SeriesFacts] = ()
) -> FamilyPage:
    """The page of ``family``; raises RenderError for a parameter whose value was not handed over."""
    measures = tuple(measure for measure in facts.measures if measure.module in family.modules)
    study = facts.coverage
    kinds = () if study is None else study.of(family.modules)
    claims = tuple(_claims(family, {measure.name for measure in measures}, articles))
    said = (*family.computed, *family.assumptions, *family.breaks, *(rows[0].title for rows in kinds))
    return FamilyPage(
        title=family.title,
        lead=family.lead,
        computed=family.computed,
        formulas=tuple(Drawn(mathml(one.latex, display=True), one.words) for one in family.formulas),
        symbols=tuple(Drawn(mathml(one.latex), one.meaning) for one in family.symbols),
        parameters=tuple(
            ParameterRow(one.meaning, _default(one.code, facts.defaults), one.code) for one in family.parameters
        ),
        used=used_rows([measure.name for measure in measures], articles),
        printed=words.listed(family.printed) if family.printed else "",
        assumptions=family.assumptions,
        breaks=family.breaks,
        coverage=coverage_table(kinds),
        clustering=() if study is None else tuple(_coverage_said(study, kinds)),
        references=tuple(sorted(family.references, key=lambda work: (work.authors, work.year))),
        measures=tuple(MeasureRow(measure.name, measure.summary) for measure in measures),
        claims=claims,
        baskets=basket_notes((family.lead, *said, *(claim.title for claim in claims)), series),
    )


def _coverage_said(study: CoverageStudy, kinds: tuple[tuple[CoverageRow, ...], ...]) -> Iterator[str]:
    """What clustering costs each kind of the page, and which kinds miss the aim on independent days."""
    yield from (clustering_sentence(rows, study.level) for rows in kinds)
    yield from aim_sentences(kinds)


def uses(claim: Claim, family: Family, measures: set[str]) -> bool:
    """Whether a claim names one of ``measures`` or reads one of the family's axes."""
    if not claim.testable:
        return False
    named = {part.measure for part in claim.parts} | {entry.measure for entry in claim.beside}
    if family.everywhere or named & measures:
        return True
    read = {axis for part in claim.parts for axis in _axes(part)}
    read |= {axis for entry in claim.beside for axis in _set_axes(entry.settings)}
    return bool(read & set(family.axes))


def _axes(part: Part) -> set[str]:
    return _set_axes(part.primary.settings) | {
        axis for axis in Alternatives.model_fields if getattr(part.alternatives, axis)
    }


def _set_axes(settings: Settings) -> set[str]:
    return {axis for axis in Settings.model_fields if getattr(settings, axis) is not None}


def _claims(family: Family, measures: set[str], articles: Iterable[ArticleContext]) -> Iterable[ClaimLink]:
    for article in articles:
        for told in article.claims:
            if uses(told.claim, family, measures):
                path = f"../{article.article.article.slug}/{told.claim.id}.md"
                yield ClaimLink(told.claim.name, path)


def _default(code: str, defaults: Mapping[str, object]) -> str:
    if code not in defaults:
        raise RenderError(f"asked for the value of {code}; the pipeline found no such parameter in measures/")
    return default_words(defaults[code])


def default_words(value: object) -> str:
    """The value of a parameter as a page shows it."""
    if value is None:
        return "by rule"
    if isinstance(value, str):
        return value.replace("_", " ")
    if isinstance(value, int | float):
        return words.exact(value)
    if isinstance(value, Sequence):
        return ", ".join(default_words(one) for one in value)
    raise RenderError(f"asked to show a parameter of type {type(value).__name__}; add its wording to default_words")
