"""What each sampled figure rests on: its effective number, or what is counted and a reason on the method page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from figurecheck.claims.model import Beside, Part
from figurecheck.claims.settings import Settings
from figurecheck.measures.names import MEASURES
from figurecheck.pages import words
from figurecheck.pages.methods.families import FAMILIES
from figurecheck.pages.support import support
from figurecheck.paths import Project
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import World
from figurecheck.pipeline.evaluators.pairs import pair
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.verdicts.outcome import Interval, Measurement, Target
from small_site import measurement

PROJECT = Project(Path(__file__).parents[1])
PUBLISHED = date(2025, 10, 2)
MARK = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")


@cache
def then() -> World:
    """Everything that was known at publication, with few resamples."""
    workspace = open_workspace(PROJECT)
    article = workspace.articles[0]
    names = {name for _, settings in asked() for name in settings.used}
    return World(article, known_at_publication(article, workspace.read(sorted(names))), PUBLISHED, replications=100)


@cache
def asked() -> tuple[tuple[str, Settings], ...]:
    """Every sampled figure of every claim page: primary readings, and what stands beside them, each once."""

    def entries() -> Iterator[tuple[str, Settings]]:
        for claim in open_workspace(PROJECT).articles[0].claims:
            found: tuple[Part | Beside, ...] = (*claim.parts, *claim.beside)
            for one in found:
                if not MEASURES[one.measure].exact:
                    yield one.measure, one.primary.settings if isinstance(one, Part) else one.settings

    return tuple({repr(entry): entry for entry in entries()}.values())


def told(measure: str, settings: Settings) -> Measurement:
    found = evaluate(measure, settings, then())
    plain = measurement("FUND", 1.0, 1.6, MARK, title="It", proxy=False)
    return replace(
        plain,
        measure=measure,
        unit=MEASURES[measure].unit,
        value=found.value,
        n=found.n,
        interval=found.interval,
        parameters=found.parameters,
    )


def judged_by_chance(measured: Measurement) -> bool:
    """It has an interval, or is a test's result; the others are marks that are only read beside one."""
    return bool(measured.intervals) or measured.unit in {words.P_VALUE, "statistic"}


def test_every_sampled_figure_prints_what_it_rests_on_with_an_effective_number_or_a_reason_why_not() -> None:
    """One figure of each measure and estimator; the reason is a sentence on the method page of the measure."""
    kinds = {(measure, settings.estimator): (measure, settings) for measure, settings in asked()}
    assert len(kinds) > 25
    without = set()
    for measure, settings in kinds.values():
        measured = told(measure, settings)
        counted, *more = support(measured).split(", ")
        assert counted.startswith(words.number(measured.n)), measure
        if judged_by_chance(measured) and not any("worth" in each or "side by side" in each for each in more):
            without.add(MEASURES[measure].topic)
    assert {"events", "quantiles", "liquidity"} <= without
    assert not without & {"tail_dependence", "peaks_over_threshold", "correlation", "downside"}
    for topic in without:
        text = " ".join(next(family.computed for family in FAMILIES if topic in family.modules))
        assert "no effective number" in text, topic


@pytest.mark.parametrize(
    ("measure", "n", "parameters", "said"),
    [
        (
            "correlation",
            2998,
            {"effective observations": 1203.6, "seed": 7},
            "2,998 observations, worth 1,204 independent ones",
        ),
        (
            "correlation",
            619,
            {"effective observations": 619.0, "seed": 7},
            "619 observations, worth all of them (days that undo each other's moves would be worth even more; "
            "more than all are never counted)",
        ),
        (
            "mean_abnormal_return",
            7,
            {"decisions": 7, "sessions learnt on": 250},
            "seven decisions, 250 sessions learnt on",
        ),
        (
            "abnormal_return",
            1,
            {"learnt on": "sessions -260 to -11", "sessions learnt on": 250},
            "one day, 250 sessions learnt on",
        ),
        (
            "illiquidity_ratio",
            2563,
            {"days without a move of IWC": 13},
            "2,563 observations, 13 days without a move of IWC",
        ),
        ("illiquidity_ratio", 2563, {"seed": 7}, "2,563 observations"),
        ("tail_dependence", 2998, {"effective days on which both are beyond": "too few"}, "2,998 observations"),
    ],
)
def test_what_is_counted_in_words(measure: str, n: int, parameters: dict[str, str | float], said: str) -> None:
    plain = measurement("FUND", 1.0, 1.6, MARK, title="It", proxy=False)
    found = replace(plain, measure=measure, n=n, parameters=parameters, interval=Interval(0.1, 0.9, 0.95, "a way"))
    assert support(found) == said


def test_an_exact_figure_rests_on_nothing_that_is_sampled() -> None:
    assert support(measurement("FUND", 1.0, 1.6, MARK, title="It", proxy=False)) == ""


def test_effective_extremes_of_the_reports_by_plain_numpy() -> None:
    """The days on which both lose beyond their 95 % quantile, and the gaps between them, without the project's code."""
    measure, settings = next(one for one in asked() if one[0] == "tail_dependence")
    measured = told(measure, settings)
    x, y = (np.asarray(each) for each in (pair(settings, then()).x, pair(settings, then()).y))
    place = int(0.95 * (x.size + 1)) - 1
    days = np.flatnonzero((-x > np.sort(-x)[place]) & (-y > np.sort(-y)[place]))
    gaps = np.diff(days)
    index = min(1.0, 2 * ((gaps - 1).sum()) ** 2 / (gaps.size * ((gaps - 1) * (gaps - 2)).sum()))
    assert measured.parameters["days on which both are beyond"] == days.size
    assert measured.parameters["effective days on which both are beyond"] == pytest.approx(index * days.size)


def test_days_below_a_line_of_quantiles_are_their_share() -> None:
    """A line at 5 % leaves 5 % of the days below it, but for the two that it passes through (Koenker and Bassett)."""
    measure, settings = next(one for one in asked() if one[0] == "quantile_slope")
    measured, tau = told(measure, settings), settings.tail or 0.0
    assert tau * measured.n - 2 <= measured.parameters["days below the line"] <= tau * measured.n
