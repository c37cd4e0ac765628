"""Whether two price series belong together in the long run, and whether one leads the other."""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma
from statsmodels.regression.linear_model import OLS
from statsmodels.tsa.stattools import coint
from statsmodels.tsa.vector_ar.vecm import coint_johansen

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, finite, pair, varying

_FEWEST = 50


@dataclass(frozen=True)
class EngleGranger:
    """Test that no mix of the two series is stationary; a small ``p_value`` speaks for a common path.

    ``slope`` is that of the first on the second; ``critical_value`` the one at 5 %.
    """

    statistic: float
    p_value: float
    critical_value: float
    slope: float
    n: int


@dataclass(frozen=True)
class Johansen:
    """Trace tests that at most r = 0, 1, ... mixes of k series are stationary: one entry per r, r < k."""

    trace: tuple[float, ...]
    p_values: tuple[float, ...]
    critical_values: tuple[float, ...]
    lags: int
    n: int

    @property
    def rank(self) -> int:
        """Number of stationary mixes at 5 %: the first r that is not rejected."""
        rejected = [value > critical for value, critical in zip(self.trace, self.critical_values, strict=True)]
        return rejected.index(False) if False in rejected else len(rejected)


@dataclass(frozen=True)
class GrangerTest:
    """Test that yesterday's ``source`` says nothing about today's ``target`` beyond the target's own past.

    ``statistic`` is the robust Wald F of the ``lags`` slopes, ``slopes`` those slopes from the nearest day on, and
    ``added`` the rise of R squared.
    """

    statistic: float
    p_value: float
    slopes: tuple[float, ...]
    added: float
    lags: int
    n: int


def engle_granger(first: npt.ArrayLike, second: npt.ArrayLike, lags: int | None = None) -> EngleGranger:
    """Regress log prices on each other and test the residual for a unit root (Engle and Granger 1987).

    ``first``, ``second``: log prices on the same days, shape (n,), n >= 50. ``lags`` of the residual's differences are
    chosen by AIC unless given; p-value by MacKinnon (2010). The answer depends on which series is first. Raises
    DegenerateInputError for NaN, infinities, constants, and series that are multiples of each other.
    """
    one, two = pair(first, second, "Engle-Granger", _FEWEST)
    design = np.column_stack([np.ones(two.size), two])
    slopes, left = np.linalg.lstsq(design, one, rcond=None)[:2]
    if left.size == 0 or left[0] <= 1e-12 * one.size * one.var():
        raise DegenerateInputError("Engle-Granger: one series is a multiple of the other; compare two different ones")
    chosen = _lags(one - design @ slopes) if lags is None else lags
    found = coint(one, two, trend="c", maxlag=chosen, autolag=None, return_results=False)
    return EngleGranger(float(found[0]), float(found[1]), float(found[2][1]), float(slopes[1]), one.size)


