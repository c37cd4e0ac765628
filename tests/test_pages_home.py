"""The home page says what the results say, read from results.json and ledger.csv by other means than the pages'."""

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from itertools import takewhile
from typing import Any

import pytest
from lxml import html

from figurecheck.paths import Project

SLUG = "ultra-small-cap-hedges"
HUNDREDTHS = {"fraction", "share"}


@pytest.fixture(scope="module")
def page(built: Project) -> html.HtmlElement:
    """What the home page says of one article: everything below its heading, up to that of the next one."""
    whole = html.fromstring((built.site / "index.html").read_text(encoding="utf-8"))
    (heading,) = whole.xpath(f"//h2[@id='{SLUG}']")
    part = html.Element("div")
    part.extend(takewhile(lambda one: one.tag != "h2", heading.itersiblings()))
    return part


@pytest.fixture(scope="module")
def results(built: Project) -> dict[str, dict[str, Any]]:
    text = (built.root / "reports" / SLUG / "results.json").read_text(encoding="utf-8")
    return {claim["id"]: claim for claim in json.loads(text)["claims"]}


def classed(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """Every element below that has a class."""
    return list(element.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"))


def rows(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    found = page.xpath("//tbody/tr[td[starts-with(@id, 'row-')]]")
    return {row[0].get("id").removeprefix(f"row-{SLUG}-"): row for row in found}


def number(text: str) -> Decimal:
    """The first number of a text, with a true minus."""
    match = re.search(r"[-+\N{MINUS SIGN}]?[\d,]+(\.\d+)?", text)
    assert match, text
    return Decimal(match[0].replace("\N{MINUS SIGN}", "-").replace(",", ""))


def deciding(outcome: dict[str, Any]) -> list[dict[str, Any]]:
    ids = {part["id"] for part in outcome["parts"] if part["verdict"] == outcome["verdict"]}
    return [measured for measured in outcome["measurements"] if measured["part"] in ids]


def shown_as(text: str, measured: dict[str, Any]) -> bool:
    """Whether the figure in ``text`` is that of ``measured``, to half of its last digit."""
    if "less than" in text:
        return bool(measured["value"] < 0.001)
    shown = number(text)
    exact = Decimal(measured["value"]) * (100 if measured["unit"] in HUNDREDTHS else 1)
    half = Decimal(1).scaleb(shown.as_tuple().exponent) / 2
    return abs(exact - shown) <= half * Decimal("1.000001")


def test_the_tiles_count_the_verdicts_at_both_dates(page: html.HtmlElement, results: dict[str, Any]) -> None:
    for date, css in (("today", "fc-tile-number"), ("at_publication", "fc-tile-then")):
        counts = Counter(claim[date]["verdict"].replace("_", "-") for claim in results.values())
        shown = {
            tile.get("data-verdict"): int(number(classed(tile, css)[0].text_content()))
            for tile in classed(page, "fc-tile")
        }
        assert shown == {verdict: counts[verdict] for verdict in shown}
        assert sum(shown.values()) == len(results)


def test_the_bars_are_as_long_as_the_counts(page: html.HtmlElement, results: dict[str, Any]) -> None:
    for bar, date in zip(classed(page, "fc-bar"), ("at_publication", "today"), strict=True):
        counts = Counter(claim[date]["verdict"] for claim in results.values())
        grown = [int(str(piece.get("style")).removeprefix("flex-grow: ")) for piece in classed(bar, "fc-bar-piece")]
        assert sorted(grown) == sorted([*counts.values(), *[0] * (5 - len(counts))])


def test_every_claim_has_one_row_with_its_verdict_in_the_order_of_the_article(
    page: html.HtmlElement, results: dict[str, Any]
) -> None:
    found = rows(page)
    assert list(found) == list(results)
    for name, row in found.items():
        assert row[0].get("data-verdict") == results[name]["today"]["verdict"].replace("_", "-")
        assert row[0].get("data-section") == results[name]["section"]
        readings = results[name]["today"]["readings"]["conventional"]
        assert row[5].text_content() == (f"{readings['holding']} of {readings['count']}" if readings["count"] else "–")


def test_every_figure_is_one_that_decides(page: html.HtmlElement, results: dict[str, Any]) -> None:
    for name, row in rows(page).items():
        found = deciding(results[name]["today"])
        if not found:
            assert row[3].text_content() == "–"
            continue
        shown = row[3].find("strong").text_content()
        matching = [measured for measured in found if shown_as(shown, measured)]
        assert matching, (name, shown)
        assert any(measured["proxy"] for measured in matching) is ("proxy" in row[3].text_content()), name


def test_a_figure_at_publication_is_shown_where_it_looks_different(
    page: html.HtmlElement, results: dict[str, Any]
) -> None:
    for name, row in rows(page).items():
        text = row[3].text_content()
        parts = {measured["part"]: measured for measured in results[name]["at_publication"]["measurements"]}
        now = [measured for measured in deciding(results[name]["today"]) if shown_as(text, measured)]
        if "at publication " in text:
            before = text.split("at publication ")[1]
            assert any(shown_as(before, parts[measured["part"]]) for measured in now), name
            assert number(before) != number(text), name
        elif now:
            assert any(shown_as(text, parts[measured["part"]]) for measured in now), name


def test_the_picture_of_a_stated_figure_is_to_scale(page: html.HtmlElement, results: dict[str, Any]) -> None:
    """Claimed figure, band and value keep the proportions of the results, to a tenth of a unit of the view box."""
    seen = 0
    for name, row in rows(page).items():
        found = [measured for measured in deciding(results[name]["today"]) if measured["target"]["claimed"] is not None]
        if len(found) != 1 or None in (found[0]["target"]["low"], found[0]["target"]["high"]):
            continue
        target, value = found[0]["target"], found[0]["value"]
        band, claimed, dot = (classed(row, f"fc-{each}")[0] for each in ("wanted", "claimed", "value"))
        left, width = float(band.get("x")), float(band.get("width"))
        neutral = float(classed(row, "fc-neutral")[0].get("x1"))
        unit = (float(claimed.get("x1")) - neutral) / target["claimed"]
        assert float(dot.get("cx")) == pytest.approx(neutral + value * unit, abs=0.4), name
        assert left == pytest.approx(neutral + target["low"] * unit, abs=0.4), name
        assert width == pytest.approx(max((target["high"] - target["low"]) * unit, 1.5), abs=0.4), name
        seen += 1
    assert seen >= 6


def test_a_second_interval_is_drawn_where_it_answers_otherwise(page: html.HtmlElement, results: dict[str, Any]) -> None:
    """Only a figure whose two intervals lie differently to its mark, and that decides, has two lines."""
    drawn = {name for name, row in rows(page).items() if classed(row, "fc-second")}
    expected = set()
    for name, claim in results.items():
        for measured in deciding(claim["today"]):
            edges = [edge for edge in (measured["target"]["low"], measured["target"]["high"]) if edge is not None]
            crossed = {
                any(interval["limits"][0] <= edge <= interval["limits"][1] for edge in edges)
                for interval in measured["intervals"]
            }
            if len(crossed) == 2:
                expected.add(name)
    assert drawn == expected
    assert drawn


def test_every_picture_has_words(page: html.HtmlElement, results: dict[str, Any]) -> None:
    for name, row in rows(page).items():
        pictures = row.xpath(".//svg")
        assert len(pictures) == bool(deciding(results[name]["today"])), name
        for picture in pictures:
            label = picture.get("aria-label")
            assert picture.get("role") == "img"
            assert any(shown_as(label.split("ecomputed ")[1], one) for one in deciding(results[name]["today"])), name


def test_the_answer_to_the_headline_is_that_of_its_claim(page: html.HtmlElement, results: dict[str, Any]) -> None:
    claim = results["smallcap-complementary-hedge"]["today"]
    answer = classed(page, "fc-answer")[0]
    assert f"fc-{claim['verdict'].replace('_', '-')}" in answer.get("class")
    text = " ".join(answer.text_content().split())
    roles = [one["parameters"]["role"] for one in claim["measurements"] if "role" in one["parameters"]]
    assert roles == ["diversifier", "not a safe haven"]
    assert "is a diversifier and no hedge outside Bitcoin's corrections, and no safe haven in them, at" in text
    assert "at publication and today" in text
    rows = {row.xpath("string(td[1])"): row.xpath("string(td[2])") for row in answer.iter("tr") if row.xpath("td")}
    assert list(rows)[:2] == ["today", "at publication"]
    assert rows["today"].startswith("+0.0")
    assert len(rows) == 4
    assert results["smallcap-complementary-hedge"]["at_publication"]["verdict"] == claim["verdict"]
    (excess,) = (one for one in claim["measurements"] if one["measure"] == "excess_episode_return")
    assert shown_as("-" + text.split("it returned ")[1], excess)


def test_what_changed_last_agrees_with_the_ledger(built: Project, page: html.HtmlElement) -> None:
    before: dict[tuple[str, str, str], str] = {}
    flips = set()
    with (built.root / "reports" / SLUG / "ledger.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["as_of"], row["claim"], row["part"])
            if before.get(key, row["verdict"]) != row["verdict"]:
                flips.add((row["data_day"], row["as_of"], row["claim"]))
            before[key] = row["verdict"]
    text = page.text_content()
    assert before
    assert ("No verdict has changed since our first release" in text) is (not flips)


def test_controls_wait_for_the_script(page: html.HtmlElement) -> None:
    (form,) = classed(page, "fc-filter")
    assert form.get("hidden") is not None
    (none,) = classed(page, "fc-none")
    assert none.get("hidden") is not None
