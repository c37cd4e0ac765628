"""What reruns: every kind of input is edited, and exactly the units that depend on it have another key."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Article
from figurecheck.keys import code
from figurecheck.keys.code import depends
from figurecheck.keys.digests import differing as differing_inputs
from figurecheck.measures.names import MEASURES
from figurecheck.paths import Project
from figurecheck.pipeline import units
from figurecheck.pipeline.judge import FULL, Draws
from figurecheck.pipeline.planning import needed
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.series.catalogue import builtin_catalogue
from projects import ROOT

FILE = ROOT / "articles" / "ultra-small-cap-hedges.yml"
Keys = dict[str, str]


def forget() -> None:
    """The code is read anew: a build reads it once."""
    for each in (code._digest, code._modules, code._imports, code.depends):
        each.cache_clear()


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(Project(ROOT))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package to edit, in place of the one that keys are made from."""
    copied = tmp_path / "figurecheck"
    shutil.copytree(code.ROOT, copied, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code, "ROOT", copied)
    forget()
    yield copied
    forget()


def keys(workspace: Workspace, article: Article | None = None, draws: Draws = FULL, edited: str = "") -> Keys:
    """The key of every unit of the flagship; ``edited`` is a series whose file has another checksum."""
    told = article or workspace.articles[0]
    found: Keys = {}
    for claim in told.claims:
        observed = workspace.read(needed(workspace, told, claim))
        observed = {n: replace(o, sha256="edited") if n == edited else o for n, o in observed.items()}
        basket = any(name in workspace.catalogue.derived for name in observed)
        judged = units.claim_unit(told, claim, observed, draws, basket=basket)
        found[f"claim {claim.id}"] = judged.key
        found[f"charts {claim.id}"] = units.pictures_unit(told, claim, judged).key
    return found


def differing(before: Keys, after: Keys) -> set[str]:
    assert before.keys() == after.keys()
    return {name for name in before if before[name] != after[name]}


def both(*claims: str) -> set[str]:
    return {f"{what} {claim}" for claim in claims for what in ("claim", "charts")}


def written() -> dict:  # type: ignore[type-arg]  # plain YAML
    """The article file by another reading than the project's, of what is looked for here."""
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def using(*measures: str) -> set[str]:
    """The claims whose parts, or entries beside them, have one of the measures."""
    found = set()
    for claim in written()["claims"]:
        entries = [*claim.get("parts", []), *claim.get("beside", [])]
        if any(entry["measure"] in measures for entry in entries):
            found.add(claim["id"])
    return found


def edited_article(tmp_path: Path, before: str, after: str) -> Article:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(before) == 1, text.count(before)
    file = tmp_path / FILE.name
    file.write_text(text.replace(before, after), encoding="utf-8")
    return load_article(file, builtin_catalogue())


def test_the_same_inputs_have_the_same_keys(workspace: Workspace) -> None:
    assert differing(keys(workspace), keys(workspace)) == set()


def test_a_measure_reruns_exactly_the_claims_that_use_it(workspace: Workspace, package: Path) -> None:
    cases = {
        "measures/fading.py": using("correlation_trend"),
        "measures/quantiles.py": using("quantile_slope"),
        "measures/policy.py": using("level_change", "rises", "cuts", "unscheduled_cuts"),
        "measures/tail_dependence.py": using("tail_dependence"),
    }
    before = keys(workspace)
    for name, claims in cases.items():
        assert claims, name
        file = package / name
        text = file.read_text(encoding="utf-8")
        file.write_text(text + "\nEDITED = 1\n", encoding="utf-8")
        forget()
        after = keys(workspace)
        file.write_text(text, encoding="utf-8")
        forget()
        assert differing(before, after) == both(*claims), name
    assert keys(workspace) == before


@pytest.mark.parametrize("name", ["measures/names/risks.py", "claims/retold.py", "claims/plain_text.py"])
def test_a_new_line_in_the_table_of_measures_or_in_what_reads_a_file_reruns_nothing(
    workspace: Workspace, package: Path, name: str
) -> None:
    before = keys(workspace)
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("\nEDITED = 1\n")
    forget()
    assert differing(before, keys(workspace)) == set()


def test_what_the_table_says_of_a_measure_reruns_the_claims_that_use_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keys(workspace)
    changed = replace(MEASURES["tail_dependence"], unit="points")
    monkeypatch.setitem(units.MEASURES, "tail_dependence", changed)
    assert differing(before, keys(workspace)) == both(*using("tail_dependence"))


