"""Whether a link fades or grows: the trend of a correlation over blocks of days."""

from figurecheck.claims.settings import Settings
from figurecheck.measures.fading import correlation_trend, resampled_trend
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.pairs import days_left_out, interval, pair


def _correlation_trend(settings: Settings, world: World) -> Evaluated:
    both = pair(settings, world)
    trend = correlation_trend(both.x, both.y)
    drawn = resampled_trend(both.x, both.y, world.seed, world.replications)
    return Evaluated(
        trend.value,
        settings.measured,
        both.start,
        both.end,
        trend.correlations.size * trend.block,
        f"Fisher's z of blocks of {trend.block} days on time",
        "slope of atanh(correlation) a year",
        interval=interval(trend, "Newey and West with leverage, fixed-b and Student's t"),
        second_interval=interval(drawn, "residuals resampled in runs of blocks"),
        parameters={
            "blocks": trend.correlations.size,
            "effective blocks": trend.effective_n,
            "days a block": trend.block,
            "lags": trend.lags,
            "correlation in the first block": float(trend.correlations[0]),
            "correlation in the last block": float(trend.correlations[-1]),
            "oldest days that fill no block": trend.skipped,
            "blocks a run": drawn.run,
            "replications": drawn.replications,
            "seed": drawn.seed,
            **days_left_out(both.found),
        },
    )


EVALUATORS = {"correlation_trend": _correlation_trend}
