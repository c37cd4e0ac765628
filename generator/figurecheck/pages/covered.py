"""How well the interval of a figure covers the truth: from a way of inference to its row of the coverage study."""

from collections.abc import Iterator

from figurecheck.claims.model import Claim
from figurecheck.claims.settings import Settings
from figurecheck.pages import words
from figurecheck.pages.methods.coverage import POOR, CoverageRow, CoverageStudy, worst_clustered
from figurecheck.pages.single_stocks import MEASURE as SINGLE_STOCKS
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome

_HAC, _ROWS = "long-run variance (Bartlett), fixed-b critical values", "stationary bootstrap of rows, percentiles"
_PAIRS, _DAYS = "stationary bootstrap of pairs of days", "stationary bootstrap of days"
_LOGARITHM = "delta method on the logarithm, long-run variance over half of the days, fixed-b"
_FORECAST = "error of a forecast, Student's t"
_LIKELIHOOD, _SQUARES = "quasi-maximum likelihood, delta method", "least squares, stationary bootstrap"

KINDS: dict[tuple[str, str], str] = {
    ("correlation", _HAC): "correlation-hac",
    ("correlation", _ROWS): "correlation-blocks",
    ("lead_lag_correlation", _HAC): "lead-lag",
    ("regime_correlation", _HAC): "regime-hac",
    ("regime_correlation", _ROWS): "regime-blocks",
    ("regime_correlation_difference", _HAC): "difference-hac",
    ("regime_correlation_difference", _ROWS): "difference-blocks",
    ("correlation_trend", "Newey and West with leverage, fixed-b and Student's t"): "trend",
    ("correlation_trend", "residuals resampled in runs of blocks"): "trend-runs",
    ("abnormal_return", _FORECAST): "abnormal",
    ("mean_abnormal_return", _FORECAST): "abnormal-mean",
    ("mean_abnormal_return", "spread between the events, Student's t"): "abnormal-across",
    ("quantile_slope:0.05", _PAIRS): "quantile-slope",
    ("quantile_slope:0.25", _PAIRS): "quantile-slope-25",
    ("quantile_slope:0.5", _PAIRS): "quantile-slope-50",
    ("quantile_slope:0.75", _PAIRS): "quantile-slope-75",
    ("quantile_slope:0.95", _PAIRS): "quantile-slope-95",
    ("tail_shape", "profile likelihood"): "tail-shape",
    ("excess_episode_return", "placebo test inverted, every shift of the calendar"): "episodes-placebo",
    ("excess_episode_return", "Student's t over the episodes"): "episodes-student",
    ("first_component_share", _HAC): "share-hac",
    ("first_component_share", _ROWS): "share-blocks",
    ("share_above_independence", _HAC): "excess-hac",
    ("share_above_independence", _ROWS): "excess-blocks",
    ("smallest_loading", _HAC): "loading-uneven-hac",
    ("hedge_slope", _LIKELIHOOD): "slope",
    ("hedge_slope", _SQUARES): "slope-blocks",
    ("tail_slope", _LIKELIHOOD): "slope-tail",
    ("tail_slope", _SQUARES): "slope-tail-blocks",
    ("illiquidity_ratio:amihud", _LOGARITHM): "liquidity-hac",
    ("illiquidity_ratio:amihud", _DAYS): "liquidity-blocks",
    ("illiquidity_ratio:edge", _DAYS): "spread-edge-narrow",
    ("illiquidity_ratio:fht", _DAYS): "spread-fht-narrow",
    ("risk_reduction:variance", _LOGARITHM): "variance-hac",
    ("risk_reduction:variance", _PAIRS): "variance-blocks",
    ("risk_reduction:expected_shortfall_95", _LOGARITHM): "shortfall-hac",
    ("risk_reduction:expected_shortfall_95", _PAIRS): "shortfall-blocks",
    ("sharp_drop_ratio", _LOGARITHM): "drops-hac",
    ("sharp_drop_ratio", _PAIRS): "drops",
    ("shortfall_ratio:expected_shortfall_95", _LOGARITHM): "shortfall-ratio-hac",
    ("shortfall_ratio:expected_shortfall_95", _PAIRS): "shortfall-ratio-blocks",
    ("stock_shortfall_ratio", _LOGARITHM): "stock-shortfall-hac",
    ("stock_shortfall_ratio", _PAIRS): "stock-shortfall-blocks",
    ("tail_dependence", _PAIRS): "chi",
}
"""The kind of interval in the study, by measure and way of inference.

A measure of several risks, quantiles or estimators names which; where whole bars make a spread, claims ask for funds.
"""


