"""The corrections table against plain pandas: dates, returns, ranks, splits, and what has ended."""

from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from figurecheck.claims.settings import Price
from figurecheck.measures.placebo import Interval, placebo_shifts
from figurecheck.measures.safe_haven import Role, SafeHavenRegression
from figurecheck.paths import Project
from figurecheck.pipeline import corrections_roles
from figurecheck.pipeline.corrections_roles import state_roles_by_era
from figurecheck.pipeline.corrections_spec import (
    BEAR_RULE,
    HARSH_RULE,
    MILD_RULE,
    SCALED_RULE,
    UNEVEN_RULE,
    TableSpec,
    table_columns,
    table_series,
)
from figurecheck.pipeline.corrections_table import corrections_eras, corrections_table
from figurecheck.pipeline.evaluators import episodes
from figurecheck.pipeline.evaluators.base import path
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.verdicts.corrections import Cell, Correction, Corrections
from figurecheck.verdicts.outcome import AsOf
from worlds import ended

PROJECT = Project(Path(__file__).parents[1])
PUBLISHED = date(2025, 10, 2)
BASKET = "ULTRA-SMALL-CAP-BASKET"
RULES = (BEAR_RULE, MILD_RULE, HARSH_RULE, SCALED_RULE, UNEVEN_RULE)
SPEC = TableSpec(series=("IWC", "FDM", BASKET, "SPY"), small=("IWC", BASKET), rules=RULES)

Tables = tuple[Corrections, Corrections]


@pytest.fixture(scope="module")
def tables() -> Tables:
    workspace = open_workspace(PROJECT)
    observed = dict(workspace.read(table_series(SPEC)))
    observed["FDM"] = ended(observed["FDM"], "2025-12-24")
    article, columns = workspace.articles[0], table_columns(workspace.catalogue, SPEC)
    known = known_at_publication(article, observed)
    worlds = {AsOf.PUBLICATION: known, AsOf.TODAY: observed}
    eras = corrections_eras(worlds, article, 7, 199, SPEC)
    then, now = (
        replace(corrections_table(world, article, columns, 7, 199, SPEC), eras=eras[as_of])
        for as_of, world in worlds.items()
    )
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

    It begins undecided, with a peak and a trough, and takes the side whose threshold is crossed first; a first fall
    that is not as deep as ``share`` is none.
    """
    found, peak, trough, falling, rising = [], 0, 0, True, True
    values = prices.to_numpy()
    for now in range(1, len(values)):
        peak = now if rising and values[now] >= values[peak] else peak
        trough = now if falling and values[now] <= values[trough] else trough
        if falling and values[now] >= (1 + share) * values[trough]:
            deep = peak < trough and values[trough] <= (1 - share) * values[peak]
            found += [(prices.index[peak], prices.index[trough])] if deep else []
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


def test_a_rise_of_a_fifth_may_end_a_fall_of_fifteen_percent(tables: Tables) -> None:
    """45 to publication by the answer file (20/15 of Lunde and Timmermann), where 15/15 has more and 20/20 fewer."""
    then, _ = tables
    even, mild, _, _, uneven = then.rules
    assert (uneven.short, uneven.words) == ("20% up, 15% down", "falls of 15%, ended by rises of 20%")
    assert uneven.count == 45
    assert even.count < uneven.count < mild.count
    assert max(row.depth for row in uneven.rows) <= -0.15
    assert TableSpec().rules == RULES


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


def test_a_rank_among_all_windows_by_brute_force(tables: Tables) -> None:
    """Every window of as many sessions, corrections included, over the joined ends of the calendar as well."""
    table = pd.read_csv(PROJECT.series / "SPY.csv", index_col="day", parse_dates=True).loc["2014-09-17":"2025-10-02"]
    daily = (table.close / (table.close.shift(1) - table.dividend.fillna(0))).iloc[1:].to_numpy()
    for row in tables[0].rules[0].rows:
        found = cell(row, "SPY")
        if found.value is None or not found.sessions:
            assert found.rank is None
            continue
        rounds = np.tile(daily, 2)
        usual = [rounds[s : s + found.sessions].prod() - 1 for s in range(len(daily))]
        assert found.rank == pytest.approx(np.mean(np.array(usual) <= found.value + 1e-12), abs=1e-9)
        assert (found.placebos, found.side_by_side) == (len(daily), len(daily) // found.sessions)


def test_a_single_return_and_the_means_are_set_against_the_same(tables: Tables) -> None:
    """A series that covers one correction alone would have its rank as the share of placebo means at or below."""
    workspace = open_workspace(PROJECT)
    fund = workspace.read(("SPY",))["SPY"].frame
    row = next(row for row in tables[0].rules[0].rows if row.depth < -0.45)
    prices = path(workspace.read(("SPY",))["SPY"], Price.TOTAL_RETURN)
    known = pd.Series(prices, fund.index).loc["2014-09-17":"2025-10-02"]
    means = placebo_shifts(known, [Interval(pd.Timestamp(row.peak), pd.Timestamp(row.trough))])
    assert (cell(row, "SPY").rank, cell(row, "SPY").placebos) == (means.at_or_below, means.n)


def test_every_fall_is_as_deep_as_its_rule(tables: Tables) -> None:
    """Bitcoin's prices begin in a fall of 29.9 %, which is none of 30 %: 15 to publication by the loop, 16 today."""
    for table, falls in zip(tables, (15, 16), strict=True):
        for rule, share in zip(table.rules, (0.2, 0.15, 0.3), strict=False):
            assert max(row.depth for row in rule.rows) <= -share
            assert all(len(row.ex_ante) == len(row.hindsight) for row in rule.rows)
        assert table.rules[2].count == falls


