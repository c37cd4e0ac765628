"""The table at the heart of the report: every correction of Bitcoin, and what everything else did in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from figurecheck.claims.describe import describe
from figurecheck.claims.model import Article
from figurecheck.claims.settings import Price
from figurecheck.claims.statistics import Episodes, FilteredEpisodes, ScaledEpisodes, Timing
from figurecheck.errors import InsufficientDataError, MeasureError
from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.beta_drift import Limits, beta_drift, paired_moves
from figurecheck.measures.episode_excess import episode_excess
from figurecheck.measures.placebo import Interval as Span
from figurecheck.measures.placebo import episode_return, placebo_windows
from figurecheck.pipeline.corrections_roles import state_roles
from figurecheck.pipeline.evaluators import episodes
from figurecheck.pipeline.evaluators.base import path
from figurecheck.pipeline.evaluators.pairs import HAC
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Calendar
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import Cell, Column, Correction, Corrections, Rule, SinceThen, Split, Summary
from figurecheck.verdicts.outcome import Interval

BEAR_RULE = FilteredEpisodes(rule="filter", rise=0.2, fall=0.2)
SCALED_RULE = ScaledEpisodes(rule="volatility_scaled", deviations=10)
MILD_RULE = FilteredEpisodes(rule="filter", rise=0.15, fall=0.15)
HARSH_RULE = FilteredEpisodes(rule="filter", rise=0.3, fall=0.3)


@dataclass(frozen=True)
class TableSpec:
    """What the table compares: whose corrections, which series in each, and which of these to split and to classify.

    The first rule is the primary one, the first small series the one that carries the answer.
    """

    falling: str = "BTC-USD"
    series: tuple[str, ...] = (
        "PSCT", "IWC", "IWM", "IWO", "FDM", "ULTRA-SMALL-CAP-BASKET", "QQQ", "SPY", "GLD", "TLT", "UUP",
    )  # fmt: skip
    small: tuple[str, ...] = ("IWC", "FDM", "ULTRA-SMALL-CAP-BASKET", "PSCT", "IWM", "IWO")
    rules: tuple[Episodes, ...] = (BEAR_RULE, MILD_RULE, HARSH_RULE, SCALED_RULE)


FEWEST_WINDOWS = 3
"""The fewest windows without overlap on which a share of windows says anything."""

_SHIFTS = "placebo test inverted, every shift of the calendar"


@dataclass(frozen=True)
class _Market:
    """Price paths at one date: total return from the first day of the falling series, whose own path is closes."""

    falling: pd.Series
    paths: Mapping[str, pd.Series]
    moves: Mapping[str, AlignedReturns]
    publication: pd.Timestamp

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
    """The table from the observations known at one date (all of them, or those known at publication).

    ``columns`` are those of :func:`table_columns`. Series that are not observed are left out; each is read to its own
    last day. Raises MeasureError when the falling series itself has no correction.
    """
    wanted = spec or TableSpec()
    market = _market(observed, article.article.publication_day, wanted)
    primary = episodes.corrections(market.falling, wanted.rules[0])
    return Corrections(
        falling=wanted.falling,
        falling_title=observed[wanted.falling].series.title,
        first_day=market.falling.index[0].date(),
        last_day=market.last.date(),
        publication_day=article.article.publication_day,
        leading=next(column for column in columns if column.series == wanted.small[0]),
        columns=columns,
        rules=tuple(_rule(market, rule, wanted, article) for rule in wanted.rules),
        roles=state_roles(market.paths, market.falling, primary, seed, replications),
        since_publication=tuple(
            SinceThen(name, split) for name in market.paths if (split := _since_publication(market, name)) is not None
        ),
    )


def table_columns(catalogue: Catalogue, spec: TableSpec | None = None) -> tuple[Column, ...]:
    """What must be known of every series of the table; a basket is made of what survived."""
    wanted = spec or TableSpec()
    told = ((name, catalogue.get(name)) for name in wanted.series)
    return tuple(
        Column(name, series.title, name in wanted.small, series.ended, name in catalogue.derived)
        for name, series in told
    )


def table_series(spec: TableSpec | None = None) -> tuple[str, ...]:
    """The series that the table needs."""
    wanted = spec or TableSpec()
    return (wanted.falling, *wanted.series)


def _market(observed: Mapping[str, Observed], publication_day: date, spec: TableSpec) -> _Market:
    falling = _path(observed[spec.falling])
    first, last = falling.index[0], falling.index[-1]
    paths = {name: _path(observed[name]).loc[first:last] for name in spec.series if name in observed}
    moves = {name: paired_moves(prices, falling) for name, prices in paths.items()}
    return _Market(falling, paths, moves, pd.Timestamp(publication_day))


def _path(observed: Observed) -> pd.Series:
    always = observed.series.calendar is Calendar.ALWAYS
    prices = path(observed, Price.CLOSE if always else Price.TOTAL_RETURN)
    return pd.Series(prices, observed.frame.index)


def _rule(market: _Market, rule: Episodes, spec: TableSpec, article: Article) -> Rule:
    found = episodes.corrections(market.falling, rule)
    if not found:
        raise InsufficientDataError(f"corrections: {spec.falling} has none by the rule {rule.rule}; take a milder one")
    short = f"{rule.fall:.0%}" if isinstance(rule, FilteredEpisodes) else f"{rule.deviations:g} deviations"
    told = (
        _summary(market, name, found, timing) for timing in (Timing.HINDSIGHT, Timing.EX_ANTE) for name in market.paths
    )
    return Rule(
        words=describe("episodes", rule, article),
        short=short,
        count=len(found),
        count_after_publication=sum(one.phase.start > market.publication for one in found),
        rows=tuple(_rows(market, found, spec)),
        summaries=tuple(one for one in told if one is not None),
    )


def _rows(market: _Market, found: Sequence[episodes.Correction], spec: TableSpec) -> Iterator[Correction]:
    hindsight = [one.hindsight for one in found]
    ex_ante = [one.ex_ante(market.last) for one in found]
    known = [span for span in ex_ante if span is not None]
    for one, before, after in zip(found, hindsight, ex_ante, strict=True):
        phase = one.phase
        yield Correction(
            peak=phase.start.date(),
            trough=phase.end.date(),
            crossed=_date(phase.confirmed),
            over=_date(one.over),
            depth=phase.change,
            known_move=None if after is None else _own_move(market, after),
            censored=phase.censored_start,
            running=phase.censored_end,
            after_publication=phase.start > market.publication,
            hindsight=tuple(_cell(market, name, before, hindsight, spec) for name in market.paths),
            ex_ante=() if after is None else tuple(_cell(market, name, after, known, spec) for name in market.paths),
        )


def _own_move(market: _Market, span: Span) -> float | None:
    found = episode_return(market.falling, span)
    return None if found is None else found.value


def _date(day: pd.Timestamp | None) -> date | None:
    return None if day is None else day.date()


def _cell(market: _Market, name: str, span: Span, others: Sequence[Span], spec: TableSpec) -> Cell:
    prices = market.paths[name]
    found = episode_return(prices, span)
    if found is None:
        return Cell(name, None, _uncovered(prices, span), 0, None, 0, None)
    rank, placebos = _placebo(prices, span, others)
    split = _split(market, name, span) if name in spec.small else None
    return Cell(name, found.value, "", found.sessions, rank, placebos, split)


def _uncovered(prices: pd.Series, span: Span) -> str:
    first, last = prices.index[0], prices.index[-1]
    return f"begins on {first.date()}" if first > span.start else f"ends on {last.date()}"


def _placebo(prices: pd.Series, span: Span, others: Sequence[Span]) -> tuple[float | None, int]:
    try:
        found = placebo_windows(prices, span, others)
    except InsufficientDataError:
        return None, 0
    return found.at_or_below if found.effective_n > FEWEST_WINDOWS else None, found.n


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
    prices, wanted = market.paths[name], episodes.spans(found, timing, market.last)
    try:
        excess = episode_excess(prices, wanted)
    except MeasureError:
        return None
    returns = [one.value for one in (episode_return(prices, span) for span in wanted) if one and one.sessions > 0]
    limits = Interval(excess.lower, excess.upper, excess.level, _SHIFTS)
    gains = sum(value > 0 for value in returns) / len(returns)
    return Summary(name, timing is Timing.EX_ANTE, excess.n, excess.mean, excess.value, limits, gains)


def _since_publication(market: _Market, name: str) -> Split | None:
    last = min(market.last, market.paths[name].index[-1])
    return None if last <= market.publication else _split(market, name, Span(market.publication, last))
