"""The guide and the README cannot lie: every command and every YAML block of them runs here or in a named test."""

import ast
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from figurecheck.claims.model import ClaimKind
from figurecheck.claims.reference import axis_entries
from figurecheck.claims.settings import AXES
from figurecheck.cli import app
from figurecheck.measures.names import MEASURES
from figurecheck.pages.guide.site import PAGES, guide_pages
from figurecheck.pages.templating import environment
from figurecheck.paths import Project
from figurecheck.pipeline.answer import answer
from figurecheck.pipeline.check import check
from figurecheck.pipeline.new_article import Wanted, new_article
from figurecheck.store.catalogue import project_catalogue

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^(<!-- slow -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ELSEWHERE = {
    "make site\nmake test\n": ".ci/run",
    "figurecheck init checks\ncd checks\nfigurecheck build\nfigurecheck claim example-spy-2024\n": (
        "tests/test_installed.py"
    ),
    ".venv/bin/figurecheck refresh --source archive:DIR\n": "tests/test_cli.py",
    "figurecheck build\n": "tests/test_pipeline_build.py",
}
"""Blocks that need minutes or a folder of their own, and the file that runs the same."""
EXIT_ZERO = 0

Block = tuple[bool, str, str]


def blocks(text: str) -> Iterator[Block]:
    """Whether a block is marked slow, its language, its text."""
    for found in _BLOCK.finditer(text):
        yield found[1] is not None, found[2], found[3]


@pytest.fixture(scope="module")
def guide() -> dict[str, str]:
    return guide_pages(environment(ROOT / "templates"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "articles").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return Project(tmp_path)


def runs(file: Path, line: str) -> bool:
    """Whether ``file``, a test or a shell script, runs the command ``line``, in which DIR stands for any folder."""
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        return line in (each.strip() for each in text.splitlines())
    program, *words = shlex.split(line)
    assert Path(program).name == "figurecheck"
    wanted = [word.removesuffix("DIR") for word in words]
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Call, ast.List)))
    return any(
        wanted == said[place : place + len(wanted)] for said in map(said_in, calls) for place in range(len(said))
    )


def said_in(node: ast.Call | ast.List) -> list[str]:
    """The arguments of a call, or the items of a list, as far as they are fixed text; "" for the others."""
    items = node.args if isinstance(node, ast.Call) else node.elts
    parts = [item.values[0] if isinstance(item, ast.JoinedStr) else item for item in items]
    return [str(part.value) if isinstance(part, ast.Constant) else "" for part in parts]


def run(project: Project, line: str) -> str:
    program, *words = shlex.split(line)
    assert Path(program).name == "figurecheck"
    done = CliRunner().invoke(app, [*words, "--project", str(project.root)])
    assert done.exit_code == EXIT_ZERO, (line, done.output, done.exception)
    return done.output


def test_the_tutorial_runs_in_its_order(guide: dict[str, str], project: Project) -> None:
    told = []
    for slow, language, text in blocks(guide["guide/tutorial.md"]):
        if slow:
            assert text in ELSEWHERE, text
        elif language == "yaml":
            (file,) = project.articles.glob("*.yml")
            begun = file.read_text(encoding="utf-8").partition("# The article in its own order")[0]
            file.write_text(begun + text, encoding="utf-8")
        else:
            assert language == "sh"
            told += [run(project, line) for line in text.splitlines()]
    assert len(told) == 4
    assert "stated: 27%" in told[-1]
    assert "GLD" in told[-1]


