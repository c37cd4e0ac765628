"""The table at the heart of the report: every correction of Bitcoin, and what everything else did in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from figurecheck.claims.settings import Price
from figurecheck.claims.statistics import Episodes, FilteredEpisodes, ScaledEpisodes, Timing
from figurecheck.errors import InsufficientDataError, MeasureError, WindowError
from figurecheck.measures.alignment import AlignedReturns
from figurecheck.measures.beta_drift import BetaDrift, beta_drift, paired_moves
from figurecheck.measures.episode_excess import EpisodeExcess, episode_excess
from figurecheck.measures.episodes import crossing_day
from figurecheck.measures.placebo import Interval, Placebo, episode_return, placebo_windows
from figurecheck.pipeline.corrections_roles import StateRole, state_roles
from figurecheck.pipeline.evaluators.base import path
from figurecheck.pipeline.evaluators.episodes import Correction, corrections, spans
from figurecheck.series.model import Calendar
from figurecheck.store.reading import Observed

BEAR_RULE = FilteredEpisodes(rule="filter", rise=0.2, fall=0.2)
SCALED_RULE = ScaledEpisodes(rule="volatility_scaled", deviations=10)
MILD_RULE = FilteredEpisodes(rule="filter", rise=0.15, fall=0.15)
HARSH_RULE = FilteredEpisodes(rule="filter", rise=0.3, fall=0.3)


@dataclass(frozen=True)
class TableSpec:
    """What the table compares: whose corrections, which series in each, and which of these to split and to classify.

    ``full`` rules are shown row by row, ``brief`` ones by their summary alone.
    """

    falling: str = "BTC-USD"
    series: tuple[str, ...] = (
        "PSCT", "IWC", "IWM", "IWO", "FDM", "ULTRA-SMALL-CAP-BASKET", "QQQ", "SPY", "GLD", "TLT", "UUP",
    )  # fmt: skip
    small: tuple[str, ...] = ("IWC", "FDM", "ULTRA-SMALL-CAP-BASKET", "PSCT", "IWM", "IWO")
    full: tuple[Episodes, ...] = (BEAR_RULE, SCALED_RULE)
    brief: tuple[Episodes, ...] = (MILD_RULE, HARSH_RULE)


@dataclass(frozen=True)
class Cell:
    """What one series did in one correction; ``value`` is a fraction, None where ``reason`` says why.

    ``placebo`` ranks it among all windows of as many sessions outside of every correction (None where there are too
    few), ``split`` divides it into what Bitcoin's own move would have implied and the rest (small caps only).
    """

    series: str
    value: float | None
    reason: str
    sessions: int
    placebo: Placebo | None
    split: BetaDrift | None


@dataclass(frozen=True)
class Row:
    """One correction of the falling series; days are closes and ``depth`` is a negative fraction.

    ``crossed`` is the day on which the rule's own threshold was passed and ``bear_day`` the first day a fifth below
    the peak (None where it never was); ``over`` the day on which the end could be known, None while it runs.
    ``open_start`` and ``open_end`` say that the true peak or trough may lie outside the data.
    """

    peak: date
    trough: date
    crossed: date | None
    bear_day: date | None
    over: date | None
    depth: float
    open_start: bool
    open_end: bool
    after_publication: bool
    hindsight: tuple[Cell, ...]
    ex_ante: tuple[Cell, ...]


@dataclass(frozen=True)
class Summary:
    """One series over all corrections of a rule: mean return, its excess over the same lengths elsewhere, intervals."""

    series: str
    timing: Timing
    excess: EpisodeExcess | None
    median: float | None
    share_of_gains: float | None
    reason: str


@dataclass(frozen=True)
class RuleTable:
    """All corrections that one rule finds; ``rows`` is empty where only the summary is wanted."""

    rule: Episodes
    count: int
    count_after_publication: int
    rows: tuple[Row, ...]
    summaries: tuple[Summary, ...]


@dataclass(frozen=True)
class SincePublication:
    """What one series did from publication to its last day, beside the falling series, split into beta and drift."""

    series: str
    split: BetaDrift | None
    reason: str


@dataclass(frozen=True)
class CorrectionsTable:
    """Everything the pages tell about corrections as of one date."""

    falling: str
    first_day: date
    last_day: date
    publication_day: date
    rules: tuple[RuleTable, ...]
    roles: tuple[StateRole, ...]
    since_publication: tuple[SincePublication, ...]


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
    publication_day: date,
    seed: int,
    replications: int = 9_999,
    spec: TableSpec | None = None,
) -> CorrectionsTable:
    """The table from the observations known at one date (all of them, or those known at publication).

    Series that are not observed are left out; each is read to its own last day. Raises MeasureError when the falling
    series itself has no correction.
    """
    wanted = spec or TableSpec()
    market = _market(observed, publication_day, wanted)
    rules = [_rule_table(market, rule, wanted, full=True) for rule in wanted.full]
    rules += [_rule_table(market, rule, wanted, full=False) for rule in wanted.brief]
    small = {name: market.paths[name] for name in wanted.small if name in market.paths}
    return CorrectionsTable(
        falling=wanted.falling,
        first_day=market.falling.index[0].date(),
        last_day=market.last.date(),
        publication_day=publication_day,
        rules=tuple(rules),
        roles=state_roles(small, market.falling, corrections(market.falling, wanted.full[0]), seed, replications),
        since_publication=tuple(_since_publication(market, name) for name in market.paths),
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


def _rule_table(market: _Market, rule: Episodes, spec: TableSpec, *, full: bool) -> RuleTable:
    found = corrections(market.falling, rule)
    if not found:
        raise InsufficientDataError(f"corrections: {spec.falling} has none by the rule {rule.rule}; take a milder one")
    return RuleTable(
        rule=rule,
        count=len(found),
        count_after_publication=sum(one.phase.start > market.publication for one in found),
        rows=tuple(_rows(market, found, spec)) if full else (),
        summaries=tuple(
            _summary(market, name, found, timing)
            for timing in (Timing.HINDSIGHT, Timing.EX_ANTE)
            for name in market.paths
        ),
    )


def _rows(market: _Market, found: Sequence[Correction], spec: TableSpec) -> Iterator[Row]:
    hindsight = [one.hindsight for one in found]
    ex_ante = [one.ex_ante(market.last) for one in found]
    known = [span for span in ex_ante if span is not None]
    for one, before, after in zip(found, hindsight, ex_ante, strict=True):
        phase = one.phase
        yield Row(
            peak=phase.start.date(),
            trough=phase.end.date(),
            crossed=_date(phase.confirmed),
            bear_day=_date(crossing_day(market.falling, phase)),
            over=_date(one.over),
            depth=phase.change,
            open_start=phase.censored_start,
            open_end=phase.censored_end,
            after_publication=phase.start > market.publication,
            hindsight=tuple(_cell(market, name, before, hindsight, spec) for name in market.paths),
            ex_ante=() if after is None else tuple(_cell(market, name, after, known, spec) for name in market.paths),
        )


def _date(day: pd.Timestamp | None) -> date | None:
    return None if day is None else day.date()


def _cell(market: _Market, name: str, span: Interval, others: Sequence[Interval], spec: TableSpec) -> Cell:
    prices = market.paths[name]
    found = episode_return(prices, span)
    if found is None:
        return Cell(name, None, _uncovered(prices, span), 0, None, None)
    split = _split(market, name, span) if name in spec.small else None
    return Cell(name, found.value, "", found.sessions, _placebo(prices, span, others), split)


def _uncovered(prices: pd.Series, span: Interval) -> str:
    first, last = prices.index[0], prices.index[-1]
    return f"begins on {first.date()}" if first > span.start else f"ends on {last.date()}"


def _placebo(prices: pd.Series, span: Interval, others: Sequence[Interval]) -> Placebo | None:
    try:
        return placebo_windows(prices, span, others)
    except InsufficientDataError:
        return None


def _split(market: _Market, name: str, span: Interval) -> BetaDrift | None:
    try:
        return beta_drift(market.moves[name], span)
    except MeasureError:
        return None


def _summary(market: _Market, name: str, found: tuple[Correction, ...], timing: Timing) -> Summary:
    prices, wanted = market.paths[name], spans(found, timing, market.last)
    try:
        excess = episode_excess(prices, wanted)
    except MeasureError as problem:
        return Summary(name, timing, None, None, None, str(problem))
    returns = [one.value for one in (episode_return(prices, span) for span in wanted) if one and one.sessions > 0]
    values = pd.Series(returns)
    return Summary(name, timing, excess, float(values.median()), float((values > 0).mean()), "")


def _since_publication(market: _Market, name: str) -> SincePublication:
    last = min(market.last, market.paths[name].index[-1])
    if last <= market.publication:
        return SincePublication(name, None, f"ends on {last.date()}")
    try:
        split = beta_drift(market.moves[name], Interval(market.publication, last))
    except (WindowError, InsufficientDataError) as problem:
        return SincePublication(name, None, str(problem))
    return SincePublication(name, split, "")
