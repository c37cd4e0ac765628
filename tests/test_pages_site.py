"""The rendered site: every page, the same bytes twice, proxies named, nothing invented, links that MkDocs accepts."""

import html
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import takewhile
from pathlib import Path

import pytest

from figurecheck.pages import answers
from figurecheck.pages.context import Settings
from figurecheck.pages.guide.site import PAGES as GUIDE
from figurecheck.pages.rendering import Source
from figurecheck.pages.site import render_site, site_files
from figurecheck.verdicts.outcome import Verdict
from small_site import NASTY, small_site, with_verdict

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"


@cache
def rendered() -> dict[str, str]:
    return render_site(small_site(), TEMPLATES)


def page(name: str) -> str:
    """A page with its entities read, as a reader sees its letters."""
    return html.unescape(rendered()[name]).replace("\N{NO-BREAK SPACE}", " ")


def test_every_page_chart_and_table_is_there() -> None:
    pages = {path for path in rendered() if path.endswith(".md")}
    claims = {f"an-article/{name}.md" for name in ("index", "coin", "fund", "mood")}
    shared = ("index", "data", "health", "method", "about", "glossary", "reuse", "dispute")
    assert pages == {*(f"{name}.md" for name in shared), *claims, *GUIDE}
    charts = {path for path in rendered() if path.endswith(".svg") and "/charts/" in path}
    assert charts == {
        f"an-article/charts/{n}.svg"
        for n in ("overview", "overview-phone", "coin-one", "coin-one-readings", "fund-one")
    }
    assert {"nav.yml", "assets/figurecheck.css", "assets/figurecheck.js", "an-article/downloads/coin.csv"} <= set(
        rendered()
    )


def test_the_same_context_gives_the_same_bytes() -> None:
    assert render_site(small_site(), TEMPLATES) == rendered()


def test_files_come_one_after_the_other_each_once() -> None:
    """Whoever writes them holds one claim: nothing of the second is made before the first was taken."""
    asked: list[str] = []

    def noted(source: Source, make: Callable[[], str]) -> str:
        asked.append(source.path)
        return make()

    files = site_files(small_site(), TEMPLATES, noted)
    taken = list(takewhile(lambda path: path != "an-article/coin.md", (path for path, _ in files)))
    assert "an-article/coin.md" in asked
    assert "an-article/fund.md" not in asked
    rest = [path for path, _ in files]
    assert sorted([*taken, "an-article/coin.md", *rest]) == list(rendered())


def test_only_series_that_may_be_passed_on_are_copied() -> None:
    copies = {path for path in rendered() if path.startswith("downloads/")}
    assert copies == {"downloads/RATE.csv"}
    assert "[CSV](downloads/RATE.csv)" in page("data.md")
    assert "[Yahoo Finance](https://example.org/COIN?a=b&c_d_)" in page("data.md")


def test_the_answer_comes_first_and_is_the_outcome() -> None:
    """By hand: 29 / 7 - 1 = 3.142857..., inside 2.5 to 3.5; of 28/7 - 1 = 3 and 40/7 - 1 = 4.71 the first holds."""
    text = page("an-article/coin.md")
    sentence = (
        "Coin rose by 314.3 % from 1 January 2020 to 31 December 2020, inside what was claimed: "
        "a rise of 250 % to just short of 350 % (the values that round to 300%). 1 of 2 conventional readings hold."
    )
    assert sentence in text
    assert text.index(sentence) < text.index("Stated: **300%**")
    assert "29 / 7 − 1 = +314.3 %" in text
    assert "figurecheck claim coin" in text


def test_a_verdict_that_changed_shows_both() -> None:
    """By hand: +30 % at publication meets the mark of 20 %, +10 % today does not."""
    text = page("an-article/fund.md")
    assert re.search(r"✓</span>\sHolds.*→.*✕</span>\sDoes not hold", text)
    assert "rose by 10.0 %" in text
    assert "At publication (2 January 2021): Small caps (proxy: FUND) rose by 30.0 %" in text
    assert "→" not in page("an-article/coin.md")
    assert page("index.md").count("→") == 1


@pytest.mark.parametrize("name", ["index.md", "an-article/index.md"])
def test_a_proxy_is_never_shown_without_saying_so(name: str) -> None:
    figures = [line for line in page(name).splitlines() if "10.0 %" in line]
    assert figures
    assert all("proxy" in line for line in figures)


def test_the_proxy_note_stands_on_the_claim_that_uses_one_only() -> None:
    note = "The primary proxy is [FUND](../data.md#fund). Nearest."
    assert note in page("an-article/fund.md")
    assert "It cannot be had." in page("an-article/fund.md")
    assert "proxy" not in page("an-article/coin.md").lower()


def test_a_claim_that_cannot_be_tested_says_what_would_settle_it() -> None:
    text = page("an-article/mood.md")
    assert "None of the data kept here can settle this claim." in text
    assert "- A diary." in text
    (description,) = [line for line in text.splitlines() if line.startswith("description: ")]
    assert "None of the data kept here can settle this. It would take a diary." in description
    assert "--8<--" not in text


def test_every_claim_page_says_what_is_tested() -> None:
    for name in ("coin", "fund", "mood"):
        assert "We test the figure, not whether the cited source said it." in page(f"an-article/{name}.md")


