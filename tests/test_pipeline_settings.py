"""The addresses of mkdocs.yml: taken as they are, refused where they are none, unset in the repository itself."""

from pathlib import Path

import pytest

from figurecheck.errors import SettingsError
from figurecheck.pages.context import Settings
from figurecheck.paths import Project
from figurecheck.pipeline.configuration import configuration
from figurecheck.pipeline.settings import site_settings

ROOT = Path(__file__).parents[1]


MADE = "figurecheck build"
"""What makes the site of a folder without templates of its own."""


def said(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: reports/nav.yml\nsite_name: x\n{text}", encoding="utf-8")
    return site_settings(Project(tmp_path))


def test_all_three_are_read(tmp_path: Path) -> None:
    text = "site_url: https://a.example/b/\nextra:\n  repository: https://github.com/o/r\n  contact: desk@a.example\n"
    assert said(tmp_path, text) == Settings(
        "https://a.example/b", "https://github.com/o/r", "desk@a.example", MADE, "x"
    )


@pytest.mark.parametrize("text", ["", "site_url:\n", "site_url: ''\nextra:\n  generator: false\n"])
def test_what_is_unset_stays_unknown(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == Settings(command=MADE, name="x")


def test_an_address_may_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE", "https://a.example")
    assert said(tmp_path, "site_url: !ENV SITE\n").site_address == "https://a.example"


@pytest.mark.parametrize(
    "text",
    [
        "site_url: javascript:alert(1)\n",
        "site_url: /checks/\n",
        'site_url: "https://a.example/\\"><script>"\n',
        "extra:\n  repository: github.com/o/r\n",
        "extra:\n  contact: nobody\n",
        "extra:\n  contact: a@b.example?bcc=x@y.example\n",
        "site_url: [\n",
        "site_author: <b>Jane</b>\n",
        "extra:\n  licence: do what you want\n",
    ],
)
def test_what_is_no_address_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match=r"mkdocs\.yml"):
        said(tmp_path, text)


def test_the_author_and_the_licence_are_read(tmp_path: Path) -> None:
    found = said(tmp_path, "site_author: Jane Doe\nextra:\n  licence: CC-BY-4.0\n")
    assert (found.author, found.cited, found.licence) == ("Jane Doe", "Jane Doe", "CC-BY-4.0")
    assert said(tmp_path, "").cited == "x"


def test_what_mkdocs_is_told_of_a_site_of_somebody_else_names_nobody_of_ours(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert "maintainers" not in str(configuration(Project(tmp_path)))


def test_the_repository_itself_names_none(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    (tmp_path / "templates").mkdir()
    assert site_settings(Project(tmp_path)) == Settings(
        command="make site", author="The Figurecheck maintainers", licence="MIT"
    )
