"""The pages of the guide for authors and their place in the navigation."""

from dataclasses import dataclass

from jinja2 import Environment

from figurecheck.claims.model import MAXIMUM_READINGS, ClaimKind
from figurecheck.claims.part_checks import MINIMUM_READINGS
from figurecheck.claims.reference import AxisEntry, ValueEntry, axis_entries, measure_entries
from figurecheck.pages.methods.site import Entry
from figurecheck.pages.templating import render

PAGES = {
    "guide/index.md": "From an article to claims",
    "guide/tutorial.md": "Tutorial",
    "guide/recipes.md": "Recipes",
    "guide/reference.md": "Measures and axes",
}


MEANINGS = {
    ClaimKind.FIGURE: "a number: something rose by 27%",
    ClaimKind.DIRECTION: "up or down, without a number",
    ClaimKind.STRENGTH: "how closely two things move together",
    ClaimKind.POLICY: "what a central bank did",
    ClaimKind.HEDGE: "one thing protects against falls of another",
    ClaimKind.TREND: "something grew or faded over the years",
    ClaimKind.STRUCTURE: "how many things hang together, or what drives them",
    ClaimKind.UNTESTABLE: "none of the data kept here can settle it",
}


@dataclass(frozen=True)
class KindRow:
    """One kind of claim and what claims of that kind say."""

    kind: str
    meaning: str


@dataclass(frozen=True)
class FewestRow:
    """The fewest other readings that a claim of one kind needs."""

    kind: str
    number: int


@dataclass(frozen=True)
class MeasureRow:
    """One measure as an author names it."""

    name: str
    anchor: str
    summary: str
    unit: str
    exact: bool
    needs: str
    allows: str
    kinds: str


@dataclass(frozen=True)
class AxisRow:
    """One axis: a sentence on it, what may stand in it, and the measures that need or allow it."""

    name: str
    meaning: str
    values: tuple[ValueEntry, ...]
    used_by: str


@dataclass(frozen=True)
class GuideIndex:
    """From an article to claims: the kinds of claim, how many readings each needs and may have."""

    kinds: tuple[KindRow, ...]
    fewest: tuple[FewestRow, ...]
    most: int


@dataclass(frozen=True)
class GuideReference:
    """What an author can name, from the code that reads it."""

    measures: tuple[MeasureRow, ...]
    axes: tuple[AxisRow, ...]


@dataclass(frozen=True)
class GuideText:
    """A page of words and blocks alone."""


def guide_index() -> GuideIndex:
    """The limits that the guide states, from the code that enforces them."""
    fewest = tuple(FewestRow(kind.value, number) for kind, number in MINIMUM_READINGS.items())
    kinds = tuple(KindRow(kind.value, MEANINGS[kind]) for kind in ClaimKind)
    return GuideIndex(kinds, fewest, MAXIMUM_READINGS)


def guide_reference() -> GuideReference:
    """Every measure and axis."""
    measures = (
        MeasureRow(
            one.name,
            f"measure-{one.name.replace('_', '-')}",
            one.summary,
            one.unit,
            one.exact,
            *(", ".join(names) for names in (one.needs, one.allows, one.kinds)),
        )
        for one in measure_entries()
    )
    return GuideReference(tuple(measures), tuple(map(_axis, axis_entries())))


def _axis(one: AxisEntry) -> AxisRow:
    sentence = f"{one.meaning.removesuffix('.')}." if one.meaning else ""
    return AxisRow(one.name, sentence, one.values, ", ".join(one.measures))


def guide_pages(jinja: Environment) -> dict[str, str]:
    """Every page of the guide by its path below ``reports``."""
    views: dict[str, GuideIndex | GuideReference] = {
        "guide/index.md": guide_index(),
        "guide/reference.md": guide_reference(),
    }
    return {path: render(jinja, _template(path), views.get(path, GuideText())) for path in PAGES}


def _template(path: str) -> str:
    return f"{path.removesuffix('.md').replace('/', '_')}.md.j2"


def guide_entries() -> list[str | Entry]:
    """The guide in the navigation, its first page the page of the section."""
    first, *others = PAGES
    entries: list[str | Entry] = [first]
    entries += [{PAGES[path]: path} for path in others]
    return entries
