"""The package installed from its wheel, away from the repository: a new project builds there, and is nobody else's."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from projects import ROOT, tree
from transcript import commands, played, shown

pytestmark = pytest.mark.slow
FIGURE = 586.08 / 475.31 - 1
"""SPY at the end of 2024 and of 2023 as State Street and every newspaper have it; 23.3 %."""


def build(source: Path, target: Path) -> None:
    command = [str(Path(sys.executable).parent / "hatchling"), "build", "-d", str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist of this tree."""
    target = tmp_path_factory.mktemp("dist")
    build(ROOT, target)
    return target


@pytest.fixture(scope="module")
def clean(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel unpacked as an installer does, and the locked packages that are here.

    Only packages come by a path: this repository's own .pth file is not read from there, so nothing of the checkout is
    on the path.
    """
    place = tmp_path_factory.mktemp("clean")
    venv.create(place, with_pip=False, symlinks=True)
    (site,) = place.glob("lib/python*/site-packages")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)  # noqa: S202  # made a moment ago
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def project(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project made and built by the installed package."""
    folder = tmp_path_factory.mktemp("user") / "checks"
    done = run(clean, folder.parent, "init", "checks")
    assert done.returncode == 0, done.stderr
    done = run(clean, folder, "build")
    assert done.returncode == 0, done.stderr
    return folder


def run(clean: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The installed command line, with no network and nothing of this process's environment that could help it."""
    command = [str(clean / "bin" / "python"), "-m", "figurecheck", *words]
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "FRED_API_KEY"}}
    environment = {**kept, "COLUMNS": "200", "NO_COLOR": "1", "https_proxy": "http://127.0.0.1:9"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


def python(clean: Path, folder: Path, code: str) -> str:
    command = [str(clean / "bin" / "python"), "-c", code]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_of_the_checkout_is_used(clean: Path, tmp_path: Path) -> None:
    code = "import figurecheck, generator; from figurecheck.paths import SHIPPED; "
    code += "print(figurecheck.__file__, generator.__file__, SHIPPED)"
    places = python(clean, tmp_path, code).split()
    assert len(places) == 3
    assert all(Path(place).is_relative_to(clean) for place in places), places


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_tree(built: Path, tmp_path: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    build(source, tmp_path / "again")
    wheels = [next(folder.glob("*.whl")) for folder in (built, tmp_path / "again")]
    assert wheels[0].read_bytes() == wheels[1].read_bytes()


def test_the_wheel_holds_all_that_a_project_takes_from_it(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        inside = {name: wheel.read(name) for name in wheel.namelist()}
    for folder in ("templates", "data", "studies"):
        for name, content in tree(ROOT / folder).items():
            assert inside.get(f"figurecheck/shipped/{folder}/{name}") == content, name
    assert inside["figurecheck/shipped/mkdocs.yml"] == (ROOT / "mkdocs.yml").read_bytes()
    schemas = ("claims/schemas/article.schema.json", "pages/schemas/results.schema.json")
    for needed in (*schemas, "series/catalogue.yml", "starter/example.yml", "py.typed"):
        assert f"figurecheck/{needed}" in inside
    assert not [name for name in inside if "articles/" in name or name.startswith("tests")]


def test_a_new_project_has_pages_figures_and_a_site(project: Path) -> None:
    results = json.loads((project / "reports" / "example" / "results.json").read_text(encoding="utf-8"))
    found = {claim["id"]: claim["today"] for claim in results["claims"]}
    assert found["example-spy-2024"]["measurements"][0]["value"] == pytest.approx(FIGURE, abs=1e-5)
    assert found["example-cuts-2024"]["measurements"][0]["value"] == 3
    assert found["example-why-2024"]["verdict"] == "not_testable"
    for page in ("index.html", "example/index.html", "method/index.html", "assets/figurecheck.css"):
        assert (project / "site" / page).stat().st_size > 500, page
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    title = home.partition("<title>")[2].partition("</title>")[0]
    assert "Figures, checked" in title
    assert "Figurecheck" not in title
    assert "figurecheck build" in (project / "site" / "about" / "index.html").read_text(encoding="utf-8")


def test_the_site_is_nobody_elses(project: Path) -> None:
    """No page, address, id or name of an article that the repository checks is in anything that was made."""
    files = sorted((ROOT / "articles").glob("*.yml"))
    articles = [YAML(typ="safe", pure=True).load(file) for file in files]
    names = [said["article"][name] for said in articles for name in ("slug", "headline", "byline", "publisher")]
    names += [claim["id"] for said in articles for claim in said["claims"]]
    assert len(names) > 30
    made = {**tree(project / "site"), **tree(project / "reports")}
    assert len(made) > 150
    found = [(path, name) for path, content in made.items() for name in names if name.encode() in content]
    assert found == []
    assert not [path for path, content in made.items() if str(ROOT).encode() in content]


def test_the_other_commands_work_there(clean: Path, project: Path) -> None:
    told = run(clean, project, "claim", "example-spy-2024")
    assert "rose by 23.3 %" in told.stdout.replace("\N{NO-BREAK SPACE}", " "), told.stderr
    assert run(clean, project / "articles", "check").stdout == "The articles are fine.\n"
    verified = run(clean, project, "verify")
    assert "4 numbers compared, 0 differ" in verified.stdout, verified.stderr
    assert "OWNER/figurecheck@COMMIT" in run(clean, project, "doctor").stdout
    dry = run(clean, project, "refresh", "--dry-run", "--source", "fred")
    assert "nothing was written (dry run)" in dry.stdout, dry.stderr
    assert run(clean, project, "ledger", "--verify").returncode == 0
    again = run(clean, project, "build")
    assert "nothing differs" in again.stdout or "0 files changed" in again.stdout, again.stdout


def test_the_transcript_of_the_guide_is_what_these_commands_say(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    told = played(commands(shown()), tmp_path, wheel)
    assert told.splitlines() == shown().splitlines(), "if that is meant, run: python tests/transcript.py"


def test_the_series_are_listed_before_anything_is_built(clean: Path, tmp_path: Path) -> None:
    assert run(clean, tmp_path, "init", "checks").returncode == 0
    listed = run(clean, tmp_path / "checks", "series")
    assert "GLD" in listed.stdout, listed.stderr


def test_an_editor_finds_the_schema_of_every_article(clean: Path, tmp_path: Path) -> None:
    """The first line of each file names a schema that is there before anything is built, and that the file follows."""
    assert run(clean, tmp_path, "init", "checks").returncode == 0
    folder = tmp_path / "checks"
    words = ("--headline", "Gold shone", "--address", "https://example.org/a", "--day", "2025-01-03")
    assert run(clean, folder, "new-article", *words).returncode == 0
    files = sorted((folder / "articles").glob("*.yml"))
    assert [file.stem for file in files] == ["example", "gold-shone"]
    for file in files:
        first, _, rest = file.read_text(encoding="utf-8").partition("\n")
        schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
        command = [str(Path(sys.executable).parent / "check-jsonschema"), "--schemafile", str(schema)]
        done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        wrong = tmp_path / "wrong.yml"
        wrong.write_text(rest.replace("publisher:", "publsher:"), encoding="utf-8")
        done = subprocess.run([*command, str(wrong)], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "publsher" in done.stdout


@pytest.fixture
def by_pip(tmp_path: Path) -> Path:
    """A wheel as the guide makes it, with the build backend that is here."""
    target = tmp_path / "dist"
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(target), str(ROOT)]
    done = subprocess.run([*command, "--no-build-isolation"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = target.iterdir()
    return wheel


def test_pip_makes_the_same_wheel_as_the_build_backend(by_pip: Path, built: Path) -> None:
    with zipfile.ZipFile(by_pip) as one, zipfile.ZipFile(next(built.glob("*.whl"))) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


@pytest.mark.skipif(shutil.which("pipx") is None, reason="pipx is not installed; the runners of the forge have it")
def test_pipx_puts_the_command_on_the_path(by_pip: Path, tmp_path: Path) -> None:
    """For real, with every package from the index that pip is set up for: the one test that needs a network."""
    places = {name: str(tmp_path / name.lower()) for name in ("PIPX_HOME", "PIPX_BIN_DIR", "PIPX_MAN_DIR")}
    environment = {**os.environ, **places}
    command = ["pipx", "install", str(by_pip), "--python", sys.executable]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    program = str(tmp_path / "pipx_bin_dir" / "figurecheck")
    for words in (["version"], ["init", "checks"]):
        done = subprocess.run([program, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    done = subprocess.run([program, "check"], cwd=tmp_path / "checks", capture_output=True, text=True, check=False)
    assert done.stdout == "The articles are fine.\n", done.stderr


def test_what_the_package_ships_decides_whether_a_build_has_work(clean: Path, project: Path) -> None:
    """An upgrade that changes a template must reach the pages of a project that did not change."""
    (template,) = clean.glob("lib/python*/site-packages/figurecheck/shipped/templates/about.md.j2")
    before = template.read_text(encoding="utf-8")
    template.write_text(before + "\nA sentence of a newer version.\n", encoding="utf-8")
    done = run(clean, project, "build")
    assert done.returncode == 0, done.stderr
    assert "newer version" in (project / "site" / "about" / "index.html").read_text(encoding="utf-8")
    template.write_text(before, encoding="utf-8")
    assert run(clean, project, "build").returncode == 0


def test_a_notebook_there_gets_the_figures_of_the_results(clean: Path, project: Path) -> None:
    """The results keep ten significant digits."""
    code = (
        "from generator import judge, load_article\n"
        "found = judge(load_article('example'))\n"
        "print({name: one.value and float(f'{one.value:.10g}') for name, one in found.items()})"
    )
    results = json.loads((project / "reports" / "example" / "results.json").read_text(encoding="utf-8"))
    values = {
        claim["id"]: claim["today"]["measurements"][0]["value"] if claim["today"]["measurements"] else None
        for claim in results["claims"]
    }
    assert python(clean, project, code).strip() == str(values)
