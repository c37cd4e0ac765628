"""The null of a real part: its curve without a shift is the curve of its readings, and it says what it left out."""

from statistics import median

import pytest

from figurecheck.claims.model import ClaimKind
from figurecheck.paths import Project
from figurecheck.pipeline.judge import judge_claim
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.verdicts.outcome import AsOf, PartOutcome
from projects import ROOT


@pytest.fixture(scope="module")
def rates() -> tuple[PartOutcome, ...]:
    workspace = open_workspace(Project(ROOT))
    article = workspace.articles[0]
    claim = article.claim("rates-opportunity-cost")
    assert claim.kind is ClaimKind.STRENGTH
    return judge_claim(article, claim, workspace.observe(article, (claim,)), AsOf.TODAY).parts


def test_the_curve_without_a_shift_has_the_median_of_the_readings(rates: tuple[PartOutcome, ...]) -> None:
    """Readings of one window only, so that residuals of a GARCH are those of the reading itself."""
    for part in rates:
        assert part.null is not None
        readings = [r.measurement for r in (part.primary, *part.conventional) if r.measurement is not None]
        assert part.null.readings == len(readings)
        values = [each.value for each in readings]
        assert part.null.median == pytest.approx(median(values), abs=0.01)
        assert part.null.holding == sum(each.target is not None and each.target.holds(each.value) for each in readings)


def test_both_parts_shift_the_rate_and_count_low_medians(rates: tuple[PartOutcome, ...]) -> None:
    assert [part.null.shifted for part in rates if part.null is not None] == ["DGS2", "EFFR"]
    assert all(part.null is not None and not part.null.larger and part.null.shifts == 499 for part in rates)
    assert all(0 < part.null.p_value <= 1 for part in rates if part.null is not None)
    assert [part.null.p_value for part in rates if part.null] == [(1 + p.null.as_large) / 500 for p in rates if p.null]
