"""How far the first component's share lies above what unrelated blocks reach by chance: limits, and the true excess."""

from itertools import permutations

import numpy as np
import pandas as pd

from figurecheck.measures.principal_component import (
    first_component,
    hac_component_interval,
    independent_blocks,
    resampled_share_interval,
)
from figurecheck.measures.state_slopes import Limits
from figurecheck.pipeline.coverage.model import Ends
from figurecheck.pipeline.coverage.samples import DAYS, Sample

ONE_IN_TWENTY = 0.95


def robust_excess(s: Sample) -> Limits:
    """Robust limits of the share, less the bar that the same history sets."""
    return _less_bar(hac_component_interval(s.panel, "share"), s.panel)


def resampled_excess(s: Sample) -> Limits:
    """The same from blocks of days."""
    return _less_bar(resampled_share_interval(s.panel, s.seed, s.resamples), s.panel)


def true_excess(s: Sample) -> float:
    """Share over a long history, less the share that unrelated blocks reach in one case of twenty.

    The history is cut into stretches of DAYS days; the first block of one beside the second block of another one share
    nothing but chance. That is another way to the bar than the circular shifts that the measure takes.
    """
    first, second = _blocks(s.panel)
    stretches = [slice(start, start + DAYS) for start in range(0, len(s.panel) - DAYS + 1, DAYS)]
    shares = [
        first_component(pd.concat([first[one].reset_index(drop=True), second[other].reset_index(drop=True)], axis=1))
        for one, other in permutations(stretches, 2)
    ]
    bar = float(np.quantile([component.share for component in shares], ONE_IN_TWENTY))
    return first_component(s.panel).share - bar


def _less_bar(limits: Limits, panel: pd.DataFrame) -> Limits:
    _, second = _blocks(panel)
    bar = independent_blocks(panel, tuple(str(name) for name in second.columns), ONE_IN_TWENTY).upper
    return Ends(limits.lower - bar, limits.upper - bar)


def _blocks(panel: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The first and the second half of the columns: two series each in the panel of the study."""
    half = panel.shape[1] // 2
    return panel.iloc[:, :half], panel.iloc[:, half:]
