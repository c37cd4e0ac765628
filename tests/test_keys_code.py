"""What a result depends on in the code: at least everything that Python really imports for it, and no other measure."""

import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest

from figurecheck.keys import code
from figurecheck.keys.code import ROOT, depends
from figurecheck.keys.packages import package_versions
from figurecheck.measures.names import MEASURES

TOPICS = sorted({entry.topic for entry in MEASURES.values()})


PROGRAM = """
import importlib, json, os, sys
for library in {libraries!r}:
    importlib.import_module(library)
for module in {modules!r}:
    if os.fork() == 0:
        importlib.import_module(module)
        files = [m.__file__ for n, m in sys.modules.items() if n.startswith("figurecheck.")]
        os.write(1, (json.dumps([module, files]) + "\\n").encode())
        os._exit(0)
    assert os.wait()[1] == 0, module
"""
"""Imports each module in a process of its own that has the libraries, which takes a moment, and nothing of ours."""

LIBRARIES = ("numpy", "pandas", "pydantic", "scipy.stats", "statsmodels.api", "arch.univariate", "exchange_calendars")


@pytest.fixture(scope="module")
def imported() -> dict[str, set[str]]:
    """The files of the package that an interpreter holds after importing the evaluators of each topic alone."""
    modules = [f"figurecheck.pipeline.evaluators.{topic}" for topic in TOPICS]
    program = PROGRAM.format(libraries=LIBRARIES, modules=modules)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    said = map(json.loads, done.stdout.splitlines())
    return {module: {Path(file).relative_to(ROOT).as_posix() for file in files} for module, files in said}


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_that_python_imports_is_missed(topic: str, imported: dict[str, set[str]]) -> None:
    module = f"pipeline.evaluators.{topic}"
    files = {file for file in imported[f"figurecheck.{module}"] if not file.endswith("__init__.py")}
    assert f"pipeline/evaluators/{topic}.py" in files
    assert files <= set(depends(module).files)


def test_a_measure_of_another_topic_is_no_dependency() -> None:
    assert "measures/fading.py" in depends("pipeline.evaluators.fading").files
    assert "measures/fading.py" not in depends("pipeline.evaluators.returns").files


def test_modules_set_apart_are_not_followed_unless_they_are_asked_for() -> None:
    apart = ("pipeline.specification_nulls",)
    file = "pipeline/specification_nulls.py"
    assert file in depends("pipeline.judge").files
    assert file not in depends("pipeline.judge", apart=apart).files
    assert file in depends("pipeline.judge", *apart, apart=apart).files


def test_the_catalogue_counts_where_its_module_does() -> None:
    assert "series/catalogue.yml" in depends("series.catalogue").files


def test_libraries_are_those_that_the_modules_import() -> None:
    found = depends("measures.safe_haven_bootstrap", "charts.svg").packages
    assert {"numpy", "matplotlib"} <= set(found)
    assert "jinja2" not in found
    assert all(version[0].isdigit() for version in found.values())


def test_every_package_that_is_imported_has_a_version() -> None:
    """Imported under one name and installed under another, it would have none, and its versions would not count."""
    known = packages_distributions()
    names = {name for module in code._modules() for name in code._imports(module)[1]} - {"_typeshed"}
    assert {"ruamel", "jinja2", "mkdocs"} <= names
    for name in names:
        assert set(package_versions([name]).values()) & {version(each) for each in known[name]}, name


def test_what_a_library_requires_counts_and_what_its_extras_require_does_not() -> None:
    """matplotlib draws with kiwisolver, which no file here names; pytest is an extra of many."""
    found = package_versions(["matplotlib", "arch", "nowhere"])
    expected = {
        name: version(name) for name in ("matplotlib", "kiwisolver", "contourpy", "arch", "statsmodels", "patsy")
    }
    assert expected.items() <= found.items()
    assert {"pytest", "nowhere"}.isdisjoint(found)
    assert {name: version(name) for name in found} == found


def test_only_a_marker_of_an_extra_leaves_a_requirement_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The forms of PEP 508: an extra in brackets, and the word in a name or another marker, are no such marker."""
    followed = (
        "quux[extra]>=1",
        "corge (>=2)",
        "a.extra",
        "extra",
        'grault[extra,more]<3; python_version >= "3"',
        "garply ; platform_release != 'extra'",
    )
    left_out = (
        'waldo; extra == "test"',
        "fred[extra] ; extra == 'test'",
        'plugh>=1; python_version >= "3" and extra=="test"',
        "xyzzy; 'test' == extra",
    )
    folder = tmp_path / "site-packages"
    for requirement in (*followed, *left_out):
        name = re.match(r"[\w.-]+", requirement)
        assert name is not None
        (folder / f"{name[0]}-1.0.dist-info").mkdir(parents=True)
    (folder / "foo-2.0.dist-info").mkdir()
    head = "".join(f"Requires-Dist: {requirement}\n" for requirement in (*followed, *left_out))
    text = f"Metadata-Version: 2.4\nName: foo\n{head}\nRequires-Dist: waldo\n"
    (folder / "foo-2.0.dist-info" / "METADATA").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(folder)])
    names = ("a-extra", "corge", "extra", "garply", "grault", "quux")
    assert package_versions(["foo"]) == {"foo": "2.0", **dict.fromkeys(names, "1.0")}


def test_an_unknown_module_is_an_error() -> None:
    with pytest.raises(KeyError):
        depends("measures.astrology")
