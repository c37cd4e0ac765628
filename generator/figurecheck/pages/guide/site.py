"""The pages of the guide for authors and their place in the navigation."""

from dataclasses import dataclass

from jinja2 import Environment

from figurecheck.claims.model import MAXIMUM_READINGS, ClaimKind
from figurecheck.claims.part_checks import MINIMUM_READINGS
from figurecheck.claims.reference import AxisEntry, axis_entries, measure_entries
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
    ClaimKind.UNTESTABLE: "nothing public can settle it",
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
    summary: str
    unit: str
    exact: bool
    needs: str
    allows: str
    kinds: str


@dataclass(frozen=True)
class GuidePage:
    """Everything the templates of the guide may use."""

    kinds: tuple[KindRow, ...]
    fewest: tuple[FewestRow, ...]
    most: int
    measures: tuple[MeasureRow, ...]
    axes: tuple[AxisEntry, ...]


def guide_page() -> GuidePage:
    """The facts that the guide states, each from the code that enforces it."""
    return GuidePage(
        kinds=tuple(KindRow(kind.value, MEANINGS[kind]) for kind in ClaimKind),
        fewest=tuple(FewestRow(kind.value, number) for kind, number in MINIMUM_READINGS.items()),
        most=MAXIMUM_READINGS,
        measures=tuple(
            MeasureRow(
                one.name,
                one.summary,
                one.unit,
                one.exact,
                ", ".join(one.needs),
                ", ".join(one.allows),
                ", ".join(one.kinds),
            )
            for one in measure_entries()
        ),
        axes=axis_entries(),
    )


def guide_pages(jinja: Environment) -> dict[str, str]:
    """Every page of the guide by its path below ``reports``."""
    page = guide_page()
    return {path: render(jinja, f"{path.removesuffix('.md').replace('/', '_')}.md.j2", page) for path in PAGES}


def guide_entries() -> list[str | Entry]:
    """The guide in the navigation, its first page the page of the section."""
    first, *others = PAGES
    entries: list[str | Entry] = [first]
    entries += [{PAGES[path]: path} for path in others]
    return entries
