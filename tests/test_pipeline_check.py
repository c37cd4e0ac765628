"""Linting a project's articles, windows against the stored data included."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from article_text import ARTICLE, changed, line_of
from figurecheck import documents
from figurecheck.documents import Document
from figurecheck.errors import ArticleError, DocumentError, UsageError
from figurecheck.paths import Project
from figurecheck.pipeline.check import check, sound_workspace
from figurecheck.pipeline.suspects import linted

ROOT = Path(__file__).parents[1]
SPANS = {"PSCT": ("2014-01-02", "2025-11-20"), "DFEDTARU": ("2014-01-02", "2025-11-20")}

Make = Callable[..., Project]


def record(series: str, first: str, last: str) -> str:
    """A provenance record with other days, taken from the project's own data."""
    said = json.loads((ROOT / "data" / "series" / f"{series}.json").read_text(encoding="utf-8"))
    return json.dumps({**said, "first_day": first, "last_day": last})


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def project(text: str, spans: dict[str, tuple[str, str]] = SPANS) -> Project:
        made = Project(tmp_path)
        made.articles.mkdir()
        made.series.mkdir(parents=True)
        (made.articles / "small.yml").write_text(text, encoding="utf-8")
        for series, days in spans.items():
            (made.series / f"{series}.json").write_text(record(series, *days), encoding="utf-8")
        return made

    return project


def test_the_articles_of_the_project_are_fine() -> None:
    assert [str(problem) for problem in check(Project(ROOT))] == []


def test_a_sound_article_has_no_problem(make: Make) -> None:
    assert check(make(ARTICLE)) == []


def test_a_primary_window_after_the_last_day(make: Make) -> None:
    project = make(ARTICLE, SPANS | {"PSCT": ("2014-01-02", "2024-06-28")})
    error, *others = check(project)
    assert all("alternatives.window" in other.field for other in others)
    assert error.file == str(project.article("small"))
    assert error.line == line_of(ARTICLE, "window: {rule: calendar_year, year: 2024}")
    assert error.field == "claims[0].parts[0].primary.window"
    assert error.found == "a window from 2023-12-31 to 2024-12-31"
    assert error.allowed == "days from 2014-01-02 to 2024-06-28, which is what PSCT has"


def test_a_primary_window_before_the_first_day(make: Make) -> None:
    (error,) = check(make(changed("from: 2023-12-31,", "from: 2013-12-31,")))
    assert error.field == "claims[1].parts[0].primary.window"
    assert error.found == "a window from 2013-12-31 to 2024-12-31"


def test_the_last_close_before_a_closed_day_counts(make: Make) -> None:
    """2024-12-31 was a Tuesday; with data to the Monday before, the close of that Monday stands for it."""
    found = check(make(ARTICLE, SPANS | {"PSCT": ("2014-01-02", "2024-12-30")}))
    assert [error.field for error in found] == ["claims[0].parts[0].alternatives.window[1]"], "the one to 2025"


def test_a_window_to_the_last_day_of_the_data_always_fits(make: Make) -> None:
    text = changed("to: 2024-12-31}\n          why: The upper", "to: latest}\n          why: The upper")
    assert check(make(text)) == []


def test_a_primary_series_without_data(make: Make) -> None:
    (error,) = check(make(ARTICLE, {"PSCT": SPANS["PSCT"]}))
    assert error.field == "claims[1].parts[0].primary.series"
    assert error.found == "DFEDTARU without observations in data/"
    assert "figurecheck refresh" in error.allowed


def test_windows_are_looked_at_once_the_file_is_sound(make: Make) -> None:
    text = changed("from: 2023-12-31,", "from: 2013-12-31,").replace("series: PSCT", "series: PSTC")
    assert [error.field for error in check(make(text))] == ["claims[0].parts[0].primary.series"]


