"""How well the interval of a figure covers the truth: from a way of inference to its row of the coverage study."""

from collections.abc import Iterator

from figurecheck.claims.settings import Settings
from figurecheck.pages import words
from figurecheck.pages.methods.coverage import CoverageRow, CoverageStudy, worst_clustered
from figurecheck.pages.single_stocks import MEASURE as SINGLE_STOCKS
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome

_HAC, _ROWS = "long-run variance (Bartlett), fixed-b critical values", "stationary bootstrap of rows, percentiles"
_PAIRS, _DAYS = "stationary bootstrap of pairs of days", "stationary bootstrap of days"
_LOGARITHM = "delta method on the logarithm, long-run variance over half of the days, fixed-b"
_WIDE = "delta method, long-run variance over half of the days, fixed-b"
_FORECAST = "error of a forecast, Student's t"
_LIKELIHOOD, _SQUARES = "quasi-maximum likelihood, delta method", "least squares, stationary bootstrap"

NOT_COUNTED = "not counted"

KINDS: dict[tuple[str, str], str] = {
    ("correlation", _HAC): "correlation-hac",
    ("correlation", _ROWS): "correlation-blocks",
    ("correlation:spearman", _ROWS): "spearman",
    ("correlation:kendall", _ROWS): "kendall",
    ("correlation:garch", _HAC): "garch",
    ("lead_lag_correlation", _HAC): "lead-lag",
    ("regime_correlation", _HAC): "regime-hac",
    ("regime_correlation", _ROWS): "regime-blocks",
    ("regime_correlation_difference", _HAC): "difference-hac",
    ("regime_correlation_difference", _ROWS): "difference-blocks",
    ("volatility_adjusted_correlation", _HAC): "adjusted",
    ("correlation_room", _WIDE): "room",
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
    ("illiquidity_ratio:corwin_schultz", _LOGARITHM): "spread-corwin-schultz-put-in-hac",
    ("illiquidity_ratio:corwin_schultz", _DAYS): "spread-corwin-schultz-put-in-blocks",
    ("illiquidity_ratio:abdi_ranaldo", _LOGARITHM): "spread-abdi-ranaldo-put-in-hac",
    ("illiquidity_ratio:abdi_ranaldo", _DAYS): "spread-abdi-ranaldo-put-in-blocks",
    ("illiquidity_ratio:zero_returns", _LOGARITHM): "still-days-hac",
    ("illiquidity_ratio:zero_returns", _DAYS): "still-days-blocks",
    ("illiquidity_ratio:fht", _DAYS): "spread-fht-narrow",
    ("risk_reduction:variance", _LOGARITHM): "variance-hac",
    ("risk_reduction:variance", _PAIRS): "variance-blocks",
    ("risk_reduction:semivariance", _LOGARITHM): "semivariance-hac",
    ("risk_reduction:semivariance", _PAIRS): "semivariance-blocks",
    ("risk_reduction:expected_shortfall_95", _LOGARITHM): "shortfall-hac",
    ("risk_reduction:expected_shortfall_95", _PAIRS): "shortfall-blocks",
    ("hedge_effectiveness:variance", _LOGARITHM): "variance-hac",
    ("hedge_effectiveness:variance", _PAIRS): "variance-blocks",
    ("hedge_effectiveness:semivariance", _LOGARITHM): "semivariance-hac",
    ("hedge_effectiveness:semivariance", _PAIRS): "semivariance-blocks",
    ("hedge_effectiveness:expected_shortfall_95", _LOGARITHM): "shortfall-hac",
    ("hedge_effectiveness:expected_shortfall_95", _PAIRS): "shortfall-blocks",
    ("hedge_effectiveness_ahead:variance", _LOGARITHM): "variance-hac",
    ("hedge_effectiveness_ahead:variance", _PAIRS): "variance-blocks",
    ("hedge_effectiveness_ahead:semivariance", _LOGARITHM): "semivariance-hac",
    ("hedge_effectiveness_ahead:semivariance", _PAIRS): "semivariance-blocks",
    ("hedge_effectiveness_ahead:expected_shortfall_95", _LOGARITHM): "shortfall-hac",
    ("hedge_effectiveness_ahead:expected_shortfall_95", _PAIRS): "shortfall-blocks",
    ("sharp_drop_ratio", _LOGARITHM): "drops-hac",
    ("sharp_drop_ratio", _PAIRS): "drops",
    ("shortfall_ratio:expected_shortfall_95", _LOGARITHM): "shortfall-ratio-hac",
    ("shortfall_ratio:expected_shortfall_95", _PAIRS): "shortfall-ratio-blocks",
    ("stock_shortfall_ratio", _LOGARITHM): "stock-shortfall-hac",
    ("stock_shortfall_ratio", _PAIRS): "stock-shortfall-blocks",
    ("tail_dependence", _PAIRS): "chi",
}
"""The kind of interval in the study, by measure and way of inference.

A hedged position is told by the interval of a reduction of risk, for which the ratio counts as given, as a weight does.
A measure of several risks, quantiles, estimators or methods names which; where whole bars make a spread, claims ask
for funds, and where days do, for single shares against a fund.
"""


def coverage_of(
    study: CoverageStudy | None, measured: Measurement, interval: Interval, settings: Settings | None = None
) -> str:
    """``92.4 %``: how often this kind of interval covered the truth in the worst world of clustered volatility.

    NOT_COUNTED where the study has not tried this kind; "" without a study.
    """
    if study is None:
        return ""
    row = _row(study, measured, interval.method, settings)
    return NOT_COUNTED if row is None else words.percent(row.coverage, 1, plus=False)


def coverage_beside(study: CoverageStudy | None, measured: Measurement, settings: Settings) -> str:
    """The same for the interval that is printed with a figure beside a verdict; "" where none is."""
    return "" if measured.interval is None else coverage_of(study, measured, measured.interval, settings)


def covered(study: CoverageStudy | None, measured: Measurement, settings: Settings | None = None) -> dict[str, float]:
    """For each way of inference of a figure, how often its intervals covered the truth; what is not tried is left out.

    In the worst world of clustered volatility, as everywhere on the pages; empty without a study.
    """
    if study is None:
        return {}
    rows = {each.method: _row(study, measured, each.method, settings) for each in measured.intervals}
    return {method: row.coverage for method, row in rows.items() if row is not None}


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
    """``risk_reduction:variance``, ``quantile_slope:0.25``, ``correlation:kendall``: the measure with its choice."""
    for chosen in () if settings is None else (settings.risk, settings.estimator, settings.tail, settings.method):
        if chosen is not None:
            yield f"{measure}:{chosen}"
