from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from figurecheck.errors import CatalogueError, UsageError
from figurecheck.series.catalogue import BUILTIN, builtin_catalogue, catalogue_problems, load_catalogue, open_groups
from figurecheck.series.model import Calendar, Kind

CRYPTO = ["BTC-USD", "ETH-USD", "SOL-USD", "ADA-USD", "XRP-USD", "BNB-USD"]
FUNDS = ["PSCT", "IWM", "IWC", "IWO", "IJR", "FDM", "XSW", "XSD", "SPY", "QQQ", "XLK", "GLD", "TLT", "UUP"]
STOCKS = ["INTT", "WYY", "DAIO", "INVE", "CSPI", "AEHR", "INSG", "AIRG", "LTRX", "BOSC", "CLRO", "QUIK", "ELTK", "CPSH"]
STOCKS += ["KTCC", "NSYS", "SGMA", "TSRI", "ISSC"]
RATES = ["DFEDTARU", "DFEDTARL", "EFFR", "FEDFUNDS", "DGS2", "DGS10", "T10Y2Y", "CPIAUCSL", "WALCL", "M2SL", "NFCI"]
OWNED = ["BAMLH0A0HYM2", "VIXCLS"]

ENTRY = """
licences:
  free: {title: Free, address: https://example.org/terms, redistributable: true}
groups:
  rate: {source: fred, kind: level, unit: percent, calendar: business, timezone: UTC, release_lag_hours: 24,
         bounds: [0, 10], max_gap_days: 5, max_age_days: 6, licence: free, address: 'https://example.org/{code}'}
series:
  ONE: {group: rate, title: First}
"""


def write(folder: Path, text: str, name: str = "more.yml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_every_series_of_the_report_is_there() -> None:
    assert list(builtin_catalogue().ids) == [*CRYPTO, *FUNDS, "GSPC", *STOCKS, *sorted_as_said(), "FOMC"]
    assert len(builtin_catalogue()) == 54


def sorted_as_said() -> list[str]:
    return [*RATES, *OWNED]


def test_prices_may_not_be_passed_on_public_figures_may() -> None:
    allowed = {one.id for one in builtin_catalogue() if one.licence.redistributable}
    assert allowed == {*RATES, "FOMC"}


def test_stocks_of_the_basket_have_ended_and_nothing_else_has() -> None:
    ended = {one.id: one.ended for one in builtin_catalogue() if one.ended}
    assert ended == dict.fromkeys(STOCKS, date(2024, 3, 8))
    assert {one.id for one in builtin_catalogue() if one.group == "ultra-small-cap stock"} == set(STOCKS)


def test_only_the_volatility_index_reaches_back_to_1990() -> None:
    starts = {one.id: one.start for one in builtin_catalogue()}
    assert starts.pop("VIXCLS") == date(1990, 1, 2)
    assert set(starts.values()) == {date(2014, 1, 2)}


@pytest.mark.parametrize("identifier", builtin_catalogue().ids)
def test_entry_is_complete_and_consistent(identifier: str) -> None:
    entry = builtin_catalogue().get(identifier)
    assert entry.lower < entry.upper
    assert quote(entry.code) in entry.address or entry.id == "FOMC"
    assert "{" not in entry.address
    assert entry.release_lag.total_seconds() > 0
    assert entry.max_move is not None
    assert entry.kind is not Kind.PRICE or (entry.lower > 0 and entry.calendar in {Calendar.ALWAYS, Calendar.XNYS})
    # An error by a factor of ten must be visible as a move: 10 / 1 - 1 = 9.
    assert entry.kind is not Kind.PRICE or entry.max_move < 9


def test_second_sources_are_refreshed_but_no_claim_reads_them() -> None:
    catalogue = builtin_catalogue()
    assert {one.id: one.compares for one in catalogue.comparisons.values()} == {
        "CBBTCUSD": "BTC-USD",
        "CBETHUSD": "ETH-USD",
    }
    assert [one.id for one in catalogue.refreshed] == [*catalogue.ids, "CBBTCUSD", "CBETHUSD"]
    assert "CBBTCUSD" not in catalogue
    assert catalogue.get("CBBTCUSD").source == "fred"
    assert not any(one.licence.redistributable for one in catalogue.comparisons.values())


def test_a_second_source_of_nothing_is_refused(tmp_path: Path) -> None:
    text = ENTRY + "comparisons:\n  TWO: {group: rate, title: Second, compares: NONE, agreement: 0.1}\n"
    with pytest.raises(CatalogueError, match=r"comparisons\.TWO\.compares: found 'NONE'"):
        load_catalogue(write(tmp_path, text))


def test_a_rule_of_thumb_calls_itself_one() -> None:
    for identifier in ("DGS2", "EFFR", "VIXCLS", "BAMLH0A0HYM2", "CPIAUCSL", "M2SL", "FEDFUNDS"):
        assert "rule of thumb" in builtin_catalogue().get(identifier).note, identifier


def test_proxies_that_cannot_be_had_are_listed_with_their_reason() -> None:
    assert [one.id for one in builtin_catalogue().unavailable] == ["^RUT", "BRSIX", "BRUSX"]
    assert all(one.reason for one in builtin_catalogue().unavailable)


@pytest.mark.parametrize(
    ("words", "meant"),
    [("bitcoin", "BTC-USD"), ("Russell", "IWM"), ("nasdaq", "QQQ"), ("Treasury", "TLT"), ("S&P500", "SPY")],
)
def test_a_series_asked_for_by_its_title_is_suggested(words: str, meant: str) -> None:
    hint = builtin_catalogue().why_unknown(words).partition("did you mean ")[2]
    assert meant in hint


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("btc-usd", "BTC-USD?"),
        ("BTC", "BTC-USD?"),
        ("BTCUSD", "BTC-USD?"),
        ("^GSPC", "GSPC?"),
        ("Ethereum", "ETH-USD?"),
        ("TNX", "DGS10?"),
        ("VIX", "VIXCLS?"),
        ("Treasuries", "TLT or DGS2 or DGS10?"),
        ("small caps", "PSCT or IJR?"),
        ("SPYY", "SPY?"),
        ("DGS30", "DGS10 or DGS2?"),
    ],
)
def test_a_name_that_says_which_series_is_meant_is_not_drowned_in_others(words: str, hint: str) -> None:
    assert builtin_catalogue().why_unknown(words).partition("did you mean ")[2] == hint