def test_nothing_that_draws_or_judges_reads_the_whole_table_of_measures() -> None:
    """Whoever imports the table asks it for one measure by its name, and does no more with it."""
    left_out = units.TABLES + units.PARSING
    files = {*depends(units.JUDGE).files, *depends(*units.DRAWING, apart=left_out).files}
    texts = {name: (code.ROOT / name).read_text(encoding="utf-8") for name in files}
    readers = {name for name, text in texts.items() if "names import MEASURES" in text}
    assert readers == {"claims/model.py", "pipeline/evaluate.py", "pipeline/judge.py"}
    for name in readers:
        assert texts[name].count("MEASURES") == texts[name].count("MEASURES[") + 1, name


def test_a_chart_redraws_and_judges_nothing(workspace: Workspace, package: Path) -> None:
    before = keys(workspace)
    file = package / "charts" / "style.py"
    file.write_text(file.read_text(encoding="utf-8") + "\nEDITED = 1\n", encoding="utf-8")
    forget()
    every = {f"charts {claim.id}" for claim in workspace.articles[0].claims}
    assert differing(before, keys(workspace)) == every


def test_code_that_only_pages_use_touches_neither(workspace: Workspace, package: Path) -> None:
    before = keys(workspace)
    file = package / "pages" / "home.py"
    file.write_text(file.read_text(encoding="utf-8") + "\nEDITED = 1\n", encoding="utf-8")
    forget()
    assert differing(before, keys(workspace)) == set()


def test_a_series_reruns_the_claims_that_look_at_it(workspace: Workspace) -> None:
    solana = {claim["id"] for claim in written()["claims"] if "SOL-USD" in str(claim)}
    assert solana
    assert differing(keys(workspace), keys(workspace, edited="SOL-USD")) == both(*solana)


def test_the_words_of_a_claim_redraw_it_and_judge_nothing(workspace: Workspace, tmp_path: Path) -> None:
    article = edited_article(tmp_path, "paraphrase: Bitcoin gained 300% in", "paraphrase: Bitcoin rose by 300% in")
    assert differing(keys(workspace), keys(workspace, article)) == {"charts rally-btc-2020"}


def test_the_figure_of_a_claim_reruns_it_alone(workspace: Workspace, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    block = text[text.index("- id: rally-btc-2020") :]
    stated = block[block.index("    stated:") :].splitlines()[0]
    at = text.index(stated, text.index("- id: rally-btc-2020"))
    file = tmp_path / FILE.name
    file.write_text(text[:at] + stated.replace("300", "400") + text[at + len(stated) :], encoding="utf-8")
    article = load_article(file, builtin_catalogue())
    assert differing(keys(workspace), keys(workspace, article)) == both("rally-btc-2020")


def test_another_number_of_resamples_reruns_everything(workspace: Workspace) -> None:
    every = both(*(claim.id for claim in workspace.articles[0].claims))
    assert differing(keys(workspace), keys(workspace, draws=Draws(99, 9))) == every


def test_a_library_reruns_what_imports_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    before = keys(workspace)
    real = code.package_versions
    other = {"kiwisolver": "0.0"}  # what matplotlib, and nothing else here, requires
    monkeypatch.setattr(code, "package_versions", lambda names: {n: other.get(n, v) for n, v in real(names).items()})
    depends.cache_clear()
    every = {f"charts {claim.id}" for claim in workspace.articles[0].claims}
    assert differing(before, keys(workspace)) == every
    depends.cache_clear()


def record(folder: Path, name: str) -> None:
    (folder / f"{name}.dist-info").mkdir(parents=True)


@pytest.mark.parametrize("package", ["mkdocs_material", "Markdown", "pymdown_extensions", "Pygments", "jinja2"])
def test_another_version_of_what_makes_the_html_builds_the_site(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units.site_unit({}, {}, "2026-01-01")  # keeps the versions of what the code imports
    folder = tmp_path / "site-packages"
    record(folder, f"{package}-1.0.0")
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    before = units.site_unit({}, {}, "2026-01-01")
    (folder / f"{package}-1.0.0.dist-info").rename(folder / f"{package}-1.0.1.dist-info")
    after = units.site_unit({}, {}, "2026-01-01")
    assert before.key != after.key
    assert list(differing_inputs(before.inputs, after.inputs)) == [f"library {package.lower().replace('_', '-')}"]


def test_the_packages_that_make_the_html_are_inputs_of_the_site() -> None:
    found = units.site_unit({}, {}, "2026-01-01").inputs
    for package in ("mkdocs-material", "markdown", "pymdown-extensions", "pygments", "jinja2", "mkdocs"):
        assert found[f"library {package}"] == version(package)
