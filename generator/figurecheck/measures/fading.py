"""Is a link fading or growing: the trend of Fisher's z over blocks of days that do not overlap."""

from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt
from statsmodels.regression.linear_model import OLS

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, pair, probability

MINIMUM_BLOCKS = 8
BLOCKS_PER_YEAR = 4.0


@dataclass(frozen=True, eq=False)
class Trend:
    """Change of Fisher's z a year (a year is four blocks) with a HAC interval from Student's t.

    ``correlations`` has one entry a block, oldest first; ``skipped`` counts the oldest days that fill no block.
    """

    value: float
    standard_error: float
    lower: float
    upper: float
    p_value: float
    correlations: Floats
    lags: int
    block: int
    skipped: int
    level: float


def correlation_trend(first: npt.ArrayLike, second: npt.ArrayLike, block: int = 63, level: float = 0.95) -> Trend:
    """Regress atanh(rho) of consecutive blocks of ``block`` days on time; aligned returns, shape (n,).

    Blocks are counted back from the newest day, so that it is always used. Newey-West (1987) errors with
    floor(4 (m / 100)^(2/9)) lags for m blocks, their small-sample factor, and t with m - 2 degrees of freedom.
    Raises DegenerateInputError (NaN, a block without movement or with |rho| = 1) and InsufficientDataError
    (under eight blocks).
    """
    x, y = pair(first, second, "trend of a correlation")
    count = x.size // block if block >= 3 else 0
    if count < MINIMUM_BLOCKS:
        raise InsufficientDataError(
            f"trend of a correlation: {x.size} days make {count} blocks of {block}; "
            f"{MINIMUM_BLOCKS} blocks of three days or more are needed"
        )
    correlations = _block_correlations(x, y, count, block)
    years = np.arange(count) / BLOCKS_PER_YEAR
    design = np.column_stack([np.ones(count), years - years.mean()])
    lags = floor(4.0 * (count / 100.0) ** (2.0 / 9.0))
    fitted = OLS(np.arctanh(correlations), design).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    lower, upper = fitted.conf_int(alpha=1.0 - probability(level, "level"))[1]
    return Trend(
        value=float(fitted.params[1]),
        standard_error=float(fitted.bse[1]),
        lower=float(lower),
        upper=float(upper),
        p_value=float(fitted.pvalues[1]),
        correlations=correlations,
        lags=lags,
        block=block,
        skipped=x.size - count * block,
        level=level,
    )


def _block_correlations(x: Floats, y: Floats, count: int, block: int) -> Floats:
    """Correlation inside each of the newest ``count`` blocks, shape (count,)."""
    one, two = (series[-count * block :].reshape(count, block) for series in (x, y))
    one, two = one - one.mean(axis=1, keepdims=True), two - two.mean(axis=1, keepdims=True)
    scale = np.sqrt(np.square(one).sum(axis=1) * np.square(two).sum(axis=1))
    if scale.min() <= 0.0:
        raise DegenerateInputError(f"trend of a correlation: a block of {block} days without movement; check prices")
    correlations: Floats = (one * two).sum(axis=1) / scale
    if np.abs(correlations).max() > 1.0 - 1e-12:
        raise DegenerateInputError("trend of a correlation: a block correlates perfectly; are both series the same?")
    return correlations