def test_what_has_ended_is_empty_with_its_reason(tables: Tables) -> None:
    last = tables[1].rules[0].rows[-1]
    assert (cell(last, BASKET).value, cell(last, BASKET).reason) == (None, "ends on 2024-03-08")
    assert (cell(last, "FDM").value, cell(last, "FDM").reason) == (None, "ends on 2025-12-24")
    until = {column.series: column.until for column in tables[1].columns}
    assert until == {"IWC": None, "FDM": date(2025, 12, 24), BASKET: None, "SPY": None}
    assert {column.until for column in tables[0].columns} == {None}
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


def test_the_excess_over_windows_outside_by_brute_force(tables: Tables) -> None:
    """SPY at publication: all windows as long of its own calendar that share no day's return with a correction."""
    table = pd.read_csv(PROJECT.series / "SPY.csv", index_col="day", parse_dates=True).loc["2014-09-17":"2025-10-02"]
    growth = (table.close / (table.close.shift(1) - table.dividend.fillna(0))).fillna(1.0).cumprod()
    rows, days = tables[0].rules[0].rows, growth.index
    touched = np.zeros(len(days) - 1, dtype=bool)
    for row in rows:
        touched |= np.asarray((days[:-1] < pd.Timestamp(row.trough)) & (days[1:] > pd.Timestamp(row.peak)))
    values, excess = growth.to_numpy(), []
    for found in (cell(row, "SPY") for row in rows):
        n = found.sessions
        usual = [values[s + n] / values[s] - 1 for s in range(len(values) - n) if not touched[s : s + n].any()]
        if found.value is not None and n and usual:
            excess.append(found.value - np.mean(usual))
    summary = tables[0].rules[0].summary("SPY", ex_ante=False)
    assert summary is not None
    assert summary.outside is not None
    assert (summary.outside.excess, summary.outside.corrections) == (pytest.approx(np.mean(excess)), len(excess))


def test_roles_say_where_the_interval_lies(tables: Tables) -> None:
    for table in tables:
        for one in table.roles:
            for slope in (one.average, one.crashes, one.outside, one.inside):
                positive = {Role.DIVERSIFIER.value, Role.NOT_A_SAFE_HAVEN.value}
                lowest = min(one.lower for one in (slope.interval, slope.second) if one is not None)
                assert (lowest > 0 and not slope.fragile) == (slope.role in positive)
            returns = one.outside.returns + one.inside.returns
            assert one.known_outside.returns + one.known_inside.returns == returns
            assert returns - one.average.returns == pytest.approx(0.1 * returns, abs=1), "outside of the worst tenth"
        assert {one.series for one in table.roles} == set(SPEC.series)


