"""Windows that end after what a statement could know, compared with publication and with the day of its source."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed, written
from figurecheck.claims.loading import load_article
from figurecheck.claims.problems import Problem
from figurecheck.claims.warnings import warnings
from figurecheck.series.catalogue import builtin_catalogue

LAST = "{rule: from_event, event: first-cut, to: publication}"
SOURCE = """\
    source:
      publisher: Another
      headline: Its headline
      {said}
      address: https://example.org/b
    parts:
      - id: small
"""


def late(folder: Path, text: str) -> list[Problem]:
    article = load_article(written(folder, text), builtin_catalogue())
    return [one for one in warnings(article) if "a window that ends" in one.found]


def sourced(said: str) -> str:
    """The article with a source of its first claim."""
    return changed("    parts:\n      - id: small\n", SOURCE.format(said=said))


def test_a_window_by_publication_is_left_alone(tmp_path: Path) -> None:
    assert late(tmp_path, ARTICLE) == []


def test_another_window_that_ends_after_publication_takes_readings_away(tmp_path: Path) -> None:
    """Two series by two prices, less the primary, are 3 readings of the year, and 6 of low to high, with intraday.

    The four of the last window, two series by two prices, are late.
    """
    text = changed(LAST, "{rule: closes, from: 2023-12-31, to: 2025-12-31}")
    (one,) = late(tmp_path, text.replace("[calendar_year, from_event]", "[calendar_year, closes]"))
    assert one.path == ("claims", 0, "parts", 0, "alternatives", "window", 1)
    assert one.found == "a window that ends on 2025-12-31, after 2025-10-02, the last day known at publication"
    assert one.allowed.endswith("9 of 13 other readings of the claim end by then")


@pytest.mark.parametrize(
    ("said", "day"), [("day: 2024-12-30", "2024-12-30"), ("publication_day: 2024-12-20", "2024-12-20")]
)
def test_the_day_of_a_source_goes_before_publication(tmp_path: Path, said: str, day: str) -> None:
    told = late(tmp_path, sourced(said))
    assert {one.path[4:] for one in told} == {
        ("primary", "window"),
        ("alternatives", "window", 0),
        ("alternatives", "window", 1),
        ("every_window", "to"),
    }
    assert all(f"after {day}, the last day known to the source of the claim" in one.found for one in told)
    assert not any("to: publication" in one.allowed for one in told)
    assert any(one.allowed.endswith("0 of 13 other readings of the claim end by then, and 6 are owed") for one in told)


def test_days_without_trading_at_the_end_of_a_window_do_not_count(tmp_path: Path) -> None:
    """30 December 2022 was a Friday."""
    text = sourced("day: 2022-12-30").replace("year: 2024", "year: 2022")
    text = text.replace("2023-12-30, to: 2025-01-02", "2021-12-30, to: 2022-12-31")
    places = [one.path[4:] for one in late(tmp_path, text)]
    assert places == [("alternatives", "window", 0), ("alternatives", "window", 1)]


def test_a_shift_beyond_the_last_day_known(tmp_path: Path) -> None:
    """Two sessions after Thursday 2025-10-02 are Monday 2025-10-06."""
    text = changed("calendar_year, year: 2024", "closes, from: 2023-12-31, to: publication")
    for old, new in (
        ("          price: close\n", "          price: close\n          shift: {start: 0, end: 0}\n"),
        ("          proxies: true\n", "          shift: [{value: {start: 0, end: 2}, why: Later.}]\n"),
        ("[calendar_year, from_event]", "[closes, from_event]"),
        (
            "        every_window",
            "          - {rules: [low_to_high], shifted: true, why: Fixed.}\n        every_window",
        ),
        ("to: 2025-01-02", "to: publication"),
    ):
        assert old in text
        text = text.replace(old, new)
    found = [(one.path[4:], one.found) for one in late(tmp_path, text)]
    assert [place for place, _ in found] == [("alternatives", "shift", 0)]
    assert "ends on 2025-10-06, after 2025-10-02" in found[0][1]
