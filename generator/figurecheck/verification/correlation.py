"""Second route to correlations, plain and inside a regime: sums of products, numerical gradients."""

from math import atanh, tanh

import numpy as np
import numpy.typing as npt
import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Method
from figurecheck.errors import InsufficientDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure, Limits
from figurecheck.verification.long_run import Array, around, half_width, half_width_inside, influence
from figurecheck.verification.pairs import returns, shared_days
from figurecheck.verification.regimes import in_regime
from figurecheck.verification.resampling import block_length, middle, resampled

Marks = npt.NDArray[np.bool_]


def correlation(settings: Settings, data: Data) -> Figure:
    """Pearson's correlation; interval on Fisher's z from the long-run variance, then from resampled days."""
    if settings.method not in {None, Method.PEARSON}:
        raise InsufficientDataError(f"the second route knows Pearson's correlation only, not {settings.method}")
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    sums = moments(pair, np.ones(len(pair), dtype=np.bool_))
    moves = influence(sums, rho)
    drawn = resampled(sums, lambda rows: rho(rows.mean(axis=0)), block_length(moves))
    value = rho(sums.mean(axis=0))
    return Figure(value, _through_z(value, half_width(moves)), middle(drawn))


def regime_correlation(settings: Settings, data: Data) -> Figure:
    """The same on the days inside the regime, which keep their place among all days."""
    inside, outside = _split(settings, data)
    marks, block = inside[:, 0] > 0, _common_block(inside, outside)
    drawn = resampled(inside, lambda rows: rho(rows.mean(axis=0)), block)
    value, half = rho(inside.mean(axis=0)), half_width_inside(influence(inside, rho), marks)
    return Figure(value, _through_z(value, half), middle(drawn, blocks=float(marks.sum()) / block))


def regime_correlation_difference(settings: Settings, data: Data) -> Figure:
    """Correlation inside the regime less that outside of it."""
    inside, outside = _split(settings, data)
    both = np.hstack([inside, outside])
    block, fewest = _common_block(inside, outside), min(float(part[:, 0].sum()) for part in (inside, outside))
    drawn = resampled(both, lambda rows: _difference(rows.mean(axis=0)), block)
    value = _difference(both.mean(axis=0))
    return Figure(value, around(value, influence(both, _difference)), middle(drawn, blocks=fewest / block))


def moments(pair: Array, inside: Marks) -> Array:
    """1, x, y, x^2, y^2 and xy of each day, 0 outside; shape (n, 6). Scaled, so that no column dwarfs another."""
    x, y = (pair / pair.std(axis=0)).T
    return np.column_stack([np.ones(len(pair)), x, y, x * x, y * y, x * y]) * inside[:, None]


def rho(means: Array) -> float:
    """Correlation from the means of the six moments."""
    count, x, y, xx, yy, xy = means / means[0]
    return float((count * xy - x * y) / np.sqrt((xx - x * x) * (yy - y * y)))


def _difference(means: Array) -> float:
    return rho(means[:6]) - rho(means[6:])


def _split(settings: Settings, data: Data) -> tuple[Array, Array]:
    names = (settings.series, settings.against)
    days = pd.DatetimeIndex(shared_days(names, settings, data).index)
    pair, high = returns(names, settings, data).to_numpy(), in_regime(settings.regime, days, data)
    return moments(pair, high), moments(pair, ~high)


def _common_block(inside: Array, outside: Array) -> float:
    """Level and difference are resampled together, so the difference's influence sets the block."""
    return block_length(influence(np.hstack([inside, outside]), _difference))


def _through_z(value: float, half: float) -> Limits:
    spread = half / (1 - value**2)
    return tanh(atanh(value) - spread), tanh(atanh(value) + spread)
