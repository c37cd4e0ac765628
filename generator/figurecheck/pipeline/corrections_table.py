"""The table at the heart of the report: every correction of Bitcoin, and what everything else did in it."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from figurecheck.claims.describe import describe
from figurecheck.claims.model import Article
from figurecheck.claims.settings import Price
from figurecheck.claims.statistics import Episodes, FilteredEpisodes, Timing
from figurecheck.errors import InsufficientDataError, MeasureError
from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.beta_drift import Limits, beta_drift, paired_moves
from figurecheck.measures.episode_excess import episode_excess, excess_over_outside
from figurecheck.measures.placebo import OLDEST_CLOSE, Closes, Placebo, episode_return, placebo_shifts
from figurecheck.measures.placebo import Interval as Span
from figurecheck.pipeline.corrections_roles import state_roles, state_roles_by_era
from figurecheck.pipeline.corrections_spec import TableSpec
from figurecheck.pipeline.evaluators import episodes
from figurecheck.pipeline.evaluators.base import path
from figurecheck.pipeline.evaluators.pairs import HAC
from figurecheck.series.model import Calendar
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import (
    Cell,
    Column,
    Correction,
    Corrections,
    Eras,
    Outside,
    Rule,
    SinceThen,
    Split,
    Summary,
)
from figurecheck.verdicts.outcome import AsOf, Interval

_SHIFTS = "placebo test inverted, every shift of the calendar"


@dataclass(frozen=True)
class _Market:
    """Price paths at one date: total return from the first day of the falling series, whose own path is closes.

    ``cells`` holds what was computed of a series from one day to another: rules find many of the same corrections.
    """

    falling: pd.Series
    paths: Mapping[str, pd.Series]
    closes: Mapping[str, Closes]
    moves: Mapping[str, AlignedReturns]
    publication: pd.Timestamp
    cells: dict[tuple[str, pd.Timestamp, pd.Timestamp], Cell] = field(default_factory=dict)

    @property
    def last(self) -> pd.Timestamp:
        last: pd.Timestamp = self.falling.index[-1]
        return last


def corrections_table(
    observed: Mapping[str, Observed],
    article: Article,
    columns: tuple[Column, ...],
    seed: int,
    replications: int = 9_999,
    spec: TableSpec | None = None,
) -> Corrections:
    """The table from the observations known at one date (all of them, or those known at publication), without eras.

    ``columns`` are those of :func:`table_columns`. Series that are not observed are left out; each is read to its own
    last day. Raises MeasureError when the falling series itself has no correction.
    """
    wanted = spec or TableSpec()
    market = _market(observed, article.article.publication_day, wanted)
    primary = episodes.corrections(market.falling, wanted.rules[0])
    reached = tuple(_reaching(column, market) for column in columns)
    return Corrections(
        falling=wanted.falling,
        falling_title=observed[wanted.falling].series.title,
        first_day=market.falling.index[0].date(),
        last_day=market.last.date(),
        publication_day=article.article.publication_day,
        leading=next(column for column in reached if column.series == wanted.small[0]),
        columns=reached,
        rules=tuple(_rule(market, rule, wanted, article) for rule in wanted.rules),
        roles=state_roles(market.paths, market.falling, primary, seed, replications),
        since_publication=tuple(
            SinceThen(name, split) for name in market.paths if (split := _since_publication(market, name)) is not None
        ),
    )


def corrections_eras(
    worlds: Mapping[AsOf, Mapping[str, Observed]],
    article: Article,
    seed: int,
    replications: int = 9_999,
    spec: TableSpec | None = None,
) -> dict[AsOf, Eras | None]:
    """The roles on either side of the day of the break, at each date; what two dates share is computed once.

    ``worlds`` are the observations known at each date; series and errors as in :func:`corrections_table`.
    """
    wanted, memory = spec or TableSpec(), dict[Hashable, Any]()
    found: dict[AsOf, Eras | None] = {}
    for as_of, observed in worlds.items():
        market = _market(observed, article.article.publication_day, wanted)
        primary = episodes.corrections(market.falling, wanted.rules[0])
        plan = seed, replications
        found[as_of] = state_roles_by_era(market.paths, market.falling, primary, plan, wanted.break_day, memory)
    return found


def _market(observed: Mapping[str, Observed], publication_day: date, spec: TableSpec) -> _Market:
    falling = _path(observed[spec.falling])
    first, last = falling.index[0], falling.index[-1]
    paths = {name: _path(observed[name]).loc[first:last] for name in spec.series if name in observed}
    moves = {name: paired_moves(prices, falling) for name, prices in paths.items()}
    closes = {name: Closes.of(prices) for name, prices in paths.items()}
    return _Market(falling, paths, closes, moves, pd.Timestamp(publication_day))


def _reaching(column: Column, market: _Market) -> Column:
    """The column with its last day, where it stops before the falling series by more than a close may be old."""
    if column.ends is not None or column.series not in market.paths:
        return column
    last = market.paths[column.series].index[-1]
    return replace(column, until=last.date()) if (market.last - last).days > OLDEST_CLOSE else column


def _path(observed: Observed) -> pd.Series:
    always = observed.series.calendar is Calendar.ALWAYS
    prices = path(observed, Price.CLOSE if always else Price.TOTAL_RETURN)
    return pd.Series(prices, observed.frame.index)


def _rule(market: _Market, rule: Episodes, spec: TableSpec, article: Article) -> Rule:
    found = episodes.corrections(market.falling, rule)
    if not found:
        raise InsufficientDataError(f"corrections: {spec.falling} has none by the rule {rule.rule}; take a milder one")
    told = (
        _summary(market, name, found, timing) for timing in (Timing.HINDSIGHT, Timing.EX_ANTE) for name in market.paths
    )
    return Rule(
        words=describe("episodes", rule, article),
        short=_short(rule),
        count=len(found),
        count_after_publication=sum(one.phase.start > market.publication for one in found),
        rows=tuple(_rows(market, found, spec)),
        summaries=tuple(one for one in told if one is not None),
    )


def _short(rule: Episodes) -> str:
    if not isinstance(rule, FilteredEpisodes):
        return f"{rule.deviations:g} deviations"
    return f"{rule.fall:.0%}" if rule.rise == rule.fall else f"{rule.rise:.0%} up, {rule.fall:.0%} down"


def _rows(market: _Market, found: Sequence[episodes.Correction], spec: TableSpec) -> Iterator[Correction]:
    for one in found:
        phase, known = one.phase, one.ex_ante(market.last)
        yield Correction(
            peak=phase.start.date(),
            trough=phase.end.date(),
            crossed=phase.confirmed.date(),
            over=None if one.over is None else one.over.date(),
            depth=phase.change,
            known_move=float(market.falling.loc[known.end] / market.falling.loc[known.start]) - 1.0,
            censored=phase.censored_start,
            running=phase.censored_end,
            after_publication=phase.start > market.publication,
            hindsight=tuple(_cell(market, name, one.hindsight, spec) for name in market.paths),
            ex_ante=tuple(_cell(market, name, known, spec) for name in market.paths),
        )


def _cell(market: _Market, name: str, span: Span, spec: TableSpec) -> Cell:
    key = name, span.start, span.end
    if key not in market.cells:
        market.cells[key] = _new_cell(market, name, span, spec)
    return market.cells[key]


def _new_cell(market: _Market, name: str, span: Span, spec: TableSpec) -> Cell:
    prices = market.closes[name]
    found = episode_return(prices, span)
    if found is None:
        return Cell(name, None, _uncovered(prices, span), 0, None, 0, 0, None)
    usual = _equally_long(prices, span)
    rank, placebos, fit = (None, 0, 0) if usual is None else (usual.at_or_below, usual.n, usual.effective_n)
    split = _split(market, name, span) if name in spec.small else None
    return Cell(name, found.value, "", found.sessions, rank, placebos, fit, split)


def _uncovered(prices: Closes, span: Span) -> str:
    first, last = prices.index[0], prices.index[-1]
    return f"begins on {first.date()}" if first > span.start else f"ends on {last.date()}"


def _equally_long(prices: Closes, span: Span) -> Placebo | None:
    """The return among those of equally long times, taken as for the means; None without a session inside."""
    try:
        return placebo_shifts(prices, [span])
    except InsufficientDataError:
        return None


def _split(market: _Market, name: str, span: Span) -> Split | None:
    try:
        found = beta_drift(market.moves[name], span)
    except MeasureError:
        return None
    return Split(
        value=found.value,
        source=found.source,
        slope=found.beta,
        slope_inside=found.beta_inside,
        implied=found.implied,
        drift=found.drift,
        first_close=found.first_close.date(),
        last_close=found.last_close.date(),
        slope_interval=_interval(found.beta_limits),
        slope_inside_interval=None if found.inside_limits is None else _interval(found.inside_limits),
        implied_range=_interval(found.implied_limits),
        drift_range=_interval(found.drift_limits),
    )


def _interval(limits: Limits) -> Interval:
    return Interval(limits.lower, limits.upper, limits.level, HAC)


def _summary(market: _Market, name: str, found: tuple[episodes.Correction, ...], timing: Timing) -> Summary | None:
    prices, wanted = market.closes[name], episodes.spans(found, timing, market.last)
    try:
        excess = episode_excess(prices, wanted)
    except MeasureError:
        return None
    returns = [one.value for one in (episode_return(prices, span) for span in wanted) if one and one.sessions > 0]
    limits = Interval(excess.lower, excess.upper, excess.level, _SHIFTS)
    gains = sum(value > 0 for value in returns) / len(returns)
    outside = _outside(prices, wanted)
    return Summary(name, timing is Timing.EX_ANTE, excess.n, excess.mean, excess.value, limits, gains, outside)


def _outside(prices: Closes, wanted: Sequence[Span]) -> Outside | None:
    try:
        found = excess_over_outside(prices, wanted)
    except MeasureError:
        return None
    return Outside(found.value, found.n)


def _since_publication(market: _Market, name: str) -> Split | None:
    last = min(market.last, market.paths[name].index[-1])
    return None if last <= market.publication else _split(market, name, Span(market.publication, last))
