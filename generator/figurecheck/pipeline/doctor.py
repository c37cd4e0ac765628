"""What is wrong with a project's data and what to run: missing, edited, stale, refused, unset."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from figurecheck.errors import DataError, FigurecheckError, MissingDataError, SettingsError
from figurecheck.paths import Project
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.heartbeat import silence
from figurecheck.pipeline.providers import KEY_NAME
from figurecheck.pipeline.resume import Unfinished
from figurecheck.pipeline.unset import unset
from figurecheck.series.ledger import load_ledger
from figurecheck.series.model import Series
from figurecheck.store.catalogue import project_catalogue
from figurecheck.store.health import Health, State, read_health
from figurecheck.store.pending import pending
from figurecheck.store.reading import verified_record

HEADER = ("what", "state", "found", "what to run")
EXIT_CODE = 3
BY_HAND = (
    "decisions are kept by hand, no command fetches them: make a folder DIR, copy data/series/FOMC.csv to "
    "DIR/fomc.csv, name its first column date, add a line for each decision since (date,lower,upper,scheduled; "
    "federalreserve.gov lists them), then {remedy} --source archive:DIR"
)


class Ailment(StrEnum):
    """What can be wrong."""

    MISSING = "missing"
    EDITED = "edited"
    STALE = "stale"
    REFUSED = "refused"
    UNSET = "unset"
    UNFINISHED = "unfinished"
    UNCOMPARED = "not yet compared"
    SILENT = "silent"


URGENT = frozenset({Ailment.MISSING, Ailment.EDITED})
"""What comes before series that are out of date."""
SERIOUS = frozenset({Ailment.MISSING, Ailment.EDITED, Ailment.STALE})
"""With one of these the exit code is 3."""


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong with ``what``, in words, and the command that helps.

    ``fetched`` says that a refresh brings it, ``needs_key`` that the refresh needs a key which is not there.
    """

    what: str
    ailment: Ailment
    found: str
    remedy: str
    fetched: bool = False
    needs_key: bool = False


@dataclass(frozen=True)
class Diagnosis:
    """Everything that is wrong, the serious things first, as rows and as JSON."""

    complaints: tuple[Complaint, ...]

    @property
    def exit_code(self) -> int:
        """3 where something is missing, edited or stale; else 0."""
        return EXIT_CODE if any(one.ailment in SERIOUS for one in self.complaints) else 0

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """One row a complaint; several series that one refresh brings up to date share a row."""
        stale = tuple(one for one in self.complaints if one.ailment is Ailment.STALE and one.fetched)
        rows = [_row(one) for one in self.complaints if len(stale) < 2 or one not in stale]
        at = next((at for at, row in enumerate(rows) if row[1] not in URGENT), len(rows))
        return tuple(rows if len(stale) < 2 else [*rows[:at], _summed_up(stale), *rows[at:]])

    @property
    def json(self) -> str:
        """The same for machines."""
        return json.dumps([asdict(one) for one in self.complaints], indent=1, ensure_ascii=False) + "\n"


def _row(one: Complaint) -> tuple[str, ...]:
    return (one.what, one.ailment.value, one.found, one.remedy)


def _summed_up(stale: Sequence[Complaint]) -> tuple[str, ...]:
    """Series that are out of date, in one row with the one command that brings them all."""
    oldest = min(stale, key=lambda one: one.found)
    keyless = sum(one.needs_key for one in stale)
    hint = f" (for {keyless} of them, from FRED, set {KEY_NAME} first)" if keyless else ""
    found = f"out of date; the oldest is {oldest.what}, {oldest.found}; 'figurecheck doctor --json' lists all"
    return (f"{len(stale)} series", Ailment.STALE.value, found, f"figurecheck refresh{hint}")


def diagnose(project: Project, today: date, environment: Mapping[str, str] | None = None) -> Diagnosis:
    """Look at every series, the health of the last refresh, the key and whatever was cut short; changes nothing."""
    said = os.environ if environment is None else environment
    catalogue = project_catalogue(project)
    health = read_health(project)
    found = [complaint for one in catalogue for complaint in _series(project, one, today, health, said)]
    found += [complaint for one in catalogue.comparisons.values() for complaint in _second(project, one)]
    found += [*_surroundings(project, today, said)]
    order = list(Ailment)
    return Diagnosis(tuple(sorted(found, key=lambda one: order.index(one.ailment))))


def _series(
    project: Project, series: Series, today: date, health: Health, environment: Mapping[str, str]
) -> Iterable[Complaint]:
    remedy = f"figurecheck refresh --series {series.id}"
    try:
        last = verified_record(project, series).last_day
    except MissingDataError as problem:
        yield Complaint(series.id, Ailment.MISSING, str(problem), remedy)
        return
    except DataError as problem:
        yield Complaint(series.id, Ailment.EDITED, str(problem), f"git checkout -- data/series/{series.id}.csv")
        return
    age = (today - last).days
    if series.ended is None and age > series.max_age_days:
        words = f"last day {last}, {age} days ago; {series.max_age_days} are ordinary"
        keyless = series.source == "fred" and not environment.get(KEY_NAME)
        said = _remedy_when_stale(series, f"set {KEY_NAME} first, then {remedy}" if keyless else remedy)
        yield Complaint(series.id, Ailment.STALE, words, said, series.source != "fomc", keyless)
    entry = health.get(series.id)
    if entry is not None and entry.state is State.REFUSED:
        yield Complaint(series.id, Ailment.REFUSED, f"{entry.last_attempt}: {entry.reason}", remedy)


def _remedy_when_stale(series: Series, remedy: str) -> str:
    return BY_HAND.format(remedy=remedy) if series.source == "fomc" else remedy


def _second(project: Project, series: Series) -> Iterable[Complaint]:
    try:
        verified_record(project, series)
    except DataError:
        words = f"the second source of {series.compares} was never fetched"
        yield Complaint(series.id, Ailment.UNCOMPARED, words, f"figurecheck refresh --series {series.id}")


def _surroundings(project: Project, today: date, environment: Mapping[str, str]) -> Iterable[Complaint]:
    if not environment.get(KEY_NAME):
        words = "no FRED key in the environment; series of FRED stay as they are"
        yield Complaint(KEY_NAME, Ailment.UNSET, words, f"export {KEY_NAME}=... (free at fred.stlouisfed.org)")
    try:
        yield from (Complaint(one.what, Ailment.UNSET, one.found, one.remedy) for one in unset(project))
    except SettingsError as problem:
        yield Complaint(project.mkdocs.name, Ailment.REFUSED, str(problem), "edit the file")
    if pending(project) or Unfinished(project, today).mark.is_file():
        words = "a refresh was cut short, or is running"
        yield Complaint("refresh", Ailment.UNFINISHED, words, "figurecheck refresh")
    if Generation(project).manifest.is_file():
        words = "a build was cut short while publishing, or is running"
        yield Complaint("build", Ailment.UNFINISHED, words, "figurecheck build")
    silent = silence(project, today)
    if silent is not None:
        yield Complaint("weekly run", Ailment.SILENT, silent.found, silent.remedy)
    try:
        load_ledger(project.corrections)
    except FigurecheckError as problem:
        yield Complaint("data/corrections.yml", Ailment.REFUSED, str(problem), "edit the file")
