"""Coverage beside the intervals: every way of inference that the results carry has its row of the study."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Estimator, Method, Risk
from figurecheck.pages.covered import KINDS, NOT_COUNTED, coverage_beside, single_stocks_coverage
from figurecheck.pages.methods.coverage import CoverageRow, CoverageStudy
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG
from figurecheck.verdicts.outcome import AsOf, Interval, Target
from small_site import measurement, outcome

ROOT = Path(__file__).parents[1]
RESULTS = sorted((ROOT / "reports").glob("*/results.json"))
KNOWN = {(measure.split(":")[0], method) for measure, method in KINDS}


def row(kind: str, covered: int) -> CoverageRow:
    """A row of a study in which an interval of this kind covered the truth so many times in 1,000."""
    return CoverageRow(
        interval=kind,
        title="Shape",
        modules=("tails",),
        design="garch-t6",
        world="GARCH",
        clustered=True,
        truth=0.4,
        truth_error=0.001,
        simulations=1000,
        covered=covered,
        below=0,
        above=1000 - covered,
        refused=0,
        resamples=0,
    )


def published(found: object) -> Iterator[tuple[str, str]]:
    """Every measure of a document with every way of inference that it carries."""
    if isinstance(found, dict):
        for interval in found.get("intervals") or ():
            yield found["measure"], interval["method"]
        for value in found.values():
            yield from published(value)
    elif isinstance(found, list):
        for value in found:
            yield from published(value)


def test_every_published_interval_has_its_kind_in_the_study_and_every_kind_is_published() -> None:
    assert RESULTS
    ways = {path: set(published(json.loads(path.read_text(encoding="utf-8"))["claims"])) for path in RESULTS}
    assert {path.parent.name: found - KNOWN for path, found in ways.items() if found - KNOWN} == {}
    assert set().union(*ways.values()) == KNOWN
    assert len(KNOWN) > 20


def test_every_kind_is_a_row_of_the_study() -> None:
    study = json.loads((ROOT / "studies" / "coverage.json").read_text(encoding="utf-8"))
    assert set(KINDS.values()) - {row["interval"] for row in study["rows"]} == set()


def test_the_ratio_of_single_stocks_says_how_often_its_intervals_cover() -> None:
    """652 and 771 of 1,000."""
    measure, ways = "stock_shortfall_ratio", ("stationary bootstrap of pairs of days", DELTA_OF_LOG)
    mark = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
    told = measurement("FUND", 1.0, 1.6, mark, title="Stocks", proxy=False)
    first, second = (Interval(2.5, 3.9, 0.95, way) for way in ways)
    told = replace(told, measure=measure, interval=first, second_interval=second)
    beside = replace(outcome("coin", AsOf.TODAY, ()), beside=(told,))
    kinds = zip(ways, (652, 771), strict=True)
    rows = tuple(row(KINDS[measure, way], covered) for way, covered in kinds)
    said = single_stocks_coverage(CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {}, rows), beside)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "The intervals of the ratio of single stocks cover the truth in about 65 % and 77 % of simulated histories "
        "with clustered volatility, by the one and the other way of inference."
    )
    assert single_stocks_coverage(None, beside) == ""


@pytest.mark.parametrize(
    ("measure", "settings", "way", "kind"),
    [
        ("quantile_slope", {"tail": 0.75}, "stationary bootstrap of pairs of days", "quantile-slope-75"),
        ("quantile_slope", {"tail": 0.05}, "stationary bootstrap of pairs of days", "quantile-slope"),
        ("illiquidity_ratio", {"estimator": Estimator.FHT}, "stationary bootstrap of days", "spread-fht-narrow"),
        ("illiquidity_ratio", {"estimator": Estimator.AMIHUD}, DELTA_OF_LOG, "liquidity-hac"),
        ("correlation", {"method": Method.KENDALL}, "stationary bootstrap of rows, percentiles", "kendall"),
        ("correlation", {"method": Method.PEARSON}, "stationary bootstrap of rows, percentiles", "correlation-blocks"),
        ("tail_slope", {"tail": 0.05}, "least squares, stationary bootstrap", "slope-tail-blocks"),
        ("hedge_effectiveness", {"risk": Risk.SEMIVARIANCE}, DELTA_OF_LOG, "semivariance-hac"),
        (
            "hedge_effectiveness_ahead",
            {"risk": Risk.SEMIVARIANCE},
            "stationary bootstrap of pairs of days",
            "semivariance-blocks",
        ),
    ],
)
def test_a_figure_beside_the_verdict_names_the_row_of_its_own_quantile_or_estimator(
    measure: str, settings: dict[str, float | Estimator | Method | Risk], way: str, kind: str
) -> None:
    """723 of 1,000 in the row of the kind, 999 in every other row."""
    mark = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
    told = measurement("FUND", 1.0, 1.6, mark, title="It", proxy=False)
    told = replace(told, measure=measure, interval=Interval(0.1, 0.2, 0.95, way))
    rows = tuple(row(one, 723 if one == kind else 999) for one in sorted(set(KINDS.values())))
    study = CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {}, rows)
    asked = Settings.model_validate(settings)
    assert coverage_beside(study, told, asked).replace("\N{NO-BREAK SPACE}", " ") == "72.3 %"
    assert coverage_beside(study, replace(told, interval=None), asked) == ""
    assert coverage_beside(None, told, asked) == ""


def test_a_kind_that_the_study_has_not_tried_says_so() -> None:
    mark = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
    told = replace(measurement("FUND", 1.0, 1.6, mark, title="It", proxy=False), measure="hedge_effectiveness")
    told = replace(told, interval=Interval(0.1, 0.2, 0.95, DELTA_OF_LOG))
    study = CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {}, ())
    assert coverage_beside(study, told, Settings.model_validate({"risk": Risk.SEMIVARIANCE})) == NOT_COUNTED


def test_no_published_interval_is_of_a_kind_that_was_not_counted() -> None:
    """Every figure beside a verdict and every primary one, told with the settings of the article file."""
    pages = [path.read_text(encoding="utf-8") for path in (ROOT / "reports").glob("*/*.md")]
    assert len(pages) > 40
    assert [text[:80] for text in pages if f"| {NOT_COUNTED} |" in text] == []