def test_what_no_name_and_no_title_holds_gets_no_suggestion() -> None:
    assert builtin_catalogue().why_unknown("wheat futures") == "one that 'figurecheck series' lists"


def test_an_unknown_series_is_answered_with_the_nearest_names() -> None:
    with pytest.raises(
        UsageError, match=r"'BTCUSD'; allowed: one that 'figurecheck series' lists; did you mean BTC-USD"
    ):
        builtin_catalogue().get("BTCUSD")
    with pytest.raises(UsageError, match="cannot be had: No free daily history"):
        builtin_catalogue().get("^RUT")
    assert "BTCUSD" not in builtin_catalogue()
    assert "BTC-USD" in builtin_catalogue()


def test_a_second_file_adds_series_and_uses_the_groups_of_the_first(tmp_path: Path) -> None:
    more = write(tmp_path, "series:\n  LTC-USD: {group: crypto-asset, title: Litecoin, bounds: [1, 5000]}\n")
    catalogue = load_catalogue(BUILTIN, more)
    assert len(catalogue) == 55
    assert catalogue.get("LTC-USD").address == "https://finance.yahoo.com/quote/LTC-USD/history"


def test_everything_that_an_entry_leaves_out_is_said_at_once(tmp_path: Path) -> None:
    more = write(tmp_path, "series:\n  CPIAUCNS: {group: economic indicator, title: Prices}\n")
    with pytest.raises(CatalogueError, match="allowed: a value of unit, release_lag_hours, bounds"):
        load_catalogue(BUILTIN, more)


def test_a_group_owes_exactly_what_an_entry_in_it_must_say(tmp_path: Path) -> None:
    values = {"unit": "index", "release_lag_hours": "24", "bounds": "[1, 5]"}
    groups = open_groups()
    assert {"fund", "crypto-asset", "market rate", "economic indicator"} <= {one.name for one in groups}
    for one in groups:
        said = "".join(f", {name}: {values[name]}" for name in one.owed)
        file = write(tmp_path, f"series:\n  NEW: {{group: {one.name}, title: New{said}}}\n")
        assert load_catalogue(BUILTIN, file).get("NEW").group == one.name


def test_a_series_overrides_its_group(tmp_path: Path) -> None:
    file = write(tmp_path, ENTRY.replace("title: First", "title: First, unit: points, code: X1"))
    entry = load_catalogue(file).get("ONE")
    assert (entry.unit, entry.code, entry.address) == ("points", "X1", "https://example.org/X1")


WRONG = [
    ("group: rate", "group: rates", 8, "series.ONE.group", "found 'rates'; allowed: one of rate"),
    ("bounds: [0, 10]", "bounds: [10, 0]", 6, "groups.rate.bounds", "the smaller one first"),
    ("licence: free", "licence: fee", 8, "series.ONE.licence", "found 'fee'; allowed: one of free"),
    ("timezone: UTC", "timezone: Mars", 5, "groups.rate.timezone", "found 'Mars'"),
    ("release_lag_hours: 24", "release_lag_hours: -1", 5, "groups.rate.release_lag_hours", "found -1"),
    ("calendar: business", "calendar: lunar", 5, "groups.rate.calendar", "found 'lunar'"),
    ("max_gap_days: 5, ", "", 8, "series.ONE.max_gap_days", "found nothing, here or in the group rate"),
    ("title: First", "title: First, colour: red", 8, "series.ONE.colour", "the unknown field 'colour'"),
    (", title: First", "", 8, "series.ONE.title", "found nothing"),
    ("  ONE:", "  one:", 8, "series.one", "capital letters, digits"),
    ("https://example.org/terms", "ftp://example.org", 3, "licences.free.address", "found 'ftp://example.org'"),
    ("bounds: [0, 10]", "bounds: [0, .inf]", 6, "groups.rate.bounds[1]", "found inf"),
]


@pytest.mark.parametrize(("said", "instead", "line", "field", "words"), WRONG)
def test_a_wrong_entry_is_refused_with_its_line(
    tmp_path: Path, said: str, instead: str, line: int, field: str, words: str
) -> None:
    assert said in ENTRY
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(write(tmp_path, ENTRY.replace(said, instead)))
    assert (caught.value.line, caught.value.field) == (line, field)
    assert words in str(caught.value)


def test_a_series_given_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"b\.yml:8: series\.ONE: found a series given twice"):
        load_catalogue(write(tmp_path, ENTRY, "a.yml"), write(tmp_path, ENTRY, "b.yml"))


def test_all_problems_of_a_file_can_be_listed(tmp_path: Path) -> None:
    text = ENTRY.replace("bounds: [0, 10]", "bounds: [10, 0]").replace("title: First", "titel: First")
    assert [error.line for error in catalogue_problems(write(tmp_path, text))] == [6, 8, 8]
    assert catalogue_problems(BUILTIN) == []
