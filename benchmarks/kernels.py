"""Items (e) and (f): all windows of a year, and a bootstrapped correlation, against what is commonly written."""

import json
import os
import subprocess
import sys
import time
from typing import Any

import numpy as np
import pandas as pd
from arch.bootstrap import StationaryBootstrap
from scipy.signal import lfilter

from benchmarks.project import ROOT
from benchmarks.record import faster
from benchmarks.timing import call
from benchmarks.workload import SEED
from figurecheck.measures.correlation_bootstrap import BootstrapCorrelation, bootstrap_correlation
from figurecheck.measures.every_window import window_returns
from figurecheck.pages.speed.study import Comparison, Run

SESSIONS = 253
OBSERVATIONS = 1_500
RESAMPLES = 9_999
BLOCK = 20
_FIRST_DAY = "2024-01-02"
_AUTOREGRESSION = 0.6
"""Days depend on the days before, so that blocks of another length would give other limits."""
_LIMIT_ERROR = 2.67
"""Monte Carlo error of a 2.5 % limit in standard errors, times the root of the resamples: sqrt(0.025 x 0.975) over the
normal density there."""


class KernelError(Exception):
    """Two ways to one figure that do not agree, so that their speed says nothing."""


def window_map(times: int, sessions: int = SESSIONS) -> Comparison:
    """(e) the return of every window of a year: one matrix, and a loop over a pandas series."""
    random = np.random.Generator(np.random.PCG64(SEED))
    days = pd.bdate_range(_FIRST_DAY, periods=sessions)
    closes = pd.Series(100 * np.exp(np.cumsum(random.normal(0, 0.01, sessions))), days)
    values = closes.to_numpy()
    if not np.allclose(window_returns(values), _loop(closes), rtol=1e-12, equal_nan=True):
        raise KernelError("the windows of the matrix are not those of the loop")
    return faster("e", lambda: call(lambda: window_returns(values)), lambda: call(lambda: _loop(closes)), times)


def bootstrap(times: int, resamples: int = RESAMPLES) -> Comparison:
    """(f) a correlation with its percentile interval: block prefix sums, and arch with numpy's corrcoef.

    Each run is the first call in a process of its own: what another call has left in memory would speed it up.
    """
    x, y = sample()
    check_limits(correlation_here(x, y, resamples), limits_by_arch(x, y, resamples), resamples)
    return faster("f", lambda: _fresh("ours", resamples), lambda: _fresh("arch", resamples), times)


def check_limits(ours: BootstrapCorrelation, arch: tuple[float, float], resamples: int) -> None:
    """Raise KernelError where a limit differs by more than four Monte Carlo errors of the difference."""
    low, high = arch
    allowed = 4 * np.sqrt(2) * _LIMIT_ERROR * ours.standard_error / np.sqrt(resamples)
    if max(abs(ours.lower - low), abs(ours.upper - high)) > allowed:
        raise KernelError(f"limits {ours.lower:.4f}, {ours.upper:.4f} here and {low:.4f}, {high:.4f} by arch")


def main(which: str, resamples: int) -> None:
    """Print the seconds of the first call, on the clock and of processors, as JSON."""
    x, y = sample()
    began, used = time.perf_counter(), time.process_time()
    if which == "ours":
        correlation_here(x, y, resamples)
    else:
        limits_by_arch(x, y, resamples)
    said = {"wall": time.perf_counter() - began, "cpu": time.process_time() - used}
    sys.stdout.write(json.dumps({name: round(seconds, 6) for name, seconds in said.items()}))


def _fresh(which: str, resamples: int) -> Run:
    words = [sys.executable, "-m", "benchmarks.kernels", which, str(resamples)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout))


def sample() -> tuple[np.ndarray, np.ndarray]:
    """Two dependent series with heavy tails, each of shape (1500,)."""
    random = np.random.Generator(np.random.PCG64(SEED))
    x, y = (lfilter([1.0], [1.0, -_AUTOREGRESSION], random.standard_t(5, OBSERVATIONS)) for _ in range(2))
    return x, 0.5 * x + y


def correlation_here(x: np.ndarray, y: np.ndarray, resamples: int, block: float = BLOCK) -> BootstrapCorrelation:
    """By this project's block prefix sums."""
    return bootstrap_correlation(x, y, replications=resamples, seed=1, block_length=block)


def _loop(closes: pd.Series) -> np.ndarray:
    """As it is commonly written: both ends looked up by their days."""
    days = closes.index
    found = np.full((len(days), len(days)), np.nan)
    for row, start in enumerate(days):
        for column in range(row + 1, len(days)):
            path = closes.loc[start : days[column]]
            found[row, column] = path.iloc[-1] / path.iloc[0] - 1
    return found


def _pearson(x: np.ndarray, y: np.ndarray) -> Any:
    return np.corrcoef(x, y)[0, 1]


def limits_by_arch(x: np.ndarray, y: np.ndarray, resamples: int) -> tuple[float, float]:
    """By arch, with numpy's corrcoef as it is commonly called."""
    limits = StationaryBootstrap(BLOCK, x, y, seed=1).conf_int(_pearson, reps=resamples, method="percentile")
    return float(limits[0, 0]), float(limits[1, 0])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