def test_roles_before_and_since_the_break_are_least_squares_on_those_days(tables: Tables) -> None:
    now = tables[1]
    assert now.eras is not None
    coin, spy = closes("BTC-USD"), growth("SPY")
    shared = pd.DataFrame({"asset": spy, "source": coin}).dropna()
    moves = shared.pct_change().iloc[1:]
    falling = np.zeros(len(moves), dtype=bool)
    for peak, trough in corrections_by_loop(coin):
        falling |= np.asarray((moves.index > peak) & (moves.index <= trough))
    early = np.asarray(moves.index < "2020-03-01")
    for side, days in ((now.eras.before, early), (now.eras.since, ~early)):
        told = next(one for one in side if one.series == "SPY")
        asset, source = moves.asset[days].to_numpy(), moves.source[days].to_numpy()
        state = falling[days]
        outside, inside = (np.polyfit(source[days], asset[days], 1)[0] for days in (~state, state))
        assert (told.outside.value, told.inside.value) == pytest.approx((outside, inside), rel=1e-9)
        assert (told.outside.returns, told.inside.returns) == (int((~state).sum()), int(state.sum()))
        assert (told.first_day, told.last_day) == (moves.index[days][0].date(), moves.index[days][-1].date())
        assert told.margin == pytest.approx(0.1 * asset.std() / source.std(), rel=1e-9)


def growth(name: str) -> pd.Series:
    table = pd.read_csv(PROJECT.series / f"{name}.csv", index_col="day", parse_dates=True)
    daily = table.close / (table.close.shift(1) - table.dividend.fillna(0))
    return daily.fillna(1.0).cumprod()


def test_the_break_is_the_one_that_the_article_asks_about(tables: Tables) -> None:
    asked = PROJECT.articles / "ultra-small-cap-hedges.yml"
    assert f"regime: {{rule: since, day: {SPEC.break_day}}}" in asked.read_text(encoding="utf-8")
    assert all(table.eras is not None and table.eras.day == SPEC.break_day for table in tables)


def test_the_years_before_the_break_are_computed_once_for_both_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """One regression for the shared years and one for the others of each date; another seed shares nothing."""
    falling, prices = closes("BTC-USD"), growth("SPY")
    lengths: list[int] = []
    regression = corrections_roles.safe_haven_regression

    def counted(asset: np.ndarray, source: np.ndarray, margin: float) -> SafeHavenRegression:
        lengths.append(asset.size)
        return regression(asset, source, margin=margin)

    monkeypatch.setattr(corrections_roles, "safe_haven_regression", counted)
    memory: dict[Hashable, Any] = {}
    for last, seed, expected in (("2025-10-02", 7, 2), ("2026-08-21", 7, 3), ("2026-08-21", 8, 5)):
        known = falling.loc[:last]
        found = episodes.corrections(known, BEAR_RULE)
        told = state_roles_by_era({"SPY": prices.loc[:last]}, known, found, (seed, 199), SPEC.break_day, memory)
        alone = state_roles_by_era({"SPY": prices.loc[:last]}, known, found, (seed, 199), SPEC.break_day)
        assert told == alone
        assert told is not None
        assert len(memory) == expected
    assert len(set(lengths)) == 3


def test_a_break_outside_of_the_data_divides_nothing() -> None:
    falling = closes("BTC-USD").loc["2023":]
    series = {"SPY": growth("SPY").loc["2023":]}
    found = episodes.corrections(falling, BEAR_RULE)
    assert state_roles_by_era(series, falling, found, (7, 99), SPEC.break_day) is None


def test_the_slopes_as_it_could_be_known_by_numpy(tables: Tables) -> None:
    """IWC on Bitcoin, the days from each crossing to the day its end could be known set apart, by least squares."""
    table = tables[1]
    own = pd.read_csv(PROJECT.series / "IWC.csv", index_col="day", parse_dates=True)
    own = own.loc[: pd.Timestamp(table.last_day)]
    daily = own.close / (own.close.shift(1) - own.dividend.fillna(0)) - 1
    coin = closes("BTC-USD").reindex(own.index).dropna().pct_change().iloc[1:]
    inside = np.zeros(len(coin), dtype=bool)
    for row in table.rules[0].rows:
        last = pd.Timestamp(row.over or table.last_day)
        inside |= np.asarray((coin.index > pd.Timestamp(row.crossed)) & (coin.index <= last))
    asset = daily.loc[coin.index].to_numpy()
    slopes = [np.polyfit(coin[days], asset[days], 1)[0] for days in (~inside, inside)]
    told = table.role("IWC")
    assert told is not None
    assert told.known_inside.returns == inside.sum()
    assert (told.known_outside.value, told.known_inside.value) == pytest.approx(tuple(slopes), rel=1e-6)
    assert told.known_inside.interval.lower < slopes[1] < told.known_inside.interval.upper


def test_nothing_known_later_enters_at_publication(tables: Tables) -> None:
    then, _ = tables
    assert then.last_day == PUBLISHED
    assert max(row.trough for row in then.rules[0].rows) <= PUBLISHED
