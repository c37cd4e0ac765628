"""The readings of a part: a product of its axes, the primary first, less what the file leaves out."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed, written
from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Alternatives, Article, LeftOut
from figurecheck.claims.readings import combinations, leaves_out, readings
from figurecheck.claims.settings import Settings
from figurecheck.series.catalogue import builtin_catalogue


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return load_article(written(tmp_path, ARTICLE), builtin_catalogue())


def names(article: Article) -> list[tuple[str | None, str, str | None]]:
    part = article.claim("rally").parts[0]
    return [
        (found.series, "" if found.window is None else found.window.rule, found.price)
        for found in (reading.settings for reading in readings(article, part))
    ]


def test_the_primary_reading_comes_first_and_is_the_only_primary(article: Article) -> None:
    found = readings(article, article.claim("rally").parts[0])
    assert names(article)[0] == ("PSCT", "calendar_year", "close")
    assert [reading.primary for reading in found] == [True] + [False] * (len(found) - 1)


def test_readings_are_the_product_of_the_axes_less_what_is_left_out(article: Article) -> None:
    """By hand: 2 funds x 3 windows x 3 prices, less intraday prices on the 2 windows with fixed ends."""
    expected = {
        (series, rule, price)
        for series in ("PSCT", "IWM")
        for rule in ("calendar_year", "low_to_high", "from_event")
        for price in ("close", "total_return", "intraday")
        if price != "intraday" or rule == "low_to_high"
    }
    assert len(names(article)) == len(expected) == 2 * 3 * 3 - 2 * 2
    assert set(names(article)) == expected
    assert len(combinations(article, article.claim("rally").parts[0])) == 18


def test_every_choice_carries_the_reason_of_the_file(article: Article) -> None:
    part = article.claim("rally").parts[0]
    reasons = {
        (choice.axis, str(getattr(choice.value, "rule", choice.value))): choice.why
        for reading in readings(article, part)
        for choice in reading.choices
    }
    assert reasons == {
        ("series", "PSCT"): "The year is named.",
        ("series", "IWM"): "The right size.",
        ("window", "calendar_year"): "The year is named.",
        ("window", "low_to_high"): "From low to high.",
        ("window", "from_event"): "From the cut on.",
        ("price", "close"): "The year is named.",
        ("price", "total_return"): "Dividends count.",
        ("price", "intraday"): "Extremes of the day.",
    }


def test_context_series_of_a_proxy_are_not_readings(article: Article) -> None:
    assert "QQQ" not in {series for series, _, _ in names(article)}


def test_without_proxies_only_the_named_series_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, changed("          proxies: true\n", ""))
    assert {series for series, _, _ in names(load_article(file, builtin_catalogue()))} == {"PSCT"}


def test_a_part_without_alternatives_has_one_reading(article: Article) -> None:
    part = article.claim("cuts").parts[0].model_copy(update={"alternatives": Alternatives()})
    assert [reading.primary for reading in readings(article, part)] == [True]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"rules": ("calendar_year",)}, True),
        ({"rules": ("closes", "calendar_year"), "price": "close"}, True),
        ({"series": "PSCT"}, True),
        ({"series": "IWM"}, False),
        ({"rules": ("closes",)}, False),
        ({"rules": ("calendar_year",), "price": "total_return"}, False),
    ],
)
def test_a_rule_leaves_out_what_agrees_with_all_of_it(rule: dict[str, object], expected: bool) -> None:
    settings = Settings.model_validate(
        {"series": "PSCT", "window": {"rule": "calendar_year", "year": 2024}, "price": "close"}
    )
    assert leaves_out(LeftOut.model_validate({**rule, "why": "A reason."}), settings) is expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"series": ("IWM", "PSCT")}, True),
        ({"starts": ("2020-01-01",), "frequency": ("weekly",)}, True),
        ({"starts": ("2014-09-17",)}, False),
        ({"regime": ("level",), "method": ("garch", "pearson")}, True),
        ({"regime": ("drawdown",)}, False),
        ({"regime": ("level",), "against": ("ETH-USD",)}, False),
        ({"episodes": ("filter",)}, False),
        ({"timing": ("ex_ante",)}, False),
    ],
)
def test_a_rule_on_statistical_axes(rule: dict[str, object], expected: bool) -> None:
    """A list agrees with each of its values; an axis that the reading does not use agrees with nothing."""
    settings = Settings.model_validate(
        {
            "series": "PSCT",
            "against": "BTC-USD",
            "window": {"rule": "closes", "from": "2020-01-01", "to": "latest"},
            "frequency": "weekly",
            "method": "pearson",
            "regime": {"rule": "level", "series": "VIXCLS", "percentile": 0.8},
        }
    )
    assert leaves_out(LeftOut.model_validate({**rule, "why": "A reason."}), settings) is expected


def test_a_reading_names_what_it_measures_and_what_tells_its_regime() -> None:
    pair = Settings.model_validate(
        {"series": "PSCT", "against": "BTC-USD", "regime": {"rule": "level", "series": "VIXCLS", "percentile": 0.8}}
    )
    assert pair.measured == ("PSCT", "BTC-USD")
    assert pair.used == ("PSCT", "BTC-USD", "VIXCLS")
    regime = {"rule": "drawdown", "series": "BTC-USD", "depth": 0.2}
    panel = Settings.model_validate({"panel": [["BTC-USD", "ETH-USD"], ["PSCT", "BTC-USD"]], "regime": regime})
    assert panel.measured == panel.used == ("BTC-USD", "ETH-USD", "PSCT")


def test_a_series_in_two_proxies_stands_for_the_one_that_is_meant(tmp_path: Path) -> None:
    second = """\
  - id: tiny
    title: Tiny companies
    why: The fund cannot be had.
    series:
      - {id: IWM, role: primary, why: The smaller half.}
      - {id: FDM, role: admitted, why: Smaller still.}
events:
"""
    article = load_article(written(tmp_path, changed("events:\n", second)), builtin_catalogue())
    assert [proxy.id for proxy in (article.proxy_of("IWM"), article.proxy_of("IWM", "tiny")) if proxy] == [
        "small-tech",
        "tiny",
    ]
    assert {series for series, _, _ in names(article)} == {"PSCT", "IWM"}
    entry = article.stands_for("IWM", "tiny")
    assert entry is not None
    assert entry.why == "The smaller half."
    assert article.proxy_of("BTC-USD") is None
    assert article.stands_for("BTC-USD") is None
