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
from typer.main import get_command
from typer.testing import CliRunner

from figurecheck.claims.model import ClaimKind
from figurecheck.cli import app
from figurecheck.errors import MovedAddressError
from figurecheck.pages.guide.site import PAGES
from figurecheck.paths import Project
from figurecheck.pipeline.addresses import keep_addresses
from figurecheck.pipeline.answer import answer
from figurecheck.pipeline.check import check
from figurecheck.pipeline.initial import STARTER
from figurecheck.pipeline.new_article import Wanted, new_article
from figurecheck.store.catalogue import project_catalogue

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^(<!-- slow -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

ELSEWHERE = {
    "make site\nmake test\n": ".ci/run",
    "figurecheck init checks\ncd checks\nfigurecheck build\nfigurecheck claim example-spy-2024\n": (
        "tests/test_installed.py"
    ),
    "pipx install .\n": "tests/test_installed.py",
    "python3 -m pip wheel --no-deps --wheel-dir dist .\npipx install dist/figurecheck-*.whl\n": (
        "tests/test_installed.py"
    ),
    "figurecheck init checks\ncd checks\nfigurecheck series\n": "tests/test_installed.py",
    ".venv/bin/figurecheck refresh --source archive:DIR\n": "tests/test_cli.py",
    "figurecheck build\n": "tests/test_pipeline_build.py",
    "dask scheduler --host HOST --port 8786\n": "tests/test_guide_cluster.py",
    "dask worker tcp://HOST:8786 --nworkers -1 --nthreads 1\n": "tests/test_guide_cluster.py",
    "figurecheck build --scheduler tcp://HOST:8786\n": "tests/test_guide_cluster.py",
}
"""Blocks that need minutes or a folder of their own, and the file that runs the same."""
EXIT_ZERO = 0

Block = tuple[bool, str, str]


def blocks(text: str) -> Iterator[Block]:
    """Whether a block is marked slow, its language, its text."""
    for found in _BLOCK.finditer(text):
        yield found[1] is not None, found[2], found[3]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "articles").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return Project(tmp_path)


def runs(file: Path, line: str) -> bool:
    """Whether ``file``, a test or a shell script, runs the command ``line``.

    DIR stands in it for any folder, and HOST and 8786 for any machine and port.
    """
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        return line in (each.strip() for each in text.splitlines())
    program, *words = shlex.split(line)
    name = Path(program).name
    said_first = {"figurecheck": [], "pipx": ["pipx"], "python3": [], "dask": ["dask"]}[name]
    wanted = [*said_first, *(re.sub(r"DIR$|^dist(/.*)?$|^\.$|^HOST$|^8786$|HOST:8786$", "", word) for word in words)]
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Call, ast.List)))
    return any(
        wanted == said[place : place + len(wanted)] for said in map(said_in, calls) for place in range(len(said))
    )


def said_in(node: ast.Call | ast.List) -> list[str]:
    """The arguments of a call, or the items of a list, as far as they are fixed text; "" for the others."""
    items = node.args if isinstance(node, ast.Call) else node.elts
    parts = [item.values[0] if isinstance(item, ast.JoinedStr) else item for item in items]
    return [str(part.value) if isinstance(part, ast.Constant) else "" for part in parts]


def replaced(file: Path, text: str) -> None:
    """Put a block of the tutorial where the tutorial says: in place of the summary, or of all from the sections on."""
    begun = file.read_text(encoding="utf-8")
    if text.startswith("  summary:"):
        done = re.sub(r"^  summary: .*\n +.*\n", lambda _: text, begun, flags=re.MULTILINE)
    else:
        done = begun.partition("# The article in its own order")[0] + text
    assert done != begun
    file.write_text(done, encoding="utf-8")


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
            replaced(file, text)
        else:
            assert language == "sh"
            told += [run(project, line) for line in text.replace("\\\n", " ").splitlines()]
    assert len(told) == 3
    assert told[1] == "The articles are fine.\n"
    assert "stated: 27%" in told[-1]
    assert "GLD" in told[-1]


