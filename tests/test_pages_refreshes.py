"""What the data page tells about refreshes, second sources and values that came differently."""

import html
from dataclasses import replace
from datetime import date
from pathlib import Path

from figurecheck.pages.refreshes import ChangeFacts, ComparisonFacts, DisagreementFacts, HealthFacts
from figurecheck.pages.site import render_site
from small_site import NASTY, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
MONDAY, BEFORE = date(2026, 11, 23), date(2026, 11, 16)
REVISED = ChangeFacts(date(2026, 11, 12), "close", 101.5, 102.5, "revision", accepted=False)
SPLIT = ChangeFacts(date(2026, 11, 18), "ratio", 1.0, 3.0, "split", accepted=True)
HEALTH = (
    HealthFacts("COIN", "fresh", MONDAY, MONDAY, "", ("the bar of 2026-11-23 was left out",), (SPLIT,)),
    HealthFacts("FUND", "refused", MONDAY, BEFORE, f"the provider said {NASTY}", (), (REVISED,)),
    HealthFacts("RATE", "kept", MONDAY, None, "no FRED key is set", (), ()),
)
COMPARED = ComparisonFacts(
    "COIN",
    "SECOND",
    0.05,
    2,
    BEFORE,
    MONDAY,
    (DisagreementFacts(BEFORE, 100.0, 106.0), DisagreementFacts(MONDAY, 5.5, None)),
)
NOT_YET = ComparisonFacts("FUND", "OTHER", None, 0, None, None, ())


def data_page(health: tuple[HealthFacts, ...] = (), comparisons: tuple[ComparisonFacts, ...] = ()) -> str:
    return render_site(replace(small_site(), health=health, comparisons=comparisons), TEMPLATES)["data.md"]


def read(text: str) -> str:
    return html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")


def test_what_was_refused_comes_first_and_says_why_and_when_it_last_came() -> None:
    rows = [line for line in read(data_page(HEALTH)).splitlines() if "23 November 2026" in line]
    assert [row.split(" | ")[0].strip("| ") for row in rows[:3]] == ["FUND", "RATE", "COIN"]
    assert rows[0].startswith("| FUND | refused | 23 November 2026 | 16 November 2026 | the provider said ")
    assert rows[1] == "| RATE | not asked for | 23 November 2026 | never | no FRED key is set |"
    assert rows[2].endswith("| The bar of 2026-11-23 was left out |")


def test_what_a_provider_says_stays_text() -> None:
    text = data_page(HEALTH)
    assert "<script>" not in text
    assert NASTY not in text


def test_values_that_came_differently_are_listed_with_their_cause() -> None:
    text = read(data_page(HEALTH))
    assert (
        "| FUND | 12 November 2026 | close | 101.5 | 102.5 | A revision; refused until a person accepts it. |" in text
    )
    assert "| COIN | 18 November 2026 | ratio | 1 | 3 | A split: earlier prices were rescaled. |" in text


def test_second_sources_say_how_far_apart_they_may_be_and_where_they_are() -> None:
    text = read(data_page(comparisons=(COMPARED, NOT_YET)))
    assert "| COIN | SECOND | no further apart than 5 % | two days, 16 November 2026 to 23 November 2026 |" in text
    assert "| they differ on two days |" in text
    assert (
        "| FUND | OTHER | equal on the day after each decision, and unchanged on all others | not yet compared |"
        in text
    )
    assert "| COIN | SECOND | 16 November 2026 | 100 | 106 |" in text
    assert "| COIN | SECOND | 23 November 2026 | 5.5 | no value |" in text


def test_without_a_refresh_the_page_says_so() -> None:
    text = read(data_page())
    assert "No refresh from the providers has been made yet" in text
    assert "### Values that came differently" not in text