def test_the_report_lists_what_was_not_checked_and_gives_no_advice() -> None:
    text = page("an-article/index.md")
    assert "- **First.** Why it rose. A cause." in text
    assert "investment advice" in text


def test_corrections_and_series_that_cannot_be_had_are_listed() -> None:
    text = page("data.md")
    assert "| COIN | 1 January 2020 | close | 1.5 | no value | The day was <wrong>. | another source |" in text
    assert "| GONE | A gone index | Nobody passes it on. |" in text


def test_unknown_addresses_are_left_out_and_known_ones_shown() -> None:
    assert "http" not in page("about.md")
    known = replace(small_site(), settings=Settings(repository="https://example.org/code", contact="a@example.org"))
    about = render_site(known, TEMPLATES)["about.md"]
    assert "[https://example.org/code](https://example.org/code)" in about
    assert "a@example.org" in about


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_can_be_told(verdict: Verdict) -> None:
    site = with_verdict(small_site(), verdict)
    home = render_site(site, TEMPLATES)["index.md"]
    assert f'class="fc-verdict fc-{verdict.value.replace("_", "-")}"' in home


def test_the_sentence_of_many_parts_leaves_out_days() -> None:
    outcome = small_site().articles[0].claims[0].today
    many = replace(outcome, parts=outcome.parts * 3)
    told = answers.answer(small_site().articles[0].article.claims[0], many)
    assert "January" not in told.text
    assert told.lead == "All three parts hold."
    assert [point.count("314.3") for point in told.points] == [1, 1, 1]


def test_a_table_shows_two_figures_at_most_and_those_that_decide_first() -> None:
    """By hand: of three parts the last one fails, so it decides."""
    outcome = small_site().articles[0].claims[0].today
    parts = tuple(replace(part, id=name) for part, name in zip(outcome.parts * 3, "abc", strict=True))
    primary = [replace(each.primary, measurement=replace(each.primary.measurement, part=each.id)) for each in parts]
    told = [replace(part, primary=reading) for part, reading in zip(parts, primary, strict=True)]
    told[2] = replace(told[2], verdict=Verdict.FAILS)
    shown = answers.figures(replace(outcome, verdict=Verdict.FAILS, parts=tuple(told)))
    assert len(shown) == 3
    assert shown[-1] == "and one more figure"


def test_the_readings_as_csv_have_exact_values() -> None:
    rows = rendered()["an-article/downloads/coin.csv"].splitlines()
    limits = "lower,upper,level,second_lower,second_upper"
    assert rows[0] == f"part,as_of,data_to,primary,series,window,from,to,n,value,unit,{limits},holds,reason,series_note"
    figure = f"2020-01-01,2020-12-31,366,{29 / 7 - 1!r},fraction,,,,,,true,,"
    assert rows[1] == f"one,at_publication,2021-06-30,true,COIN,calendar year,{figure}"
    assert len(rows) == 1 + 2 * 3


def test_the_navigation_lists_every_claim_once_and_escapes_titles() -> None:
    nav = rendered()["nav.yml"]
    assert [nav.count(f"an-article/{name}.md") for name in ("index", "coin", "fund", "mood")] == [1, 1, 1, 1]
    assert "<b>" not in nav


@pytest.fixture(scope="module")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small context, built by MkDocs in strict mode."""
    root = tmp_path_factory.mktemp("project")
    (root / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copytree(TEMPLATES / "theme", root / "templates" / "theme")
    for path, text in {**rendered(), "an-article/results.json": "{}"}.items():
        file = root / "reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"PATH": ""})
    assert done.returncode == 0, done.stderr
    return root / "site"


def html_of(built: Path) -> dict[str, str]:
    return {path.relative_to(built).as_posix(): path.read_text(encoding="utf-8") for path in built.rglob("*.html")}


def test_mkdocs_accepts_every_link_and_leaves_none_as_markdown(small_built: Path) -> None:
    for name, text in html_of(small_built).items():
        assert re.findall(r'href="[^"]*\.md[#"]', text) == [], name
        assert "--8<--" not in text, name


def test_no_page_asks_another_host_for_anything(small_built: Path) -> None:
    for name, text in html_of(small_built).items():
        assert re.findall(r'(?:src|srcset)="https?:', text) == [], name
        assert re.findall(r'<link[^>]+href="https?:', text) == [], name


def test_markup_in_a_paraphrase_is_shown_and_does_nothing(small_built: Path) -> None:
    pages = html_of(small_built)
    text = pages["an-article/fund/index.html"]
    assert "javascript:b" not in "".join(re.findall(r'href="([^"]*)"', text))
    assert "<b>10%</b>" not in "".join(pages.values())
    heading = re.search(r"<h1[^>]*>(.*?)<a class=\"headerlink\"", text, re.DOTALL)
    assert heading
    assert heading[1].replace("&#42;", "*").replace("&lt;", "<").count("*") == NASTY.count("*")


def test_the_chart_stands_in_the_page_as_svg(small_built: Path) -> None:
    text = html_of(small_built)["an-article/coin/index.html"]
    assert text.count("<svg") >= 2
    assert 'aria-labelledby="coin-one-title"' in text
    assert "var(--fc-first,#0b5cad)" in text


def test_tables_of_readings_and_charts_stay_out_of_the_search_index(small_built: Path) -> None:
    index = (small_built / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "why other" not in index
    assert "Diamond: primary reading" not in index
