"""The built report against results.json: every figure of a mark and of a sentence is that of its claim."""

import json
import re
from typing import Any

import pytest

from figurecheck.paths import Project
from read_pages import read

SLUG = "ultra-small-cap-hedges"
SHAPES = {
    "holds": "\N{CHECK MARK}",
    "not_proven": "?",
    "depends_on_reading": "\N{CIRCLE WITH LEFT HALF BLACK}",
    "does_not_hold": "\N{MULTIPLICATION X}",
    "not_testable": "\N{EMPTY SET}",
}
TIP = re.compile(
    r'<span class="fc-tipped fc-[a-z-]+">\[([^\]]*)\]\(([a-z0-9-]+)\.md\)[^<]*<span class="fc-sign" aria-hidden="true">'
    r'.(.)</span>.*?role="tooltip" data-search-exclude id="figure-[a-z0-9-]+">(.*?)</span></span>'
)


@pytest.fixture(scope="module")
def text(built: Project) -> str:
    return read((built.report(SLUG) / "index.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def claims(built: Project) -> dict[str, dict[str, Any]]:
    found = json.loads((built.report(SLUG) / "results.json").read_text(encoding="utf-8"))["claims"]
    return {claim["id"]: claim for claim in found}


def test_every_claim_is_marked_in_the_text_with_its_shape(text: str, claims: dict[str, dict[str, Any]]) -> None:
    tips = TIP.findall(text)
    assert {claim for _, claim, _, _ in tips} == claims.keys()
    parts = "drop-both-2022-60"
    for _, claim, shape, _ in tips:
        if claim != parts:
            assert shape == SHAPES[claims[claim]["today"]["verdict"]], claim
    both = {part["id"]: SHAPES[part["verdict"]] for part in claims[parts]["today"]["parts"]}
    assert [shape for _, claim, shape, _ in tips if claim == parts] == [both["bitcoin"], both["r2k-tech"]]


def test_a_marked_figure_is_the_stated_one(text: str, claims: dict[str, dict[str, Any]]) -> None:
    figures = [(words, claim) for words, claim, _, _ in TIP.findall(text) if "%" in words]
    assert len(figures) >= 12
    assert all(words == claims[claim]["stated"] for words, claim in figures)


def test_tips_and_sentences_have_the_recomputed_returns(text: str, claims: dict[str, dict[str, Any]]) -> None:
    """A return is told without its sign, with a digit behind the point or more; half up by hand is close enough."""
    tips = {claim: told for _, claim, _, told in TIP.findall(text)}
    lines = {
        match[1]: line for line in text.splitlines() if (match := re.search(r"\*\*\[[^\]]*\]\(([a-z0-9-]+)\.md", line))
    }
    seen = 0
    for name, claim in claims.items():
        for measured in claim["today"]["measurements"]:
            if claim["kind"] == "figure" and measured["measure"] == "window_return" and name != "drop-both-2022-60":
                size = f"{abs(100 * measured['value']):.1f} %"
                assert size in tips[name], name
                assert size in lines[name], name
                seen += 1
    assert seen >= 8


def test_every_claim_has_its_line_once_and_no_code_of_the_basket(text: str, claims: dict[str, dict[str, Any]]) -> None:
    lines = [line for line in text.splitlines() if line.startswith("- <span") and "Stated:" in line]
    assert sorted(re.findall(r"\*\*\[[^\]]*\]\(([a-z0-9-]+)\.md", "\n".join(lines))) == sorted(claims)
    assert "ULTRA-SMALL-CAP-BASKET" not in text


def test_coverage_is_one_line_of_counts(text: str, claims: dict[str, dict[str, Any]]) -> None:
    testable = sum(claim["kind"] != "untestable" for claim in claims.values())
    said = f"{len(claims)} claims are listed. {testable} can be tested with the data kept here, six cannot."
    assert said in text
    assert len(claims) - testable == 6


def test_the_days_of_the_decisions_are_one_table(built: Project, claims: dict[str, dict[str, Any]]) -> None:
    for name in ("hikes-hit-both", "cuts-lift-both"):
        page = read((built.report(SLUG) / f"{name}.md").read_text(encoding="utf-8"))
        shown = page.split("{ #decisions }")[1].split("\n## ")[0].split("<details")[0]
        rows = [line for line in shown.splitlines() if line.startswith("| ")][1:]
        assert len(rows) == 5
        found = {each["part"]: each["value"] for each in claims[name]["today"]["beside"]}
        for row, key in zip(rows, ("0", "0-1", "before-1", "0-2", "0-5"), strict=True):
            for asset in ("bitcoin", "r2k-tech"):
                for kind in ("days", "abnormal"):
                    signed = f"{100 * found[f'{asset}-{kind}-{key}']:+.1f} %".replace("-", "\N{MINUS SIGN}")
                    figure = "0.0 %" if signed[1:] == "0.0 %" else signed
                    assert figure in row, (name, key, asset, kind)
