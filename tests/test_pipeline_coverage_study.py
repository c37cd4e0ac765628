"""The coverage study: its worlds have the moments they claim, it counts rightly, and every inexact measure is in it."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from figurecheck.errors import DegenerateInputError, MalformedDataError, MeasureError, UsageError
from figurecheck.measures.liquidity import efficient_spread, fong_holden_trzcinka
from figurecheck.pages.methods.coverage import CoverageRow
from figurecheck.paths import Project
from figurecheck.pipeline import coverage_study
from figurecheck.pipeline.coverage import intervals, slopes, spreads, tails
from figurecheck.pipeline.coverage.designs import (
    DESIGNS,
    VOLATILE_SHARE,
    VOLATILE_SPREAD,
    Design,
    factor_correlations,
    iid_normal,
    pair_correlations,
    panel_correlations,
)
from figurecheck.pipeline.coverage.intervals import INTERVALS
from figurecheck.pipeline.coverage.model import Ends, Interval
from figurecheck.pipeline.coverage.record import read_study, study_text
from figurecheck.pipeline.coverage.samples import DAYS, Sample
from figurecheck.pipeline.coverage_study import run_study, try_interval

ROOT = Path(__file__).parents[1]
NORMAL, STUDENT, GARCH, REGIMES = DESIGNS
every_design = pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.id)


def drawn(design: Design, samples: int = 60, n: int = 2500) -> tuple[np.ndarray, np.ndarray]:
    draws = design.draw(np.random.Generator(np.random.PCG64(3)), samples, n, pair_correlations(0.4))
    return draws.returns, draws.high


@pytest.mark.parametrize("design", [NORMAL, STUDENT, GARCH], ids=lambda design: design.id)
def test_returns_have_unit_variance_and_mean_nought(design: Design) -> None:
    returns, _ = drawn(design)
    assert returns.mean() == pytest.approx(0.0, abs=0.02)
    assert returns.var() == pytest.approx(1.0, abs=0.1)


def test_days_are_independent_or_cluster_as_named() -> None:
    def clustering(design: Design) -> float:
        squares = drawn(design)[0][:, :, 0] ** 2
        before, after = squares[:, :-1].ravel(), squares[:, 1:].ravel()
        return float(np.corrcoef(np.minimum(before, 25), np.minimum(after, 25))[0, 1])

    found = {design.id: clustering(design) for design in DESIGNS}
    assert all((found[design.id] > 0.08) is design.clustered for design in DESIGNS)


def test_tails_are_those_of_student() -> None:
    """P(|t5| > 4 standard deviations): scipy gives 2 t.sf(4 / sqrt(3/5), 5) = 0.00356; a normal has 0.00006."""
    assert np.mean(np.abs(drawn(STUDENT)[0]) > 4.0) == pytest.approx(0.00356, rel=0.15)
    assert np.mean(np.abs(drawn(NORMAL)[0]) > 4.0) < 0.0002


def test_regimes_step_in_volatility_and_link() -> None:
    """By hand: 0.4 + 0.6 * 0.4 * 0.6 = 0.544 in the volatile state."""
    returns, high = drawn(REGIMES)
    assert high.mean() == pytest.approx(VOLATILE_SHARE, abs=0.02)
    assert returns[high].std() / returns[~high].std() == pytest.approx(VOLATILE_SPREAD, rel=0.02)
    assert np.corrcoef(returns[high].T)[0, 1] == pytest.approx(0.544, abs=0.01)
    assert np.corrcoef(returns[~high].T)[0, 1] == pytest.approx(0.4, abs=0.01)


def test_spells_last_as_long_as_they_should() -> None:
    """Mean length of a geometric run that ends with probability 1 / 25."""
    high = drawn(NORMAL)[1]
    ends = np.count_nonzero(high[:, :-1] & ~high[:, 1:])
    assert high.sum() / ends == pytest.approx(25.0, rel=0.1)


@every_design
def test_unlinked_series_stay_unlinked(design: Design) -> None:
    draws = design.draw(np.random.Generator(np.random.PCG64(4)), 60, 2500, pair_correlations(0.0))
    assert np.corrcoef(draws.returns.reshape(-1, 2).T)[0, 1] == pytest.approx(0.0, abs=0.02)


def test_a_panel_has_two_blocks() -> None:
    expected = [[1, 0.7, 0.2, 0.2], [0.7, 1, 0.2, 0.2], [0.2, 0.2, 1, 0.7], [0.2, 0.2, 0.7, 1]]
    assert panel_correlations(0.7, 0.2).tolist() == expected


def test_a_factor_makes_products_of_loadings() -> None:
    assert factor_correlations(0.5, 0.8, 0.9)[0].tolist() == pytest.approx([1.0, 0.4, 0.45])


def fixed(lower: float, upper: float) -> Interval:
    return Interval("fixed", "A fixed interval", ("returns",), lambda _: Ends(lower, upper), 8, known={"": 0.4})


@pytest.mark.parametrize(
    ("lower", "upper", "counts"), [(0.3, 0.5, (8, 0, 0)), (0.5, 0.6, (0, 8, 0)), (0.1, 0.3, (0, 0, 8))]
)
def test_hits_and_misses_are_counted_on_their_side(lower: float, upper: float, counts: tuple[int, int, int]) -> None:
    row = try_interval(fixed(lower, upper), NORMAL, 1, 8)
    assert (row.covered, row.below, row.above) == counts
    assert (row.truth, row.truth_error, row.simulations, row.refused) == (0.4, 0.0, 8, 0)


def test_a_refusal_is_no_miss() -> None:
    def refuse_some(sample: Sample) -> Ends:
        if sample.seed % 4 == 0:
            raise DegenerateInputError("no")
        return Ends(0.0, 1.0)

    row = try_interval(Interval("shy", "Shy", ("returns",), refuse_some, 8, known={"": 0.4}), NORMAL, 1, 8)
    assert (row.covered, row.simulations, row.refused) == (6, 6, 2)


def test_without_a_truth_there_is_nothing_to_cover() -> None:
    with pytest.raises(UsageError, match="open"):
        try_interval(Interval("open", "Open", (), lambda _: Ends(0, 1), 8), NORMAL, 1, 2)


def test_a_truth_that_is_not_known_comes_from_long_histories() -> None:
    means = Interval("mean", "Mean", (), lambda _: Ends(0, 1), 2, lambda s: float(s.returns.mean()), long=(4, 500))
    row = try_interval(means, NORMAL, 1, 2)
    assert row.truth == pytest.approx(0.0, abs=0.1)
    assert 0.0 < row.truth_error < 0.1


def test_a_wide_spread_that_was_put_in_comes_out() -> None:
    """EDGE finds .012 and .003 on 20,000 days; FHT has its own bias, known from the moments of a normal return.

    Half a spread is c daily moves. The share of still days gives c back, and what is left of a normal return beyond c
    has the variance 2 [(1 + c^2) Q(c) - c phi(c)].
    """
    (returns,) = iid_normal(np.random.default_rng(4), 1, 20_000, pair_correlations(0.4)).returns
    random, wide = np.random.default_rng(5), spreads.WIDE
    bars = [spreads._at_bid_or_ask(each, of, random) for each, of in zip(returns.T, wide, strict=True)]
    assert [efficient_spread(one) for one in bars] == [
        pytest.approx(0.012, rel=0.03),
        pytest.approx(0.003, rel=0.1),
    ]
    for each, of in zip(returns.T, wide, strict=True):
        cost = of.spread / 2 / of.move
        left = 2 * ((1 + cost**2) * norm.sf(cost) - cost * norm.pdf(cost))
        expected = 2 * of.move * np.sqrt(left) * cost
        assert fong_holden_trzcinka(spreads._beyond_costs(each, of)) == pytest.approx(expected, rel=0.02)
    assert spreads.true_ratio(wide) == pytest.approx(4.0)


@pytest.mark.parametrize(("world", "degrees"), [("iid-normal", None), ("iid-t5", 5), ("garch-t6", 6)])
def test_the_true_risks_of_a_tail_by_random_numbers_alone(world: str, degrees: int | None) -> None:
    """Two million shocks of unit size from numpy: their worst hundredth begins and averages where scipy says."""
    random = np.random.default_rng(21)
    shocks = random.standard_normal(2_000_000) if degrees is None else random.standard_t(degrees, 2_000_000)
    worst = np.sort(shocks / np.sqrt(1.0 if degrees is None else degrees / (degrees - 2)))[-20_000:]
    assert tails.VALUES_AT_RISK[world] == pytest.approx(worst[0], rel=0.01)
    assert tails.SHORTFALLS[world] == pytest.approx(worst.mean(), rel=0.01)


def test_the_true_excess_by_random_numbers_alone() -> None:
    """By hand: blocks of 0.75 linked by 0.4 have the share (1 + 0.75 + 2 * 0.4) / 4 = 0.6375.

    The bar of unlinked blocks comes from numpy's own correlations of freshly drawn ones, not from a cut history.
    """
    random = np.random.default_rng(12)
    loose = np.linalg.cholesky(panel_correlations(0.75, 0.0))
    panels = (random.standard_normal((DAYS, 4)) @ loose.T for _ in range(1500))
    shares = [np.linalg.eigvalsh(np.corrcoef(panel.T))[-1] / 4.0 for panel in panels]
    row = next(row for row in kept_rows() if (row.interval, row.design) == ("excess-hac", "iid-normal"))
    assert row.truth == pytest.approx(0.6375 - float(np.quantile(shares, 0.95)), abs=3.0 * row.truth_error + 0.002)
    excess = try_interval(next(one for one in INTERVALS if one.id == "excess-hac"), NORMAL, coverage_study.SEED, 1)
    assert excess.truth == pytest.approx(row.truth, rel=1e-9)


@pytest.mark.parametrize("interval", INTERVALS, ids=lambda interval: interval.id)
def test_every_interval_answers_in_order(interval: Interval) -> None:
    """A history on which a measure refuses (a fund that never stands still in a resample) is passed over."""
    draws = NORMAL.draw(np.random.Generator(np.random.PCG64(5)), 4, 1250, interval.correlations)
    samples = (
        Sample(one, high, 0, max(interval.resamples, 100)) for one, high in zip(draws.returns, draws.high, strict=True)
    )
    found = []
    for sample in samples:
        with suppress(MeasureError):
            found.append(interval.limits(sample))
            break
    assert [one.lower < one.upper for one in found] == [True]
    truth = interval.truth("garch-t6")
    assert (truth is not None) or (interval.statistic is not None)


def test_intervals_of_every_inexact_measure_are_tried() -> None:
    """Read from the evaluators: whatever file of measures/ gives one an interval is in the study."""
    tried = {module for interval in INTERVALS for module in interval.modules}
    makers = {
        "correlation",
        "correlation_bootstrap",
        "fading",
        "hedging",
        "risk_influence",
        "episode_excess",
        "safe_haven",
        "safe_haven_bootstrap",
        "tail_dependence",
        "downside",
        "ratio_of_means",
        "liquidity",
        "principal_component",
        "events",
        "abnormal_mean",
        "quantiles",
        "peaks_over_threshold",
        "stock_shortfall",
    }
    folder = ROOT / "generator" / "figurecheck" / "pipeline" / "evaluators"
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert {maker for maker in makers if f"figurecheck.measures.{maker} import" in text} <= tried


def test_means_differ_in_the_state_of_slopes() -> None:
    """A line with one intercept for both states would miss the slope there by several hundredths."""
    draws = iid_normal(np.random.Generator(np.random.PCG64(4)), 1, 200_000, pair_correlations(0.0))
    sample = Sample(draws.returns[0], draws.high[0], 1, 0)
    asset, source = slopes.linked_with_falls(sample)
    high = sample.high
    shared = np.column_stack([np.ones(len(source)), source * ~high, source * high])
    inside = np.linalg.lstsq(shared, asset, rcond=None)[0][2]
    assert inside > 0.42
    assert np.polyfit(source[high], asset[high], 1)[0] == pytest.approx(0.4, abs=0.015)


def test_the_robust_interval_of_a_correlation_covers_on_independent_days() -> None:
    """Nominal 0.95; 200 histories leave a standard error of 0.015, so 0.90 is more than three of them away."""
    robust = next(interval for interval in INTERVALS if interval.id == "correlation-hac")
    row = try_interval(robust, NORMAL, 11, 200)
    assert 0.90 <= row.covered / row.simulations <= 0.99


def test_the_same_seed_counts_the_same_and_the_file_brings_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (coverage_study, intervals):
        monkeypatch.setattr(module, "INTERVALS", (fixed(0.3, 0.5),))
    first, second = (run_study(date(2026, 1, 2), seed=5, share=0.5) for _ in range(2))
    assert first == second
    assert [row.simulations for row in first.rows] == [4] * len(DESIGNS)
    project = Project(tmp_path)
    (project.root / "studies").mkdir()
    assert read_study(project) is None
    project.coverage_study.write_text(study_text(first), encoding="utf-8")
    assert read_study(project) == first


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage_study, "INTERVALS", (fixed(0.3, 0.5),))
    whole = run_study(date(2026, 1, 2), seed=5, kept=tmp_path)
    done = sorted(tmp_path.glob("*.json"))
    assert len(done) == len(DESIGNS)
    done[0].unlink()
    text = done[1].read_text(encoding="utf-8")
    told = text.replace('"covered": ', '"covered": 1')
    done[1].write_text(told, encoding="utf-8")
    again = run_study(date(2026, 1, 2), seed=5, kept=tmp_path)
    changed = [one for one, other in zip(again.rows, whole.rows, strict=True) if one != other]
    assert len(changed) == 1  # the file that was there is taken as it is; the one that was missing is counted anew


def test_some_kinds_are_counted_and_put_into_the_study_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = (fixed(0.3, 0.5), replace(fixed(0.5, 0.6), id="another"))
    for module in (coverage_study, intervals):
        monkeypatch.setattr(module, "INTERVALS", kinds)
    project = Project(tmp_path)
    (project.root / "studies").mkdir()
    monkeypatch.setattr(coverage_study, "find_project", lambda _: project)
    with pytest.raises(UsageError, match="no study to add rows to"):
        coverage_study.main(["--only", "another"])
    coverage_study.main(["--share", "0.5"])
    whole = read_study(project)
    assert whole is not None
    coverage_study.main(["--only", "another"])
    again = read_study(project)
    assert again is not None
    assert [row.interval for row in again.rows] == [row.interval for row in whole.rows]
    assert [row.simulations for row in again.rows] == [4] * len(DESIGNS) + [8] * len(DESIGNS)
    with pytest.raises(UsageError, match="seed: the study has 20251003, this run 7"):
        coverage_study.main(["--only", "another", "--seed", "7"])
    assert read_study(project) == again


GONE = '{"date": "2026-01-02", "rows": [{"interval": "gone", "design": "iid-t5"}]}'


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rows": [{"x": 1}], "date": "2026-01-02"}', GONE])
def test_another_file_is_refused(text: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    (project.root / "studies").mkdir()
    project.coverage_study.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedDataError, match="make coverage-study"):
        read_study(project)


def kept_rows() -> tuple[CoverageRow, ...]:
    study = read_study(Project(ROOT))
    assert study is not None
    return study.rows


def test_the_kept_study_is_whole() -> None:
    """What is published covers every kind of interval in every world, and says when and from which seed."""
    study = read_study(Project(ROOT))
    assert study is not None
    assert {(row.interval, row.design) for row in study.rows} == {(i.id, d.id) for i in INTERVALS for d in DESIGNS}
    assert all(row.covered + row.below + row.above == row.simulations for row in study.rows)
    assert (study.seed, study.days) == (coverage_study.SEED, DAYS)
    assert set(study.versions) == {"python", "arch", "numpy", "scipy", "statsmodels"}
