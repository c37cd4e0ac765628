"""The corrections table against plain pandas: dates, returns, ranks, splits, and what has ended."""

from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from figurecheck.measures.safe_haven import Role
from figurecheck.paths import Project
from figurecheck.pipeline.corrections_table import (
    BEAR_RULE,
    HARSH_RULE,
    MILD_RULE,
    SCALED_RULE,
    TableSpec,
    corrections_table,
    table_columns,
    table_series,
)
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.verdicts.corrections import Cell, Correction, Corrections
from worlds import ended

PROJECT = Project(Path(__file__).parents[1])
PUBLISHED = date(2025, 10, 2)
BASKET = "ULTRA-SMALL-CAP-BASKET"
RULES = (BEAR_RULE, MILD_RULE, HARSH_RULE, SCALED_RULE)
SPEC = TableSpec(series=("IWC", "FDM", BASKET, "SPY"), small=("IWC", BASKET), rules=RULES)

Tables = tuple[Corrections, Corrections]


@pytest.fixture(scope="module")
def tables() -> Tables:
    workspace = open_workspace(PROJECT)
    observed = dict(workspace.read(table_series(SPEC)))
    observed["FDM"] = ended(observed["FDM"], "2025-12-24")
    article, columns = workspace.articles[0], table_columns(workspace.catalogue, SPEC)
    known = known_at_publication(article, observed)
    then, now = (corrections_table(world, article, columns, 7, 199, SPEC) for world in (known, observed))
    return then, now


def closes(name: str) -> pd.Series:
    return pd.read_csv(PROJECT.series / f"{name}.csv", index_col="day", parse_dates=True).close


def total_return(name: str, start: pd.Timestamp, end: pd.Timestamp) -> float:
    """Reinvested return by compounding daily total returns, without the project's code."""
    table = pd.read_csv(PROJECT.series / f"{name}.csv", index_col="day", parse_dates=True)
    daily = table.close / (table.close.shift(1) - table.dividend.fillna(0)) - 1
    first, last = (table.index[table.index <= day][-1] for day in (start, end))
    return float((1 + daily.loc[first:last].iloc[1:]).prod() - 1)


