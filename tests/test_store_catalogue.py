"""Series of a project's own: laid over the package's, refused with line and suggestion, fetched over real HTTP."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from figurecheck.errors import CatalogueError
from figurecheck.paths import Project
from figurecheck.pipeline.initial import make_project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.calendars import sessions
from figurecheck.store.catalogue import declared, project_catalogue
from figurecheck.store.reading import read
from local_providers import KEY, Providers, serving
from projects import figurecheck

OWN = """series:
  MINERS:
    group: fund
    code: GDX
    title: A fund on gold miners
    bounds: [1, 500]
    start: 2026-01-02
"""


def with_own(folder: Path, text: str) -> Project:
    project = make_project(folder / "checks").project
    project.catalogue.write_text(text, encoding="utf-8")
    return project


def test_without_a_file_the_series_are_the_packages(tmp_path: Path) -> None:
    assert project_catalogue(Project(tmp_path)) == builtin_catalogue()
    assert declared(Project(tmp_path)) == {}


def test_own_series_come_after_the_packages(tmp_path: Path) -> None:
    catalogue = project_catalogue(with_own(tmp_path, OWN))
    assert catalogue.ids[-1] == "MINERS"
    assert len(catalogue) == len(builtin_catalogue()) + 1
    assert catalogue.get("MINERS").address == "https://finance.yahoo.com/quote/GDX/history"


WRONG = [
    ("group: fund", "group: funds", 3, "did you mean fund?"),
    ("code: GDX", "code: SPY", 4, "a code that is not there yet; use SPY"),
    ("code: GDX", "code: spyg", 4, "did you mean SPY"),
    ("code: GDX", "code: gdx", 4, "found 'gdx'; allowed: a code of yahoo in capitals; did you mean GDX?"),
    ("code: GDX", "code: 'G X'", 4, "found 'G X' with ' '"),
    ("group: fund", "group: ultra-small-cap stock", 3, "a group without a basket"),
    ("start:", "strat:", 7, "the unknown field 'strat'; allowed: only the fields of the schema; did you mean start?"),
    ("code: GDX", "source: yaho", 4, "did you mean yahoo?"),
    ("  MINERS:", "  SPY:", 2, "a series given twice"),
    ("series:", "serie:", 1, "did you mean series?"),
    ("bounds: [1, 500]", "bounds: [500, 1]", 6, "the smaller one first"),
]


@pytest.mark.parametrize(("said", "instead", "line", "words"), WRONG)
def test_a_wrong_entry_is_refused_with_its_line_and_what_may_be_meant(
    tmp_path: Path, said: str, instead: str, line: int, words: str
) -> None:
    assert said in OWN
    with pytest.raises(CatalogueError) as caught:
        project_catalogue(with_own(tmp_path, OWN.replace(said, instead)))
    assert caught.value.line == line, caught.value
    assert words in str(caught.value)
    assert "data/catalogue.yml" in str(caught.value).replace("\\", "/")


def test_the_list_names_both_and_where_each_is_declared(tmp_path: Path) -> None:
    done = figurecheck(with_own(tmp_path, OWN), "series")
    rows = [line.split() for line in done.stdout.splitlines()]
    (own,) = (row for row in rows if row[:1] == ["MINERS"])
    (theirs,) = (row for row in rows if row[:1] == ["SPY"])
    assert (own[-1], theirs[-1]) == ("data/catalogue.yml:2", "package")


def test_an_article_that_misspells_an_own_series_is_told_its_name(tmp_path: Path) -> None:
    project = with_own(tmp_path, OWN)
    file = project.article("example")
    file.write_text(file.read_text(encoding="utf-8").replace("series: SPY", "series: MINER"), encoding="utf-8")
    done = figurecheck(project, "check")
    assert done.returncode == 1
    assert "example.yml:" in done.stderr
    assert "did you mean MINERS" in done.stderr


def offered(first: str = "2026-01-02") -> pd.DataFrame:
    """A made-up fund from ``first`` to the last session before today, rising by a cent a day from 50."""
    yesterday = pd.Timestamp(datetime.now(UTC).date()) - pd.Timedelta(days=1)
    days = sessions(pd.Timestamp(first), yesterday)
    close = 50 + np.arange(len(days)) / 100
    prices = {"open": close, "high": close + 0.5, "low": close - 0.5, "close": close}
    return pd.DataFrame({**prices, "volume": 1000.0 + np.arange(len(days)), "dividend": 0.0}, index=days)


@pytest.fixture
def refreshed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Project, Providers]]:
    """A project with the series MINERS, and a server that has it under the code GDX; both over real HTTP."""
    project = with_own(tmp_path, OWN)
    known = {"GDX": project_catalogue(project).get("MINERS")}
    with serving(Providers({"GDX": offered()}, datetime.now(UTC), known=known)) as server:
        monkeypatch.setenv("FIGURECHECK_PROVIDERS", server.address)
        monkeypatch.setenv("FRED_API_KEY", KEY)
        yield project, server


def test_a_refresh_brings_a_new_series(refreshed: tuple[Project, Providers]) -> None:
    project, _ = refreshed
    done = figurecheck(project, "refresh", "--series", "MINERS")
    assert done.returncode == 0, done.stdout + done.stderr
    found = read(project, project_catalogue(project).get("MINERS")).frame
    assert found["close"].tolist() == pytest.approx(offered()["close"].tolist())
    assert list(found.index) == list(offered().index)
    assert "MINERS" in project.datapackage.read_text(encoding="utf-8")
    assert figurecheck(project, "series", "MINERS").stdout.count(str(len(found))) >= 1


def test_a_claim_can_read_it(refreshed: tuple[Project, Providers]) -> None:
    """From 50 in January, a cent a session: the figure is the one that can be counted by hand."""
    project, _ = refreshed
    figurecheck(project, "refresh", "--series", "MINERS")
    file = project.article("example")
    text = file.read_text(encoding="utf-8")
    year = "{series: MINERS, window: {rule: closes, from: 2026-01-05, to: 2026-06-30}, price: close, why: Ours.}"
    claim = text[text.index("  - id: example-cuts-2024") : text.index("  # What no data can settle")]
    part = claim.replace("example-cuts-2024", "example-miners").replace("kind: policy", "kind: direction")
    part = part[: part.index("        measure:")] + (
        "        measure: window_return\n        target: {above: 0, why: A rise.}\n"
        f"        primary: {year}\n        alternatives:\n          window:\n"
        + "".join(
            f"            - {{value: {{rule: closes, from: 2026-01-{day:02}, to: 2026-06-30}}, why: Day {day}.}}\n"
            for day in (6, 7, 8, 9, 12, 13)
        )
    )
    retold = text.replace("is the reason}.", "is the reason}, and {example-miners: miners rose}.")
    file.write_text(retold + part, encoding="utf-8")
    done = figurecheck(project, "claim", "example-miners", "--json")
    assert done.returncode == 0, done.stderr
    value = json.loads(done.stdout)["today"]["measurements"][0]["value"]
    days = sessions(pd.Timestamp("2026-01-05"), pd.Timestamp("2026-06-30"))
    assert value == pytest.approx((50 + len(days) / 100) / 50.01 - 1, abs=1e-9)


def test_a_code_that_the_provider_does_not_know_is_named_with_its_line(refreshed: tuple[Project, Providers]) -> None:
    project, _ = refreshed
    project.catalogue.write_text(OWN.replace("code: GDX", "code: GLDD"), encoding="utf-8")
    done = figurecheck(project, "refresh", "--series", "MINERS", "--json")
    assert done.returncode == 3
    (outcome,) = json.loads(done.stdout)["series"]
    assert "data/catalogue.yml:2: asked for the code 'GLDD'; did you mean GLD" in outcome["reason"]
    assert not (project.series / "MINERS.csv").exists()
