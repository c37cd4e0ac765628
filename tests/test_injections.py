"""Hostile strings in article files: refused with file and line, or plain words; in CSV files: never a formula."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from article_text import ARTICLE
from figurecheck.claims.loading import examine_article
from figurecheck.errors import ArticleError
from figurecheck.pages.tables import readings_csv
from figurecheck.series.catalogue import builtin_catalogue
from injections import FORMULAS, INJECTIONS, injected_site

FIELDS = {
    "headline": "  headline: A headline\n",
    "retelling": "    retelling: It says something.\n",
    "why of a proxy": "    why: The index cannot be had.\n",
    "paraphrase": "    paraphrase: Small technology gained a quarter.\n",
}
TRAVERSING = ["../x", "..", ".", "/etc/passwd", "a/b", "a\\b", "~root", "x.yml", "A", "a b", "", "con:", "a\x00b", "é"]
MARKUP = re.compile(r"<[a-z/!?]|`|\]\(|\{[{%]", re.IGNORECASE)
ADDRESSES = ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.invalid/", "https://a/>x", "x"]


def with_line(folder: Path, old: str, new: str) -> Path:
    """The small article with one line replaced."""
    assert ARTICLE.count(old) == 1
    file = folder / "small.yml"
    file.write_text(ARTICLE.replace(old, new), encoding="utf-8")
    return file


def line_of(text: str) -> int:
    """Where a line of the small article stands, counted from 1."""
    return ARTICLE[: ARTICLE.index(text)].count("\n") + 1


def test_there_are_enough_and_none_twice() -> None:
    assert len(INJECTIONS) >= 100
    assert len(set(INJECTIONS)) == len(INJECTIONS)


@pytest.mark.parametrize(
    "field",
    [pytest.param(name, marks=pytest.mark.slow) if name in {"headline", "why of a proxy"} else name for name in FIELDS],
)
def test_an_article_file_takes_a_string_as_plain_words_or_names_the_line(tmp_path: Path, field: str) -> None:
    """What is taken holds no sign that Markdown, HTML or Jinja reads; the model alone refuses nine in ten."""
    old = FIELDS[field]
    refused = 0
    for text in INJECTIONS:
        said = json.dumps(text)
        examined = examine_article(with_line(tmp_path, old, f"{old.split(':')[0]}: {said}\n"), builtin_catalogue())
        if examined.article is None:
            refused += 1
            assert isinstance(examined.problems[0], ArticleError)
            assert line_of(old) in [problem.line for problem in examined.problems], text
        else:
            assert not MARKUP.search(text), text
    assert refused >= 0.8 * len(INJECTIONS)


@pytest.mark.parametrize("name", [*TRAVERSING, "index", "corrections"])
def test_an_id_is_never_a_path(tmp_path: Path, name: str) -> None:
    said = json.dumps(name)
    examined = examine_article(with_line(tmp_path, "  - id: rally\n", f"  - id: {said}\n"), builtin_catalogue())
    assert [(problem.line, "claims[0].id" in str(problem)) for problem in examined.problems][:1] == [
        (line_of("  - id: rally"), True)
    ]


@pytest.mark.parametrize("name", [*TRAVERSING, "data", "assets", "health"])
def test_a_slug_is_never_a_path_nor_the_name_of_another_page(tmp_path: Path, name: str) -> None:
    said = json.dumps(name)
    file = with_line(tmp_path, "  slug: small\n", f"  slug: {said}\n")
    examined = examine_article(file, builtin_catalogue())
    assert [(problem.line, "article.slug" in str(problem)) for problem in examined.problems][:1] == [
        (line_of("  slug:"), True)
    ]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "BTC-USD/../x", "..", "<b>"])
def test_a_series_is_one_of_the_catalogue(tmp_path: Path, name: str) -> None:
    file = with_line(tmp_path, "          series: PSCT\n", f"          series: {json.dumps(name)}\n")
    problems = examine_article(file, builtin_catalogue()).problems
    assert problems
    assert any(problem.line == line_of("          series: PSCT") for problem in problems)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//evil.invalid/", "https://a/>x", "x"],
)
def test_the_address_of_an_article_is_one_of_the_web(tmp_path: Path, address: str) -> None:
    old = "  publisher: A publisher\n"
    file = with_line(tmp_path, old, f"{old}  address: {json.dumps(address)}\n")
    problems = examine_article(file, builtin_catalogue()).problems
    assert [(problem.line, problem.field) for problem in problems] == [(line_of(old) + 1, "article.address")]


def test_no_cell_of_a_download_begins_a_formula() -> None:
    site = injected_site()
    series = {facts.series.id: facts for facts in site.series}
    tables = [readings_csv(claim, series) for claim in site.articles[0].claims if claim.claim.testable]
    cells = [cell for table in tables for row in csv.reader(io.StringIO(table)) for cell in row]
    assert sum(cell.lstrip("'").strip() in {text.strip() for text in FORMULAS} for cell in cells) >= len(FORMULAS) / 2
    assert [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "@"}] == []
    for cell in cells:
        if cell.startswith("-"):
            float(cell)
