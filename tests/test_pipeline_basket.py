"""The basket as a series: made of its members alone, ended with them, cut at publication like any other."""

from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from figurecheck.claims.settings import Price
from figurecheck.measures.returns import total_return_index
from figurecheck.paths import Project
from figurecheck.pipeline.evaluators.base import path
from figurecheck.pipeline.facts import series_facts
from figurecheck.pipeline.series_pieces import series_pieces
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.store.reading import Observed

PROJECT = Project(Path(__file__).parents[1])
BASKET = "ULTRA-SMALL-CAP-BASKET"


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(PROJECT)


@pytest.fixture(scope="module")
def observed(workspace: Workspace) -> dict[str, Observed]:
    return workspace.read([BASKET, "SPY"])


@pytest.fixture(scope="module")
def stocks(workspace: Workspace) -> dict[str, pd.DataFrame]:
    """The members as plain tables, read without the project's store."""
    names = [one.id for one in workspace.catalogue if one.group == "ultra-small-cap stock"]
    return {n: pd.read_csv(PROJECT.series / f"{n}.csv", index_col="day", parse_dates=True) for n in names}


def test_the_price_path_compounds_the_mean_of_the_changes(
    observed: dict[str, Observed], stocks: dict[str, pd.DataFrame]
) -> None:
    closes = pd.DataFrame({name: table.close for name, table in stocks.items()})
    changes = closes.pct_change(fill_method=None).iloc[1:]
    expected = 100 * (1 + changes.mean(axis=1)).cumprod()
    np.testing.assert_allclose(observed[BASKET].frame.close.iloc[1:], expected, rtol=1e-10)
    assert (changes.notna().sum(axis=1).iloc[0], changes.notna().sum(axis=1).iloc[-1]) == (18, 19)


def test_the_total_return_is_the_mean_of_the_total_returns(
    observed: dict[str, Observed], stocks: dict[str, pd.DataFrame]
) -> None:
    indices = {
        name: pd.Series(total_return_index(t.close.to_numpy(), t.dividend.to_numpy()), t.index)
        for name, t in stocks.items()
    }
    expected = pd.DataFrame(indices).pct_change(fill_method=None).iloc[1:].mean(axis=1)
    found = pd.Series(path(observed[BASKET], Price.TOTAL_RETURN)).pct_change().iloc[1:]
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12)


def test_the_basket_ends_with_its_members_and_says_what_flatters_it(observed: dict[str, Observed]) -> None:
    basket = observed[BASKET]
    assert basket.series.ended == basket.last_day == date(2024, 3, 8)
    assert "survivors" in basket.series.note
    assert "2024-03-08" in basket.series.note


def test_the_checksum_is_that_of_the_members(observed: dict[str, Observed], workspace: Workspace) -> None:
    members = [observed[name].sha256 for name in workspace.catalogue.stored(BASKET)]
    assert len(members) == 19
    assert observed[BASKET].sha256 == sha256("\n".join(members).encode()).hexdigest()


def test_nothing_is_stored_or_refreshed(workspace: Workspace) -> None:
    assert BASKET in workspace.catalogue
    assert BASKET not in workspace.catalogue.ids
    assert not (PROJECT.series / f"{BASKET}.csv").exists()


def test_it_can_be_cut_like_any_series(observed: dict[str, Observed]) -> None:
    moment = datetime.fromisoformat("2020-03-17T03:00:00-04:00")
    assert observed[BASKET].known_before(moment).last_day == date(2020, 3, 16)


def test_the_data_page_knows_it(workspace: Workspace) -> None:
    records = {piece.unit.name: piece.call(*piece.arguments) for piece in series_pieces(workspace)}
    facts = {one.series.id: one for one in series_facts(workspace, records)}[BASKET]
    assert facts.table is None
    assert facts.origin.startswith("computed from INTT, ")
