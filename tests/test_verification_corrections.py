"""The second route to roles, splits and means: paths made by hand, real data by both routes, and tampered results."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from figurecheck.errors import InsufficientDataError
from figurecheck.pages.corrections.document import corrections_document
from figurecheck.paths import Project
from figurecheck.pipeline.corrections_facts import corrections_facts
from figurecheck.pipeline.corrections_spec import BEAR_RULE, SCALED_RULE, TableSpec, table_columns, table_series
from figurecheck.pipeline.evaluators import episodes
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.store.calendars import sessions
from figurecheck.verdicts.corrections import CorrectionsPair
from figurecheck.verdicts.outcome import AsOf
from figurecheck.verification.corrections import verify_corrections
from figurecheck.verification.data import Data, all_of, public_at_publication
from figurecheck.verification.market import Market, falls
from figurecheck.verification.roles import role_figures
from figurecheck.verification.since import since_figures

PROJECT = Project(Path(__file__).parents[1])
SPEC = TableSpec(series=("IWC",), small=("IWC",), rules=(BEAR_RULE, SCALED_RULE))
DAYS = sessions(pd.Timestamp("2021-01-04"), pd.Timestamp("2023-12-29"))


def wild_closes(seed: int = 5) -> pd.Series:
    """Prices that fall by a fifth several times in three years."""
    steps = np.random.default_rng(seed).normal(0.0, 0.03, DAYS.size)
    return pd.Series(100.0 * np.exp(np.cumsum(steps)), DAYS)


def tied(closes: pd.Series, outside: float, inside: float) -> Market:
    """An asset that moves by so much for each per cent outside of falls and in them, but for a breath of noise."""
    moves = closes.pct_change().fillna(0.0)
    falling = np.array([any(one.peak < day <= one.trough for one in falls(closes, "20%")) for day in closes.index])
    noise = np.random.default_rng(6).normal(0.0, 1e-4, closes.size)
    returns = moves * np.where(falling, inside, outside) + noise
    return Market(closes, 50.0 * (1.0 + returns).cumprod())


def test_slopes_that_were_put_in_come_out() -> None:
    paths = tied(wild_closes(), 0.1, -0.3)
    found = role_figures(paths, "20%", "all", None)
    assert found.slopes["outside corrections"].value == pytest.approx(0.1, abs=1e-3)
    assert found.slopes["in corrections"].value == pytest.approx(-0.3, abs=1e-3)
    states = found.returns["outside corrections"], found.returns["in corrections"]
    assert min(states) > 100
    assert sum(states) == DAYS.size - 1
    moves = paths.shared.pct_change().iloc[1:]
    assert found.margin == pytest.approx(0.1 * moves.asset.std() / moves.source.std())


def test_the_days_before_a_break_and_from_it_on_are_all_days() -> None:
    paths, day = tied(wild_closes(), 0.1, -0.3), pd.Timestamp("2022-07-01")
    sides = [role_figures(paths, "20%", side, day).returns for side in ("before", "since")]
    whole = role_figures(paths, "20%", "all", None).returns
    assert sides[0]["in corrections"] + sides[1]["in corrections"] == whole["in corrections"]
    with pytest.raises(InsufficientDataError):
        role_figures(paths, "20%", "before", DAYS[100])


def test_a_return_that_follows_the_other_leaves_nothing_over() -> None:
    """The logarithm moves by half: 64 to 36 is 8 to 6, a loss of a quarter, all of it implied."""
    closes = wild_closes()
    closes.iloc[-1] = closes.iloc[300] * 36 / 64
    found = since_figures(Market(closes, closes**0.5), DAYS[300])
    assert (found.value, found.source) == pytest.approx((-0.25, -0.4375))
    assert (found.slope_before.value, found.implied.value, found.rest.value) == pytest.approx((0.5, -0.25, 0.0))
    assert found.slope_since is not None
    assert found.slope_since.value == pytest.approx(0.5)
    with pytest.raises(InsufficientDataError):
        since_figures(Market(closes, closes), DAYS[20])


def test_falls_that_follow_volatility_know_the_days_before_only() -> None:
    """Both routes, and a jump of the last day moves no threshold of that day."""
    closes = pd.read_csv(PROJECT.series / "BTC-USD.csv", index_col="day", parse_dates=True).close
    first = [(one.phase.start, one.phase.end) for one in episodes.corrections(closes, SCALED_RULE)]
    second = [(one.peak, one.trough) for one in falls(closes, "10 deviations")]
    assert first == second
    assert len(second) > 10


@cache
def published() -> tuple[str, Mapping[str, Data]]:
    """What the results say of one fund, and the data of both dates."""
    workspace = open_workspace(PROJECT)
    article, observed = workspace.articles[0], workspace.read(table_series(SPEC))
    columns = table_columns(workspace.catalogue, SPEC)
    facts = corrections_facts(article, observed, columns, SPEC)
    document = corrections_document(CorrectionsPair(facts[AsOf.PUBLICATION], facts[AsOf.TODAY]))
    today = all_of(article, observed.values(), {})
    return json.dumps(document), {"today": today, "at_publication": public_at_publication(today)}


def differing(document: dict[str, Any]) -> list[str]:
    rows = [row for date, data in published()[1].items() for row in verify_corrections(document, date, data)]
    assert len(rows) > 150
    return [f"{row.date}, {row.part}, {row.number}" for row in rows if not row.agrees]


def test_both_routes_agree_on_real_data() -> None:
    assert differing(json.loads(published()[0])) == []


def test_a_tampered_slope_rest_mean_and_count_are_caught() -> None:
    document = json.loads(published()[0])
    today, before = document["today"], document["at_publication"]
    next(one for one in today["roles"][0]["slopes"] if one["place"] == "in corrections")["value"] += 0.001
    today["roles"][2]["slopes"][0]["returns"] += 1
    today["since_publication"][0]["rest_range"][1] += 0.001
    before["means"][0]["excess"] += 0.001
    assert differing(document) == [
        "today, IWC, all: in corrections, value",
        "today, IWC, since: returns outside tails, value",
        "today, IWC: rest, upper",
        "at_publication, IWC, 20%, hindsight: excess, value",
    ]


def test_a_role_that_turns_within_the_tolerance_of_its_limits_is_caught() -> None:
    """Before March 2020 the fund's interval in corrections holds 0 by 0.007, a sixth of its width."""
    document = json.loads(published()[0])
    slope = next(one for one in document["today"]["roles"][1]["slopes"] if one["place"] == "in corrections")
    slope["role"] = "not a safe haven"
    caught = "today, IWC, before: role in corrections"
    assert differing(document) == [f"{caught}, by its limits, word", f"{caught}, word"]
    slope["role"], slope["fragile"] = "safe haven not proven", True
    assert differing(document) == [f"{caught}, by its limits, word", f"{caught}, word"]


def test_a_role_of_the_likelihood_and_an_excess_outside_are_compared() -> None:
    document = json.loads(published()[0])
    slope = next(one for one in document["today"]["roles"][0]["slopes"] if one["place"] == "worst twentieth")
    slope["role"] = "weak safe haven"
    document["today"]["means"][1]["outside_excess"] += 0.001
    document["today"]["means"][2]["outside_corrections"] -= 1
    assert differing(document) == [
        "today, IWC, all: role worst twentieth, by its limits, word",
        "today, IWC, all: role worst twentieth, word",
        "today, IWC, 20%, ex_ante: outside excess, value",
        "today, IWC, 10 deviations, hindsight: corrections, outside excess, value",
    ]


def test_a_series_without_data_is_said() -> None:
    document = json.loads(published()[0])
    document["today"]["means"][0]["series"] = "NOTHING"
    assert differing(document) == ["today, means: NOTHING, 20%, hindsight, value"]
