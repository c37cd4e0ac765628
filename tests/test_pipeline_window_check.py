"""A period outside the life of a series, or without a window, is refused with its line before anything is computed."""

import shutil
from pathlib import Path

import pytest

from article_text import ARTICLE, changed, line_of
from figurecheck.paths import Project
from figurecheck.pipeline.check import check

ROOT = Path(__file__).parents[1]
PERIOD = "{from: 2023-12-30, to: 2025-01-02, why: The year with a day to spare.}"
SERIES = ("PSCT", "DFEDTARU")


def project(folder: Path, text: str) -> Project:
    """A project with the real observations of the two series of the small article."""
    made = Project(folder)
    made.articles.mkdir()
    made.series.mkdir(parents=True)
    (made.articles / "small.yml").write_text(text, encoding="utf-8")
    for name in SERIES:
        for ending in ("csv", "json"):
            shutil.copy(ROOT / "data" / "series" / f"{name}.{ending}", made.series)
    return made


def test_a_period_inside_the_data_is_fine(tmp_path: Path) -> None:
    assert check(project(tmp_path, ARTICLE)) == []


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("{from: 2009-06-01, to: 2025-01-02, why: Early.}", "a period from 2009-06-01 to 2025-01-02"),
        ("{from: 2023-12-30, to: 2038-01-02, why: Late.}", "a period from 2023-12-30 to 2038-01-02"),
    ],
)
def test_a_period_outside_the_life_of_the_series(tmp_path: Path, period: str, found: str) -> None:
    text = changed(PERIOD, period)
    (error,) = check(project(tmp_path, text))
    assert error.field == "claims[0].parts[0].every_window"
    assert error.line == line_of(text, "every_window")
    assert error.found == found
    assert error.allowed.endswith("which is what PSCT has")


def test_a_period_without_a_window(tmp_path: Path) -> None:
    """From a Saturday to the Sunday after it there is one close, that of the Friday before: 5 January 2024."""
    weekend = "{rule: closes, from: 2024-01-06, to: 2024-01-07}"
    text = changed(PERIOD, "{from: 2024-01-06, to: 2024-01-07, why: A weekend.}").replace(
        "{rule: calendar_year, year: 2024}", weekend
    )
    text = text.replace("[calendar_year, from_event]", "[closes, from_event]")
    (error,) = check(project(tmp_path, text))
    assert error.line == line_of(text, "every_window")
    assert "PSCT has 1 close(s) and so no window" in error.found
    assert error.allowed == "a period with at least 2 closes"


def test_a_series_that_cannot_be_had_is_said_once(tmp_path: Path) -> None:
    made = project(tmp_path, ARTICLE)
    (made.series / "PSCT.json").unlink()
    fields = [error.field for error in check(made)]
    assert fields == ["claims[0].parts[0].primary.series"]
