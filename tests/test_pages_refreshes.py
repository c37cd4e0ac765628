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


def test_the_page_counts_names_what_was_refused_and_leaves_the_table_to_the_page_of_health() -> None:
    text = read(data_page(HEALTH))
    section = text[text.index("{ #refresh }") : text.index("{ #second-sources }")]
    assert "On 23 November 2026, one series of 3 came in; refused: FUND." in section
    assert "[Source health](health.md) has the table" in section
    assert "|" not in section


def test_a_series_says_among_its_notes_what_the_last_refresh_met() -> None:
    told = [line for line in read(data_page(HEALTH)).splitlines() if line.startswith("At the last refresh")]
    assert told[0] == "At the last refresh, on 23 November 2026, it came in: the bar of 23 November 2026 was left out"
    assert told[1].startswith(
        "At the last refresh, on 23 November 2026, it was refused (it last came in on 16 November 2026): "
        "the provider said "
    )
    assert (
        told[2]
        == "At the last refresh, on 23 November 2026, it was not asked for (it never came in): no FRED key is set"
    )


def test_series_that_came_in_without_remark_say_nothing() -> None:
    plain = replace(HEALTH[0], notices=(), changes=())
    text = read(data_page((plain, HEALTH[1])))
    assert "On 23 November 2026, one series of 2 came in; refused: FUND." in text
    assert len([line for line in text.splitlines() if line.startswith("At the last refresh")]) == 1


def test_what_a_provider_says_stays_text() -> None:
    text = data_page(HEALTH)
    assert "<script>" not in text
    assert NASTY not in text
    impossible = replace(HEALTH[1], reason="expected 2024-99-99")
    assert "expected 2024-99-99" in data_page((impossible,))


def test_values_that_came_differently_are_on_the_page_of_health_with_their_cause() -> None:
    site = replace(small_site(), health=HEALTH)
    text = read(render_site(site, TEMPLATES)["health.md"])
    assert (
        "| FUND | 12 November 2026 | close | 101.5 | 102.5 | A revision; refused until a person accepts it. | no,"
        in text
    )
    assert "| COIN | 18 November 2026 | ratio | 1 | 3 | A split: earlier prices were rescaled. | yes |" in text


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
    assert "At the last refresh" not in text
