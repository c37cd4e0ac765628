"""Every chart of the real reports: its weight, its words, its colours, and numbers that agree with the results."""

import csv
import gzip
import html
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from figurecheck.paths import Project

SLUG = "ultra-small-cap-hedges"
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 25_000
FIGURE = re.compile(r'<figure class="fc-chart.*?</figure>', re.DOTALL)


@cache
def pages(site: Path) -> dict[str, str]:
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in site.rglob("*.html")}


def figures(built: Project) -> list[tuple[str, str]]:
    """Every figure of the site with the page that it stands on."""
    found = [(page, match[0]) for page, text in pages(built.site).items() for match in FIGURE.finditer(text)]
    assert len(found) > 100
    return found


def drawings(built: Project) -> dict[str, ET.Element]:
    files = sorted((built.reports / SLUG / "charts").glob("*.svg"))
    assert len(files) > 100
    return {file.stem: ET.fromstring(file.read_text(encoding="utf-8")) for file in files}  # noqa: S314 (our own)


def table(built: Project, name: str) -> list[dict[str, str]]:
    path = built.reports / SLUG / "charts" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def outcome(built: Project, claim: str) -> dict[str, list[dict[str, object]]]:
    results = json.loads(built.results(SLUG).read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, object]]] = next(c for c in results["claims"] if c["id"] == claim)["today"]
    return found


def test_a_drawing_in_a_page_is_small_and_a_map_is_loaded_later(built: Project) -> None:
    for page, text in figures(built):
        drawn = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
        twice = "fc-chart-wide" in text
        assert len(drawn) + text.count('class="fc-lazy"') == 1 + twice, page
        assert all(len(gzip.compress(each.encode())) <= LARGEST for each in drawn), page
        assert ("-windows.svg" in text and 'loading="lazy"' in text) is not bool(drawn), page


def test_every_drawing_is_named_described_and_themed(built: Project) -> None:
    for name, root in drawings(built).items():
        ids = {element.get("id"): element.text or "" for element in root.iter() if element.get("id")}
        assert root.get("role") == "img", name
        assert ids[root.get("aria-labelledby")], name
        assert len(ids[root.get("aria-describedby")]) > 60, name
        assert next(root.iter(f"{SVG}text"), None) is not None, name
        bare = re.sub(r"var\(--fc-[a-z]+,#[0-9a-f]{6}\)", "", ET.tostring(root, encoding="unicode"))
        assert re.findall(r"(?<!&)#[0-9a-fA-F]{6}\b|rgba?\(", re.sub(r"url\(#[^)]*\)|base64,[^\"]*", "", bare)) == [], (
            name
        )
        assert root.find(f".//{SVG}style") is None, name


def test_every_figure_has_a_title_a_description_numbers_and_links_that_lead_somewhere(built: Project) -> None:
    for page, text in figures(built):
        assert re.search(r'class="fc-chart-title">[^<]{5,}', text), page
        assert re.search(r"<summary>In words and numbers</summary>\s*<p>[^<]{40,}", text), page
        assert "<table>" in text or "a table of this page" in text, page
        linked = [unquote(link) for link in re.findall(r'(?:href|src)="([^"#]+)"', text) if "://" not in link]
        assert {link.rsplit(".", 1)[-1] for link in linked} == {"svg", "csv"}, page
        for link in linked:
            assert (built.site / page).parent.joinpath(link).resolve().is_file(), (page, link)
        for anchor in re.findall(r'href="#([^"]+)"', text):
            assert f'id="{anchor}"' in pages(built.site)[page], (page, anchor)


def test_no_table_of_a_chart_is_longer_than_a_reader_can_use(built: Project) -> None:
    assert max(text.count("<tr>") for _, text in figures(built)) <= 121


def test_the_numbers_of_a_window_are_those_of_the_results(built: Project) -> None:
    end = table(built, "rally-btc-2024-bitcoin")[-1]
    measured = outcome(built, "rally-btc-2024")["measurements"][0]
    assert (end["Point"], end["Day"]) == ("end", measured["to"])
    assert float(end["Change since 31 Dec 2023"]) == pytest.approx(measured["value"], rel=1e-9)


def test_intervals_in_the_file_are_those_of_the_results(built: Project) -> None:
    first = table(built, "corr-btc-r2ktech-volatile-intervals-correlation")[0]
    measured = outcome(built, "corr-btc-r2ktech-volatile")["measurements"][0]
    found = [float(first[head]) for head in ("Figure", "Lower limit", "Upper limit")]
    assert found == pytest.approx([measured["value"], *measured["interval"]], rel=1e-9)  # type: ignore[misc]


