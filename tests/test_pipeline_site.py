"""MkDocs' process: it starts when it is begun, once, ends with its block, and builds what MkDocs alone would."""

import pickle
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from figurecheck.errors import SiteError
from figurecheck.keys.remembered import remembered
from figurecheck.paths import Project
from figurecheck.pipeline import mkdocs_process, site
from figurecheck.pipeline.configuration import configuration
from figurecheck.pipeline.site import site_builder


class Started:
    """Stands for a process."""

    def __init__(self, *_words: object, **_options: object) -> None:
        self.killed = False
        PROCESSES.append(self)

    def kill(self) -> None:
        self.killed = True

    def __enter__(self) -> None:
        assert self.killed

    def __exit__(self, *_problem: object) -> None:
        pass


PROCESSES: list[Started] = []


@pytest.fixture(autouse=True)
def _none(monkeypatch: pytest.MonkeyPatch) -> None:
    PROCESSES.clear()
    monkeypatch.setattr(site.subprocess, "Popen", Started)


def test_nothing_starts_that_is_not_begun(tmp_path: Path) -> None:
    with site_builder(Project(tmp_path), date(2026, 1, 1)):
        pass
    assert PROCESSES == []


def test_it_starts_once_and_ends_with_its_block(tmp_path: Path) -> None:
    with site_builder(Project(tmp_path), date(2026, 1, 1)) as builder:
        builder.begin()
        builder.begin()
        assert [each.killed for each in PROCESSES] == [False]
    assert [each.killed for each in PROCESSES] == [True]


def pages(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project of two pages that use what the pages of articles do."""
    project = Project(tmp_path / "project")
    project.root.mkdir(parents=True)
    project.mkdocs.write_text("site_name: Small\n", encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "nav.yml").write_text('{"nav": [{"Home": "index.md"}, {"Two": "two.md"}]}', encoding="utf-8")
    (docs / "line.svg").write_text('<svg viewBox="0 0 9 9"><path id="line" d="M0 0" /></svg>\n', encoding="utf-8")
    figure = '<figure class="x" data-search-exclude>\n\n--8<-- "line.svg"\n\n<p>&#43;1 *a*</p></figure>'
    table = "| A | B |\n|:--|--:|\n| plain | &#43;1 |\n| <b>x</b> | *y* |"
    (docs / "index.md").write_text(f"# Home\n\n[To it](two.md#line) *now*.\n\n{table}\n", encoding="utf-8")
    (docs / "two.md").write_text(f"# Two\n\nWords.\n\n{figure}\n\n## Part {{ #part }}\n\nEnd.\n", encoding="utf-8")
    return project


def test_a_site_is_that_of_mkdocs_as_it_is(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    docs, ours, theirs = (tmp_path / name for name in ("docs", "ours", "theirs"))
    with site_builder(small, date(2026, 1, 1)) as builder:
        builder.begin()
        builder.build(docs, ours)
    assert not small.reports.exists()
    moment = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
    folders = {"docs_dir": str(docs), "site_dir": str(theirs), "nav": [{"Home": "index.md"}, {"Two": "two.md"}]}
    config = load_config(BytesIO(b"{}"), config_file_path=str(small.mkdocs), **{**configuration(small), **folders})
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(docs)]
    mkdocs_build(config)
    assert pages(ours).keys() == pages(theirs).keys()
    assert [name for name, content in pages(ours).items() if content != pages(theirs)[name]] == []


def test_a_link_to_no_anchor_is_refused(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[To it](two.md#lines)\n", encoding="utf-8")
    with (
        site_builder(small, date(2026, 1, 1)) as builder,
        pytest.raises(SiteError, match="does not contain an anchor '#lines'"),
    ):
        builder.build(tmp_path / "docs", tmp_path / "site")


def test_a_broken_configuration_is_told(small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    small.mkdocs.write_text("site_name: Small\nmarkdown_extensions: [nowhere_to_be_found]\n", encoding="utf-8")
    with site_builder(small, date(2026, 1, 1)) as builder, pytest.raises(SiteError, match="nowhere_to_be_found"):
        builder.build(tmp_path / "docs", tmp_path / "site")


def built(small: Project, docs: Path, site: Path, memory: Path | None, *releases: str) -> dict[str, bytes]:
    with site_builder(small, date(2026, 1, 1), memory) as builder:
        builder.build(docs, site, releases)
    return pages(site)


def tamper(memory: Path, page: str) -> None:
    """Put a word of our own into what is kept of a page, so that it shows where that is used."""
    with remembered(memory, mkdocs_process._CODE) as known:
        mark, found = pickle.loads(known.find(f"page {page}") or b"")  # noqa: S301
        content = f"{found['content']}<p>KEPT</p>"
        known.keep(f"page {page}", pickle.dumps((mark, {**found, "content": content})))


def test_a_page_is_not_converted_again_where_only_its_release_is_another(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    docs, memory, first, other = tmp_path / "docs", tmp_path / "memory", "2026-01-01-1a2b3c4d", "2026-01-01-5e6f7a8b"
    page = (docs / "two.md").read_text(encoding="utf-8")
    for release in (first, other):
        (docs / "two.md").write_text(f"{page}\n[cite](index.md?release={release}) `{release}`\n", encoding="utf-8")
        bare = built(small, docs, tmp_path / f"bare {release}", None)
        assert built(small, docs, tmp_path / release, memory, release) == bare
    tamper(memory, "two.md")
    again = built(small, docs, tmp_path / "again", memory, other)["two/index.html"].decode()
    assert "KEPT" in again
    assert again.count(other) == 2


def test_a_page_is_converted_again_where_what_it_includes_or_may_lead_to_differs(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    docs, memory = tmp_path / "docs", tmp_path / "memory"
    built(small, docs, tmp_path / "first", memory)
    for page in ("index.md", "two.md"):
        tamper(memory, page)
    (docs / "line.svg").write_text('<svg viewBox="0 0 9 9"><path id="line" d="M1 1" /></svg>\n', encoding="utf-8")
    second = built(small, docs, tmp_path / "second", memory)
    assert b"M1 1" in second["two/index.html"]
    assert b"KEPT" not in second["two/index.html"]
    assert b"KEPT" in second["index.html"]
    (docs / "three.md").write_text("# Three\n", encoding="utf-8")
    (docs / "nav.yml").write_text('{"nav": ["index.md", "two.md", "three.md"]}', encoding="utf-8")
    assert b"KEPT" not in built(small, docs, tmp_path / "third", memory)["index.html"]


def test_a_link_that_is_broken_since_is_refused_and_nothing_of_that_is_kept(
    small: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page that leads there is as it was; the anchor is gone from the other."""
    monkeypatch.undo()
    docs, memory = tmp_path / "docs", tmp_path / "memory"
    built(small, docs, tmp_path / "first", memory)
    before = memory.read_bytes()
    (docs / "two.md").write_text("# Two\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SiteError, match="does not contain an anchor '#line'"):
            built(small, docs, tmp_path / "second", memory)
    assert memory.read_bytes() == before
