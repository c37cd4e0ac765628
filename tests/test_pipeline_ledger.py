"""The ledger in a project: a build adds to it, and refuses one that was tampered with."""

import json
from datetime import date
from pathlib import Path

import pytest

from changing import committed, small_project
from figurecheck.errors import LedgerError
from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.code import SOURCES, code_version
from figurecheck.ledger.documents import state_of_results
from figurecheck.ledger.entry import Entry
from figurecheck.paths import Project
from figurecheck.pipeline.ledger import stored_ledger, verify_ledgers
from projects import ROOT, figurecheck, tree

SLUG = "ultra-small-cap-hedges"
DAY = date(2026, 10, 9)


def entries(project: Project, slug: str) -> tuple[Entry, ...]:
    """What the results of a build say."""
    return tuple(state_of_results(json.loads(project.results(slug).read_text(encoding="utf-8"))).entries.values())


def write(project: Project, slug: str, ledger: Ledger) -> None:
    project.report(slug).mkdir(parents=True, exist_ok=True)
    project.ledger(slug).write_text(ledger.text, encoding="utf-8")
    project.ledger_head(slug).write_text(ledger.head, encoding="utf-8")


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A small project with a ledger of its results."""
    project = small_project(tmp_path / "small")
    write(project, "small", Ledger().with_entries(entries(project, "small"), DAY, code_version()))
    return project


def test_a_build_writes_what_its_results_say(built: Project) -> None:
    ledger = stored_ledger(built, SLUG)
    assert ledger.rows
    latest = {key: row.entry.value for key, row in ledger.latest().items()}
    told = {entry.key: entry.value for entry in entries(built, SLUG)}
    assert latest.keys() == told.keys()
    for key, value in told.items():
        assert latest[key] == (None if value is None else pytest.approx(value, rel=1e-6, abs=1e-12))


def test_a_build_tells_the_ledger_on_its_pages(built: Project) -> None:
    changes = (built.report(SLUG) / "changes.md").read_text(encoding="utf-8")
    assert "[ledger.csv](ledger.csv)" in changes
    assert (built.site / SLUG / "ledger.csv").read_bytes() == built.ledger(SLUG).read_bytes()
    assert "What changed last" in (built.reports / "index.md").read_text(encoding="utf-8")


def test_an_edited_ledger_stops_a_build_before_anything_is_published(project: Project) -> None:
    """At once: the ledger is read before the claims are judged."""
    write(project, SLUG, Ledger().with_entries((SAMPLE, SAMPLE), DAY, code_version()))
    file = project.ledger(SLUG)
    file.write_text(file.read_text(encoding="utf-8").replace("0.5", "0.6", 1), encoding="utf-8")
    before = tree(project.reports)
    for words in (("build",), ("ledger", "--verify")):
        done = figurecheck(project, *words)
        assert done.returncode == 1, done.stdout
        assert f"reports/{SLUG}/ledger.csv:2" in done.stderr
        assert f"git checkout -- reports/{SLUG}/ledger.csv" in done.stderr
        assert tree(project.reports) == before


SAMPLE = Entry("today", "a", "b", 0.5, None, None, "fraction", "holds", "holds", False, DAY, "a" * 64, "b" * 64)


def test_a_sound_ledger_is_verified(small: Project) -> None:
    done = figurecheck(small, "ledger", "--verify")
    assert done.returncode == 0, done.stderr
    assert "sound" in done.stdout
    assert "no committed ledger" in done.stdout
    committed(small)
    assert "continues the committed one" in figurecheck(small, "ledger", "--verify").stdout


@pytest.fixture
def pair(small: Project) -> Project:
    """The small project with a second article, which has a ledger of its own."""
    text = small.article("small").read_text(encoding="utf-8").replace("slug: small\n", "slug: second\n")
    small.article("second").write_text(text, encoding="utf-8")
    write(small, "second", Ledger().with_entries(entries(small, "small")[:2], date(2026, 9, 1), code_version()))
    return small


def test_the_ledgers_of_two_articles_are_told_apart(pair: Project) -> None:
    found = {one.article: (one.rows, one.last_day) for one in verify_ledgers(pair)}
    assert found == {"small": (len(entries(pair, "small")), DAY), "second": (2, date(2026, 9, 1))}


@pytest.mark.parametrize("slug", ["small", "second"])
def test_an_edited_ledger_of_either_article_is_named(pair: Project, slug: str) -> None:
    file = pair.ledger(slug)
    file.write_text(file.read_text(encoding="utf-8").replace("rally", "rallied", 1), encoding="utf-8")
    with pytest.raises(LedgerError, match=f"reports/{slug}/ledger\\.csv"):
        verify_ledgers(pair)


def test_no_ledger_is_an_empty_one(small: Project) -> None:
    small.ledger("small").unlink()
    small.ledger_head("small").unlink()
    assert stored_ledger(small, "small") == Ledger()
    assert verify_ledgers(small)[0].rows == 0


@pytest.mark.parametrize("missing", ["ledger.csv", "ledger.head"])
def test_one_file_without_the_other_is_refused(small: Project, missing: str) -> None:
    (small.report("small") / missing).unlink()
    with pytest.raises(LedgerError, match=missing.replace(".", r"\.")):
        stored_ledger(small, "small")


def test_a_ledger_that_is_a_link_is_refused(small: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.csv"
    small.ledger("small").rename(elsewhere)
    small.ledger("small").symlink_to(elsewhere)
    with pytest.raises(LedgerError, match="link"):
        stored_ledger(small, "small")


def test_a_ledger_written_anew_as_a_whole_shows_against_the_committed_one(small: Project) -> None:
    committed(small)
    write(small, "small", Ledger().with_entries(entries(small, "small")[1:], DAY, code_version()))
    assert stored_ledger(small, "small").rows
    with pytest.raises(LedgerError) as caught:
        verify_ledgers(small)
    assert caught.value.line == 2


def test_a_ledger_that_was_deleted_shows_against_the_committed_one(small: Project) -> None:
    committed(small)
    small.ledger("small").unlink()
    small.ledger_head("small").unlink()
    with pytest.raises(LedgerError, match="no ledger"):
        verify_ledgers(small)


def test_two_days_of_the_ledger_are_compared(small: Project) -> None:
    ledger = stored_ledger(small, "small")
    moved = [entry for entry in entries(small, "small") if (entry.claim, entry.as_of) == ("since", "today")]
    older = Entry(**{**vars(moved[0]), "value": 0.1, "verdict": "does_not_hold", "last_day": date(2026, 9, 1)})
    first = tuple(older if entry.key == older.key else entry for entry in entries(small, "small"))
    both = (
        Ledger().with_entries(first, date(2026, 9, 1), code_version()).with_entries(tuple(moved), DAY, code_version())
    )
    write(small, "small", both)
    done = figurecheck(small, "diff", "2026-09-01..2026-10-09", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    (claim,) = said["articles"][0]["claims"]
    assert (claim["claim"], claim["kind"], claim["causes"]) == ("since", "flip", ["new_days"])
    assert claim["figures"][0]["shares"] is None
    assert len(ledger.rows) == len(first)


def test_the_sources_of_the_code_version_are_there() -> None:
    package = ROOT / "generator" / "figurecheck"
    assert [name for name in SOURCES if not (package / name).exists()] == []
    assert code_version().startswith("0.1.0+")
