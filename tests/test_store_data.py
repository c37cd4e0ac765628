"""The embedded observations: whole, licensed, faithful to figures that others have published."""

import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.ledger import load_ledger
from figurecheck.series.model import Kind
from figurecheck.sources.dividends import adjustment_factors
from figurecheck.store.checks import check_download
from figurecheck.store.datapackage import datapackage_text
from figurecheck.store.reading import Observed, checksums, read_all
from figurecheck.store.tables import table_text
from test_store_datapackage import frictionless_errors

PROJECT = Project(Path(__file__).parents[1])
READ_FROM = re.compile(
    r"(\S.*, commit [0-9a-f]{40}|(^|; later days from )(query2\.finance\.yahoo\.com/v8/finance/chart/"
    r"|api\.stlouisfed\.org/fred/series/observations, )\^?[A-Z0-9-]+)$"
)
"""A copy at a commit, or a provider: alone, or after a copy."""


@pytest.fixture(scope="module")
def data() -> dict[str, Observed]:
    return read_all(PROJECT, builtin_catalogue())


def test_every_series_is_there_and_no_other_but_second_sources() -> None:
    seconds = {one.id for one in builtin_catalogue().comparisons.values()}
    assert set(checksums(PROJECT)) - seconds == set(builtin_catalogue().ids)


@pytest.mark.parametrize("identifier", builtin_catalogue().ids)
def test_what_is_stored_would_pass_as_a_download(data: dict[str, Observed], identifier: str) -> None:
    observed = data[identifier]
    check_download(observed.frame, observed.series, observed.provenance.retrieved_at)
    assert table_text(observed.frame, observed.series).encode() == (PROJECT.series / f"{identifier}.csv").read_bytes()


@pytest.mark.parametrize("identifier", builtin_catalogue().ids)
def test_the_record_agrees_with_data_and_catalogue(data: dict[str, Observed], identifier: str) -> None:
    observed, record = data[identifier], data[identifier].provenance
    assert (record.first_day, record.last_day) == (observed.first_day, observed.last_day)
    assert record.rows == len(observed.frame)
    assert record.redistributable == observed.series.licence.redistributable
    assert record.title == observed.series.title
    assert READ_FROM.search(record.origin)
    assert observed.series.ended in {None, record.last_day}


def test_the_ledger_is_what_the_records_say(data: dict[str, Observed]) -> None:
    ledger = load_ledger(PROJECT.corrections)
    assert sum(len(one.provenance.corrections) for one in data.values()) == len(ledger.corrections) > 0
    assert sum(len(one.provenance.kept) for one in data.values()) == len(ledger.kept) > 0
    for entry in ledger.corrections:
        stored = data[entry.series].frame[entry.field].loc[str(entry.day)]
        assert np.isnan(stored) if entry.right is None else stored == pytest.approx(entry.right, rel=5e-7)


def test_the_known_slip_of_cardano_is_mended(data: dict[str, Observed]) -> None:
    # Binance closed ADA/USDT at 0.7071 on 2024-11-15; the vendor's own next opening is 0.7034.
    assert data["ADA-USD"].frame["close"].loc["2024-11-15"] == pytest.approx(0.7034, abs=5e-5)


