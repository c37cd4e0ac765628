"""What a word of ``A..B`` names: the project as it is, a ledger date, a results file, a folder, a revision."""

import json
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from figurecheck.errors import FigurecheckError, UsageError
from figurecheck.ledger.code import code_version
from figurecheck.ledger.documents import state_of_results
from figurecheck.ledger.entry import State
from figurecheck.paths import Project
from figurecheck.pipeline.diff.matching import unlike
from figurecheck.pipeline.git import commit_of, is_revision, unpack
from figurecheck.pipeline.ledger import stored_ledger
from figurecheck.pipeline.locate import article_files
from figurecheck.verdicts.outcome import AsOf

PUBLICATION, TODAY = "publication", "today"
MOST_BYTES = 50_000_000


@dataclass(frozen=True)
class Side:
    """One side of a comparison: what it was called, its states by article, and its project where there is one.

    ``missing`` has, by article, why there is no state of it: its ledger does not know the day that was asked for.
    """

    label: str
    states: Mapping[str, State]
    project: Project | None
    missing: Mapping[str, str] = field(default_factory=dict)

    @property
    def as_of(self) -> AsOf:
        """The date of judgement that counts where publication is one of the two sides."""
        return AsOf.PUBLICATION if self.label == PUBLICATION else AsOf.TODAY


def side(project: Project, word: str, stack: ExitStack) -> Side:
    """What ``word`` names, seen from ``project``; files of a revision live as long as ``stack``.

    The order is: publication and today, a day of the ledger, a file or folder, a revision. Raises UsageError for a
    word that names nothing, or that names both a file and a revision, or a day and a revision.
    """
    if word in {PUBLICATION, TODAY}:
        return Side(word, _fresh(project), project)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        _unambiguous(project, word, "a day of the ledger")
        return _of_day(project, word)
    place = Path(word)
    if place.is_dir() or place.suffix == ".json":
        if "/" not in word:
            _unambiguous(project, word, "a file or folder")
        return _folder(word, place) if place.is_dir() else Side(word, _of_file(place), None)
    return _revision(project, word, stack)


def _unambiguous(project: Project, word: str, what: str) -> None:
    if is_revision(project.root, word):
        hint = f"write refs/heads/{word} or refs/tags/{word} for the revision"
        raise UsageError(f"asked for {word!r}, which is {what} and a revision; {hint}, ./{word} for a file")


def _fresh(project: Project) -> dict[str, State]:
    """The states of the built reports, which must be those of the present code, data and articles; or UsageError."""
    states = _of_project(project)
    for slug, state in states.items():
        other = "code" if state.code != code_version() else unlike(project, slug, state)
        if other:
            found = f"the results of {slug} were made from other {other} than there now is"
            raise UsageError(f"asked to compare the project as it is; {found}; run: figurecheck build")
    return states


def _matching(side: Side, project: Project) -> Side:
    """A folder or a revision, whose results must be those of its own data and articles; or UsageError."""
    for slug, state in side.states.items():
        other = unlike(project, slug, state)
        if other:
            found = f"its results of {slug} were made from other {other} than it holds, so a change would go unseen"
            raise UsageError(f"asked to compare {side.label}; {found}; run figurecheck build there, then compare")
    return side


def _of_project(project: Project) -> dict[str, State]:
    return {file.stem: read_state(project.results(file.stem)) for file in article_files(project)}


def _of_day(project: Project, word: str) -> Side:
    try:
        day = date.fromisoformat(word)
    except ValueError as problem:
        raise UsageError(f"asked for the ledger date {word}; there is no such day ({problem})") from problem
    found = {file.stem: _ledger_state(project, file.stem, day) for file in article_files(project)}
    missing = {slug: state for slug, state in found.items() if isinstance(state, str)}
    return Side(word, {slug: state for slug, state in found.items() if isinstance(state, State)}, None, missing)


def _ledger_state(project: Project, slug: str, day: date) -> State | str:
    """What was published with data up to ``day``, or why the ledger does not know that.

    A ledger has no rows for data that moved no figure, so it reaches as far as the data of the built results.
    """
    ledger = stored_ledger(project, slug)
    if not ledger.rows:
        return f"the ledger of {slug} is without rows; run: figurecheck build"
    first, last = ledger.rows[0].data_day, _last_day(project, slug, max(row.data_day for row in ledger.rows))
    if not first <= day <= last:
        return f"the ledger of {slug} is from {first} to {last}"
    latest = ledger.latest(day)
    newest = [row for row in ledger.rows if row.data_day <= day][-1]
    return State(newest.data_day, newest.code, {key: row.entry for key, row in latest.items()})


def _last_day(project: Project, slug: str, published: date) -> date:
    built = read_state(project.results(slug)).data_day if project.results(slug).is_file() else None
    return published if built is None else max(published, built)


def _of_file(place: Path) -> dict[str, State]:
    document = _json(place)
    try:
        return {str(document["article"]["slug"]): state_of_results(document)}
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise _no_results(place, repr(problem)) from problem


def read_state(place: Path) -> State:
    """The state in a results file; raises UsageError where there is none or it cannot be read as results."""
    return next(iter(_of_file(place).values()))


def _json(place: Path) -> Mapping[str, Any]:
    try:
        if place.stat().st_size > MOST_BYTES:
            raise _no_results(place, "it is too large")
        found: Mapping[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise UsageError(
            f"asked for {place}; there is no such file; for the project itself run: figurecheck build"
        ) from problem
    except (OSError, ValueError, RecursionError) as problem:
        raise _no_results(place, str(problem)) from problem
    return found


def _no_results(place: Path, why: str) -> UsageError:
    return UsageError(f"asked for {place}; it cannot be read as results ({why[:200]}); name a results.json of a build")


def _folder(word: str, place: Path) -> Side:
    project = Project(place.resolve())
    if not project.articles.is_dir() or not project.data.is_dir():
        raise UsageError(f"asked for the folder {word}; it has no articles/ and data/; name a folder of a project")
    return _matching(Side(word, _of_project(project), project), project)


def _revision(project: Project, word: str, stack: ExitStack) -> Side:
    commit = commit_of(project.root, word)
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="figurecheck-")))
    unpack(project.root, commit, folder)
    there = Project(folder)
    try:
        states = _of_project(there)
    except FigurecheckError as problem:
        said = str(problem).replace(f"{folder}/", "")
        raise UsageError(f"asked for the revision {word}: {said}") from problem
    return _matching(Side(word, states, there), there)
