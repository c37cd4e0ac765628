"""Second route to the trend of a correlation: blocks one after the other, a regression line and its error by hand."""

from math import atanh, floor, sqrt

import numpy as np
from scipy.stats import t as student

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure, Limits
from figurecheck.verification.long_run import bartlett, fixed_b
from figurecheck.verification.pairs import returns

BLOCK = 63
A_YEAR = 4
NORMAL = 1.959964
DRAWS = 9_999
SEED = 4


def correlation_trend(settings: Settings, data: Data) -> Figure:
    """Slope of Fisher's z of blocks of 63 days, from the last day back, on years, with two intervals."""
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    blocks = [pair[end - BLOCK : end] for end in range(len(pair), BLOCK - 1, -BLOCK)][::-1]
    if len(blocks) < 8:
        raise InsufficientDataError(f"{len(blocks)} blocks of {BLOCK} days; 8 are needed")
    z = np.array([atanh(np.corrcoef(block.T)[0, 1]) for block in blocks])
    years = np.arange(len(z)) / A_YEAR
    centred = years - years.mean()
    slope = float((centred * z).sum() / (centred**2).sum())
    spread = float((centred**2).sum())
    leverage = 1 / len(z) + centred**2 / spread
    residuals = (z - z.mean() - slope * centred) / np.sqrt(1 - leverage)
    return Figure(slope, _robust(slope, centred * residuals, spread), _in_runs(slope, residuals, centred / spread))


def _robust(slope: float, scores: np.ndarray, spread: float) -> Limits:
    """Newey-West, with the critical value of fixed-b theory as much wider as Student's t is than the normal law."""
    m = scores.size
    lags = floor(4 * (m / 100) ** (2 / 9))
    error = sqrt(bartlett(scores, lags) * m) / spread
    half = fixed_b((lags + 1) / m) * _few(m) * error
    return slope - half, slope + half


def _in_runs(slope: float, residuals: np.ndarray, weights: np.ndarray) -> Limits:
    """Runs of the cube root of the number of blocks, taken from the circle of residuals until all places are full."""
    m = residuals.size
    run = int(m ** (1 / 3) + 1e-9)
    circle = np.tile(residuals - residuals.mean(), 2)
    random = np.random.default_rng(SEED)
    drawn = []
    for _ in range(DRAWS):
        laid = [circle[at : at + run] for at in random.integers(m, size=m // run + 1)]
        drawn.append(abs(float(np.concatenate(laid)[:m] @ weights)))
    half = float(np.quantile(drawn, 0.95)) * _few(m)
    return slope - half, slope + half


def _few(blocks: int) -> float:
    return float(student.ppf(0.975, blocks - 2)) / NORMAL