def test_every_recipe_is_judged(guide: dict[str, str], project: Project) -> None:
    file = new_article(project, Wanted("Recipes", "https://example.org/a", "2025-01-03"))
    begun = file.read_text(encoding="utf-8").partition("  # An example that can be computed")[0]
    begun = begun.replace("Shares are said to have risen {example-recipes: last year}.", "It says things.")
    assert {(slow, language) for slow, language, _ in blocks(guide["guide/recipes.md"])} == {(False, "yaml")}
    texts = [text for *_, text in blocks(guide["guide/recipes.md"])]
    recipes = [text for text in texts if text.startswith("- id")]
    others = [text for text in texts if text not in recipes]
    names = {next(iter(YAML(typ="safe").load(text))) for text in others}
    assert names == {"proxies", "events", "not_checked", "relations"}
    claims = [claim for text in recipes for claim in YAML(typ="safe").load(text)]
    assert {claim["kind"] for claim in claims} == {kind.value for kind in ClaimKind}
    used = [part["primary"] | part | claim for claim in claims for part in claim.get("parts", ())]
    for name in ("shift", "regime", "episodes", "decisions", "left_out", "beside", "source", "stands_for"):
        assert any(name in each for each in used), name
    indented = "".join(re.sub(r"^(?=.)", "  ", text, flags=re.MULTILINE) for text in recipes)
    file.write_text(begun + indented + "".join(others), encoding="utf-8")
    assert [str(problem) for problem in check(project)] == []
    for claim in claims:
        told = answer(project, claim["id"])
        assert any(line.startswith("today: ") for line in told.lines)
        assert "Not computed" not in " ".join(told.lines)
        averaged = "on average over seven decisions" in " ".join(told.lines)
        assert averaged is (claim["id"] == "recipe-decisions")


def test_the_other_pages_of_the_guide_have_no_block_that_nobody_runs(guide: dict[str, str]) -> None:
    run_here = {"guide/tutorial.md", "guide/recipes.md", "guide/index.md", "guide/transcript.md"}
    assert set(guide) == set(PAGES)
    assert {path: list(blocks(guide[path])) for path in set(guide) - run_here} == {
        path: [] for path in set(guide) - run_here
    }


def test_every_block_of_the_first_page_runs_here_or_in_a_named_test(guide: dict[str, str], project: Project) -> None:
    done = []
    for _, language, text in blocks(guide["guide/index.md"]):
        if text in ELSEWHERE:
            continue
        if language == "python":
            done.append(written(project, text))
            continue
        assert language == "yaml"
        name = next(iter(YAML(typ="safe").load(text)))
        done.append(name)
        if name == "series":
            (project.data / "catalogue.yml").write_text(text, encoding="utf-8")
            added = project_catalogue(project)
            assert {(added.get(one).source, added.get(one).code) for one in YAML(typ="safe").load(text)["series"]} == {
                ("yahoo", "GDX"),
                ("fred", "DGS30"),
                ("fred", "CPIAUCNS"),
            }
        else:
            moved(project, text)
    assert done == ["redirects", "series", "python"]


def written(project: Project, text: str) -> str:
    """The notebook of the guide, in a folder that has the example."""
    shutil.copyfile(STARTER / "example.yml", project.article("example"))
    done = subprocess.run([sys.executable, "-c", text], cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == EXIT_ZERO, done.stderr
    assert done.stdout.startswith("holds 0.23"), done.stdout
    return "python"


def moved(project: Project, text: str) -> None:
    """A claim that has another name: the build stops without the entry, and the old address leads on with it."""
    (entry,) = YAML(typ="safe").load(text)["redirects"]
    project.reports.mkdir(exist_ok=True)
    project.addresses.write_text(f"{entry['source']}\n{entry['source']}#cite\n", encoding="utf-8")
    page = project.site / entry["target"] / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>x</h1>", encoding="utf-8")
    with pytest.raises(MovedAddressError, match=re.escape(repr(entry["source"]))):
        keep_addresses(project, project.site, {})
    project.redirects.write_text(text, encoding="utf-8")
    keep_addresses(project, project.site, {})
    leads = (project.site / entry["source"] / "index.html").read_text(encoding="utf-8")
    assert f'href="../../{entry["target"]}"' in leads


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


INLINE = re.compile(r"`figurecheck ([a-z-]+)((?: [^`|]+)?)`|^\\| `figurecheck ([a-z-]+)(.*)$", re.MULTILINE)
FLAG = re.compile(r"(?<![\\w-])--[a-z][a-z-]+")


def test_every_command_in_running_text_is_one_with_the_flags_that_it_is_given(guide: dict[str, str]) -> None:
    """Blocks are run; what stands between the words is at least a command, and takes every flag that is named."""
    commands = get_command(app).commands  # type: ignore[attr-defined]
    starter = (STARTER / "README.md").read_text(encoding="utf-8")
    texts = [*guide.values(), (ROOT / "README.md").read_text(encoding="utf-8"), starter]
    found = [match for text in texts for match in INLINE.finditer(text)]
    assert len(found) >= 30
    for match in found:
        name, rest = (match[1], match[2]) if match[1] else (match[3], match[4])
        known = {flag for one in commands[name].params for flag in one.opts}
        assert set(FLAG.findall(rest)) <= known, match[0]


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
    assert "figurecheck init checks\n" in guide["guide/index.md"]
    assert guide["guide/index.md"].index("{ #install }") < guide["guide/index.md"].index("{ #start }")
    assert "index.md#start" in guide["guide/tutorial.md"]
    assert "figurecheck series\n" in guide["guide/index.md"]
    assert "`figurecheck series`" in guide["guide/reference.md"]
