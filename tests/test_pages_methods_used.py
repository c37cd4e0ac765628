"""What the published figures used stands on the method pages: the numbers of the results, not the defaults."""

import html
import json
import re
from typing import Any

from figurecheck.pages.methods.used import SETTINGS, used_rows
from figurecheck.paths import Project


def figures(built: Project) -> list[tuple[bool, dict[str, Any]]]:
    """Every published figure of all articles, and whether it decides."""
    found: list[tuple[bool, dict[str, Any]]] = []
    for path in sorted((built.root / "reports").glob("*/results.json")):
        for claim in json.loads(path.read_text(encoding="utf-8"))["claims"]:
            for when in ("today", "at_publication"):
                found += [(True, one) for one in claim[when]["measurements"]]
                found += [(False, one) for one in claim[when]["beside"]]
    return found


def test_the_resamples_of_the_results_stand_on_the_page(built: Project) -> None:
    drawn = {
        (decides, one["measure"]): one["parameters"]["replications"]
        for decides, one in figures(built)
        if "replications" in one["parameters"]
    }
    folder = built.root / "reports" / "methods"
    pages = "\n".join(html.unescape(path.read_text(encoding="utf-8")) for path in folder.glob("*.md"))
    rows = dict(re.findall(r"\| <code>(\w+)</code> \| Resamples \| (.*?) \|$", pages, re.MULTILINE))
    assert len(rows) > 10
    for (decides, measure), count in drawn.items():
        deciding, others = rows[measure].split(" | ")
        assert f"{count:,}" in (deciding if decides else others), measure


def test_a_figure_that_decides_draws_the_full_number(built: Project) -> None:
    drawn = {one["parameters"].get("replications", 9_999) for decides, one in figures(built) if decides}
    assert drawn == {9_999}


def test_nothing_is_told_of_a_measure_that_no_figure_has() -> None:
    assert used_rows(["correlation"], ()) == ()
    assert len(set(SETTINGS)) == len(SETTINGS)
