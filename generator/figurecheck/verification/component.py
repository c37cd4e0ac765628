"""Second route to the common factor of a panel: one correlation matrix after the other, numerical gradients."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np

from figurecheck.claims.settings import Settings
from figurecheck.errors import MissingDataError
from figurecheck.verification.correlation import moments, rho
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import Array, around, influence
from figurecheck.verification.pairs import returns
from figurecheck.verification.resampling import block_length, middle, resampled

NEAREST_SHIFT = 20


def first_component_share(settings: Settings, data: Data) -> Figure:
    """Largest eigenvalue of the correlation matrix over the number of series."""
    return _figure(_panel(settings, data), _share)


def smallest_loading(settings: Settings, data: Data) -> Figure:
    """Smallest weight of a series in the first component; resampling a minimum fails, so one interval only."""
    return replace(_figure(_panel(settings, data), _smallest), second_interval=None)


def share_above_independence(settings: Settings, data: Data) -> Figure:
    """The share less the 95 % quantile of those after one block was moved day by day, in percentage points."""
    panel, share = _panel(settings, data), first_component_share(settings, data)
    first = len((settings.panel or ((),))[0])
    shifts = range(NEAREST_SHIFT, len(panel) - NEAREST_SHIFT + 1)
    bar = float(np.quantile([_share(_correlations(_moved(panel, first, s))) for s in shifts], 0.95))
    lower, upper = (
        (100 * (i[0] - bar), 100 * (i[1] - bar)) if i else None for i in (share.interval, share.second_interval)
    )
    return Figure(100 * (share.value - bar), lower, upper)


def _panel(settings: Settings, data: Data) -> Array:
    if settings.panel is None:
        raise MissingDataError("the reading names no panel")
    return returns(tuple(name for block in settings.panel for name in block), settings, data).to_numpy()


def _moved(panel: Array, first: int, shift: int) -> Array:
    return np.column_stack([panel[:, :first], np.roll(panel[:, first:], shift, axis=0)])


def _correlations(rows: Array) -> Array:
    return np.asarray(np.corrcoef(rows.T))


def _share(matrix: Array) -> float:
    return float(np.linalg.eigvalsh(matrix)[-1]) / len(matrix)


def _smallest(matrix: Array) -> float:
    """The sign of the component is the one with which its weights do not sum to less than 0."""
    weights = np.linalg.eigh(matrix)[1][:, -1]
    return float((weights * np.sign(weights.sum())).min())


def _figure(panel: Array, statistic: Callable[[Array], float]) -> Figure:
    scaled = (panel - panel.mean(axis=0)) / panel.std(axis=0)
    k = panel.shape[1]
    pairs = list(combinations(range(k), 2))
    columns = np.column_stack([scaled, scaled**2, *(scaled[:, i] * scaled[:, j] for i, j in pairs)])

    def of_means(means: Array) -> float:
        spread = np.sqrt(means[k : 2 * k] - means[:k] ** 2)
        matrix = np.eye(k)
        for (i, j), product in zip(pairs, means[2 * k :], strict=True):
            matrix[i, j] = matrix[j, i] = (product - means[i] * means[j]) / (spread[i] * spread[j])
        return statistic(matrix)

    every_day = np.ones(len(panel), dtype=np.bool_)
    block = block_length(*(influence(moments(panel[:, list(pair)], every_day), rho) for pair in pairs))
    drawn = resampled(scaled, lambda rows: statistic(_correlations(rows)), min(block, float(len(panel))))
    value = statistic(_correlations(panel))
    return Figure(value, around(value, influence(columns, of_means)), middle(drawn))
