"""A comparison in every form that the command line prints."""

from dataclasses import dataclass

from figurecheck.ledger.changes import Diff
from figurecheck.pages.changes import table
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.document import document_text
from figurecheck.pages.changes.markdown import comment
from figurecheck.pages.changes.table import HEADER
from figurecheck.paths import Project
from figurecheck.pipeline.diff.command import diff
from figurecheck.pipeline.judging import Step

__all__ = ["HEADER", "DiffReport", "diff_report"]


@dataclass(frozen=True)
class DiffBlock:
    """One article: a table of changes with a title, and lines below it."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class DiffReport:
    """What ``figurecheck diff`` prints: blocks for a terminal, Markdown for people, JSON for machines.

    ``notices`` name the articles that are not compared, and why; Markdown and JSON have them too.
    """

    blocks: tuple[DiffBlock, ...]
    notices: tuple[str, ...]
    markdown: str
    json: str


def diff_report(project: Project, words: str, step: Step, article: str | None = None) -> DiffReport:
    """The changes ``A..B``; raises as ``diff`` does."""
    found = diff(project, words, step, article)
    notices = tuple(map(said.left_out, found.left_out))
    return DiffReport(tuple(map(_block, found.articles)), notices, comment(found), document_text(found))


def _block(found: Diff) -> DiffBlock:
    lines = [f"{one.series}: {said.series(one)}" for one in found.series]
    lines += dict.fromkeys(change.note for change in found.claims if change.note)
    if len(set(found.code)) > 1:
        lines.append(f"code: {found.code[0] or 'unknown'} to {found.code[1] or 'unknown'}")
    title = f"{found.article}. {table.states(found)} {table.summary(found)}"
    return DiffBlock(title, table.rows(found), (*lines, table.attention(found)))
