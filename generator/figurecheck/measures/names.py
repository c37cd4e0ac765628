"""The table of measures that an article may name; a file without dependencies, so that claims can read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeasureName:
    """One measure: what it computes, in which unit, and which settings it needs or allows.

    ``topic`` is the file of measures/ that holds it. ``exact`` measures have no sampling error and carry no interval.
    ``needs`` and ``allows`` are names of the fields of ``claims.settings.Settings``; ``kinds`` are the kinds of series
    (``series.model.Kind``) that it can be computed on.
    """

    name: str
    topic: str
    summary: str
    unit: str
    exact: bool
    needs: tuple[str, ...]
    kinds: tuple[str, ...]
    allows: tuple[str, ...] = ()


FRACTION = "fraction"
POINTS = "percentage points"
COUNT = "count"
CORRELATION = "correlation"
SHARE = "share"
P_VALUE = "p-value"
STATISTIC = "statistic"
SLOPE = "slope"
RATIO = "ratio"
TREND = "z a year"
COEFFICIENT = "coefficient"

_PAIR = ("series", "against", "window")
_PANEL = ("panel", "window")

_TABLE = (
    MeasureName(
        "window_return",
        "returns",
        "Last value of a window over its first, minus one.",
        FRACTION,
        exact=True,
        needs=("series", "window"),
        kinds=("price", "level"),
        allows=("price", "shift"),
    ),
    MeasureName(
        "level_change",
        "policy",
        "Last value of a window minus its first.",
        POINTS,
        exact=True,
        needs=("series", "window"),
        kinds=("level",),
    ),
    MeasureName(
        "rises",
        "policy",
        "Number of days in a window on which a level stood above the day before.",
        COUNT,
        exact=True,
        needs=("series", "window"),
        kinds=("level",),
    ),
    MeasureName(
        "cuts",
        "policy",
        "Number of days in a window on which a level stood below the day before.",
        COUNT,
        exact=True,
        needs=("series", "window"),
        kinds=("level",),
    ),
    MeasureName(
        "unscheduled_cuts",
        "policy",
        "Number of decisions in a window that lowered the target range outside a scheduled meeting.",
        COUNT,
        exact=True,
        needs=("series", "window"),
        kinds=("events",),
    ),
    MeasureName(
        "event_effect",
        "events",
        "Mean return of a series around decisions; ordinary days of the same weekday and year stand beside it.",
        FRACTION,
        exact=True,
        needs=("series", "decisions"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "event_rank",
        "events",
        "Share of the windows of as many sessions, in the three years before, with at least the return of this one.",
        SHARE,
        exact=True,
        needs=("series", "window"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "abnormal_return",
        "events",
        "Return around an event beyond the series' own mean, or beyond what the second series, a market, explains.",
        FRACTION,
        exact=False,
        needs=("series", "window"),
        kinds=("price",),
        allows=("against", "price"),
    ),
    MeasureName(
        "mean_abnormal_return",
        "events",
        "Mean of the same around several decisions.",
        FRACTION,
        exact=False,
        needs=("series", "decisions"),
        kinds=("price",),
        allows=("against", "price"),
    ),
    MeasureName(
        "correlation",
        "correlation",
        "Correlation of the returns of two series; levels enter as differences.",
        CORRELATION,
        exact=False,
        needs=_PAIR,
        kinds=("price", "level"),
        allows=("price", "frequency", "method"),
    ),
    MeasureName(
        "lead_lag_correlation",
        "correlation",
        "Correlation summed over the return before, the same one and the next, for series that close at other hours.",
        CORRELATION,
        exact=False,
        needs=_PAIR,
        kinds=("price", "level"),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "regime_correlation",
        "regimes",
        "Correlation of two series inside a regime that was known before each return began.",
        CORRELATION,
        exact=False,
        needs=(*_PAIR, "regime"),
        kinds=("price", "level"),
        allows=("price", "frequency", "method"),
    ),
    MeasureName(
        "regime_correlation_difference",
        "regimes",
        "Correlation of two series inside a regime less that outside of it.",
        CORRELATION,
        exact=False,
        needs=(*_PAIR, "regime"),
        kinds=("price", "level"),
        allows=("price", "frequency", "method"),
    ),
    MeasureName(
        "volatility_adjusted_correlation",
        "regimes",
        "Correlation inside a regime, corrected for the variance of the second series there (Forbes and Rigobon).",
        CORRELATION,
        exact=False,
        needs=(*_PAIR, "regime"),
        kinds=("price", "level"),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "first_component_share",
        "principal_component",
        "Share of the variance of a panel's returns that the first principal component carries.",
        SHARE,
        exact=False,
        needs=_PANEL,
        kinds=("price",),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "share_above_independence",
        "principal_component",
        "That share less the one that the blocks of the panel would reach in one case of twenty without any link.",
        SHARE,
        exact=False,
        needs=_PANEL,
        kinds=("price",),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "smallest_loading",
        "principal_component",
        "Smallest weight of a series of a panel in its first principal component; above 0 all have one sign.",
        "weight",
        exact=False,
        needs=_PANEL,
        kinds=("price",),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "cointegration",
        "structure",
        "P-value for no shared path of two prices, the larger of two tests, adjusted for all six of a window.",
        P_VALUE,
        exact=False,
        needs=_PAIR,
        kinds=("price",),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "cointegration_first_half",
        "structure",
        "The same in the first half of the window.",
        P_VALUE,
        exact=False,
        needs=_PAIR,
        kinds=("price",),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "cointegration_second_half",
        "structure",
        "The same in the second half of the window.",
        P_VALUE,
        exact=False,
        needs=_PAIR,
        kinds=("price",),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "granger_causality",
        "structure",
        "P-value for no lead of the second series over the first.",
        P_VALUE,
        exact=False,
        needs=_PAIR,
        kinds=("price", "level"),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "constant_correlation",
        "breaks",
        "P-value for a correlation that stayed the same, on residuals free of clustered volatility.",
        P_VALUE,
        exact=False,
        needs=_PAIR,
        kinds=("price", "level"),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "correlation_break",
        "breaks",
        "Largest F of a break in a correlation at an unknown day, on residuals free of clustered volatility.",
        STATISTIC,
        exact=False,
        needs=_PAIR,
        kinds=("price", "level"),
        allows=("price", "frequency"),
    ),
    MeasureName(
        "excess_episode_return",
        "episodes",
        "Mean return of a series in the corrections of another, less the mean of the same lengths at other times.",
        POINTS,
        exact=False,
        needs=("series", "against", "window", "episodes", "timing"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "mean_episode_return",
        "episodes",
        "Mean return of a series in the corrections of another.",
        FRACTION,
        exact=True,
        needs=("series", "against", "window", "episodes", "timing"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "hedge_slope",
        "safe_haven",
        "Change of a series for a change of one in another, outside the tails (Baur and McDermott 2010).",
        SLOPE,
        exact=False,
        needs=("series", "against", "window", "frequency"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "tail_slope",
        "safe_haven",
        "The same change inside the lower tail of the other series.",
        SLOPE,
        exact=False,
        needs=("series", "against", "window", "frequency", "tail"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "risk_reduction",
        "hedging",
        "Share of a portfolio's risk that adding an asset takes away, out of sample; negative where risk rises.",
        FRACTION,
        exact=False,
        needs=("series", "against", "window", "frequency", "risk"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "correlation_room",
        "hedging",
        "Ratio of the two volatilities less the correlation; above 0 a first bit of the asset lowers the variance.",
        CORRELATION,
        exact=False,
        needs=("series", "against", "window", "frequency"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "correlation_trend",
        "fading",
        "Change of Fisher's z of a correlation a year, over blocks of 63 days.",
        TREND,
        exact=False,
        needs=("series", "against", "window"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "tail_dependence",
        "tail_dependence",
        "How closely the worst days of two series coincide; 1 where they always do, 0 where by chance alone.",
        COEFFICIENT,
        exact=False,
        needs=("series", "against", "window", "frequency", "tail"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "tail_shape",
        "peaks_over_threshold",
        "Shape of the tail of a series' losses, freed of changing volatility; the higher, the heavier the tail.",
        COEFFICIENT,
        exact=False,
        needs=("series", "window"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "quantile_slope",
        "quantiles",
        "Change of a quantile of a series, named by its share, for a change of one in another.",
        SLOPE,
        exact=False,
        needs=("series", "against", "window", "frequency", "tail"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "illiquidity_ratio",
        "liquidity",
        "How many times as illiquid a series is as another, from daily bars; a basket is the mean of its members.",
        RATIO,
        exact=False,
        needs=("series", "against", "window", "estimator"),
        kinds=("price",),
    ),
    MeasureName(
        "shortfall_ratio",
        "downside",
        "Expected shortfall of a series over that of another.",
        RATIO,
        exact=False,
        needs=("series", "against", "window", "frequency", "risk"),
        kinds=("price",),
        allows=("price",),
    ),
    MeasureName(
        "sharp_drop_ratio",
        "downside",
        "Number of days on which a series fell by 5 % or more over the number on which another did.",
        RATIO,
        exact=False,
        needs=("series", "against", "window"),
        kinds=("price",),
        allows=("price",),
    ),
)

MEASURES: dict[str, MeasureName] = {measure.name: measure for measure in _TABLE}
