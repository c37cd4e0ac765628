"""The corrections on the report, in short, and on their own page, in full: answer, tables, means, split."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext
from figurecheck.pages.corrections import plain_answer as plain
from figurecheck.pages.corrections.answer import (
    known_sentence,
    later_sentence,
    meaning_sentence,
    note,
    others_sentence,
    return_sentence,
    role_sentence,
    slopes_sentence,
    split_sentence,
)
from figurecheck.pages.corrections.compact import CompactTable, SplitLine, compact_table, split_lines
from figurecheck.pages.corrections.known_window import known_window
from figurecheck.pages.corrections.table import SummaryView, TableView, summary_view, table_view
from figurecheck.pages.figures.view import PictureView, picture_view
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import headed, spoken
from figurecheck.verdicts.corrections import Corrections, CorrectionsPair, Roles, SinceThen, Slope, Split
from figurecheck.verdicts.outcome import Interval

PAGE = "corrections.md"
CSV = "downloads/corrections.csv"


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
class RoleRow:
    """One series: its slopes and roles at one date."""

    series: str
    data_anchor: str
    note: str
    until: str
    average: str
    crashes: str
    outside: str
    inside: str


@dataclass(frozen=True)
class CorrectionsSection:
    """What the report shows of the corrections; ``split`` is "" where nothing is known since publication."""

    falling: str
    answer: str
    sentences: tuple[str, ...]
    before: str
    later: str
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
    known: str
    window: str
    others: str
    answer_before: str
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
    roles: tuple[RoleRow, ...]
    roles_before: tuple[RoleRow, ...]
    publication_day: str
    last_day: str
    csv: str


def corrections_section(article: ArticleContext, pair: CorrectionsPair) -> CorrectionsSection:
    """The section of the report."""
    now, slug = pair.today, article.article.article.slug
    subject = _subject(article, now)
    leading = _leading(now)
    window = known_window(now, now.rules[0])
    told = (*plain.slope_sentences(now), window, *plain.return_sentences(now), plain.others_sentence(now))
    return CorrectionsSection(
        falling=now.falling_title,
        answer=plain.verdict_sentence(now),
        sentences=tuple(said for said in told if said),
        before=plain.before_sentence(pair),
        later=later_sentence(now, subject),
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
    """Why cells are empty, once a series."""
    cells = (cell for rule in found.rules for row in rule.rows for cell in (*row.hindsight, *row.ex_ante))
    reasons = {cell.series: cell.reason for cell in cells if cell.reason}
    biased = {column.series: ", survivorship-biased" for column in found.columns if column.survivors}
    return tuple(f"{spoken(name)} {words.dates_in(reason)}{biased.get(name, '')}" for name, reason in reasons.items())


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
    return tuple(table_view(found, rule, ex_ante=ex_ante) for rule in found.rules for ex_ante in (False, True))


def corrections_page(article: ArticleContext, pair: CorrectionsPair) -> CorrectionsPage:
    """The page with every table that the report leaves out."""
    now = pair.today
    first, leading = now.rules[0], _leading(now)
    return CorrectionsPage(
        page_title=f"Every correction of {now.falling_title}",
        description=f"{words.capital(words.count(first.count, 'correction', 'corrections'))}: {first.words}.",
        falling=now.falling_title,
        headline=article.article.article.headline,
        answer=role_sentence(now),
        known=known_sentence(now),
        window=known_window(now, first),
        others=others_sentence(now),
        answer_before=role_sentence(pair.at_publication),
        slopes=slopes_sentence(now),
        figures=return_sentence(now),
        figures_before=return_sentence(pair.at_publication),
        window_before=known_window(pair.at_publication, pair.at_publication.rules[0]),
        split="" if leading is None else split_sentence(now, leading),
        meaning="" if leading is None else meaning_sentence(now, leading),
        tables=_tables(now),
        summaries=tuple(summary_view(now, ex_ante=ex_ante) for ex_ante in (False, True)),
        splits=tuple(_split_row(one, now) for one in now.since_publication),
        missing=_missing(now),
        roles=_role_rows(now),
        roles_before=_role_rows(pair.at_publication),
        publication_day=words.day(now.publication_day),
        last_day=words.day(now.last_day),
        csv=CSV,
    )


def _role_rows(found: Corrections) -> tuple[RoleRow, ...]:
    notes = {column.series: note(column) for column in found.columns}
    return tuple(_role_row(told, notes[told.series]) for told in found.roles)


def _role_row(told: Roles, said: str) -> RoleRow:
    return RoleRow(
        series=headed(told.series),
        data_anchor=anchor(told.series),
        note=said,
        until=words.short_day(told.last_day),
        average=_role(told.average),
        crashes=_role(told.crashes),
        outside=_role(told.outside),
        inside=_role(told.inside),
    )


def _role(slope: Slope) -> str:
    figure = f"{words.value(slope.value, 'slope')} ({words.between(slope.interval, 'slope')})"
    return f"{figure}: {words.ROLES[slope.role]}"
