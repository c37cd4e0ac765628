"""What a project has not said of itself is named by doctor, and no longer once it is said."""

from datetime import date
from pathlib import Path

from figurecheck.pipeline.doctor import Ailment, diagnose
from figurecheck.pipeline.initial import make_project
from figurecheck.pipeline.unset import unset

FULL = """site_name: The Daily Check
site_author: Jane Doe
site_url: https://example.org/checks/
extra:
  contact: desk@example.org
  licence: CC-BY-4.0
"""


def test_a_new_folder_is_told_what_it_has_not_said(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks").project
    found = [one.what for one in diagnose(project, date(2026, 9, 1), {}).complaints if one.ailment is Ailment.UNSET]
    assert found[1:] == [f"mkdocs.yml, {name}" for name in ("extra", "site_url", "site_author", "extra.licence")]


def test_what_is_said_is_not_missed(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks").project
    project.mkdocs.write_text(FULL, encoding="utf-8")
    assert list(unset(project)) == []


def test_a_folder_of_an_older_version_learns_of_the_workflow_that_publishes(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks").project
    project.mkdocs.write_text(FULL, encoding="utf-8")
    (project.root / ".github" / "workflows" / "pages.yml").unlink()
    (one,) = unset(project)
    assert "no workflow publishes what is pushed to main" in one.found


def test_a_setting_that_cannot_be_is_told_and_stops_nothing(tmp_path: Path) -> None:
    project = make_project(tmp_path / "checks").project
    project.mkdocs.write_text("site_name: x\nsite_url: nowhere\n", encoding="utf-8")
    (one,) = (one for one in diagnose(project, date(2026, 9, 1), {}).complaints if one.what == "mkdocs.yml")
    assert "site_url: found 'nowhere'" in one.found
