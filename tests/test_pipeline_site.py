"""MkDocs' process: it starts when it is begun, once, ends with its block, and builds what MkDocs alone would."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from figurecheck.errors import SiteError
from figurecheck.paths import Project
from figurecheck.pipeline import site
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
