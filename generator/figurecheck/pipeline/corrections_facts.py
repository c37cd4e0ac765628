"""The table of corrections as the pages take it: computed at both dates, in plain values."""

import pandas as pd
from joblib import Parallel, delayed

from figurecheck.claims.describe import describe
from figurecheck.claims.model import Article
from figurecheck.claims.statistics import FilteredEpisodes, Timing
from figurecheck.measures.beta_drift import BetaDrift
from figurecheck.pages.corrections.facts import (
    Cell,
    Column,
    Correction,
    Corrections,
    CorrectionsPair,
    Roles,
    Rule,
    SinceThen,
    Slope,
    Split,
    Summary,
)
from figurecheck.pipeline import corrections_roles as roles
from figurecheck.pipeline import corrections_table as table
from figurecheck.pipeline.evaluators.base import SEED
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.pipeline.workspace import Workspace
from figurecheck.verdicts.outcome import Interval

_LEVEL = 0.95
_SHIFTS = "placebo test inverted, every shift of the calendar"
_DELTA = "quasi-maximum likelihood, delta method"
_BLOCKS = "least squares, stationary bootstrap"


def corrections_facts(
    workspace: Workspace, article: Article, spec: table.TableSpec | None = None
) -> CorrectionsPair | None:
    """The corrections that an article's claims speak of, at both dates; None where no claim reads any."""
    wanted = spec or table.TableSpec()
    if not any(part.primary.episodes is not None for claim in article.claims for part in claim.parts):
        return None
    observed = workspace.read(table.table_series(wanted))
    worlds = (known_at_publication(article, observed), observed)
    day = article.article.publication_day
    then, now = Parallel(n_jobs=-1)(delayed(table.corrections_table)(world, day, SEED, spec=wanted) for world in worlds)
    columns = tuple(_column(name, workspace, wanted) for name in wanted.series)
    title = workspace.catalogue.get(wanted.falling).title
    leading = _column(wanted.small[0], workspace, wanted)
    told = (_facts(found, (leading, columns), title, article) for found in (then, now))
    return CorrectionsPair(*told)


def _column(name: str, workspace: Workspace, spec: table.TableSpec) -> Column:
    survivors = name in workspace.catalogue.derived
    series = workspace.catalogue.derived[name] if survivors else workspace.catalogue.get(name)
    return Column(name, series.title, name in spec.small, series.ended, survivors)


def _facts(
    found: table.CorrectionsTable, columns: tuple[Column, tuple[Column, ...]], title: str, article: Article
) -> Corrections:
    return Corrections(
        falling=found.falling,
        falling_title=title,
        first_day=found.first_day,
        last_day=found.last_day,
        publication_day=found.publication_day,
        leading=columns[0],
        columns=columns[1],
        rules=tuple(_rule(rule, article) for rule in found.rules),
        roles=tuple(told for one in found.roles if (told := _roles(one)) is not None),
        since_publication=tuple(
            SinceThen(one.series, _split(one.split)) for one in found.since_publication if one.split is not None
        ),
    )


def _rule(rule: table.RuleTable, article: Article) -> Rule:
    shares = rule.rule
    short = f"{shares.fall:.0%}" if isinstance(shares, FilteredEpisodes) else f"{shares.deviations:g} deviations"
    return Rule(
        words=describe("episodes", rule.rule, article),
        short=short,
        count=rule.count,
        count_after_publication=rule.count_after_publication,
        rows=tuple(_correction(row) for row in rule.rows),
        summaries=tuple(told for one in rule.summaries if (told := _summary(one)) is not None),
    )


def _correction(row: table.Row) -> Correction:
    return Correction(
        peak=row.peak,
        trough=row.trough,
        crossed=row.crossed,
        over=row.over,
        depth=row.depth,
        running=row.open_end,
        after_publication=row.after_publication,
        hindsight=tuple(_cell(cell) for cell in row.hindsight),
        ex_ante=tuple(_cell(cell) for cell in row.ex_ante),
    )


def _cell(cell: table.Cell) -> Cell:
    placebo = cell.placebo
    return Cell(
        series=cell.series,
        value=cell.value,
        reason=cell.reason,
        sessions=cell.sessions,
        rank=None if placebo is None else placebo.at_or_below,
        placebos=0 if placebo is None else placebo.n,
        split=None if cell.split is None else _split(cell.split),
    )


def _split(found: BetaDrift) -> Split:
    first, last = (pd.Timestamp(day).date() for day in (found.first_close, found.last_close))
    return Split(found.value, found.source, found.beta, found.beta_inside, found.implied, found.drift, first, last)


def _summary(one: table.Summary) -> Summary | None:
    found, gains = one.excess, one.share_of_gains
    if found is None or gains is None:
        return None
    limits = Interval(found.lower, found.upper, found.level, _SHIFTS)
    return Summary(one.series, one.timing is Timing.EX_ANTE, found.n, found.mean, found.value, limits, gains)


def _roles(one: roles.StateRole) -> Roles | None:
    if one.last_day is None or not (one.average and one.crashes and one.outside and one.inside):
        return None
    return Roles(
        series=one.series,
        last_day=one.last_day,
        average=_slope(one.average, _DELTA),
        crashes=_slope(one.crashes, _DELTA),
        outside=_slope(one.outside, _BLOCKS),
        inside=_slope(one.inside, _BLOCKS),
    )


def _slope(one: roles.StateSlope, method: str) -> Slope:
    return Slope(one.value, Interval(one.lower, one.upper, _LEVEL, method), one.role.value, one.returns)
