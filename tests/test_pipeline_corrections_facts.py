"""The table of corrections as the build writes it: depths and returns against the prices of the data folder."""

import csv
import html
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from figurecheck.pages.words import slug
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


def falls(prices: pd.Series, share: float, rise: float) -> int:
    """How often a close lies ``share`` below the highest since the last low, which a rise of ``rise`` ends."""
    count, high, low, falling = 0, prices.iloc[0], prices.iloc[0], False
    for price in prices:
        high, low = max(high, price), min(low, price)
        if falling and price >= low * (1 + rise):
            falling, high = False, price
        elif not falling and price <= high * (1 - share):
            count, falling, low = count + 1, True, price
    return count


@pytest.mark.parametrize(
    ("rule", "share", "rise"),
    [("15%", 0.15, 0.15), ("20%", 0.2, 0.2), ("30%", 0.3, 0.3), ("20% up, 15% down", 0.15, 0.2)],
)
def test_every_rule_is_there_row_by_row(
    built: Project, rows: list[dict[str, str]], rule: str, share: float, rise: float
) -> None:
    """As many crossings of the threshold as a plain loop over the closes counts, each in the file and, of four rules,
    on the page.

    A first fall that never crossed it has no day of crossing, so it is not counted here.
    """
    crossed = {row["crossed"] for row in rows if row["rule"] == rule and row["counted"] == "ex_ante"} - {""}
    assert len(crossed) == pytest.approx(falls(closes(built.series, "BTC-USD"), share, rise), abs=1)
    text = (built.report(SLUG) / "corrections.md").read_text(encoding="utf-8")
    for way in ("hindsight", "ex-ante"):
        table = re.split(r"</details>|\n### ", text.split(f"{{ #{slug(rule)}-{way} }}")[1])[0]
        days = [line for line in table.splitlines() if re.match(r"\| .*\d{4} to ", line)]
        counted = way.replace("-", "_")
        peaks = {row["peak"] for row in rows if (row["rule"], row["counted"]) == (rule, counted)}
        assert peaks
        if rule == "20% up, 15% down":
            assert not days
            assert "each of its corrections in [the CSV]" in table
        else:
            assert len(days) == 2 * len(peaks)


def test_the_first_correction_is_marked_as_begun_before_the_data(built: Project, rows: list[dict[str, str]]) -> None:
    """Bitcoin's first close is its highest until the first trough, so its true peak may lie before it."""
    first = min((row for row in rows if row["rule"] == "20%"), key=lambda row: row["peak"])
    prices = closes(built.series, "BTC-USD")
    assert prices.loc[: first["trough"]].idxmax() == prices.index[0] == pd.Timestamp(first["peak"])
    assert first["data_begin_inside"] == "true"
    text = html.unescape((built.report(SLUG) / "corrections.md").read_text(encoding="utf-8"))
    assert "to 5 Oct 2014<br><strong>data begin inside it</strong>" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_means_of_the_answer_are_those_of_the_rows(built: Project, rows: list[dict[str, str]]) -> None:
    """Mean of IWC over the corrections of 20 %, both ways of counting, by pandas from the file of all rows."""
    text = html.unescape((built.report(SLUG) / "corrections.md").read_text(encoding="utf-8"))
    answer = text.replace("\N{NO-BREAK SPACE}", " ")
    for counted, words in (("hindsight", "in hindsight, it returned"), ("ex_ante", "could be known, it returned")):
        chosen = [row for row in rows if (row["rule"], row["series"], row["counted"]) == ("20%", "IWC", counted)]
        returns = pd.Series([float(row["return"]) for row in chosen if row["return"] and int(row["sessions"])])
        shown = f"{100 * returns.mean():+.1f}".replace("-", "\N{MINUS SIGN}")
        assert f"{words} {shown} %" in answer


def test_every_series_has_its_roles(built: Project) -> None:
    text = (built.report(SLUG) / "corrections.md").read_text(encoding="utf-8")
    roles = text.split("{ #roles }")[1].split("\n## ")[0]
    for name in ("IWC", "QQQ", "SPY", "GLD", "TLT", "UUP"):
        assert roles.count(f"| [{name}](") == 6, "at two dates, over all years, before the break and since"


def test_a_role_by_least_squares_is_that_of_numpy(built: Project) -> None:
    """The slope of SPY on Bitcoin in the corrections of 20 %, by numpy from closes and dividends."""
    prices = closes(built.series, "BTC-USD")
    table = pd.read_csv(built.series / "SPY.csv", index_col=0, parse_dates=True)
    own = table.close / (table.close.shift(1) - table.dividend.fillna(0)) - 1
    days = own.index[(own.index > prices.index[0]) & (own.index <= prices.index[-1])]
    days = days.insert(0, table.index[table.index <= prices.index[0]][-1])
    coin = prices.reindex(days).pct_change(fill_method=None).iloc[1:]
    own = own.loc[coin.index]
    with (built.report(SLUG) / "downloads" / "corrections.csv").open(encoding="utf-8") as file:
        spans = {(row["peak"], row["trough"]) for row in csv.DictReader(file) if row["rule"] == "20%"}
    inside = pd.Series(False, index=own.index)
    for peak, trough in spans:
        inside |= (own.index > pd.Timestamp(peak)) & (own.index <= pd.Timestamp(trough))
    slope = np.polyfit(coin[inside], own[inside], 1)[0]
    text = html.unescape((built.report(SLUG) / "corrections.md").read_text(encoding="utf-8"))
    row = next(line for line in text.splitlines() if line.startswith("| [SPY](") and "no safe haven" in line)
    assert float(row.split("|")[6].split("(")[0]) == pytest.approx(slope, abs=6e-4)