def test_every_article_is_checked_and_claim_ids_are_unique_across_them(make: Make) -> None:
    project = make(ARTICLE)
    project.article("zweit").write_text(
        ARTICLE.replace("slug: small", "slug: zweit").replace("id: cuts", "id: own-cuts"), encoding="utf-8"
    )
    found = check(project)
    assert [(Path(error.file).name, error.field) for error in found] == [
        ("zweit.yml", "claims[0].id"),
        ("zweit.yml", "claims[2].id"),
    ]
    assert found[0].found == "the id 'rally', which small.yml has as well"


def test_a_broken_file_does_not_hide_the_others(make: Make) -> None:
    project = make(changed("kind: policy", "kind: opinion"))
    project.article("broken").write_text("a: [1", encoding="utf-8")
    assert [Path(error.file).name for error in check(project)] == ["broken.yml", "small.yml"]


def test_a_project_without_articles(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="articles"):
        check(Project(tmp_path))


def test_every_window_of_the_real_article_lies_inside_the_data(project: Project) -> None:
    """A year typed wrongly in an alternative reading would change the share of readings that hold without a word."""
    file = project.article("ultra-small-cap-hedges")
    text = file.read_text(encoding="utf-8")
    assert check(project) == []
    wrong = "{rule: first_to_last, from: 2020-01-01, to: 2207-12-31}"
    file.write_text(text.replace("{rule: first_to_last, from: 2020-01-01, to: 2020-12-31}", wrong), encoding="utf-8")
    found = check(project)
    lines = [at for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if "2207" in line]
    assert len(lines) >= 3
    assert [error.line for error in found] == lines
    assert all("2207-12-31" in str(error) and "alternatives.window" in str(error) for error in found)


def test_a_window_that_a_shift_moves_outside_the_data(make: Make) -> None:
    """The year ends on its last day of data; five sessions later there is nothing."""
    text = changed(
        "          price: close\n          why: The year", "          shift: {start: 0, end: 0}\n"
        "          price: close\n          why: The year",
    )  # fmt: skip
    moved = "          shift:\n            - {value: {start: 0, end: 5}, why: A week later.}\n"
    text = text.replace(
        "          price:\n            - {value: total_return",
        f"{moved}          price:\n            - {{value: total_return",
    )
    rule = "          - {rules: [calendar_year, from_event], price: intraday"
    text = text.replace(rule, f"          - {{rules: [low_to_high, from_event], shifted: true, why: No.}}\n{rule}")
    found = check(make(text, SPANS | {"PSCT": ("2014-01-02", "2024-12-31")}))
    error = next(error for error in found if "shift" in error.field)
    assert (error.field, error.line) == ("claims[0].parts[0].alternatives.shift[0]", line_of(text, "A week later"))
    assert error.found == "a window from 2023-12-31 to 2025-01-05"


@pytest.mark.parametrize("asked", [sound_workspace, partial(linted, today=date(2026, 1, 1))], ids=["build", "check"])
def test_each_of_many_articles_is_parsed_once_and_let_go(
    asked: Callable[[Project], object], make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them walks over all files twice; the parser is the real one, and counted."""
    project, real = make(ARTICLE), documents._parsed
    parsed: list[str] = []

    def counted(file: Path, text: str, kind: type[DocumentError]) -> Document:
        parsed.append(file.name)
        return real(file, text, kind)

    monkeypatch.setattr(documents, "_parsed", counted)
    for number in range(11):
        text = re.sub(r"id: (rally|cuts|cause)", rf"id: \1-{number}", ARTICLE)
        text = text.replace("slug: small", f"slug: small-{number}")
        (project.articles / f"small-{number}.yml").write_text(text, encoding="utf-8")
    asked(project)
    assert sorted(name for name in parsed if name != "catalogue.yml") == sorted(
        file.name for file in project.articles.iterdir()
    )
    assert len(list(project.articles.iterdir())) == 12
    assert documents._HELD.get() is None


def test_a_problem_of_any_article_stops_the_opening(make: Make) -> None:
    with pytest.raises(ArticleError, match="'risen'"):
        sound_workspace(make(changed("target: {stated: rise}", "target: {stated: risen}")))
