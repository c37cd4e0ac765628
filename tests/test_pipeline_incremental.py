"""A rebuild of what changed gives the bytes of a build from nothing, says what ran, and answers from what it kept."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from figurecheck.paths import Project
from projects import figurecheck, tree

pytestmark = pytest.mark.slow

ARTICLE = "ultra-small-cap-hedges"


def copied(built: Project, target: Path) -> Project:
    shutil.copytree(built.root, target)
    return Project(target)


def units(said: str) -> Iterator[tuple[str, str, str]]:
    """The rows of the table that ``--explain`` prints."""
    for line in said.splitlines():
        cells = [cell.strip() for cell in line.split("│")]
        if len(cells) == 3:
            yield cells[0], cells[1], cells[2]


def watched(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line, with every process that it starts through ``subprocess`` named on standard error."""
    program = (
        "import sys\n"
        "def seen(event, said):\n"
        "    if event == 'subprocess.Popen':\n"
        "        sys.stderr.write(f'started {said[1]}\\n')\n"
        "sys.addaudithook(seen)\n"
        f"sys.argv = ['figurecheck', *{list(words)!r}]\n"
        "from figurecheck.start import main\n"
        "main()\n"
    )
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False, env=environment)


def reworded(project: Project) -> None:
    file = project.article(ARTICLE)
    before, after = "paraphrase: Bitcoin gained 300% in", "paraphrase: Bitcoin rose by 300% in"
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_a_rebuild_gives_the_bytes_of_a_cold_build(built: Project, tmp_path: Path) -> None:
    warm, cold = copied(built, tmp_path / "warm"), copied(built, tmp_path / "cold")
    for project in (warm, cold):
        reworded(project)
    quick = figurecheck(warm, "build", "--explain")
    whole = figurecheck(cold, "build", "--explain", "--no-cache")
    assert (quick.returncode, whole.returncode) == (0, 0), quick.stderr + whole.stderr
    ran = {unit: why for unit, what, why in units(quick.stdout) if what == "ran"}
    own = {"charts rally-btc-2020", f"{ARTICLE}/cards/rally-btc-2020.png", f"page {ARTICLE}/rally-btc-2020.md"}
    told = {f"page {ARTICLE}/changes.md", "page reuse.md"}
    assert set(ran) == own | told | {"site"}, "no page of another claim, though each cites the release, which changed"
    assert ran["charts rally-btc-2020"] == "claim changed"
    assert ran["page reuse.md"] == "its releases changed"
    assert {what for _, what, _ in units(whole.stdout) if what != ""} == {"ran"}
    assert tree(warm.reports) == tree(cold.reports)
    assert tree(warm.site) == tree(cold.site)


def test_a_touched_page_of_the_site_is_made_again(built: Project, tmp_path: Path) -> None:
    project = copied(built, tmp_path / "project")
    page = project.site / "index.html"
    before = page.read_bytes()
    page.write_bytes(before + b"<!-- edited -->")
    done = figurecheck(project, "build", "--explain")
    assert done.returncode == 0, done.stderr
    ran = {unit: why for unit, what, why in units(done.stdout) if what == "ran"}
    assert ran == {"site": "what was published of it was changed"}
    assert page.read_bytes() == before


def test_a_build_with_nothing_to_do_says_so(built: Project, tmp_path: Path) -> None:
    project = copied(built, tmp_path / "project")
    assert figurecheck(project, "build").returncode == 0
    done = figurecheck(project, "build")
    assert done.returncode == 0
    assert "nothing differs from the last build" in done.stdout


def test_what_did_not_change_is_not_written_again_and_mkdocs_not_started(built: Project, tmp_path: Path) -> None:
    """The record of the whole build is gone, so that every unit is looked at."""
    project = copied(built, tmp_path / "project")
    (project.root / ".cache" / "last-build.json").unlink()
    before = {file: file.stat().st_mtime_ns for file in (*project.site.rglob("*"), *project.reports.rglob("*"))}
    done = watched(project, "build", "--explain")
    assert done.returncode == 0, done.stderr
    assert {what for _, what, _ in units(done.stdout) if what != ""} == {"reused"}
    assert "mkdocs_process" not in done.stderr
    pictures = {unit for unit, _, _ in units(done.stdout) if unit.endswith(".png")}
    assert len(pictures) > 33, "what stands in the site is told too"
    assert "0 files changed, 0 removed" in done.stdout
    files = {file: moment for file, moment in before.items() if file.is_file()}
    assert files == {file: file.stat().st_mtime_ns for file in files}


def test_mkdocs_is_started_where_a_page_changed(built: Project, tmp_path: Path) -> None:
    """The other side of the test above: what it looks for is there when it should be."""
    project = copied(built, tmp_path / "project")
    reworded(project)
    done = watched(project, "build")
    assert done.returncode == 0, done.stderr
    assert "started" in done.stderr
    assert "mkdocs_process" in done.stderr


def test_the_first_answer_after_a_build_is_made_without_statistics(built: Project, tmp_path: Path) -> None:
    """Its words are made of what the build kept; to import the measures takes three times as long as all else."""
    project = copied(built, tmp_path / "project")
    assert not (project.root / ".cache" / "answers").exists()
    heavy = {"pandas", "scipy", "statsmodels", "arch", "matplotlib"}
    program = (
        "import sys\n"
        "sys.argv = ['figurecheck', 'claim', 'rally-btc-2020']\n"
        "from figurecheck.start import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"sys.stderr.write(str(sorted({heavy!r} & set(sys.modules))))\n"
    )
    command = [sys.executable, "-c", program]
    kept = (project.root / ".cache" / "units" / "imports.json").read_bytes()
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]")
    assert "gained" in done.stdout
    assert (project.root / ".cache" / "units" / "imports.json").read_bytes() == kept


def test_a_claim_is_answered_from_what_was_kept_and_anew_after_an_edit(built: Project, tmp_path: Path) -> None:
    project = copied(built, tmp_path / "project")
    first = figurecheck(project, "claim", "rally-btc-2020")
    (kept,) = (project.root / ".cache" / "answers").iterdir()
    again = figurecheck(project, "claim", "rally-btc-2020")
    assert first.stdout == again.stdout != ""
    assert "gained" in first.stdout
    reworded(project)
    assert "rose by 300%" in figurecheck(project, "claim", "rally-btc-2020").stdout
    kept.write_text("damaged", encoding="utf-8")
    assert "rose by 300%" in figurecheck(project, "claim", "rally-btc-2020").stdout
