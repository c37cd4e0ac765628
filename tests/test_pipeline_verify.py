"""Verification as a whole: the real figures pass, a tampered one is caught, and what cannot be verified is said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_text import ARTICLE
from figurecheck.claims.model import Article
from figurecheck.errors import UsageError, VerificationError
from figurecheck.pages.results_document import results_text
from figurecheck.paths import Project
from figurecheck.pipeline.corrections_spec import TableSpec
from figurecheck.pipeline.judge import judge_article
from figurecheck.pipeline.verify import HEADER, verify
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.verification.corrections import CLAIM
from figurecheck.verification.routes import BESIDE, ROUTES
from projects import ROOT, copy_project, figurecheck
from test_layers import imports

PACKAGE = ROOT / "generator" / "figurecheck" / "verification"


def publish(project: Project) -> Project:
    """Write the results as a build would publish them, without the pages."""
    workspace = open_workspace(project)
    for article in workspace.articles:
        observed = workspace.observe(article, article.claims)
        outcomes = judge_article(article, observed, article.claims)
        last_day = max(one.last_day for one in observed.values())
        project.report(article.article.slug).mkdir(parents=True)
        text = results_text(article, outcomes, last_day)
        project.results(article.article.slug).write_text(text, encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def verified(built: Project) -> dict[str, Any]:
    """What the command prints for machines; it passes."""
    done = figurecheck(built, "verify", "--json")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same with an article of two claims."""
    project = copy_project(tmp_path_factory.mktemp("small") / "project")
    for file in project.articles.glob("*.yml"):
        file.unlink()
    (project.articles / "small.yml").write_text(ARTICLE, encoding="utf-8")
    return publish(project)


@pytest.fixture
def results(small: Project) -> Iterator[dict[str, Any]]:
    """The results to tamper with; the file is put back afterwards."""
    file = small.results("small")
    text = file.read_text(encoding="utf-8")
    yield json.loads(text)
    file.write_text(text, encoding="utf-8")


def measured(results: dict[str, Any], claim: str, date: str) -> dict[str, Any]:
    found: dict[str, Any] = next(c for c in results["claims"] if c["id"] == claim)[date]["measurements"][0]
    return found


def write(project: Project, results: dict[str, Any]) -> None:
    project.results("small").write_text(json.dumps(results), encoding="utf-8")


def test_every_primary_figure_agrees_with_the_second_route(verified: dict[str, Any]) -> None:
    assert verified["agrees"] is True
    assert [row for row in verified["numbers"] if not row["agrees"]] == []


def test_every_part_of_every_testable_claim_is_compared_at_both_dates(built: Project, verified: dict[str, Any]) -> None:
    articles = open_workspace(built).articles
    parts = [(claim.id, part.id) for article in articles for claim in article.claims for part in claim.parts]
    expected = {(*part, date) for part in parts for date in ("today", "at_publication")}
    found = [one for article in articles for one in verified_beside(article)]
    beside = {(*one, date) for one in found for date in ("today", "at_publication")}
    found_rows = {(row["claim"], row["part"], row["date"]) for row in verified["numbers"] if row["claim"] != CLAIM}
    assert found_rows == expected | beside
    assert len(expected) >= 56
    assert len(beside) >= 100


def test_every_series_of_the_corrections_is_compared_at_both_dates(verified: dict[str, Any]) -> None:
    rows = [row for row in verified["numbers"] if row["claim"] == CLAIM]
    assert len(rows) > 2_500
    for name in TableSpec().series:
        for date in ("today", "at_publication"):
            said = [row["part"] for row in rows if row["date"] == date and row["part"].startswith(f"{name}, ")]
            places = {f"{name}, {days}: in corrections" for days in ("all", "before", "since")}
            assert {f"{name}, 20%, hindsight: mean", *places} <= set(said)


def test_results_that_owe_corrections_and_have_none_are_refused(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("figurecheck.pipeline.verify.reads_corrections", lambda _: True)
    with pytest.raises(VerificationError, match="nothing of corrections"):
        verify(small)


def verified_beside(article: Article) -> list[tuple[str, str]]:
    return [(claim.id, one.id) for claim in article.claims for one in claim.beside if one.measure in BESIDE]


def test_every_measure_of_the_article_has_a_second_route(built: Project) -> None:
    claims = [claim for article in open_workspace(built).articles for claim in article.claims]
    assert {part.measure for claim in claims for part in claim.parts} <= set(ROUTES)


@pytest.mark.parametrize("date", ["today", "at_publication"])
def test_a_tampered_figure_is_caught(small: Project, results: dict[str, Any], date: str) -> None:
    assert verify(small).differing == ()
    measured(results, "rally", date)["value"] += 0.0001
    write(small, results)
    (row,) = verify(small).differing
    assert (row.claim, row.part, row.date, row.number) == ("rally", "small", date, "value")
    assert row.difference == pytest.approx(-0.0001, rel=1e-4)


def test_the_command_prints_the_table_and_fails_on_a_difference(small: Project, results: dict[str, Any]) -> None:
    measured(results, "cuts", "today")["value"] = 4
    write(small, results)
    failed = figurecheck(small, "verify")
    assert failed.returncode == 1
    assert "4 numbers compared, 1 differ" in failed.stdout
    assert [line for line in failed.stdout.splitlines() if "cuts" in line and "today" in line and "NO" in line]
    assert all(name.split()[0] in failed.stdout for name in HEADER)


def test_a_claim_that_the_results_lack_is_a_difference(small: Project, results: dict[str, Any]) -> None:
    results["claims"] = [claim for claim in results["claims"] if claim["id"] != "cuts"]
    write(small, results)
    assert {(row.claim, row.reason) for row in verify(small).differing} == {("cuts", "the report gives no figure")}


def test_a_measure_without_a_second_route_is_said_and_fails(small: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ROUTES, "cuts")
    found = verify(small)
    assert {row.reason for row in found.differing} == {"the measure cuts has no second route"}
    assert [row[-1] for row in found.rows if row[0] == "cuts"] == ["NO the measure cuts has no second route"] * 2


def test_results_of_other_data_are_refused(small: Project, results: dict[str, Any]) -> None:
    results["claims"][0]["today"]["data"]["PSCT"] = "0" * 64
    write(small, results)
    with pytest.raises(VerificationError, match="other data of PSCT"):
        verify(small)


def test_results_that_cannot_be_read_are_refused(small: Project, results: dict[str, Any]) -> None:
    del results["claims"]
    write(small, results)
    with pytest.raises(VerificationError, match="cannot be read"):
        verify(small)


def test_without_results_there_is_nothing_to_verify(project: Project) -> None:
    with pytest.raises(UsageError, match="figurecheck build"):
        verify(project)


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("*.py")), ids=lambda file: file.name)
def test_the_second_route_borrows_nothing_from_the_first(file: Path) -> None:
    imported = [name for name in imports(file) if name.startswith("figurecheck.")]
    allowed = ("claims", "series", "store", "errors", "verification")
    assert [name for name in imported if name.split(".")[1] not in allowed] == []
    assert not {name.split(".")[0] for name in imports(file)} & {"arch", "bidask", "exchange_calendars"}