def _lags(residual: Floats) -> int:
    """The number of lagged differences with the lowest AIC, up to ``12 (n / 100)^(1/4)`` (Schwert 1989).

    All lengths are compared on the days that the longest leaves. One QR decomposition gives the squares that each
    leaves, for the regressions are nested.
    """
    longest = min(ceil(12.0 * (residual.size / 100.0) ** 0.25), residual.size // 2 - 1)
    recent = np.lib.stride_tricks.sliding_window_view(np.diff(residual), longest + 1)
    both = np.column_stack([residual[longest:-1], recent[:, -2::-1], recent[:, -1]])
    last = np.asarray(np.linalg.qr(both, mode="r"), dtype=np.float64)[:, -1]
    left = np.cumsum(last[::-1] ** 2)[::-1][1:]
    return int(np.argmin(len(both) * np.log(left) + 2.0 * np.arange(1, left.size + 1)))


def johansen(levels: npt.ArrayLike, lags: int = 1) -> Johansen:
    """Trace test for the number of stationary mixes, with a constant outside them (Johansen 1991).

    ``levels``: log prices on the same days, shape (n, k), n >= 50, k from 2 to 12; ``lags`` >= 0 counts lagged
    differences. 5 % critical values of MacKinnon, Haug and Michelis (1999); p-values by the gamma approximation of
    Doornik (1998), within 0.005 of theirs. Raises DegenerateInputError for bad columns or columns that depend
    on each other.
    """
    panel = _panel(levels, lags)
    try:
        found = coint_johansen(panel, 0, lags)
    except np.linalg.LinAlgError as problem:
        raise DegenerateInputError(
            "Johansen: a column hardly moves; take another series or a longer window"
        ) from problem
    trace = tuple(float(value) for value in found.trace_stat)
    return Johansen(
        trace=trace,
        p_values=tuple(trace_p_value(value, len(trace) - rank) for rank, value in enumerate(trace)),
        critical_values=tuple(float(value) for value in found.trace_stat_crit_vals[:, 1]),
        lags=lags,
        n=len(panel),
    )


def _panel(levels: npt.ArrayLike, lags: int) -> npt.NDArray[np.float64]:
    panel = np.asarray(levels, dtype=np.float64)
    if panel.ndim != 2 or not 2 <= panel.shape[1] <= 12 or lags < 0:
        raise DegenerateInputError(f"Johansen: found shape {panel.shape} and {lags} lags; pass 2 to 12 columns")
    columns = np.column_stack([varying(column, "Johansen", _FEWEST) for column in panel.T])
    if np.linalg.cond(np.corrcoef(columns, rowvar=False)) > 1e12:
        raise DegenerateInputError("Johansen: one column is a mix of the others; drop it")
    return columns


def trace_p_value(statistic: float, remaining: int) -> float:
    """Upper tail of the trace statistic when ``remaining`` = k - r series share no further mix, constant outside.

    Gamma distribution with the mean and variance fitted by Doornik (1998, table 7, case H_lc).
    Raises DegenerateInputError for a statistic that is not finite.
    """
    finite("trace statistic", statistic)
    special_mean, special_variance = {1: (-0.50, -2.8), 2: (-0.23, -1.1)}.get(remaining, (0.0, 0.0))
    mean = 2.0 * remaining**2 + 1.05 * remaining - 1.55 + special_mean
    variance = 3.0 * remaining**2 + 1.8 * remaining + special_variance
    return float(gamma.sf(statistic, mean**2 / variance, scale=variance / mean))


def granger(source: npt.ArrayLike, target: npt.ArrayLike, lags: int = 5) -> GrangerTest:
    """Test whether the last ``lags`` days of ``source``, a week, help to forecast ``target`` (Granger 1969).

    ``source``, ``target``: aligned returns, shape (n,), n >= 50 + 3 lags. Least squares with a constant and the
    target's own lags; the Wald F uses Newey-West errors with ``floor(4 (n / 100)^(2/9))`` lags, since returns change
    their variance. Alignment caveat: a source that closes later in the day than the target knows part of the target's
    next session, so a lead found at lag 1 may be the clock alone. Raises InsufficientDataError for too few rows,
    DegenerateInputError for NaN, infinities, a constant, or the same past twice.
    """
    first, second = pair(source, target, "Granger")
    if lags < 1 or first.size < _FEWEST + 3 * lags:
        raise InsufficientDataError(
            f"Granger: found {first.size} rows for {lags} lags; at least 1 lag and {_FEWEST + 3 * lags} rows are needed"
        )
    outcome = varying(second[lags:], "Granger (days after the lags)")
    own, other = _lagged(second, lags), _lagged(first, lags)
    constant = np.ones((outcome.size, 1))
    design = np.hstack([constant, own, other])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise DegenerateInputError("Granger: the two series carry the same past; compare two different ones")
    reach = floor(4.0 * (outcome.size / 100.0) ** (2.0 / 9.0))
    fit = OLS(outcome, design).fit(cov_type="HAC", cov_kwds={"maxlags": reach, "use_correction": True}, use_t=True)
    test = fit.f_test(np.hstack([np.zeros((lags, 1 + lags)), np.eye(lags)]))
    alone = OLS(outcome, np.hstack([constant, own])).fit()
    return GrangerTest(
        statistic=float(test.fvalue),
        p_value=float(test.pvalue),
        slopes=tuple(float(slope) for slope in fit.params[1 + lags :]),
        added=float(fit.rsquared - alone.rsquared),
        lags=lags,
        n=outcome.size,
    )


def _lagged(values: Floats, lags: int) -> Floats:
    """Columns of the values 1, 2, ..., ``lags`` rows before, shape (n - lags, lags)."""
    return np.column_stack([values[lags - lag : values.size - lag] for lag in range(1, lags + 1)])
