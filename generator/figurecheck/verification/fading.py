"""Second route to the trend of a correlation: blocks one after the other, a regression line and its error by hand."""

from math import atanh, floor, sqrt

import numpy as np
from scipy.stats import t as student

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError
from figurecheck.verification.data import Data
from figurecheck.verification.figures import Figure
from figurecheck.verification.long_run import bartlett
from figurecheck.verification.pairs import returns

BLOCK = 63
A_YEAR = 4


def correlation_trend(settings: Settings, data: Data) -> Figure:
    """Slope of Fisher's z of blocks of 63 days, counted back from the last day, on time in years; Newey-West."""
    pair = returns((settings.series, settings.against), settings, data).to_numpy()
    blocks = [pair[end - BLOCK : end] for end in range(len(pair), BLOCK - 1, -BLOCK)][::-1]
    if len(blocks) < 8:
        raise InsufficientDataError(f"{len(blocks)} blocks of {BLOCK} days; 8 are needed")
    z = np.array([atanh(np.corrcoef(block.T)[0, 1]) for block in blocks])
    years = np.arange(len(z)) / A_YEAR
    centred = years - years.mean()
    slope = float((centred * z).sum() / (centred**2).sum())
    residuals = z - z.mean() - slope * centred
    return _with_error(slope, centred * residuals, float((centred**2).sum()))


def _with_error(slope: float, scores: np.ndarray, spread: float) -> Figure:
    """The scores of a least-squares line sum to 0, so that their long-run variance needs no mean removed."""
    m = scores.size
    lags = floor(4 * (m / 100) ** (2 / 9))
    error = sqrt(bartlett(scores, lags) * m * m / (m - 2)) / spread
    half = float(student.ppf(0.975, m - 2)) * error
    return Figure(slope, (slope - half, slope + half))
