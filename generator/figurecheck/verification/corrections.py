"""Everything that the results say of corrections, row by row, compared with what the second route gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from figurecheck.errors import MeasureError, MissingDataError
from figurecheck.verification import role_words as of
from figurecheck.verification.data import Data
from figurecheck.verification.episodes import excess_of_windows, excesses_outside, spans, windows_of
from figurecheck.verification.figures import (
    Comparison,
    Figure,
    Limits,
    Published,
    Tolerance,
    compare,
    compare_words,
    without_second,
)
from figurecheck.verification.market import falls, market
from figurecheck.verification.roles import HAVEN_PLACES, LIKELIHOOD_PLACES, RoleFigures, role_figures
from figurecheck.verification.routes import COUNTED, DIFFERENTIATED, EXACT, EXACT_WITH_INTERVALS, LIMIT_DRAWN
from figurecheck.verification.since import since_figures

CLAIM = "corrections"
PRIMARY = "20%"
"""The rule whose falls the slopes are told by: falls of a fifth, each ended by a rise of a fifth."""

LIKELIHOOD = Tolerance(
    "Two searches for the optimum of one likelihood stop at slightly different places.",
    value_in_widths=0.005,
    interval=0.005,
)
DRAWN = Tolerance(
    "The value is exact, the first interval resampled, the second differentiated.",
    interval=LIMIT_DRAWN,
    second_interval=DIFFERENTIATED,
)
BLOCKS = Tolerance("A block length from autocovariances, computed in another order.", value=1e-6)
NUMERICAL = Tolerance("The value is exact, the interval from numerical gradients.", value=1e-8, interval=1e-4)

Row = Mapping[str, Any]
"""A row of the results; what older results have not counts as not given, and so as a difference."""
_NO_ERRORS = 0.0, 0.0


def verify_corrections(document: Row, date: str, data: Data) -> Iterator[Comparison]:
    """Compare the roles, the returns since publication and the means that the results give for one date.

    ``document`` is what the results hold under ``corrections``, ``data`` what was known at the date.
    """
    tables = (("roles", _roles), ("since_publication", _since), ("means", _means))
    for table, route in tables:
        for row in document[date][table]:
            name = ", ".join(str(row[key]) for key in ("series", "days", "rule", "counted") if key in row)
            try:
                pairs = list(route(row, document, data))
            except (MeasureError, MissingDataError) as problem:
                yield without_second(Published(CLAIM, f"{table}: {name}", date, None), str(problem))
                continue
            for pair in pairs:
                yield from _rows(name, date, pair)


_Pair = tuple[str, Figure, Figure, Tolerance]


@dataclass(frozen=True)
class _Word:
    """A role that is published, and those that the second route allows."""

    what: str
    said: of.Answer
    allowed: set[of.Answer]


def _rows(name: str, date: str, pair: _Pair | _Word) -> Iterator[Comparison]:
    if isinstance(pair, _Word):
        (said,) = of.told({pair.said})
        yield compare_words(Published(CLAIM, f"{name}: {pair.what}", date, None), said, of.told(pair.allowed))
        return
    what, first, second, tolerance = pair
    yield from compare(Published(CLAIM, f"{name}: {what}", date, first), second, tolerance)


def _roles(row: Row, document: Row, data: Data) -> Iterator[_Pair | _Word]:
    """The slopes and roles of one series over one stretch of days, the returns behind each, margin and block length."""
    broken = None if document["break"] is None else pd.Timestamp(document["break"])
    found = role_figures(market(document["falling"], row["series"], data), PRIMARY, row["days"], broken)
    yield "nil within", Figure(row["nil_within"]), Figure(found.margin), EXACT
    yield "block length", Figure(row["block_length"]), Figure(found.block), BLOCKS
    for slope in row["slopes"]:
        place = slope["place"]
        tolerance = LIKELIHOOD if place in LIKELIHOOD_PLACES else DRAWN
        first = Figure(slope["value"], _limits(slope["interval"]), _limits(slope.get("second_interval")))
        yield place, first, found.slopes[place], tolerance
        yield f"returns {place}", Figure(slope["returns"]), Figure(found.returns[place]), COUNTED
        yield from _words(slope, row["nil_within"], found)


def _words(slope: Row, margin: float, found: RoleFigures) -> Iterator[_Word]:
    """The role as the rule makes it of the published limits, and as the limits of the second route allow it."""
    place, said = slope["place"], (slope["role"], slope.get("fragile", False))
    names = of.HAVENS if place in HAVEN_PLACES else of.HEDGES
    by_limits = of.span(slope["interval"], slope.get("limit_errors") or _NO_ERRORS, of.PUBLISHED_ERRORS)
    answer = of.agreed(by_limits, slope.get("second_interval"), margin, names)
    yield _Word(f"role {place}, by its limits", said, {answer})
    ours = found.slopes[place]
    if ours.interval is None:
        return
    if ours.second_interval is None:
        slack = LIKELIHOOD.interval * (ours.interval[1] - ours.interval[0])
        nearby = of.words(of.span(ours.interval, (slack, slack), 1.0), found.margin, names)
        yield _Word(f"role {place}", said, {(each, False) for each in nearby})
        return
    drawn = of.span(ours.interval, found.errors[place], of.SECOND_ERRORS)
    yield _Word(f"role {place}", said, of.allowed(drawn, ours.second_interval, found.margin, names))


def _since(row: Row, document: Row, data: Data) -> Iterator[_Pair]:
    """The return of one series since publication, the slopes before and since, and the two parts."""
    publication = pd.Timestamp(data.article.article.publication_day)
    found = since_figures(market(document["falling"], row["series"], data), publication)
    yield "return", Figure(row["return"]), Figure(found.value), EXACT
    yield f"return of {document['falling']}", Figure(row["falling_return"]), Figure(found.source), EXACT
    told = {"slope_before": found.slope_before, "slope_since": found.slope_since}
    for name, second in told.items():
        if second is not None:
            yield name, Figure(row[name], _limits(row[f"{name}_interval"])), second, NUMERICAL
    for name, second in (("implied", found.implied), ("rest", found.rest)):
        yield name, Figure(row[name], _limits(row[f"{name}_range"])), second, NUMERICAL


def _means(row: Row, document: Row, data: Data) -> Iterator[_Pair]:
    """The mean of one series over the corrections of one rule, and its excess over equally long times."""
    paths = market(document["falling"], row["series"], data)
    days = spans(falls(paths.falling, row["rule"]), paths.falling.index[-1], ex_ante=row["counted"] == "ex_ante")
    windows = [(first, last) for first, last in windows_of(days, paths.prices) if last > first]
    returns = [float(paths.prices.iloc[last] / paths.prices.iloc[first] - 1) for first, last in windows]
    excess = excess_of_windows(paths.prices, windows)
    yield "corrections", Figure(row["corrections"]), Figure(len(returns)), COUNTED
    yield "mean", Figure(row["mean"]), Figure(sum(returns) / len(returns)), EXACT
    first = Figure(row["excess"], _limits(row["interval"]))
    yield "excess", first, Figure(excess.value, excess.interval), EXACT_WITH_INTERVALS
    gains = sum(each > 0 for each in returns) / len(returns)
    yield "share of gains", Figure(row["share_of_gains"]), Figure(gains), EXACT
    yield from _outside(row, excesses_outside(paths.prices, windows, days))


def _outside(row: Row, excesses: list[float]) -> Iterator[_Pair]:
    """The excess over windows that touch no correction, and over how many corrections it is taken."""
    n = len(excesses) if len(excesses) > 2 else 0
    yield "corrections, outside excess", Figure(row.get("outside_corrections") or 0), Figure(n), COUNTED
    if row.get("outside_excess") is not None and n:
        yield "outside excess", Figure(row["outside_excess"]), Figure(sum(excesses) / n), EXACT


def _limits(limits: list[float] | None) -> Limits | None:
    return None if limits is None else (limits[0], limits[1])
