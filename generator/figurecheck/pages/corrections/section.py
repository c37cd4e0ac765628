"""The corrections on the report, in short, and on their own page, in full: answer, tables, means, split."""

from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext, ClaimContext
from figurecheck.pages.corrections import plain_answer as plain
from figurecheck.pages.corrections.answer import (
    meaning_sentence,
    note,
    others_sentence,
    return_sentence,
    split_sentence,
)
from figurecheck.pages.corrections.compact import CompactTable, SplitLine, compact_table, split_lines
from figurecheck.pages.corrections.document import MEANS_CSV, ROLES_CSV, SINCE_CSV
from figurecheck.pages.corrections.known_window import known_window
from figurecheck.pages.corrections.later import later_sentence, later_sentences
from figurecheck.pages.corrections.role_tables import RoleTable, role_tables
from figurecheck.pages.corrections.slopes import (
    direction_sentence,
    era_sentence,
    headline_sentence,
    known_sentence,
    slopes_sentence,
)
from figurecheck.pages.corrections.table import SummaryView, TableView, summary_view, table_view
from figurecheck.pages.estimators import estimators
from figurecheck.pages.figures.view import PictureView, picture_view
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import headed, spoken
from figurecheck.verdicts.corrections import Cell, Corrections, CorrectionsPair, SinceThen, Split
from figurecheck.verdicts.outcome import Interval

PAGE = "corrections.md"
CSV = "downloads/corrections.csv"

_LISTED = 4
"""Of so many rules the page lists the corrections: it has to open on a phone as fast as the page of a claim."""


@dataclass(frozen=True)
class RangedView:
    """A figure and its range, "" where it has none."""

    figure: str
    limits: str


@dataclass(frozen=True)
class SplitRow:
    """One series since publication: its return, what the falling asset implied, and the rest."""

    series: str
    data_anchor: str
    note: str
    until: str
    figure: str
    source: str
    slope: RangedView
    slope_inside: RangedView
    implied: RangedView
    drift: RangedView


@dataclass(frozen=True)
class CorrectionsSection:
    """What the report shows of the corrections; ``split`` is "" where nothing is known since publication."""

    falling: str
    answer: str
    eras: str
    sentences: tuple[str, ...]
    later: str
    later_told: tuple[str, ...]
    split: str
    meaning: str
    subject: str
    compact: CompactTable
    split_lines: tuple[SplitLine, ...]
    missing: tuple[str, ...]
    pictures: tuple[PictureView, ...]
    page: str
    csv: str


@dataclass(frozen=True)
class CorrectionsPage:
    """Everything the template of the page of corrections may use."""

    page_title: str
    description: str
    falling: str
    headline: str
    answer: str
    direction: str
    eras: str
    known: str
    window: str
    others: str
    slopes: str
    figures: str
    figures_before: str
    window_before: str
    split: str
    meaning: str
    tables: tuple[TableView, ...]
    summaries: tuple[SummaryView, ...]
    splits: tuple[SplitRow, ...]
    missing: tuple[str, ...]
    without_session: bool
    roles: tuple[RoleTable, ...]
    published: str
    publication_day: str
    last_day: str
    csv: str
    roles_csv: str
    means_csv: str
    since_csv: str


def corrections_section(article: ArticleContext, pair: CorrectionsPair) -> CorrectionsSection:
    """The section of the report."""
    now, slug = pair.today, article.article.article.slug
    subject = _subject(article, now)
    leading = _leading(now)
    window = known_window(now, now.rules[0])
    slopes = (direction_sentence(now), known_sentence(now))
    told = (*slopes, window, *plain.return_sentences(now), others_sentence(now))
    return CorrectionsSection(
        falling=now.falling_title,
        answer=headline_sentence(pair),
        eras=era_sentence(now),
        sentences=tuple(said for said in told if said),
        later=later_sentence(now),
        later_told=later_sentences(now, subject),
        split="" if leading is None else plain.split_sentence(now, leading),
        meaning="" if leading is None else meaning_sentence(now, leading),
        subject=plain.subject_sentence(now, subject),
        compact=compact_table(now),
        split_lines=split_lines(now),
        missing=_missing(now),
        pictures=tuple(picture_view(one, slug, "") for one in article.corrections_pictures),
        page=PAGE,
        csv=CSV,
    )


