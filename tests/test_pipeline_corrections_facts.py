"""The table of corrections as the build writes it: depths and returns against the prices of the data folder."""

import csv
from pathlib import Path

import pandas as pd
import pytest

from figurecheck.paths import Project

SLUG = "ultra-small-cap-hedges"


@pytest.fixture(scope="module")
def rows(built: Project) -> list[dict[str, str]]:
    with (built.report(SLUG) / "downloads" / "corrections.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def closes(folder: Path, name: str) -> pd.Series:
    return pd.read_csv(folder / f"{name}.csv", index_col=0, parse_dates=True)["close"].dropna()


def test_every_depth_is_that_of_the_prices(built: Project, rows: list[dict[str, str]]) -> None:
    prices = closes(built.series, "BTC-USD")
    assert rows
    for row in rows:
        depth = prices[row["trough"]] / prices[row["peak"]] - 1
        assert float(row["depth"]) == pytest.approx(depth, abs=1e-12)


def test_returns_without_a_dividend_are_those_of_the_closes(built: Project, rows: list[dict[str, str]]) -> None:
    """GLD pays no dividend, so its total return is that of its closes at or before the days of the correction."""
    prices = closes(built.series, "GLD")
    gold = [row for row in rows if row["series"] == "GLD" and row["counted"] == "hindsight" and row["return"]]
    assert len(gold) > 40
    for row in gold:
        moved = prices.loc[: row["trough"]].iloc[-1] / prices.loc[: row["peak"]].iloc[-1] - 1
        assert float(row["return"]) == pytest.approx(moved, abs=1e-12)


def test_a_split_multiplies_back_to_its_return(rows: list[dict[str, str]]) -> None:
    split = [row for row in rows if row["drift"]]
    assert {row["series"] for row in split} >= {"IWC", "PSCT", "ULTRA-SMALL-CAP-BASKET"}
    for row in split:
        whole = (1 + float(row["implied"])) * (1 + float(row["drift"])) - 1
        assert whole == pytest.approx(float(row["return"]), abs=1e-9)


def test_a_correction_is_marked_by_its_peak(rows: list[dict[str, str]]) -> None:
    assert all((row["peak"] > "2025-10-02") == (row["after_publication"] == "true") for row in rows)
    assert any(row["after_publication"] == "true" for row in rows)
