"""Whether a link fades or grows: the trend of a correlation over blocks of days."""

from figurecheck.claims.settings import Settings
from figurecheck.measures.fading import correlation_trend
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.paths import aligned, columns, span_of_returns
from figurecheck.verdicts.outcome import Interval


def _correlation_trend(settings: Settings, world: World) -> Evaluated:
    found = aligned(settings, world)
    trend = correlation_trend(*columns(found))
    start, end = span_of_returns(found)
    return Evaluated(
        trend.value,
        settings.measured,
        start,
        end,
        trend.correlations.size * trend.block,
        f"Fisher's z of blocks of {trend.block} days on time",
        "slope of atanh(correlation) a year",
        interval=Interval(trend.lower, trend.upper, trend.level, "Newey and West, Student's t"),
        parameters={
            "blocks": trend.correlations.size,
            "days a block": trend.block,
            "lags": trend.lags,
            "correlation in the first block": float(trend.correlations[0]),
            "correlation in the last block": float(trend.correlations[-1]),
            "oldest days that fill no block": trend.skipped,
            "days left out": found.left_out,
        },
    )


EVALUATORS = {"correlation_trend": _correlation_trend}
