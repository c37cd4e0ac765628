"""The catalogue: every series the project knows, read from YAML and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from figurecheck.documents import Document, load_document, problems, validate
from figurecheck.errors import CatalogueError, UsageError
from figurecheck.series.model import Calendar, Kind, Licence, Series, Unavailable
from figurecheck.series.suggestions import suggestions

BUILTIN = Path(__file__).with_name("catalogue.yml")
FIRST_DAY = date(2014, 1, 2)
"""Series start here unless they say otherwise."""
PROVIDERS = ("yahoo", "fred")
"""Where a series of one's own can come from."""
NEEDED = (
    *("source", "kind", "unit", "calendar", "timezone", "release_lag_hours"),
    *("bounds", "max_gap_days", "max_age_days", "licence", "address"),
)
"""What must be said of a series, by its entry or by its group."""


def _known_timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as problem:
        raise ValueError("a time zone such as UTC or America/New_York") from problem
    return name


def _ordered(bounds: tuple[float, float]) -> tuple[float, float]:
    if bounds[0] >= bounds[1]:
        raise ValueError("two numbers, the smaller one first")
    return bounds


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9._-]{0,31}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _Licence(_Strict):
    title: Words
    address: Address
    redistributable: bool
    note: str = ""


def _said(sentence: str, **limits: Any) -> Any:
    """A field that may be left out: what it holds."""
    return Field(default=None, description=sentence, **limits)


class _Fields(_Strict):
    """What a series or its group may say."""

    source: Words | None = _said("The provider: yahoo or fred.")
    kind: Kind | None = _said("What its values are: prices, levels or decisions.")
    unit: Words | None = _said("The unit of its values.")
    calendar: Calendar | None = _said("The days on which it has observations.")
    timezone: Annotated[str, AfterValidator(_known_timezone)] | None = _said("The time zone of its days.")
    release_lag_hours: float | None = _said("Hours from the start of a day until its observation is public.", ge=0)
    start: date | None = _said("The first day to ask for.")
    bounds: Annotated[tuple[float, float], AfterValidator(_ordered)] | None = _said(
        "The least and the greatest value that can be right; others are refused as errors of the provider."
    )
    max_move: float | None = _said("The largest move from one observation to the next that can be right.", gt=0)
    max_gap_days: int | None = _said("The longest distance between neighbouring days that is ordinary.", gt=0)
    max_age_days: int | None = _said("The age of the last observation from which the series is out of date.", gt=0)
    licence: Words | None = _said("The terms of use, by their name in the catalogue.")
    address: Address | None = _said("Where the series is described.")
    ended: date | None = _said("The last day of a series that will not be continued.")
    note: str | None = _said("What a reader must know of it.")
    reestimated: bool | None = _said("Whether the provider revises its whole history as a matter of course.")


class _Series(_Fields):
    """A series; what it does not say is taken from its group."""

    group: Words = Field(description="The group that it belongs to, such as fund or crypto-asset.")
    title: Words = Field(description="What it is called on the pages.")
    code: Words | None = _said("What the provider calls it; the name of the entry where the two are the same.")
    also: tuple[Words, ...] = Field(default=(), description="Other names by which people look for it.")


@dataclass(frozen=True)
class GroupFields:
    """What a group says of its series (``given``), and what every entry in it must still say (``owed``)."""

    name: str
    given: Mapping[str, Any]
    owed: tuple[str, ...]


def open_groups() -> tuple[GroupFields, ...]:
    """The groups of the packaged catalogue that a series of one's own can join, in the order of the file.

    They come from a provider, and their members make no basket.
    """
    content = validate(_packaged(), _Catalogue, CatalogueError)
    taken = {one.group for one in (*content.derived.values(), *content.comparisons.values())}
    said = {name: group.model_dump(mode="json", exclude_none=True) for name, group in content.groups.items()}
    return tuple(
        GroupFields(name, given, tuple(one for one in NEEDED if one not in given))
        for name, given in said.items()
        if name not in taken and given.get("source") in PROVIDERS
    )


def entry_schema() -> dict[str, Any]:
    """The JSON Schema of one entry of ``series`` in a catalogue file."""
    return _Series.model_json_schema()


class _Comparison(_Series):
    compares: Identifier
    agreement: Annotated[float, Field(gt=0)]


class _Unavailable(_Strict):
    title: Words
    reason: Words


class _Catalogue(_Strict):
    licences: dict[str, _Licence] = {}
    groups: dict[str, _Fields] = {}
    series: dict[Identifier, _Series]
    derived: dict[Identifier, _Series] = {}
    comparisons: dict[Identifier, _Comparison] = {}
    unavailable: dict[str, _Unavailable] = {}


