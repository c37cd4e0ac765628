"""One claim for the terminal: figure, verdict, trace and readings, in the words of the pages."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from figurecheck.claims.model import Article, ArticleFacts, Claim
from figurecheck.keys.imports import recall
from figurecheck.keys.kept import Kept
from figurecheck.pages import answers, distance_words, words
from figurecheck.pages.claim_source import claim_source
from figurecheck.pages.readings import PartReadings, part_readings
from figurecheck.pages.results_document import claim_document
from figurecheck.pages.traces import PartTrace, part_traces
from figurecheck.paths import Project
from figurecheck.pipeline.planning import outcomes_of, unit_store
from figurecheck.pipeline.site_pieces import kept_study
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.store.files import record_file, table_file
from figurecheck.verdicts.outcome import AsOf, Outcome

DATES = {AsOf.PUBLICATION: "at publication", AsOf.TODAY: "today"}


@dataclass(frozen=True)
class Block:
    """A table with a title."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ClaimAnswer:
    """What ``figurecheck claim ID`` prints: lines, then tables; or one JSON object.

    ``data`` are the files of the project that it was made from, besides the articles.
    """

    lines: tuple[str, ...]
    tables: tuple[Block, ...]
    json: str
    data: tuple[str, ...]


def answer(project: Project, identifier: str) -> ClaimAnswer:
    """One claim at both dates, as a build has judged it where that still holds; raises UsageError for an unknown id."""
    workspace = open_workspace(project)
    article, claim = workspace.find(identifier)
    observed = workspace.observe(article, (claim,))
    kept = Kept(unit_store(project))
    recall(kept.folder / "imports.json")
    outcomes = outcomes_of(workspace, article, claim, kept)
    then, now = outcomes[AsOf.PUBLICATION], outcomes[AsOf.TODAY]
    tables = [_trace(trace) for trace in part_traces(then, now)]
    tables += [_readings(part) for part in part_readings(then, now)]
    document = claim_document(article, claim, outcomes, kept_study(workspace, kept))
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    return ClaimAnswer(tuple(_lines(article, claim, outcomes)), tuple(tables), text, _files(workspace, observed))


def _files(workspace: Workspace, observed: Iterable[str]) -> tuple[str, ...]:
    """The data files and records of the series, those of a basket's members included, and the project's own study."""
    project, known = workspace.project, workspace.catalogue
    stored = sorted({one for name in observed for one in known.stored(name)})
    files = (each(project, name) for name in stored for each in (table_file, record_file))
    study = project.coverage_study
    own = [study] if study.is_file() and study.is_relative_to(project.root) else []
    return tuple(file.relative_to(project.root).as_posix() for file in (*files, *own))


def _lines(article: Article, claim: Claim, outcomes: dict[AsOf, Outcome]) -> list[str]:
    facts = article.article
    lines = [claim.paraphrase, f"stated: {claim.stated} ({_made_by(facts, claim)})"]
    for as_of, outcome in outcomes.items():
        found = f"{words.capital(words.verdict(outcome.verdict))}. {answers.answer(claim, outcome).text}"
        lines.append(f"{DATES[as_of]}: {found}")
    lines += _distance(claim, outcomes[AsOf.TODAY])
    lines += [f"beside: {answers.subject(each)}: {answers.with_days(each)}" for each in outcomes[AsOf.TODAY].beside]
    lines += [f"would need: {need}" for need in claim.needs]
    lines += [f"data: {series} {checksum}" for series, checksum in outcomes[AsOf.TODAY].data.items()]
    return lines


def _made_by(facts: ArticleFacts, claim: Claim) -> str:
    """Who made the claim and when: its own source where it has one, else the article."""
    own = claim_source(claim)
    if own is None:
        return f"{facts.publisher}, {words.day(facts.published.date())}"
    return ", ".join(filter(None, (own.publisher, own.day, own.address)))


def _distance(claim: Claim, outcome: Outcome) -> list[str]:
    """How wrong the claim is today, what would make it right, and how far its answer is from flipping."""
    said = distance_words.severity(claim, outcome)
    lines = [f"severity: {said}"] if said else []
    for part in outcome.parts:
        windows, measured = part.windows, part.primary.measurement
        lines += [f"nearest ({part.id}): {sentence}" for sentence in distance_words.nearest(claim, part)]
        lines += [f"flip ({part.id}): {sentence}" for sentence in distance_words.flip(part)]
        if windows is not None and measured is not None:
            lines.append(f"windows ({part.id}): {distance_words.windows_counted(claim, windows, measured)}")
    return lines


def _trace(trace: PartTrace) -> Block:
    when = f" ({trace.when})" if trace.when else ""
    rows = tuple((row.role, row.series, row.day, row.field, row.value) for row in trace.rows)
    return Block(f"{trace.title}{when}: {trace.arithmetic}", ("role", "series", "day", "field", "value"), rows)


def _readings(part: PartReadings) -> Block:
    rows = tuple((*row.cells, row.at_publication, row.held, row.today, row.holds) for row in part.rows)
    title = f"{part.title}: {part.holding} conventional readings hold; the first row is the primary reading"
    return Block(title, (*part.axes, "at publication", "held then", "today", "holds today"), rows)
