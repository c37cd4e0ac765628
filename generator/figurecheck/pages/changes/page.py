"""The page "What changed": since publication, each change with its causes, and from build to build by the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.ledger.changes import ClaimChange, Diff, FigureChange, Kind
from figurecheck.ledger.entry import Entry
from figurecheck.pages import words
from figurecheck.pages.changes import table
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.history import DayBlock, day_blocks
from figurecheck.pages.changes.part_titles import PartTitles, part_titles
from figurecheck.pages.context import ArticleContext
from figurecheck.pages.marks import Mark, anchor, mark
from figurecheck.pages.reached import reach
from figurecheck.verdicts.outcome import Verdict

PAGE = "changes.md"


@dataclass(frozen=True)
class ChangeRow:
    """One part of a claim since publication; the marks are there where its verdict turned."""

    path: str
    name: str
    mark_before: Mark | None
    mark: Mark | None
    before: str
    after: str
    moved_by: str
    cause: str


@dataclass(frozen=True)
class SeriesRow:
    """What happened to a series since publication."""

    series: str
    data_anchor: str
    what: str


@dataclass(frozen=True)
class ChangesPage:
    """Everything the template of the page may use."""

    page_title: str
    description: str
    headline: str
    published: str
    publication_day: str
    reach: str
    newest: str
    sentence: str
    changes: tuple[ChangeRow, ...]
    series: tuple[SeriesRow, ...]
    days: tuple[DayBlock, ...]
    rows: str


def changes_page(article: ArticleContext, since: Diff, last_day: str) -> ChangesPage:
    """The page of one article; ``since`` compares publication with today, ``last_day`` is in words."""
    facts = article.article.article
    names = {claim.claim.id: claim.claim.name for claim in article.claims}
    titles = part_titles(claim.claim for claim in article.claims)
    sentence = table.summary(since).rstrip(".")
    return ChangesPage(
        page_title=f"What changed: {facts.headline}",
        description=f"Since publication: {sentence[:1].lower()}{sentence[1:]}.",
        headline=facts.headline,
        published=words.day(facts.published.date()),
        publication_day=words.day(facts.publication_day),
        reach=reach(article),
        newest=last_day,
        sentence=sentence,
        changes=tuple(row for change in since.claims for row in _rows(change, names, titles)),
        series=tuple(SeriesRow(one.series, anchor(one.series), said.series(one)) for one in since.series),
        days=day_blocks(article.ledger, names, titles),
        rows=words.count(len(article.ledger), "row", "rows"),
    )


def _rows(change: ClaimChange, names: dict[str, str], titles: PartTitles) -> Iterator[ChangeRow]:
    for figure in change.figures:
        whole, entry = figure.whole, figure.after or figure.before
        turned = change.kind is Kind.FLIP
        part = titles.get((change.claim, figure.part), figure.part.replace("-", " "))
        yield ChangeRow(
            path=f"{change.claim}.md",
            name=f"{names[change.claim]} ({part})" if part else names[change.claim],
            mark_before=_mark(figure.before) if turned else None,
            mark=_mark(figure.after) if turned else None,
            before=said.part(figure.before, figure),
            after=f"{said.part(figure.after, figure)}{said.unseen(figure.before, figure.after)}",
            moved_by=words.DASH if whole is None or entry is None else said.amount(whole, entry.unit),
            cause=_cause(change, figure),
        )


def _cause(change: ClaimChange, figure: FigureChange) -> str:
    """The causes; with their shares only where there is more than one."""
    return said.causes(change, figure if len(figure.shares) > 1 else None)


def _mark(entry: Entry | None) -> Mark | None:
    return None if entry is None else mark(Verdict(entry.verdict))