@dataclass(frozen=True)
class Catalogue:
    """The known series in the order of the files, and those that would be admitted but cannot be had.

    ``derived`` holds the equal-weighted baskets of all stored prices of their group. They are never stored or
    refreshed, so iterating and counting pass over them; ``get`` and ``in`` know them. ``comparisons`` are second
    sources: they are refreshed and stored where they can be had, but no claim reads them; only ``get`` knows them.
    ``other_names`` are names that people look for series by, each with the id that is suggested for it.
    """

    entries: Mapping[str, Series]
    unavailable: tuple[Unavailable, ...]
    derived: Mapping[str, Series] = field(default_factory=dict)
    comparisons: Mapping[str, Series] = field(default_factory=dict)
    other_names: Mapping[str, str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Series]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, identifier: object) -> bool:
        return identifier in self.entries or identifier in self.derived

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the stored series, in order."""
        return tuple(self.entries)

    @property
    def refreshed(self) -> tuple[Series, ...]:
        """Every series that a refresh asks for: those of the claims, then the second sources."""
        return (*self.entries.values(), *self.comparisons.values())

    def stored(self, identifier: str) -> tuple[str, ...]:
        """The ids of the stored series that ``identifier`` is made of: the members of a basket, else itself."""
        if identifier not in self.derived:
            return (identifier,)
        group = self.derived[identifier].group
        return tuple(one.id for one in self if one.group == group)

    def get(self, identifier: str) -> Series:
        """The series called ``identifier``; raises UsageError with the nearest names when there is none."""
        known = {**self.comparisons, **self.derived, **self.entries}
        if identifier not in known:
            raise UsageError(f"asked for the series {identifier!r}; allowed: {self.why_unknown(identifier)}")
        return known[identifier]

    def why_unknown(self, identifier: str) -> str:
        """What is allowed in place of ``identifier``, and which series may have been meant."""
        for entry in self.unavailable:
            if entry.id == identifier:
                return f"one that can be had; this one cannot be had: {entry.reason}"
        near = suggestions(identifier, self.entries, self.other_names)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        return f"one that 'figurecheck series' lists{hint}"


@cache
def builtin_catalogue() -> Catalogue:
    """The catalogue that comes with the package."""
    return load_catalogue(BUILTIN)


@cache
def _packaged() -> Document:
    """The file of the package, which does not change while a program runs."""
    return load_document(BUILTIN, CatalogueError)


def load_catalogue(*files: Path) -> Catalogue:
    """Read catalogue files; later ones add series, and may use the licences and groups of earlier ones.

    Raises CatalogueError with file and line for anything malformed, unknown, incomplete or said twice.
    """
    licences: dict[str, _Licence] = {}
    groups: dict[str, _Fields] = {}
    entries: dict[str, Series] = {}
    derived: dict[str, Series] = {}
    comparisons: dict[str, Series] = {}
    unavailable: dict[str, Unavailable] = {}
    other_names: dict[str, str] = {}
    for file in files:
        document = _packaged() if file == BUILTIN else load_document(file, CatalogueError)
        content = validate(document, _Catalogue, CatalogueError)
        licences |= content.licences
        groups |= content.groups
        for name, entry in content.series.items():
            if name in entries:
                raise document.error(CatalogueError, ("series", name), "a series given twice", "each series once")
            entries[name] = _series(document, ("series", name), entry, groups, licences)
            other_names |= dict.fromkeys(entry.also, name)
        for name, entry in content.derived.items():
            if name in entries or name in derived:
                raise document.error(CatalogueError, ("derived", name), "a series given twice", "each series once")
            derived[name] = _series(document, ("derived", name), entry, groups, licences)
        for name, second in content.comparisons.items():
            if second.compares not in entries:
                where = ("comparisons", name, "compares")
                raise document.error(CatalogueError, where, repr(second.compares), "a series of the catalogue")
            comparisons[name] = _series(document, ("comparisons", name), second, groups, licences)
        unavailable |= {name: Unavailable(name, one.title, one.reason) for name, one in content.unavailable.items()}
    return Catalogue(entries, tuple(unavailable.values()), derived, comparisons, other_names)


def catalogue_problems(file: Path) -> list[CatalogueError]:
    """Everything in one catalogue file that its schema does not allow."""
    found = problems(load_document(file, CatalogueError), _Catalogue, CatalogueError)
    return [error for error in found if isinstance(error, CatalogueError)]


def _series(
    document: Document,
    where: tuple[str, str],
    entry: _Series,
    groups: dict[str, _Fields],
    licences: dict[str, _Licence],
) -> Series:
    if entry.group not in groups:
        raise document.error(CatalogueError, (*where, "group"), repr(entry.group), f"one of {', '.join(groups)}")
    said = groups[entry.group].model_dump(exclude_none=True) | entry.model_dump(exclude_none=True)
    missing = [needed for needed in NEEDED if needed not in said]
    if missing:
        wanted = f"a value of {', '.join(missing)}"
        found = f"nothing, here or in the group {entry.group}"
        raise document.error(CatalogueError, (*where, missing[0]), found, wanted)
    if said["licence"] not in licences:
        raise document.error(
            CatalogueError, (*where, "licence"), repr(said["licence"]), f"one of {', '.join(licences)}"
        )
    return _built(where[1], said, licences[said["licence"]])


def _built(name: str, said: dict[str, Any], licence: _Licence) -> Series:
    code = said.get("code", name)
    return Series(
        id=name,
        title=said["title"],
        source=said["source"],
        code=code,
        kind=said["kind"],
        unit=said["unit"],
        calendar=said["calendar"],
        timezone=said["timezone"],
        release_lag=timedelta(hours=said["release_lag_hours"]),
        start=said.get("start", FIRST_DAY),
        lower=said["bounds"][0],
        upper=said["bounds"][1],
        max_move=said.get("max_move"),
        max_gap_days=said["max_gap_days"],
        max_age_days=said["max_age_days"],
        licence=Licence(said["licence"], licence.title, licence.address, licence.redistributable, licence.note),
        group=said["group"],
        address=said["address"].replace("{code}", code),
        note=said.get("note", ""),
        ended=said.get("ended"),
        reestimated=said.get("reestimated", False),
        compares=said.get("compares"),
        agreement=said.get("agreement", 0.0),
    )
