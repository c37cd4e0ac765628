"""The figures of the what-if page in a real browser: the same as those of the measures, worded as on other pages."""

import json
import random
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser
from pydantic import ValidationError

from figurecheck.claims.model import Article
from figurecheck.claims.settings import Closes, Price, Settings
from figurecheck.errors import MeasureError
from figurecheck.measures.every_window import window_returns
from figurecheck.pages import words
from figurecheck.paths import Project
from figurecheck.pipeline.evaluators.base import World, path
from figurecheck.pipeline.evaluators.returns import EVALUATORS
from figurecheck.pipeline.what_if import offered
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import Target
from what_if_page import FOLDER, opened

pytestmark = pytest.mark.browser

CHOICES = 800
CLOSE = 1e-9
BASES = {"price": Price.CLOSE, "total": Price.TOTAL_RETURN}
ANSWERS = """async ([root, folder, asked]) => {
  const { readPath, windowReturn, rankAmongSameLength, rankAmongAll, dayNumber, Problem } =
    await import(`${root}assets/what_if/path.js`);
  const { percent } = await import(`${root}assets/what_if/words.js`);
  const read = async (file) => (await fetch(`${root}${folder}/${file}`)).json();
  const choices = await read("choices.json");
  const paths = {};
  for (const { id, gap } of choices.series) paths[id] = readPath(await read(`${id}.json`), gap);
  return asked.map(([series, from, to, basis]) => {
    const path = paths[series];
    try {
      const found = windowReturn(path, basis, dayNumber(from), dayNumber(to));
      const alike = rankAmongSameLength(path, basis, found.start, found.end);
      const all = rankAmongAll(path, basis, found, 0, path.days.length - 1);
      return { ...found, shown: percent(found.value), alike, all };
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      return { problem: problem.message };
    }
  });
}"""


@pytest.fixture(scope="module")
def workspace(built: Project) -> Workspace:
    return open_workspace(built)


@pytest.fixture(scope="module")
def observed(workspace: Workspace) -> dict[str, Observed]:
    return workspace.read(offered(workspace, workspace.articles[0]))


def chosen(observed: dict[str, Observed], names: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """Windows of every kind: closed days, days outside the data, ends before starts, both price bases."""
    dice = random.Random(20251003)  # noqa: S311 (a sample, not a secret)
    found = []
    for at in range(CHOICES):
        name = names[at % len(names)]
        first, last = observed[name].first_day, observed[name].last_day
        near = at % 4 == 0
        start = first + timedelta(days=dice.randint(-9, (last - first).days + 9))
        end = start + timedelta(days=dice.randint(-6, 12 if near else (last - start).days % 5000 + 9))
        found.append((name, start.isoformat(), end.isoformat(), dice.choice(list(BASES))))
    return found


def measured(world: World, name: str, start: str, end: str, basis: str) -> tuple[date, date, float] | None:
    """What the measure of the claims gives for the window, None where it refuses."""
    try:
        window = Closes.model_validate({"rule": "closes", "from": start, "to": end})
        found = EVALUATORS["window_return"](Settings(series=name, window=window, price=BASES[basis]), world)
    except (MeasureError, ValidationError):
        return None
    return found.start, found.end, found.value


def counted(values: np.ndarray, value: float, slack: float) -> tuple[tuple[int, int], tuple[int, int]]:
    """At least and at most how many are smaller, and how many are larger, where near ties may fall either way."""
    smaller = (int((values < value - slack).sum()), int((values < value + slack).sum()))
    larger = (int((values > value + slack).sum()), int((values > value - slack).sum()))
    return smaller, larger


def agrees(rank: dict[str, int], values: np.ndarray, value: float) -> bool:
    (least_smaller, most_smaller), (least_larger, most_larger) = counted(values, value, 2 * CLOSE)
    return (
        rank["windows"] == values.size
        and least_smaller <= rank["smaller"] <= most_smaller
        and least_larger <= rank["larger"] <= most_larger
    )


def test_the_page_agrees_with_the_measures(
    browser: Browser, address: str, workspace: Workspace, observed: dict[str, Observed]
) -> None:
    article: Article = workspace.articles[0]
    names = offered(workspace, article)
    asked = chosen(observed, names)
    world = World(article, observed, max(one.last_day for one in observed.values()))
    page = opened(browser, address)
    answers: list[dict[str, Any]] = page.evaluate(ANSWERS, [address, FOLDER, asked])
    page.context.close()
    expected = [measured(world, *choice) for choice in asked]
    returns = sum(one is not None for one in expected)
    assert returns >= 500
    assert CHOICES - returns >= 50
    for choice, wanted, answer in zip(asked, expected, answers, strict=True):
        if wanted is None:
            assert "problem" in answer, choice
            continue
        start, end, value = wanted
        days = observed[choice[0]].frame.index
        assert (days[answer["start"]].date(), days[answer["end"]].date()) == (start, end), choice
        assert abs(answer["value"] - value) <= CLOSE, choice
        assert answer["shown"] == words.percent(value), choice


def test_the_place_among_windows_is_that_of_the_measure(
    browser: Browser, address: str, workspace: Workspace, observed: dict[str, Observed]
) -> None:
    """All windows of the whole series, and those of the same length, from the triangle of the window maps."""
    names = offered(workspace, workspace.articles[0])
    asked = sorted(one for one in chosen(observed, names)[:60] if one[1] < one[2])
    page = opened(browser, address)
    answers: list[dict[str, Any]] = page.evaluate(ANSWERS, [address, FOLDER, asked])
    page.context.close()
    triangle = partial(_triangle, observed)
    found: dict[tuple[str, str], np.ndarray] = {}
    checked = 0
    for (name, _, _, basis), answer in zip(asked, answers, strict=True):
        if "problem" in answer:
            continue
        if (name, basis) not in found:
            found = {(name, basis): triangle(name, basis)}
        returns = found[name, basis]
        start, end = answer["start"], answer["end"]
        value = float(returns[start, end])
        alike = np.diagonal(returns, end - start)
        assert agrees(answer["alike"], alike, value)
        assert agrees(answer["all"], returns[np.isfinite(returns)], value)
        checked += 1
    assert checked >= 30


def _triangle(observed: dict[str, Observed], name: str, basis: str) -> np.ndarray:
    return window_returns(path(observed[name], BASES[basis]))


def test_figures_are_worded_as_on_other_pages(browser: Browser, address: str) -> None:
    dice = random.Random(7)  # noqa: S311 (a sample, not a secret)
    values = [
        0.0,
        -0.0004,
        0.0005,
        2.49951,
        2.5,
        3.4999999,
        -0.6000001,
        262.123,
        *(dice.gauss(0, 2) for _ in range(300)),
    ]
    targets = [Target(2.5, 3.5, low_included=True, high_included=False, claimed=3.0, why="x") for _ in values]
    page = opened(browser, address)
    shown = page.evaluate(
        "async ([root, values]) => { const { clearPercent } = await import(`${root}assets/what_if/words.js`);"
        " return values.map((value) => clearPercent(value, [2.5, 3.5])); }",
        [address, values],
    )
    page.context.close()
    assert shown == [words.value(value, words.FRACTION, target) for value, target in zip(values, targets, strict=True)]


def test_no_price_is_published(built: Project, workspace: Workspace) -> None:
    """A path begins at nought whatever the price was, and no field of a file is a column of the provider."""
    for name in offered(workspace, workspace.articles[0]):
        file = json.loads((built.site / FOLDER / f"{name}.json").read_text(encoding="utf-8"))
        assert set(file) == {"series", "first", "unit", "days", "changes", "paid", "missing"}
