"""How much of the movement of two blocks of series one common factor carries, and whether all move with it."""

from dataclasses import replace

import numpy as np
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.errors import WindowError
from figurecheck.measures.principal_component import (
    HacInterval,
    IndependentBlocks,
    ResampledInterval,
    first_component,
    hac_component_interval,
    independent_blocks,
    resampled_share_interval,
)
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.evaluators.correlation import frequency_words
from figurecheck.pipeline.evaluators.pairs import BOOTSTRAP, HAC, aligned, days_left_out, interval, last_day
from figurecheck.verdicts.outcome import Interval

_POINTS = 100.0


def _share(settings: Settings, world: World) -> Evaluated:
    robust, drawn, null = _shares(settings, world)
    return _evaluated(
        settings,
        world,
        robust.value,
        (interval(robust, HAC), interval(drawn, BOOTSTRAP)),
        "largest eigenvalue of the correlations / number of series",
        {**_of_intervals(robust, drawn), **_of_null(null)},
    )


def _excess(settings: Settings, world: World) -> Evaluated:
    """The bar is the 95 % quantile of the shares that unrelated blocks have, so that chance alone rarely passes it."""
    robust, drawn, null = _shares(settings, world)
    both = interval(robust, HAC), interval(drawn, BOOTSTRAP)
    return _evaluated(
        settings,
        world,
        (robust.value - null.upper) * _POINTS,
        (_less(both[0], null.upper), _less(both[1], null.upper)),
        "(share of the first component - share that unrelated blocks reach in one case of twenty) x 100",
        {"share": robust.value, **_of_intervals(robust, drawn), **_of_null(null)},
    )


def _smallest_loading(settings: Settings, world: World) -> Evaluated:
    panel = _panel(settings, world)
    robust = hac_component_interval(panel, "smallest_loading")
    component = first_component(panel)
    loadings = {f"loading of {name}": value for name, value in zip(component.names, component.loadings, strict=True)}
    return _evaluated(
        settings,
        world,
        robust.value,
        (interval(robust, HAC), None),
        "smallest weight of a series in the first component, weights of length 1",
        {
            **loadings,
            "effective observations": robust.effective_n,
            "bandwidth": robust.bandwidth,
        },
    )


def _shares(settings: Settings, world: World) -> tuple[HacInterval, ResampledInterval, IndependentBlocks]:
    """Share of the first component with both intervals, and what unrelated blocks would have."""

    def compute() -> tuple[HacInterval, ResampledInterval, IndependentBlocks]:
        panel = _panel(settings, world)
        first = settings.panel[0] if settings.panel else ()
        others = tuple(name for name in settings.measured if name not in first)
        return (
            hac_component_interval(panel, "share"),
            resampled_share_interval(panel, world.seed, world.replications),
            independent_blocks(panel, others),
        )

    return world.once(("shares", settings, world.replications), compute)


def _panel(settings: Settings, world: World) -> pd.DataFrame:
    if settings.panel is None:
        raise WindowError("the measure needs a panel of series; the reading names none")
    return aligned(settings, world).returns.astype(np.float64)


def _less(limits: Interval, amount: float) -> Interval:
    """The limits of a share, as those of its difference from ``amount`` in percentage points."""
    return replace(limits, lower=(limits.lower - amount) * _POINTS, upper=(limits.upper - amount) * _POINTS)


def _of_intervals(robust: HacInterval, drawn: ResampledInterval) -> dict[str, str | int | float]:
    return {
        "effective observations": robust.effective_n,
        "bandwidth": robust.bandwidth,
        "block length": drawn.block_length,
        "replications": drawn.replications,
        "seed": drawn.seed,
    }


def _of_null(null: IndependentBlocks) -> dict[str, str | int | float]:
    return {
        "mean share of unrelated blocks": null.mean,
        "share that unrelated blocks reach in one case of twenty": null.upper,
        "p-value of the share": null.p_value,
        "circular shifts": null.n_shifts,
    }


def _evaluated(
    settings: Settings,
    world: World,
    value: float,
    intervals: tuple[Interval, Interval | None],
    formula: str,
    parameters: dict[str, str | int | float],
) -> Evaluated:
    found = aligned(settings, world)
    return Evaluated(
        value,
        settings.measured,
        found.first_day.date(),
        last_day(found),
        len(found.returns),
        f"first principal component of correlations, {frequency_words(settings)}",
        formula,
        interval=intervals[0],
        second_interval=intervals[1],
        parameters={**parameters, **days_left_out(found)},
    )


EVALUATORS = {
    "first_component_share": _share,
    "share_above_independence": _excess,
    "smallest_loading": _smallest_loading,
}
