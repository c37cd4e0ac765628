"""The days that a window needs, and its words; expected values read off a calendar."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from article_text import ARTICLE, written
from figurecheck.claims.describe import describe
from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Article
from figurecheck.claims.settings import HINDSIGHT, Price, Window
from figurecheck.claims.spans import span_of
from figurecheck.series.catalogue import builtin_catalogue

CASES: list[tuple[dict[str, Any], date, date | None, str]] = [
    ({"rule": "calendar_year", "year": 2020}, date(2019, 12, 31), date(2020, 12, 31), "calendar year 2020"),
    (
        {"rule": "calendar_quarter", "year": 2025, "quarter": 1},
        date(2024, 12, 31),
        date(2025, 3, 31),
        "first quarter of 2025",
    ),
    (
        {"rule": "calendar_quarter", "year": 2025, "quarter": 4},
        date(2025, 9, 30),
        date(2025, 12, 31),
        "fourth quarter of 2025",
    ),
    ({"rule": "calendar_month", "year": 2024, "month": 3}, date(2024, 2, 29), date(2024, 3, 31), "March 2024"),
    ({"rule": "calendar_month", "year": 2024, "month": 12}, date(2024, 11, 30), date(2024, 12, 31), "December 2024"),
    (
        {"rule": "closes", "from": date(2023, 9, 3), "to": "latest"},
        date(2023, 9, 3),
        None,
        "close to close, 3 September 2023 to the last day of the data",
    ),
    (
        {"rule": "first_to_last", "from": date(2022, 1, 1), "to": date(2022, 12, 31)},
        date(2022, 1, 1),
        date(2022, 12, 31),
        "first close to last close inside 1 January 2022 to 31 December 2022",
    ),
    (
        {"rule": "low_to_high", "from": date(2025, 9, 1), "to": "publication"},
        date(2025, 9, 1),
        date(2025, 10, 2),
        "low to later high inside 1 September 2025 to publication",
    ),
    (
        {"rule": "high_to_low", "from": date(2022, 1, 1), "to": date(2022, 12, 31)},
        date(2022, 1, 1),
        date(2022, 12, 31),
        "high to later low inside 1 January 2022 to 31 December 2022",
    ),
    (
        {"rule": "low_to_end", "from": date(2020, 1, 1), "to": date(2020, 12, 31)},
        date(2020, 1, 1),
        date(2020, 12, 31),
        "low to the end inside 1 January 2020 to 31 December 2020",
    ),
    (
        {"rule": "high_to_end", "from": date(2022, 1, 1), "to": date(2022, 12, 31)},
        date(2022, 1, 1),
        date(2022, 12, 31),
        "high to the end inside 1 January 2022 to 31 December 2022",
    ),
    (
        {"rule": "from_event", "event": "first-cut", "to": "publication"},
        date(2024, 9, 17),
        date(2025, 10, 2),
        "last close before the first cut to publication",
    ),
    (
        {"rule": "around_event", "event": "first-cut", "first": 0, "last": 0},
        date(2024, 9, 17),
        date(2024, 9, 18),
        "session 0 around the first cut",
    ),
    (
        {"rule": "around_event", "event": "first-cut", "first": -1, "last": 5},
        date(2024, 9, 16),
        date(2024, 9, 23),
        "sessions \N{MINUS SIGN}1 to 5 around the first cut",
    ),
]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Article:
    return load_article(written(tmp_path_factory.mktemp("article"), ARTICLE), builtin_catalogue())


def window(block: dict[str, Any]) -> Any:
    return TypeAdapter(Window).validate_python(block)


@pytest.mark.parametrize(("block", "start", "end", "_words"), CASES)
def test_a_window_needs_these_days(
    article: Article, block: dict[str, Any], start: date, end: date | None, _words: str
) -> None:
    assert span_of(window(block), article) == (start, end)


@pytest.mark.parametrize(("block", "_start", "_end", "words"), CASES)
def test_a_window_in_words(
    article: Article, block: dict[str, Any], _start: date, _end: date | None, words: str
) -> None:
    assert describe("window", window(block), article) == words


def test_every_rule_is_among_the_cases() -> None:
    schema = TypeAdapter(Window).json_schema()
    assert set(schema["discriminator"]["mapping"]) == {block["rule"] for block, *_ in CASES}


def test_windows_with_an_end_that_only_hindsight_knows() -> None:
    rules = {block["rule"] for block, *_ in CASES if isinstance(window(block), HINDSIGHT)}
    assert rules == {"low_to_high", "high_to_low", "low_to_end", "high_to_end"}


def test_prices_and_series_in_words(article: Article) -> None:
    assert [describe("price", price, article) for price in Price] == [
        "closing price",
        "total return, dividends reinvested",
        "intraday extremes",
    ]
    assert describe("series", "PSCT", article) == "PSCT"
