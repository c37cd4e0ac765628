"""How much of a panel's movement one common factor carries, and how much it would carry by chance."""

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, varying
from figurecheck.measures.daily import daily
from figurecheck.measures.long_run_variance import mean_error
from figurecheck.measures.resampling import (
    bootstrap_sums,
    circular_shift_correlations,
    influence_block_length,
    percentile_interval,
)

IntervalOf = Literal["share", "smallest_loading"]
_FEWEST = 20


@dataclass(frozen=True)
class FirstComponent:
    """Share of the variance of standardised series that the first principal component carries, with its loadings.

    ``loadings`` (unit length, sum not negative) are in the order of ``names``.
    """

    share: float
    loadings: tuple[float, ...]
    names: tuple[str, ...]
    n: int

    @property
    def one_sign(self) -> bool:
        """Whether every series loads on the component with the same sign."""
        return min(self.loadings) > 0.0


@dataclass(frozen=True)
class ResampledInterval:
    """Stationary-bootstrap percentile interval of the share of the first component."""

    value: float
    lower: float
    upper: float
    standard_error: float
    level: float
    n: int
    block_length: float
    replications: int
    seed: int


@dataclass(frozen=True)
class HacInterval:
    """Robust interval of a figure of the first component, symmetric around ``value``; ``bandwidth`` counts lags.

    ``effective_n`` is the number of independent rows that would leave the figure as uncertain.
    """

    value: float
    lower: float
    upper: float
    standard_error: float
    level: float
    n: int
    effective_n: float
    bandwidth: float


@dataclass(frozen=True)
class IndependentBlocks:
    """Share of the first component beside the shares it has when two blocks of series are unrelated.

    ``mean`` and ``upper`` (quantile at ``level``) describe the ``n_shifts`` circular shifts of one block against the
    other; ``p_value`` is the share of them, the observed one included, at or above ``share``.
    """

    share: float
    mean: float
    upper: float
    p_value: float
    level: float
    n_shifts: int


def first_component(panel: pd.DataFrame) -> FirstComponent:
    """Return the first principal component of the correlation matrix of ``panel`` (Pearson 1901, Hotelling 1933).

    ``panel``: aligned returns, one row a day, one column a series (k >= 2), n >= 20, no gaps. NaN, infinities and
    constant columns are a DegenerateInputError.
    """
    values = _standardised(panel)
    eigenvalues, vectors = np.linalg.eigh(values.T @ values / len(values))
    loadings = vectors[:, -1] * (1.0 if vectors[:, -1].sum() >= 0.0 else -1.0)
    names = tuple(str(name) for name in panel.columns)
    return FirstComponent(float(eigenvalues[-1]) / len(names), tuple(loadings.tolist()), names, len(values))


def _standardised(panel: pd.DataFrame) -> Floats:
    if panel.shape[1] < 2:
        raise DegenerateInputError(f"panel: found {panel.shape[1]} columns; a common factor needs at least 2")
    values = np.column_stack([varying(panel[name].to_numpy(), str(name), _FEWEST) for name in panel.columns])
    scaled: Floats = (values - values.mean(axis=0)) / values.std(axis=0)
    return scaled


def _largest_share(correlations: Floats) -> Floats:
    """Share of the largest eigenvalue of each matrix, shape (..., k, k) to (...)."""
    shares: Floats = np.linalg.eigvalsh(correlations)[..., -1] / correlations.shape[-1]
    return shares


def rolling_first_share(panel: pd.DataFrame, window: int) -> pd.Series:
    """Return the share of the first component in the last ``window`` rows, from the first full window on.

    ``panel`` as in :func:`first_component`, on increasing days; ``window`` >= 20. A window in which a series does not
    vary is NaN. Raises InsufficientDataError when there are fewer rows than ``window``.
    """
    if window < _FEWEST:
        raise DegenerateInputError(f"window: found {window}; at least {_FEWEST} rows are needed")
    checked = [daily(panel[name], str(name), window) for name in panel.columns]
    values = _standardised(panel)
    windows = np.lib.stride_tricks.sliding_window_view(values, window, axis=0)
    means = windows.mean(axis=-1)
    covariances = windows @ windows.swapaxes(1, 2) / window - means[:, :, None] * means[:, None, :]
    moved = (np.ptp(windows, axis=-1) > 0.0).all(axis=1)
    path = np.full(len(windows), np.nan)
    path[moved] = _largest_share(_to_correlations(covariances[moved]))
    return pd.Series(path, index=checked[0].index[window - 1 :])


def _to_correlations(covariances: Floats) -> Floats:
    deviations = np.sqrt(np.diagonal(covariances, axis1=-2, axis2=-1))
    correlations: Floats = covariances / (deviations[..., :, None] * deviations[..., None, :])
    return correlations


