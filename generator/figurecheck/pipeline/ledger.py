"""The ledgers of a project: read and checked, grown by a build, verified against themselves and the repository."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from figurecheck.errors import LedgerError, OutputError
from figurecheck.ledger.chain import Ledger, continues, read_ledger
from figurecheck.ledger.code import code_version
from figurecheck.ledger.growth import grown
from figurecheck.ledger.rows import Row
from figurecheck.ledger.snapshots import article_entries
from figurecheck.paths import Project
from figurecheck.pipeline.git import committed
from figurecheck.pipeline.judging import Judged
from figurecheck.pipeline.locate import article_files


@dataclass(frozen=True)
class Verified:
    """One ledger that is sound: its article, its rows, and whether the repository's copy was compared."""

    article: str
    rows: int
    last_day: date | None
    compared: bool


def stored_ledger(project: Project, slug: str) -> Ledger:
    """The ledger of an article as it lies in ``reports``; an empty one where neither of its files is there.

    Raises LedgerError for a ledger that was edited or cut short, or that lies there without its head or the head
    without it.
    """
    file, head = project.ledger(slug), project.ledger_head(slug)
    if not file.exists() and not head.exists():
        return Ledger()
    for one in (file, head):
        if one.is_symlink() or not one.is_file():
            name = _shown(project, one)
            remedy = f"both files of a ledger; 'git checkout -- {name}' brings it back"
            raise LedgerError(name, None, "", "no such file, or a link", remedy)
    return read_ledger(_bytes(file), _bytes(head), _shown(project, file), _shown(project, head))


def grown_ledger(project: Project, judged: Judged) -> Ledger:
    """The ledger of an article after this build; raises as ``stored_ledger`` does."""
    before = stored_ledger(project, judged.article.article.slug)
    return grown(before, article_entries(judged.article, judged.outcomes), judged.last_day, code_version())


def verify_ledgers(project: Project) -> tuple[Verified, ...]:
    """Check every ledger of the project: its chain, its head, and that it continues the one last committed.

    Raises LedgerError with the line of the first row that is wrong. Without git the last comparison is left out.
    """
    return tuple(_verified(project, file.stem) for file in article_files(project))


def _verified(project: Project, slug: str) -> Verified:
    ledger, name = stored_ledger(project, slug), _shown(project, project.ledger(slug))
    before = committed(project.root, name)
    if before is not None and not ledger.rows:
        raise LedgerError(name, None, "", "no ledger", f"the committed one; 'git checkout -- {name}' brings it back")
    if before is not None:
        continues(ledger.text.encode(), before, name)
    days = [row.data_day for row in ledger.rows]
    return Verified(slug, len(ledger.rows), max(days, default=None), before is not None)


def _shown(project: Project, file: Path) -> str:
    return file.relative_to(project.root).as_posix()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise OutputError(f"asked to read {file}; {problem.strerror}; check its permissions") from problem


HEADER = ("data", "as of", "claim", "part", "value", "interval", "verdict")


@dataclass(frozen=True)
class LedgerReport:
    """What ``figurecheck ledger`` prints: rows for the columns of ``header``, lines, or one JSON object."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    json: str


def ledger_report(project: Project) -> LedgerReport:
    """Every ledger after its check; raises as ``verify_ledgers`` does."""
    found = verify_ledgers(project)
    rows = [row for one in found for row in stored_ledger(project, one.article).rows]
    document = {
        "schema": "figurecheck.ledger-check/1",
        "ledgers": [
            {"article": one.article, "rows": one.rows, "last_day": str(one.last_day or ""), "compared": one.compared}
            for one in found
        ],
    }
    text = json.dumps(document, indent=1) + "\n"
    return LedgerReport(HEADER, tuple(map(_cells, rows)), tuple(map(_sentence, found)), text)


def _cells(row: Row) -> tuple[str, ...]:
    value, lower, upper = row.cells[4:7]
    interval = f"{lower} to {upper}" if lower else ""
    verdict = row.entry.part_verdict or row.entry.verdict
    return (row.data_day.isoformat(), row.entry.as_of, row.entry.claim, row.entry.part, value, interval, verdict)


def _sentence(found: Verified) -> str:
    if not found.rows:
        return f"{found.article}: no ledger yet; figurecheck build starts one"
    compared = "continues the committed one" if found.compared else "no committed ledger to compare with"
    return f"{found.article}: {found.rows} rows, data to {found.last_day}, chain and head are sound, {compared}"