def test_the_readings_in_the_file_are_those_drawn_from_left_to_right(built: Project) -> None:
    """The drawing is read back: marks from left to right stand as high as the figures of the file say."""
    name = "rally-btc-2024-bitcoin-readings"
    rows = table(built, name)
    values = [float(row["Figure"]) for row in rows]
    across: dict[float, float] = {}
    for use in drawings(built)[name].iter(f"{SVG}use"):
        x, y = float(use.get("x", "nan")), float(use.get("y", "nan"))
        across[x] = min(y, across.get(x, y))
    heights = [height for _, height in sorted(across.items())]
    assert len(heights) == len(values)
    scale = (heights[0] - heights[-1]) / (values[-1] - values[0])
    for value, height in zip(values, heights, strict=True):
        assert heights[0] - height == pytest.approx(scale * (value - values[0]), abs=0.11)
    chosen = next(row for row in rows if row["Primary"] == "yes")
    assert float(chosen["Figure"]) == pytest.approx(outcome(built, "rally-btc-2024")["measurements"][0]["value"])


def test_readings_of_a_claim_that_is_not_proven_are_not_drawn_as_refuted(built: Project) -> None:
    """The file says open where an interval lies on both sides of the mark of 0.5, and the drawing has as many rings."""
    name = "corr-btc-r2ktech-volatile-level-readings"
    rows = table(built, name)
    limits = [head for head in rows[0] if head.startswith(("Lower", "Upper"))]
    sides = [[float(row[head]) < 0.5 for head in limits if row[head]] for row in rows]
    assert [row["Holds"] for row in rows] == ["no" if all(below) else "open" for below in sides]
    assert "open" in {row["Holds"] for row in rows if row["Primary"] == "yes"}
    marks = [use.get("style", "") for use in drawings(built)[name].iter(f"{SVG}use")]
    rings = sum("stroke:var(--fc-open" in look for look in marks)
    axes = sum(head not in {"Figure", "Holds", "Primary"} and "limit" not in head for head in rows[0])
    assert rings == (1 + axes) * sum(row["Holds"] == "open" for row in rows)


def test_the_description_says_the_values_of_the_results(built: Project) -> None:
    """Words checked against results.json, rounded here by hand: half a unit of the last shown digit."""
    root = drawings(built)["rally-btc-2024-bitcoin"]
    said = root.findtext(f"{SVG}desc") or ""
    value = outcome(built, "rally-btc-2024")["measurements"][0]["value"]
    shown = re.search(r"rose by ([\d.,]+)\s%", said)
    assert shown is not None
    assert float(shown[1]) == pytest.approx(100 * float(str(value)), abs=0.05)
    path = table(built, "corr-btc-r2ktech-volatile-path")
    known = [float(row["last 250 days"]) for row in path if row["last 250 days"]]
    words = drawings(built)["corr-btc-r2ktech-volatile-path"].findtext(f"{SVG}desc") or ""
    told = [float(number.replace("−", "-")) for number in re.findall(r"[+−]?\d\.\d+", words)]
    assert told == pytest.approx([known[0], min(known), max(known), known[-1]], abs=0.0051)


def test_no_daily_close_that_may_not_be_passed_on_is_in_a_file(built: Project) -> None:
    for name in ("overview", "rally-btc-2024-bitcoin", "rally-r2ktech-2020-r2k-tech"):
        rows = table(built, name)
        assert len([row for row in rows if "Point" in row or row.get("Index, 31 Dec 2018 = 100")]) <= 8
        figure = next(text for _, text in figures(built) if f"charts/{name}.svg" in text)
        assert "may not be passed on" in figure
        assert "https://finance.yahoo.com/" in figure


def test_charts_and_their_numbers_are_not_in_the_search_index(built: Project) -> None:
    index = (built.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "How the figure is computed" in index
    for kept_out in (
        "In words and numbers",
        "One column a reading",
        "Specification curve. ",
        "Change since",
    ):
        assert kept_out not in index, kept_out
        assert any(kept_out in text for text in pages(built.site).values()), kept_out


def test_every_shaded_fall_is_as_deep_as_the_chart_says(built: Project) -> None:
    """A fall that began before the chart does counts by its whole depth, not by what is left of it."""
    found = [float(row["Change"]) for row in table(built, "overview") if row["What"].startswith("fall of")]
    assert len(found) >= 3
    assert max(found) <= -0.30


def test_every_caption_names_its_source_and_the_last_day_of_its_data(built: Project) -> None:
    for page, text in pages(built.site).items():
        for caption in re.findall(r"<figcaption.*?</figcaption>", text, re.DOTALL):
            said = " ".join(html.unescape(re.sub(r"<[^>]+>", "", caption)).split())
            assert re.search(r"Source: [^.;]{3,}.*; last days? \d{1,2} \w+ \d{4}", said), (page, said)
