"""The commands that the page on reuse prints run as they stand there, with two articles whose ledgers share no day."""

import html
import json
import re
import shlex
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from changing import committed, small_project
from figurecheck.errors import UsageError
from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.code import code_version
from figurecheck.ledger.documents import state_of_results
from figurecheck.pages.context import SiteContext
from figurecheck.pages.release import Release
from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from figurecheck.pipeline.diff.command import diff
from projects import ROOT, figurecheck
from small_site import small_site

OLDER, NEWER = date(2026, 8, 21), date(2026, 10, 9)
RELEASES = {"small": Release(NEWER, "a" * 64), "second": Release(OLDER, "b" * 64)}


def quiet(_words: str, _done: int, _total: int) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two articles with results that name their release, and ledgers of one day each."""
    project = small_project(tmp_path_factory.mktemp("pair") / "project")
    text = project.article("small").read_text(encoding="utf-8").replace("slug: small\n", "slug: second\n")
    project.article("second").write_text(text, encoding="utf-8")
    results = json.loads(project.results("small").read_text(encoding="utf-8"))
    for slug, release in RELEASES.items():
        own = {**results, "article": {**results["article"], "slug": slug}, "release": release.id}
        project.report(slug).mkdir(parents=True, exist_ok=True)
        project.results(slug).write_text(
            json.dumps({**own, "data": {**results["data"], "last_day": str(release.day)}}), encoding="utf-8"
        )
        entries = tuple(state_of_results(own).entries.values())
        ledger = Ledger().with_entries(entries, release.day, code_version())
        project.ledger(slug).write_text(ledger.text, encoding="utf-8")
        project.ledger_head(slug).write_text(ledger.head, encoding="utf-8")
    return project


def site() -> SiteContext:
    """The small site as two articles with the names of the project's."""
    told = small_site()
    (first,) = told.articles
    articles = []
    for slug, release in RELEASES.items():
        facts = first.article.article.model_copy(update={"slug": slug})
        articles.append(replace(first, article=first.article.model_copy(update={"article": facts}), release=release))
    return replace(told, articles=tuple(articles))


def printed() -> list[list[str]]:
    page = render_site(site(), ROOT / "templates")["reuse.md"]
    return [shlex.split(html.unescape(line)) for line in re.findall(r'fc-command"[^>]*><code>(.*?)</code>', page)]


def test_every_printed_command_runs(pair: Project) -> None:
    commit = committed(pair)
    compared = []
    for first, *words in printed():
        if first == "git":
            done = subprocess.run([first, *words], cwd=pair.root, capture_output=True, text=True, check=True)
            assert commit.startswith(done.stdout.split()[0])
        else:
            assert first == "figurecheck"
            told = figurecheck(pair, *words, "--json")
            assert told.returncode == 0, told.stderr
            said = json.loads(told.stdout)
            compared += [(one["article"], one["from"]["last_day"]) for one in said["articles"]]
            assert said["left_out"] == []
    assert compared == [("small", "2026-10-09"), ("second", "2026-08-21")]


def test_an_article_whose_ledger_lacks_the_day_is_left_out_and_named(pair: Project) -> None:
    why = "the ledger of small is from 2026-10-09 to 2026-10-09"
    told = figurecheck(pair, "diff", f"{OLDER}..today")
    assert told.returncode == 0, told.stderr
    assert f"small is left out: {why}" in " ".join(told.stdout.split())
    said = json.loads(figurecheck(pair, "diff", f"{OLDER}..today", "--json").stdout)
    assert [one["article"] for one in said["articles"]] == ["second"]
    assert said["left_out"] == [{"article": "small", "why": why}]
    assert said["calm"] is False
    assert "small is left out: " in figurecheck(pair, "diff", f"{OLDER}..today", "--markdown").stdout


def test_nothing_to_compare_is_wrong_use(pair: Project) -> None:
    with pytest.raises(UsageError, match=r"ledger of second is from .*; the ledger of small is"):
        diff(pair, "2019-01-01..today", quiet)
    with pytest.raises(UsageError, match="ledger of small is from 2026-10-09"):
        diff(pair, f"{OLDER}..today", quiet, "small")
    with pytest.raises(UsageError, match="there is no article third; there are: second, small"):
        diff(pair, "publication..today", quiet, "third")


def test_a_ledger_reaches_as_far_as_the_data_that_moved_no_figure(pair: Project) -> None:
    """The release is named after the newest day of the data, for which the ledger needs no row."""
    results = json.loads(pair.results("second").read_text(encoding="utf-8"))
    kept = pair.results("second").read_bytes()
    pair.results("second").write_text(
        json.dumps({**results, "data": {**results["data"], "last_day": "2026-11-20"}}), encoding="utf-8"
    )
    try:
        assert [one.article for one in diff(pair, "2026-11-20..today", quiet, "second").articles] == ["second"]
    finally:
        pair.results("second").write_bytes(kept)