def test_the_folder_stays_small_and_names_no_place_of_a_machine() -> None:
    files = [path for path in PROJECT.data.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 15_000_000
    assert not [path for path in files if re.search(rb"(?<![\w.:])/(work|tmp|home|root|Users)/", path.read_bytes())]


def test_the_description_is_up_to_date_and_valid() -> None:
    assert PROJECT.datapackage.read_text() == datapackage_text(PROJECT, builtin_catalogue().refreshed)


def test_frictionless_accepts_the_embedded_folder() -> None:
    assert frictionless_errors(PROJECT.datapackage) == []


def year(observed: Observed, of: int, *, total: bool = False) -> float:
    close = observed.frame["close"]
    if total:
        factors = adjustment_factors(close.to_numpy(), observed.frame["dividend"].to_numpy())
        close = close * factors
    return float(close.loc[str(of)].iloc[-1] / close.loc[str(of - 1)].iloc[-1] - 1)


# Calendar-year returns: price of Bitcoin and PSCT as the project's specification states them, total returns of funds
# as their issuers publish them for the market price (SPY, QQQ, IWM, TLT, GLD: annual reports and fact sheets).
YEARS = [
    ("BTC-USD", 2020, False, 3.03, 0.005),
    ("BTC-USD", 2022, False, -0.643, 0.0005),
    ("BTC-USD", 2024, False, 1.211, 0.0005),
    ("PSCT", 2020, False, 0.276, 0.0005),
    ("PSCT", 2022, False, -0.225, 0.0005),
    ("PSCT", 2024, False, -0.011, 0.0005),
    ("SPY", 2022, True, -0.182, 0.001),
    ("SPY", 2023, True, 0.262, 0.001),
    ("QQQ", 2022, True, -0.326, 0.001),
    ("IWM", 2020, True, 0.200, 0.002),
    ("TLT", 2022, True, -0.312, 0.002),
    ("GLD", 2024, False, 0.267, 0.001),
]


@pytest.mark.parametrize(("identifier", "of", "total", "published", "tolerance"), YEARS)
def test_years_come_out_as_published(
    data: dict[str, Observed], identifier: str, of: int, *, total: bool, published: float, tolerance: float
) -> None:
    assert year(data[identifier], of, total=total) == pytest.approx(published, abs=tolerance)


# Facts of the Federal Reserve's press releases and H.4.1, and of Cboe's records.
LEVELS = [
    ("DFEDTARU", "2020-03-16", 0.25),
    ("DFEDTARU", "2022-03-17", 0.5),
    ("DFEDTARU", "2022-12-15", 4.5),
    ("DFEDTARU", "2023-07-27", 5.5),
    ("DFEDTARU", "2024-09-19", 5.0),
    ("DFEDTARU", "2025-09-18", 4.25),
    ("VIXCLS", "2020-03-16", 82.69),
    ("VIXCLS", "2008-11-20", 80.86),
    ("CPIAUCSL", "2022-06-01", 294.996),
]


@pytest.mark.parametrize(("identifier", "day", "published"), LEVELS)
def test_levels_come_out_as_published(data: dict[str, Observed], identifier: str, day: str, published: float) -> None:
    assert data[identifier].frame["value"].loc[day] == pytest.approx(
        published, rel=2e-3 if identifier == "CPIAUCSL" else 0
    )


def test_decisions_are_the_steps_of_the_target_range(data: dict[str, Observed]) -> None:
    upper, decisions = data["DFEDTARU"].frame["value"], data["FOMC"].frame
    steps = upper.loc["2019":].diff().fillna(0)
    day_before = pd.DatetimeIndex(steps[steps != 0].index) - pd.Timedelta(days=1)
    assert len(day_before) == 3 + 2 + 7 + 4 + 3 + 3  # 2019, 2020, 2022 to 2025, from the press releases
    assert day_before.isin(decisions.index).all()
    assert (~decisions["scheduled"]).sum() == 2


def test_at_publication_only_what_was_public_is_known(data: dict[str, Observed]) -> None:
    publication = datetime(2025, 10, 3, 2, 29, tzinfo=ZoneInfo("America/New_York"))
    known = {name: one.known_before(publication).last_day for name, one in data.items()}
    assert {known[name] for name in ("BTC-USD", "PSCT", "DFEDTARU")} == {date(2025, 10, 2)}
    assert {known[name] for name in ("DGS2", "EFFR", "VIXCLS", "WALCL")} == {date(2025, 10, 1)}
    assert (known["CPIAUCSL"], known["NFCI"], known["FOMC"]) == (date(2025, 8, 1), date(2025, 9, 26), date(2025, 9, 17))


def test_prices_have_a_distribution_only_where_something_is_distributed(data: dict[str, Observed]) -> None:
    for observed in data.values():
        if observed.series.kind is Kind.PRICE and observed.series.group == "crypto-asset":
            assert (observed.frame["dividend"] == 0).all()
    assert (data["SPY"].frame["dividend"].loc["2014":"2025"] > 0).sum() == 48
    assert (data["GLD"].frame["dividend"] == 0).all()