def _subject(article: ArticleContext, found: Corrections) -> str:
    """The second asset of the article's own chart, where it is a small series other than the leading one; else ""."""
    chart = article.article.overview
    others = [name for name in found.small if name != found.leading.series]
    return chart.second if chart is not None and chart.second in others else ""


def _leading(found: Corrections) -> Split | None:
    return next((one.split for one in found.since_publication if one.series == found.leading.series), None)


def _missing(found: Corrections) -> tuple[str, ...]:
    """Why there is no return, once a series."""
    reasons = {cell.series: cell.reason for cell in _cells(found) if cell.reason}
    biased = {column.series: ", survivorship-biased" for column in found.columns if column.survivors}
    return tuple(f"{spoken(name)} {words.dates_in(reason)}{biased.get(name, '')}" for name, reason in reasons.items())


def _cells(found: Corrections) -> Iterator[Cell]:
    return (cell for rule in found.rules for row in rule.rows for cell in (*row.hindsight, *row.ex_ante))


def _split_row(one: SinceThen, found: Corrections) -> SplitRow:
    split = one.split
    column = next(column for column in found.columns if column.series == one.series)
    return SplitRow(
        series=headed(one.series),
        data_anchor=anchor(one.series),
        note=note(column),
        until=words.short_day(split.last_close),
        figure=words.percent(split.value),
        source=words.percent(split.source),
        slope=_with_limits(split.slope, split.slope_interval, "slope"),
        slope_inside=_with_limits(split.slope_inside, split.slope_inside_interval, "slope"),
        implied=_with_limits(split.implied, split.implied_range, "fraction"),
        drift=_with_limits(split.drift, split.drift_range, "fraction"),
    )


def _with_limits(value: float | None, limits: Interval | None, unit: str) -> RangedView:
    if value is None:
        return RangedView(words.DASH, "")
    return RangedView(words.value(value, unit), "" if limits is None else words.between(limits, unit))


def _tables(found: Corrections) -> tuple[TableView, ...]:
    """Every rule, counted in both ways, the primary rule first."""
    return tuple(
        table_view(found, rule, ex_ante=ex_ante, listed=at < _LISTED)
        for at, rule in enumerate(found.rules)
        for ex_ante in (False, True)
    )


def _estimators(article: ArticleContext, series: str) -> str:
    """What two estimators say of the slope of a series, as the page of the claim that measures it says it."""
    told = (estimators(claim.today) for claim in article.claims if _slope_of(series, claim))
    return next((said for said in told if said), "")


def _slope_of(series: str, claim: ClaimContext) -> bool:
    return any(one.measure == "hedge_slope" and one.series[0] == series for one in claim.today.measurements)


def corrections_page(article: ArticleContext, pair: CorrectionsPair) -> CorrectionsPage:
    """The page with every table that the report leaves out."""
    now = pair.today
    first, leading = now.rules[0], _leading(now)
    return CorrectionsPage(
        page_title=f"Every correction of {now.falling_title}",
        description=f"{words.capital(words.count(first.count, 'correction', 'corrections'))}: {first.words}.",
        falling=now.falling_title,
        headline=article.article.article.headline,
        answer=headline_sentence(pair),
        direction=direction_sentence(now),
        eras=era_sentence(now),
        known=known_sentence(now),
        window=known_window(now, first),
        others=others_sentence(now),
        slopes=slopes_sentence(now, _estimators(article, now.leading.series)),
        figures=return_sentence(now),
        figures_before=return_sentence(pair.at_publication),
        window_before=known_window(pair.at_publication, pair.at_publication.rules[0]),
        split="" if leading is None else split_sentence(now, leading),
        meaning="" if leading is None else meaning_sentence(now, leading),
        tables=_tables(now),
        summaries=tuple(summary_view(now, ex_ante=ex_ante) for ex_ante in (False, True)),
        splits=tuple(_split_row(one, now) for one in now.since_publication),
        missing=_missing(now),
        without_session=any(cell.value is not None and cell.rank is None for cell in _cells(now)),
        roles=role_tables(pair),
        published=words.day(article.article.article.published.date()),
        publication_day=words.day(now.publication_day),
        last_day=words.day(now.last_day),
        csv=CSV,
        roles_csv=ROLES_CSV,
        means_csv=MEANS_CSV,
        since_csv=SINCE_CSV,
    )