def test_every_recipe_is_judged(guide: dict[str, str], project: Project) -> None:
    file = new_article(project, Wanted("Recipes", "https://example.org/a", "2025-01-03"))
    begun = file.read_text(encoding="utf-8").partition("  # An example that can be computed")[0]
    begun = begun.replace("Shares are said to have risen {example-claim: last year}.", "It says things.")
    recipes = list(blocks(guide["guide/recipes.md"]))
    assert len(recipes) >= 5
    assert {(slow, language) for slow, language, _ in recipes} == {(False, "yaml")}
    file.write_text(
        begun + "".join(re.sub(r"^(?=.)", "  ", text, flags=re.MULTILINE) for *_, text in recipes), encoding="utf-8"
    )
    assert [str(problem) for problem in check(project)] == []
    for *_, text in recipes:
        (claim,) = YAML(typ="safe").load(text)
        told = answer(project, claim["id"])
        assert any(line.startswith("today: ") for line in told.lines)
        assert "Not computed" not in " ".join(told.lines)


def test_the_other_pages_of_the_guide_have_no_block_that_nobody_runs(guide: dict[str, str]) -> None:
    run_here = {"guide/tutorial.md", "guide/recipes.md"}
    assert set(guide) == set(PAGES)
    assert {path: list(blocks(guide[path])) for path in set(guide) - run_here} == {
        path: [] for path in set(guide) - run_here
    }


def test_every_block_of_the_readme_runs_here_or_in_a_named_test(project: Project) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("```") == 2 * len(list(blocks(readme)))
    for _, language, text in blocks(readme):
        if text in ELSEWHERE:
            continue
        if language == "yaml":
            (project.data / "catalogue.yml").write_text(text, encoding="utf-8")
            assert project_catalogue(project).get("MINERS").code == "GDX"
        elif language == "python":
            command = [sys.executable, "-c", text]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == EXIT_ZERO, done.stderr
        else:
            for line in text.splitlines():
                assert run(Project(ROOT), line)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_run_elsewhere_is_run_there(text: str, guide: dict[str, str]) -> None:
    pages = [*guide.values(), (ROOT / "README.md").read_text(encoding="utf-8")]
    assert any(text == each for page in pages for *_, each in blocks(page))
    commands = [line for line in text.splitlines() if not line.startswith("cd ")]
    assert [line for line in commands if not runs(ROOT / ELSEWHERE[text], line)] == []


def test_a_command_that_a_file_does_not_run_is_missed_there() -> None:
    file = ROOT / "tests" / "test_pipeline_build.py"
    assert runs(file, "figurecheck build")
    assert not runs(file, "figurecheck refresh")
    assert not runs(ROOT / ".ci" / "run", "make sit")


def test_the_readme_lists_exactly_the_commands_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `figurecheck ([a-z-]+)", readme, re.MULTILINE))
    known = {one.name or one.callback.__name__ for one in app.registered_commands if one.callback is not None}
    assert listed == known


def test_every_kind_of_claim_is_explained(guide: dict[str, str]) -> None:
    told = guide["guide/index.md"].partition("| What it says |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| (\w+) \| \w.* \|$", told, re.MULTILINE) == [kind.value for kind in ClaimKind]


def test_the_way_from_nothing_to_a_project_is_told(guide: dict[str, str]) -> None:
    assert "`figurecheck init checks`" in guide["guide/index.md"]
    assert "index.md#start" in guide["guide/tutorial.md"]
    assert all("`figurecheck series`" in guide[page] for page in ("guide/index.md", "guide/reference.md"))


def test_the_reference_names_every_measure_and_every_axis(guide: dict[str, str]) -> None:
    text = guide["guide/reference.md"]
    assert re.findall(r"{ #measure-([a-z-]+) }", text) == [name.replace("_", "-") for name in MEASURES]
    assert re.findall(r"{ #axis-([a-z]+) }", text) == list(AXES)


def test_values_and_limits_of_axes_are_those_of_the_model() -> None:
    axes = {axis.name: axis for axis in axis_entries()}
    assert [value.name for value in axes["frequency"].values] == ["daily", "two_day", "weekly"]
    drawdown = next(value for value in axes["regime"].values if value.name == "drawdown")
    assert [(one.name, one.allowed) for one in drawdown.parameters] == [
        ("series", "a name"),
        ("depth", "a number above 0, below 1"),
    ]
    assert "window_return" in axes["shift"].measures
    assert axes["tail"].meaning == "A number above 0, below 1"
