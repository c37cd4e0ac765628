"""The pages of the guide for authors and their place in the navigation."""

import re
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from figurecheck.claims.blocks import BlockEntry, FieldEntry, article_blocks, blocks
from figurecheck.claims.model import MAXIMUM_READINGS, ClaimKind
from figurecheck.claims.part_checks import MINIMUM_READINGS
from figurecheck.claims.reference import AxisEntry, ValueEntry, axis_entries, measure_entries, restrictions
from figurecheck.pages.methods.site import Entry
from figurecheck.pages.templating import render
from figurecheck.redirects import Redirects
from figurecheck.series.catalogue import NEEDED, GroupFields, entry_schema, open_groups

PAGES = {
    "guide/index.md": "From an article to claims",
    "guide/transcript.md": "Transcript",
    "guide/tutorial.md": "Tutorial",
    "guide/recipes.md": "Recipes",
    "guide/reference.md": "Measures and axes",
    "guide/fields.md": "Fields of the files",
}


SHOWN = ("kind", "unit", "calendar", "timezone", "release_lag_hours", "bounds", "max_move", "max_age_days")
"""What the page shows of the fields that a group fills in; the others are for whoever keeps the catalogue."""
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
    repository: str


@dataclass(frozen=True)
class GuideReference:
    """What an author can name, from the code that reads it."""

    measures: tuple[MeasureRow, ...]
    axes: tuple[AxisRow, ...]
    restrictions: tuple[str, ...]


@dataclass(frozen=True)
class PlaceRow:
    """A block that stands in a field: where it is described, and what it is called."""

    anchor: str
    name: str


@dataclass(frozen=True)
class FieldRow:
    """One field of a block."""

    name: str
    meaning: str
    allowed: str
    owed: str
    places: tuple[PlaceRow, ...]


@dataclass(frozen=True)
class BlockRow:
    """One block of a file with its fields; ``axes`` are those of them that are axes.

    ``name`` is its place in the file, "" for the file itself, which ``whole`` names; ``label`` is what the table is
    called, which no other table is.
    """

    name: str
    whole: str
    label: str
    anchor: str
    meaning: str
    fields: tuple[FieldRow, ...]
    axes: str


@dataclass(frozen=True)
class GroupRow:
    """A group of series: its provider, what it says of them, and what each entry must still say."""

    name: str
    source: str
    given: str
    owed: str


@dataclass(frozen=True)
class GuideFields:
    """Every field of the files that authors write, from the models that check them."""

    article: tuple[BlockRow, ...]
    series: tuple[BlockRow, ...]
    groups: tuple[GroupRow, ...]
    redirects: tuple[BlockRow, ...]


@dataclass(frozen=True)
class GuideText:
    """A page of words and blocks alone."""


def guide_index(repository: str = "") -> GuideIndex:
    """The limits that the guide states, from the code that enforces them; ``repository`` has the program."""
    fewest = tuple(FewestRow(kind.value, number) for kind, number in MINIMUM_READINGS.items())
    kinds = tuple(KindRow(kind.value, MEANINGS[kind]) for kind in ClaimKind)
    return GuideIndex(kinds, fewest, MAXIMUM_READINGS, repository)


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
    return GuideReference(tuple(measures), tuple(map(_axis, axis_entries())), restrictions())


def _axis(one: AxisEntry) -> AxisRow:
    sentence = f"{one.meaning.removesuffix('.')}." if one.meaning else ""
    return AxisRow(one.name, sentence, one.values, ", ".join(one.measures))


def guide_fields() -> GuideFields:
    """Every block of the three files, in their order."""
    return GuideFields(
        tuple(_block(one, "article") for one in article_blocks()),
        tuple(_block(one, "series") for one in blocks(entry_schema())),
        tuple(_group(one) for one in open_groups()),
        tuple(_block(one, "redirects") for one in blocks(Redirects.model_json_schema())),
    )


def _group(one: GroupFields) -> GroupRow:
    told = [f"{name} {_told(one.given[name])}" for name in SHOWN if name in one.given]
    owed = ", ".join(one.owed) or "nothing more"
    return GroupRow(one.name, one.given["source"], "; ".join(told), owed)


def _told(value: Any) -> str:
    if isinstance(value, list):
        return f"{value[0]:g} to {value[1]:g}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _block(one: BlockEntry, file: str) -> BlockRow:
    fields = tuple(_field(each, file) for each in one.fields)
    whole = "An entry" if file == "series" else "The file itself"
    anchor = _anchor(one.place, file)
    return BlockRow(
        one.place,
        whole,
        f"Fields of {anchor.replace('-', ' ')}",
        anchor,
        one.meaning,
        fields,
        ", ".join(one.axes),
    )


def _field(one: FieldEntry, file: str) -> FieldRow:
    owed = "yes" if one.owed else f"no: {one.default}" if one.default else "no"
    if file == "series" and one.name in NEEDED:
        owed = "unless its group says it"
    places = tuple(PlaceRow(_anchor(place, file), place) for place in one.blocks)
    return FieldRow(one.name, one.meaning, one.allowed, owed, places)


def _anchor(place: str, file: str) -> str:
    """``claims[].parts[]`` as ``article-claims-parts``."""
    return "-".join([file, *(re.findall(r"[a-z]+", place.lower()) or ["file"])])


def guide_pages(jinja: Environment, repository: str = "") -> dict[str, str]:
    """Every page of the guide by its path below ``reports``."""
    views: dict[str, GuideIndex | GuideReference | GuideFields] = {
        "guide/index.md": guide_index(repository),
        "guide/reference.md": guide_reference(),
        "guide/fields.md": guide_fields(),
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