def corrections_by_loop(prices: pd.Series, share: float = 0.2) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Peaks and troughs of the filter, as a plain state machine of falling and rising by ``share``.

    It begins undecided, with a peak and a trough, and takes the side whose threshold is crossed first.
    """
    found, peak, trough, falling, rising = [], 0, 0, True, True
    values = prices.to_numpy()
    for now in range(1, len(values)):
        peak = now if rising and values[now] >= values[peak] else peak
        trough = now if falling and values[now] <= values[trough] else trough
        if falling and values[now] >= (1 + share) * values[trough]:
            found += [(prices.index[peak], prices.index[trough])] if peak < trough else []
            falling, rising, peak = False, True, now
        elif rising and values[now] <= (1 - share) * values[peak]:
            falling, rising, trough = True, False, now
    return [*found, (prices.index[peak], prices.index[trough])] if falling else found


def cell(row: Correction, name: str) -> Cell:
    return next(one for one in row.hindsight if one.series == name)


def test_the_corrections_are_those_of_a_plain_loop(tables: Tables) -> None:
    for table in tables:
        prices = closes("BTC-USD").loc[: pd.Timestamp(table.last_day)]
        for rule, share in zip(table.rules, (0.2, 0.15, 0.3), strict=False):
            expected = [(peak.date(), trough.date()) for peak, trough in corrections_by_loop(prices, share)]
            assert [(row.peak, row.trough) for row in rule.rows] == expected
            assert rule.count == len(expected)


def test_how_many_and_which_came_after_publication(tables: Tables) -> None:
    """35 to publication by the filter of Lunde and Timmermann at 20/20, counted by the loop above."""
    then, now = tables
    assert (then.rules[0].count, then.rules[0].count_after_publication) == (35, 0)
    later = [row for row in now.rules[0].rows if row.after_publication]
    assert len(later) == now.rules[0].count_after_publication >= 1
    assert later[0].peak == date(2025, 10, 6)
    assert all(row.peak > PUBLISHED for row in later)


def test_a_fall_in_which_the_data_begin_is_censored(tables: Tables) -> None:
    """Bitcoin was falling when its prices begin: the first peak is their first day in no rule but by chance."""
    for rule in tables[1].rules[:3]:
        assert [row.censored for row in rule.rows][1:] == [False] * (rule.count - 1)
        first = rule.rows[0]
        prices = closes("BTC-USD").loc[: pd.Timestamp(first.trough)]
        assert first.censored == (prices.idxmax().date() == first.peak)
    assert tables[1].rules[0].rows[0].censored


def test_depth_crossing_and_end(tables: Tables) -> None:
    prices = closes("BTC-USD")
    for row in tables[1].rules[0].rows[1:-1]:
        peak, trough = pd.Timestamp(row.peak), pd.Timestamp(row.trough)
        assert row.depth == pytest.approx(prices[trough] / prices[peak] - 1)
        below = prices.loc[peak:trough]
        assert row.crossed == below.index[below <= 0.8 * prices[peak]][0].date()
        after = prices.loc[trough:]
        assert row.over == after.index[after >= 1.2 * prices[trough]][0].date()


def test_the_own_return_from_the_day_a_fall_was_known(tables: Tables) -> None:
    """From the closes of the file: 3 June to 20 August 2026 is about +14.1 %, in which the window is not over."""
    prices = closes("BTC-USD")
    for row in tables[1].rules[0].rows:
        if row.crossed is not None:
            start, end = pd.Timestamp(row.crossed), pd.Timestamp(row.over or tables[1].last_day)
            first, last = (prices[prices.index <= day].iloc[-1] for day in (start, end))
            assert row.known_move == pytest.approx(last / first - 1)
    newest = next(row for row in tables[1].rules[0].rows if row.crossed == date(2026, 6, 3))
    assert newest.known_move == pytest.approx(0.141, abs=5e-4)


def test_returns_are_total_returns_from_close_to_close(tables: Tables) -> None:
    for row in tables[1].rules[0].rows:
        for name in ("IWC", "SPY"):
            expected = total_return(name, pd.Timestamp(row.peak), pd.Timestamp(row.trough))
            assert cell(row, name).value == pytest.approx(expected, abs=1e-9)


def test_the_split_multiplies_to_the_return(tables: Tables) -> None:
    row = tables[1].rules[0].rows[-2]
    found = cell(row, "IWC")
    assert found.split is not None
    assert found.value == pytest.approx((1 + found.split.implied) * (1 + found.split.drift) - 1)
    assert cell(row, "SPY").split is None


def test_a_placebo_rank_by_brute_force(tables: Tables) -> None:
    rows = tables[0].rules[0].rows
    row = next(row for row in rows if row.peak == date(2021, 4, 13) or row.depth < -0.45)
    found = cell(row, "SPY")
    assert found.rank is not None
    table = pd.read_csv(PROJECT.series / "SPY.csv", index_col="day", parse_dates=True).loc["2014-09-17":"2025-10-02"]
    daily = np.log(table.close / (table.close.shift(1) - table.dividend.fillna(0))).iloc[1:]
    inside = np.zeros(len(daily), dtype=bool)
    for one in rows:
        first, last = (table.index[table.index <= pd.Timestamp(d)][-1] for d in (one.peak, one.trough))
        inside |= np.asarray((daily.index > first) & (daily.index <= last))
    length = found.sessions
    starts = range(len(daily) - length + 1)
    free = [daily.iloc[s : s + length].sum() for s in starts if not inside[s : s + length].any()]
    assert found.placebos == len(free) + 1
    assert found.rank == pytest.approx(np.mean([*(np.expm1(free) <= found.value), True]))


def test_what_has_ended_is_empty_with_its_reason(tables: Tables) -> None:
    last = tables[1].rules[0].rows[-1]
    assert (cell(last, BASKET).value, cell(last, BASKET).reason) == (None, "ends on 2024-03-08")
    assert (cell(last, "FDM").value, cell(last, "FDM").reason) == (None, "ends on 2025-12-24")
    since = {one.series: one for one in tables[1].since_publication}
    assert BASKET not in since
    assert since["IWC"].split.last_close == tables[1].last_day


def test_since_publication_is_empty_at_publication(tables: Tables) -> None:
    assert tables[0].since_publication == ()


def test_since_publication_is_split(tables: Tables) -> None:
    split = next(one.split for one in tables[1].since_publication if one.series == "IWC")
    assert split.first_close == PUBLISHED
    first, last = pd.Timestamp(split.first_close), pd.Timestamp(split.last_close)
    assert split.value == pytest.approx(total_return("IWC", first, last))
    prices = closes("BTC-USD")
    assert split.source == pytest.approx(prices[last] / prices[first] - 1)


def test_summaries_average_the_rows(tables: Tables) -> None:
    table = tables[1].rules[0]
    summary = table.summary("IWC", ex_ante=False)
    returns = [cell(row, "IWC").value for row in table.rows]
    assert summary is not None
    assert summary.corrections == len(returns)
    assert summary.mean == pytest.approx(np.mean([value for value in returns if value is not None]))


def test_roles_say_where_the_interval_lies(tables: Tables) -> None:
    for table in tables:
        for one in table.roles:
            for slope in (one.average, one.crashes, one.outside, one.inside):
                positive = {Role.DIVERSIFIER.value, Role.NOT_A_SAFE_HAVEN.value}
                assert (slope.interval.lower > 0) == (slope.role in positive)
            assert one.outside.returns + one.inside.returns == one.average.returns
        assert {one.series for one in table.roles} == set(SPEC.series)


def test_no_share_of_windows_without_three_side_by_side(tables: Tables) -> None:
    """The longest corrections leave no room for three windows of their length; counted by a walk over free days."""
    told = {True: 0, False: 0}
    for rule, timing in product(tables[1].rules, ("hindsight", "ex_ante")):
        rows = [row for row in rule.rows if getattr(row, timing)]
        spans = [(row.peak, row.trough) if timing == "hindsight" else (row.crossed, row.over) for row in rows]
        table = pd.read_csv(PROJECT.series / "SPY.csv", index_col="day", parse_dates=True)
        days = table.loc["2014-09-17" : str(tables[1].last_day)].index
        inside = np.zeros(len(days) - 1, dtype=bool)
        for start, end in spans:
            first, last = (pd.Timestamp(day or tables[1].last_day) for day in (start, end))
            inside |= np.asarray((days[1:] > days[days <= first][-1]) & (days[1:] <= last))
        for row in rows:
            found = next(one for one in getattr(row, timing) if one.series == "SPY")
            count = run = 0
            for taken in inside:
                run = 0 if taken else run + 1
                if found.sessions and run == found.sessions:
                    count, run = count + 1, 0
            assert (found.rank is not None) == (count >= 3), (timing, row.peak)
            told[count >= 3] += 1
    assert min(told.values()) > 0


def test_the_slopes_as_it_could_be_known_by_numpy(tables: Tables) -> None:
    """IWC on Bitcoin, the days from each crossing to the day its end could be known set apart, by least squares."""
    table = tables[1]
    own = pd.read_csv(PROJECT.series / "IWC.csv", index_col="day", parse_dates=True)
    own = own.loc[: pd.Timestamp(table.last_day)]
    daily = own.close / (own.close.shift(1) - own.dividend.fillna(0)) - 1
    coin = closes("BTC-USD").reindex(own.index).dropna().pct_change().iloc[1:]
    inside = np.zeros(len(coin), dtype=bool)
    for row in table.rules[0].rows:
        if row.crossed is not None:
            last = pd.Timestamp(row.over or table.last_day)
            inside |= np.asarray((coin.index > pd.Timestamp(row.crossed)) & (coin.index <= last))
    design = np.column_stack([np.ones(len(coin)), coin.where(~inside, 0.0), coin.where(inside, 0.0)])
    slopes = np.linalg.lstsq(design, daily.loc[coin.index].to_numpy(), rcond=None)[0]
    told = table.role("IWC")
    assert told is not None
    assert told.known_inside.returns == inside.sum()
    assert (told.known_outside.value, told.known_inside.value) == pytest.approx(tuple(slopes[1:]), rel=1e-6)
    assert told.known_inside.interval.lower < slopes[2] < told.known_inside.interval.upper


def test_nothing_known_later_enters_at_publication(tables: Tables) -> None:
    then, _ = tables
    assert then.last_day == PUBLISHED
    assert max(row.trough for row in then.rules[0].rows) <= PUBLISHED
