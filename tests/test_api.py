"""The Python of notebooks: the figures of the results, typed, as a table for rich and as escaped HTML."""

import json
import subprocess
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from figurecheck.errors import ArticleError, UsageError
from figurecheck.pipeline.initial import make_project
from figurecheck.verdicts.outcome import AsOf, Interval, Verdict
from generator import Findings, judge, load_article
from projects import ROOT

SLUG = "ultra-small-cap-hedges"
CLAIMS = ("rally-btc-2020", "fed-cuts-2024-2025", "cashflow-venture")


@pytest.fixture(scope="module")
def found() -> Findings:
    return judge(load_article(SLUG, ROOT), *CLAIMS)


def test_every_figure_is_the_one_of_the_results(found: Findings) -> None:
    results = json.loads((ROOT / "reports" / SLUG / "results.json").read_text(encoding="utf-8"))
    published = {claim["id"]: claim for claim in results["claims"]}
    assert tuple(found) == CLAIMS
    for name, one in found.items():
        for outcome in (one.publication, one.today):
            said = published[name][outcome.as_of.value]
            assert outcome.verdict.value == said["verdict"], name
            values = [float(f"{each.value:.10g}") for each in outcome.measurements]
            assert values == [each["value"] for each in said["measurements"]], name


def test_what_comes_out_is_typed(found: Findings) -> None:
    one = found["rally-btc-2020"]
    assert isinstance(one.verdict, Verdict)
    assert (one.publication.as_of, one.today.as_of) == (AsOf.PUBLICATION, AsOf.TODAY)
    assert one.value == pytest.approx(3.03, abs=0.01)
    assert found["cashflow-venture"].value is None
    assert repr(found) == f"Findings('{SLUG}', 3 claims)"


def test_a_frame_has_a_row_for_each_figure_at_both_dates(found: Findings) -> None:
    frame = found.frame()
    assert set(frame["as_of"]) == {"at_publication", "today"}
    assert frame.groupby("claim").size()["rally-btc-2020"] == 2 * len(found["rally-btc-2020"].measurements)
    (missing,) = set(frame.loc[frame["claim"] == "cashflow-venture", "value"].isna())
    assert missing


def test_rich_prints_a_table_whose_brackets_are_text(found: Findings) -> None:
    console = Console(width=200, record=True, file=StringIO())
    console.print(found)
    text = console.export_text()
    assert "rally-btc-2020" in text
    assert found["rally-btc-2020"].claim.stated in text


def test_html_escapes_what_an_article_says(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks").project
    file = project.article("example")
    odd = "3 < 4 & 5 > 4, 'quoted', [red]words[/red]"
    text = file.read_text(encoding="utf-8").replace("An Example: the Year 2024 in Three Statements", odd)
    file.write_text(text, encoding="utf-8")
    found = judge(load_article(file), "example-why-2024")
    page = found._repr_html_()
    assert "3 &lt; 4 &amp; 5 &gt; 4, &#x27;quoted&#x27;" in page
    assert page.count("<tr>") == 2
    console = Console(width=200, record=True, file=StringIO())
    console.print(found)
    assert "[red]words[/red]" in console.export_text()


NOTEBOOK = """
from generator import judge, load_article
import rich
article = load_article("ultra-small-cap-hedges")
found = judge(article, "rally-btc-2020")
print(len(article.claims), found["rally-btc-2020"].verdict.value)
rich.print(found)
"""


@pytest.mark.parametrize("folder", [".", "articles", "generator"])
def test_it_runs_like_a_notebook_wherever_in_the_project_that_starts(folder: str) -> None:
    """At the top the folder ``generator`` lies in the working directory; the package of that name must win."""
    done = subprocess.run(
        [sys.executable, "-"], input=NOTEBOOK, cwd=ROOT / folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "33 holds"
    assert "rally-btc-2020" in done.stdout.replace("\n", "")


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    article = load_article(SLUG, ROOT)
    with pytest.raises(UsageError, match=r"did you mean .*rally-btc-2020"):
        judge(article, "rally-btc-202")
    with pytest.raises(UsageError, match=f"has: .*{SLUG}"):
        load_article("ultra", ROOT)
    with pytest.raises(UsageError, match="figurecheck init DIR"):
        load_article("anything", tmp_path)


def test_a_wrong_article_is_refused_with_its_line(tmp_path: Path) -> None:
    file = make_project(tmp_path / "checks").project.article("example")
    file.write_text(file.read_text(encoding="utf-8").replace("series: SPY", "series: SPYY"), encoding="utf-8")
    with pytest.raises(ArticleError, match=r"example\.yml:\d+: .*did you mean SPY"):
        load_article(file)


def test_a_finding_that_was_not_judged_gets_a_suggestion(found: Findings) -> None:
    with pytest.raises(KeyError, match=r"did you mean rally-btc-2020"):
        found["rally-btc-2021"]
    assert found.get("nothing-of-the-kind") is None


def test_one_finding_is_a_line_and_a_row_with_its_interval(found: Findings) -> None:
    one = found["rally-btc-2020"]
    assert repr(one).startswith("Finding('rally-btc-2020', stated ")
    assert len(repr(one)) < 200
    assert one._repr_html_().count("<tr>") == 2
    (measured,) = one.measurements
    unsure = replace(
        one.today.parts[0].primary, measurement=replace(measured, interval=Interval(1.0, 4.0, 0.95, "bootstrap"))
    )
    part = replace(one.today.parts[0], primary=unsure)
    assert " to " in replace(one, today=replace(one.today, parts=(part,))).cells[2]


def test_an_article_may_be_named_by_its_slug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert list(judge("ultra-small-cap-hedges", "rally-btc-2020")) == ["rally-btc-2020"]
