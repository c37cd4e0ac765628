"""The page of source health: what the health file says, and honest words without it."""

import html
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from figurecheck.pages.context import OddityFacts, SiteContext
from figurecheck.pages.health import health_page
from figurecheck.pages.refreshes import ChangeFacts, HealthFacts
from figurecheck.pages.site import render_site
from small_site import START, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"


def told(site: SiteContext) -> str:
    return html.unescape(render_site(site, TEMPLATES)["health.md"]).replace("\N{NO-BREAK SPACE}", " ")


def with_health() -> SiteContext:
    """COIN came in with a revision that was not accepted, FUND was refused three times, RATE was not asked for."""
    site = small_site("Plain words")
    change = ChangeFacts(START, "close", 7.0, 7.5, "revision", accepted=False)
    day, before = date(2021, 6, 30), date(2021, 6, 7)
    health = (
        HealthFacts("COIN", "fresh", day, day, "", ("one day left out",), (change,), 0),
        HealthFacts("FUND", "refused", day, before, "the currency is EUR", (), (), 3),
        HealthFacts("RATE", "kept", day, None, "no key", (), (), 0),
    )
    odd = OddityFacts(START, "low", 6.5, "Looked at and kept.")
    series = tuple(replace(f, kept=(odd,) if f.series.id == "COIN" else ()) for f in site.series)
    return replace(site, series=series, health=health)


def test_without_a_refresh_it_says_so_and_shows_when_files_were_read() -> None:
    text = told(small_site("Plain words"))
    assert "No refresh has been recorded yet:" in text
    assert "| Read from the archive on |" in text
    assert "Last success" not in text
    assert "| [COIN](data.md#coin) | no refresh recorded | 30 June 2021 | 30 June 2021 (newest) | – | – |" in text
    assert "Nothing was refused or left out." in text


def test_a_refresh_is_counted_and_every_series_has_its_row() -> None:
    page = health_page(with_health())
    assert page.summary == "One series came in at the last refresh, one was refused, one was not asked for"
    rows = {row.series: row for row in page.rows}
    assert (rows["FUND"].state, rows["FUND"].refusals, rows["FUND"].last_success.replace("\xa0", " ")) == (
        "refused",
        "3",
        "7 June 2021",
    )
    assert (rows["RATE"].state, rows["RATE"].last_success) == ("not asked for", "–")
    assert rows["COIN"].seen == "one revision, one correction and one odd value kept"
    assert rows["RATE"].seen == "–"
    assert "| Last success |" in told(with_health())


def test_reasons_revisions_and_oddities_are_listed() -> None:
    text = told(with_health())
    assert "- [FUND](data.md#fund), refused: the currency is EUR" in text
    assert "- [COIN](data.md#coin), came in: one day left out" in text
    after = "A revision; refused until a person accepts it. | no, the old value stays |"
    assert f"| COIN | 1 January 2020 | close | 7 | 7.5 | {after}" in text
    assert "| COIN | 1 January 2020 | low | 6.5 | Looked at and kept. |" in text


def test_many_revisions_of_a_series_are_told_by_field_with_span_and_number() -> None:
    site = with_health()
    days = [START + timedelta(days=at) for at in range(30)]
    many = tuple(ChangeFacts(day, "close", 7.0, 7.5, "revision", accepted=True) for day in days)
    split = ChangeFacts(START, "ratio", 1.0, 2.0, "split", accepted=True)
    coin = replace(site.health[0], changes=(split, *many))
    page = health_page(replace(site, health=(coin, *site.health[1:])))
    rows = [(row.day.replace("\xa0", " "), row.field, row.before, row.after, row.stored) for row in page.revisions]
    assert rows == [
        ("1 January 2020", "ratio", "1", "2", "yes"),
        ("1 January 2020 to 30 January 2020", "close", "30 values", "–", "yes"),
    ]
    assert page.rows[0].seen.startswith("31 revisions")