def coverage_of(
    study: CoverageStudy | None, measured: Measurement, interval: Interval, settings: Settings | None = None
) -> str:
    """``92.4 %``: how often this kind of interval covered the truth in the worst world of clustered volatility.

    A dash where the study has not tried this kind; "" without a study.
    """
    if study is None:
        return ""
    row = _row(study, measured, interval.method, settings)
    return words.DASH if row is None else words.percent(row.coverage, 1, plus=False)


def coverage_beside(study: CoverageStudy | None, measured: Measurement, settings: Settings) -> str:
    """The same for the interval that is printed with a figure beside a verdict; "" where none is."""
    return "" if measured.interval is None else coverage_of(study, measured, measured.interval, settings)


def poor_coverage(study: CoverageStudy | None, claim: Claim, outcome: Outcome) -> str:
    """A sentence for the lead of an answer: how little the intervals of its primary figures cover; "" where enough.

    A part rests on the interval that covers best: the rule asks all its intervals for one answer, so the best one
    must give it too. The sentence names the least and the largest of these shares below the bound of poor coverage.
    """
    if study is None:
        return ""
    asked = {part.id: part.primary.settings for part in claim.parts}
    best = [_best(study, measured, asked.get(measured.part)) for measured in outcome.measurements]
    found = [share for share in best if share is not None and share < POOR]
    if not found:
        return ""
    shares = " to ".join(dict.fromkeys(words.percent(each, 0, plus=False) for each in (min(found), max(found))))
    alike = len(found) == len(outcome.measurements)
    these = "Intervals of this kind cover" if alike else "Some intervals here are of a kind that covers"
    return (
        f"{these} the truth in about {shares} of simulated histories with clustered volatility, so they are narrower "
        "than they promise."
    )


def _best(study: CoverageStudy, measured: Measurement, settings: Settings | None) -> float | None:
    """The coverage of the interval of a figure that covers best; None for a figure without one."""
    rows = [_row(study, measured, interval.method, settings) for interval in measured.intervals]
    return max((row.coverage for row in rows if row is not None), default=None)


def single_stocks_coverage(study: CoverageStudy | None, outcome: Outcome) -> str:
    """How often both kinds of interval of the ratio of single stocks cover the truth; "" where none is shown."""
    if study is None:
        return ""
    found = [one for one in outcome.beside if one.measure == SINGLE_STOCKS]
    rows = [_row(study, one, interval.method, None) for one in found for interval in one.intervals]
    shares = dict.fromkeys(words.percent(row.coverage, 0, plus=False) for row in rows if row is not None)
    if not shares:
        return ""
    ways = ", by the one and the other way of inference" if len(shares) > 1 else ""
    return (
        f"The intervals of the ratio of single stocks cover the truth in about {words.listed(shares)} of simulated "
        f"histories with clustered volatility{ways}."
    )


def _row(study: CoverageStudy, measured: Measurement, method: str, settings: Settings | None) -> CoverageRow | None:
    """The simulated world with clustered volatility in which this kind covers least, as on the method pages."""
    names = [*_named(measured.measure, settings), measured.measure]
    kinds = [KINDS[name, method] for name in names if (name, method) in KINDS]
    found = study.intervals.get(kinds[0]) if kinds else None
    return None if found is None else worst_clustered(found)


def _named(measure: str, settings: Settings | None) -> Iterator[str]:
    """``risk_reduction:variance``, ``quantile_slope:0.25``, ``illiquidity_ratio:edge``: the measure with its choice."""
    for chosen in () if settings is None else (settings.risk, settings.estimator, settings.tail):
        if chosen is not None:
            yield f"{measure}:{chosen}"