def resampled_share_interval(
    panel: pd.DataFrame, seed: int, replications: int = 9999, level: float = 0.95
) -> ResampledInterval:
    """Bootstrap the share of the first component, whole rows at a time (Politis and Romano 1994).

    ``panel`` as in :func:`first_component`. The expected block is the longest that any pair's influence series asks
    for. The largest eigenvalue of a resample is biased upward, most where the true share is near 1 / k. There is no
    such interval of the smallest loading: resampling a minimum fails where several loadings are about equal.
    """
    matrices, block = _resampled(panel, seed, replications)
    interval = percentile_interval(_largest_share(matrices), level)
    return ResampledInterval(
        value=first_component(panel).share,
        lower=interval.lower,
        upper=interval.upper,
        standard_error=interval.standard_error,
        level=level,
        n=len(panel),
        block_length=block,
        replications=replications,
        seed=seed,
    )


def hac_component_interval(panel: pd.DataFrame, of: IntervalOf, level: float = 0.95) -> HacInterval:
    """Interval of the share, or of the smallest loading, from the long-run variance of its influence series.

    ``panel`` as in :func:`first_component`. The influence of a row on an eigenvalue or eigenvector is the first-order
    change that its influence on the correlations makes (Anderson 1963 for the derivatives; Bartlett kernel and
    fixed-b critical values as in :mod:`figurecheck.measures.long_run_variance`).
    """
    values = _standardised(panel)
    eigenvalues, vectors = np.linalg.eigh(values.T @ values / len(values))
    vectors = vectors * (1.0 if vectors[:, -1].sum() >= 0.0 else -1.0)
    moves = _component_moves(values, eigenvalues, vectors)
    if of == "share":
        value, influence = float(eigenvalues[-1]) / eigenvalues.size, moves[:, -1] / eigenvalues.size
    else:
        lowest = int(np.argmin(vectors[:, -1]))
        value = float(vectors[lowest, -1])
        influence = (moves[:, :-1] / (eigenvalues[-1] - eigenvalues[:-1])) @ vectors[lowest, :-1]
    error = mean_error(influence, level)
    half = error.half_width
    return HacInterval(
        value, value - half, value + half, error.standard_error, level, error.n, error.effective_n, error.bandwidth
    )


def _component_moves(values: Floats, eigenvalues: Floats, vectors: Floats) -> Floats:
    """How each row moves ``v_j' R v_1`` for every j, shape (n, k), the first component last."""
    scores = values @ vectors
    squares = (values**2 * vectors[:, -1]) @ vectors
    moves: Floats = scores * scores[:, -1:] - (eigenvalues + eigenvalues[-1]) / 2.0 * squares
    return moves


def _resampled(panel: pd.DataFrame, seed: int, replications: int) -> tuple[Floats, float]:
    """Correlation matrices of resamples, shape (replications, k, k), and the expected block length."""
    values = _standardised(panel)
    n, k = values.shape
    block = min(float(n), max(_block_length(values[:, i], values[:, j]) for i, j in combinations(range(k), 2)))
    upper = np.triu_indices(k)
    products = values[:, upper[0]] * values[:, upper[1]]
    sums = bootstrap_sums(np.hstack([values, products]), block, replications, seed) / n
    second = np.empty((replications, k, k))
    second[:, upper[0], upper[1]] = second[:, upper[1], upper[0]] = sums[:, k:]
    return _to_correlations(second - sums[:, :k, None] * sums[:, None, :k]), block


def _block_length(x: Floats, y: Floats) -> float:
    """Block of the influence series of the correlation of two standardised series."""
    product = x * y
    return influence_block_length(product - product.mean() / 2.0 * (x**2 + y**2))


def independent_blocks(
    panel: pd.DataFrame, second_block: tuple[str, ...], level: float = 0.95, nearest: int = 20
) -> IndependentBlocks:
    """Compare the share of the first component with its values when ``second_block`` is shifted against the rest.

    ``panel`` as in :func:`first_component`, n > 2 nearest; ``second_block`` names some of its columns, not all.
    Every circular shift by at least ``nearest`` rows either way is taken, so each block keeps its own correlations and
    its own past, and only the link between the blocks is cut; no random draw is involved.
    """
    names = [str(name) for name in panel.columns]
    inside = [name in second_block for name in names]
    if set(second_block) - set(names) or all(inside) or not any(inside):
        raise DegenerateInputError(f"blocks: found {second_block} in a panel of {names}; name some columns, not all")
    values = _standardised(panel)
    n = len(values)
    if n <= 2 * nearest or nearest < 1:
        raise DegenerateInputError(f"blocks: found {n} rows for shifts by at least {nearest}; shorten the shift")
    correlations = np.broadcast_to(values.T @ values / n, (n, len(names), len(names))).copy()
    for i, j in combinations(range(len(names)), 2):
        if inside[i] != inside[j]:
            still, moved = (i, j) if inside[j] else (j, i)
            path = circular_shift_correlations(values[:, still], values[:, moved])
            correlations[:, i, j] = correlations[:, j, i] = path
    shares = _largest_share(correlations)
    share, elsewhere = float(shares[0]), shares[nearest : n - nearest + 1]
    return IndependentBlocks(
        share=share,
        mean=float(elsewhere.mean()),
        upper=float(np.quantile(elsewhere, level)),
        p_value=(1.0 + float(np.count_nonzero(elsewhere >= share))) / (1.0 + elsewhere.size),
        level=level,
        n_shifts=int(elsewhere.size),
    )
