"""Stationary bootstrap and circular shifts: how much of a statistic is luck when days depend on each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, log1p, sqrt

import numpy as np
import numpy.typing as npt

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, observations, pair, probability, varying

IndexArray = npt.NDArray[np.intp]
"""Positions in a series; each function says its shape."""

_MINIMUM_FOR_BLOCK_LENGTH = 10
_CELLS_PER_CHUNK = 50_000
# A series of two values of equal size has a constant square, which asks for no blocks.
_FLAT = 1e-12


@dataclass(frozen=True)
class BlockLengths:
    """Optimal expected block length of the stationary and length of the circular bootstrap, in observations."""

    stationary: float
    circular: float


@dataclass(frozen=True)
class PercentileInterval:
    """Percentile interval of a bootstrapped statistic, with the standard deviation of the draws."""

    lower: float
    upper: float
    standard_error: float
    level: float


def politis_white_block_length(values: npt.ArrayLike) -> BlockLengths:
    """Optimal block lengths of ``values``, shape (n,), n >= 10 (Politis and White 2004, corrected 2009).

    Raises DegenerateInputError for NaN, infinities or a constant.
    """
    vector = varying(values, "series", _MINIMUM_FOR_BLOCK_LENGTH)
    from arch.bootstrap import optimal_block_length

    row = optimal_block_length(vector).iloc[0]
    return BlockLengths(float(row["stationary"]), float(row["circular"]))


def influence_block_length(influence: npt.ArrayLike) -> float:
    """Block length, at least 1, for a statistic with this influence series, shape (n,), n >= 10.

    The larger of the stationary lengths of the series and of its square: the square is what clusters in returns,
    and a length fitted to the series alone would miss it.
    """
    vector = varying(influence, "influence series", _MINIMUM_FOR_BLOCK_LENGTH)
    square = np.square(vector - vector.mean())
    flat = np.ptp(square) <= _FLAT * square.max()
    lengths = [politis_white_block_length(series).stationary for series in ([vector] if flat else [vector, square])]
    return max(1.0, *lengths)


def stationary_index_chunks(n: int, block_length: float, replications: int, seed: int) -> Iterator[IndexArray]:
    """Yield the rows of :func:`stationary_indices` in chunks of bounded memory."""
    _check_plan(n, block_length, replications)
    rng = np.random.Generator(np.random.PCG64(seed))
    for rows in _chunk_rows(replications, n):
        yield _indices(rng, rows, n, 1.0 / block_length)


def stationary_indices(n: int, block_length: float, replications: int, seed: int) -> IndexArray:
    """Positions of a stationary bootstrap, shape (replications, n), values 0..n-1 (Politis and Romano 1994).

    Blocks start anywhere, wrap around the end, and have geometric lengths of mean ``block_length`` >= 1.
    """
    return np.concatenate(list(stationary_index_chunks(n, block_length, replications, seed)))


def bootstrap_statistic(
    data: npt.NDArray[np.generic],
    statistic: Callable[[npt.NDArray[np.generic]], Floats],
    block_length: float,
    replications: int,
    seed: int,
) -> Floats:
    """Draws of any statistic, shape (replications,).

    ``data`` has shape (n,) or (n, k); ``statistic`` gets resampled data of shape (rows, n) or (rows, n, k) and
    returns shape (rows,). For sums and their functions :func:`bootstrap_sums` is many times faster.
    """
    chunks = stationary_index_chunks(len(data), block_length, replications, seed)
    return np.concatenate([statistic(data[index]) for index in chunks])


def bootstrap_sums(moments: npt.ArrayLike, block_length: float, replications: int, seed: int) -> Floats:
    """Sums of the columns of ``moments``, shape (n, m), over stationary-bootstrap samples: (replications, m).

    A sum over a block is a difference of two prefix sums, so a sample costs its number of blocks, not n.
    Raises DegenerateInputError for NaN, infinities, or another shape.
    """
    columns = np.asarray(moments, dtype=np.float64)
    if columns.ndim != 2 or not np.isfinite(columns).all():
        raise DegenerateInputError(f"moments: finite numbers of shape (n, m) needed, found {columns.shape}")
    n = len(columns)
    _check_plan(n, block_length, replications)
    prefix = np.vstack([np.zeros(columns.shape[1]), np.cumsum(columns, axis=0)])
    rng = np.random.Generator(np.random.PCG64(seed))
    chunks = [_block_sums(rng, rows, prefix, 1.0 / block_length) for rows in _chunk_rows(replications, n)]
    return np.concatenate(chunks)


def stationary_count_chunks(n: int, block_length: float, replications: int, seed: int) -> Iterator[Floats]:
    """Yield how often each of n rows is drawn, shape (rows, n), in chunks: the samples of :func:`bootstrap_sums`.

    For statistics that need order as well as sums, such as expected shortfall, counts over sorted rows will do.
    """
    _check_plan(n, block_length, replications)
    rng = np.random.Generator(np.random.PCG64(seed))
    for rows in _chunk_rows(replications, n):
        balance, wraps = _block_balance(rng, rows, n, 1.0 / block_length)
        yield np.cumsum(-balance, axis=1, dtype=np.float64) + wraps[:, None]


def percentile_interval(draws: npt.ArrayLike, level: float = 0.95) -> PercentileInterval:
    """Equal-tailed percentile interval of ``draws``, shape (replications,), at least 100 of them (Efron 1979).

    Raises DegenerateInputError when a draw is not finite, as when a resample misses one of two regimes.
    """
    vector = observations(draws, "bootstrap draws", 100)
    tail = (1.0 - probability(level, "level")) / 2.0
    lower, upper = np.quantile(vector, [tail, 1.0 - tail])
    return PercentileInterval(float(lower), float(upper), float(vector.std(ddof=1)), level)


def circular_shift_correlations(x: npt.ArrayLike, y: npt.ArrayLike) -> Floats:
    """Pearson correlation of x with y rolled by 0, 1, ..., n-1, shape (n,); entry 0 is the observed one."""
    first, second = pair(x, y, "circular shifts", 3)
    n = len(first)
    spectrum = np.fft.rfft(_standardised(first)) * np.conj(np.fft.rfft(_standardised(second)))
    return np.asarray(np.fft.irfft(spectrum, n) / n, dtype=np.float64)


def _standardised(vector: Floats) -> Floats:
    standardised: Floats = (vector - vector.mean()) / vector.std()
    return standardised


def _check_plan(n: int, block_length: float, replications: int) -> None:
    if n < 2 or replications < 1 or not 1.0 <= block_length <= n:
        raise DegenerateInputError(
            "a stationary bootstrap needs n >= 2, 1 <= block length <= n and a replication; "
            f"found n {n}, block length {block_length}, replications {replications}"
        )


def _chunk_rows(replications: int, n: int) -> Iterator[int]:
    size = max(1, _CELLS_PER_CHUNK // n)
    for start in range(0, replications, size):
        yield min(size, replications - start)


def _indices(rng: np.random.Generator, rows: int, n: int, restart: float) -> IndexArray:
    position = np.arange(n)
    starts = rng.integers(n, size=(rows, n))
    begins = rng.random((rows, n)) < restart
    begun_at = np.maximum.accumulate(np.where(begins, position, 0), axis=1)
    return (np.take_along_axis(starts, begun_at, axis=1) + position - begun_at) % n


def _block_ends(rng: np.random.Generator, rows: int, n: int, restart: float) -> IndexArray:
    """Cumulative block lengths, clipped at n, shape (rows, blocks); every row reaches n."""
    expected = n * restart
    columns = ceil(expected + 6.0 * sqrt(expected) + 10.0)
    lengths = _geometric(rng, (rows, columns), restart)
    while (lengths.sum(axis=1) < n).any():
        lengths = np.hstack([lengths, _geometric(rng, (rows, columns), restart)])
    return np.minimum(np.cumsum(lengths, axis=1), n)


def _geometric(rng: np.random.Generator, shape: tuple[int, int], restart: float) -> IndexArray:
    if restart >= 1.0:
        return np.ones(shape, dtype=np.intp)
    waiting = rng.standard_exponential(shape) / -log1p(-restart)
    return np.ceil(waiting).astype(np.intp)


def _block_sums(rng: np.random.Generator, rows: int, prefix: Floats, restart: float) -> Floats:
    n = len(prefix) - 1
    balance, wraps = _block_balance(rng, rows, n, restart)
    sums: Floats = balance.astype(np.float64) @ prefix[:n] + wraps[:, None] * prefix[n]
    return sums


def _block_balance(rng: np.random.Generator, rows: int, n: int, restart: float) -> tuple[IndexArray, IndexArray]:
    """For each row and day the blocks that stop before it less those that start at it; and how many blocks wrap."""
    ends = _block_ends(rng, rows, n, restart)
    starts = rng.integers(n, size=ends.shape)
    stops = starts + np.diff(ends, axis=1, prepend=0)
    wraps = (stops >= n).sum(axis=1)
    stops[stops >= n] -= n
    return _histogram(stops, n) - _histogram(starts, n), wraps


def _histogram(positions: IndexArray, n: int) -> IndexArray:
    """How often each of 0..n-1 occurs in each row, shape (rows, n)."""
    rows = len(positions)
    flat = (positions + n * np.arange(rows)[:, None]).ravel()
    return np.bincount(flat, minlength=rows * n).reshape(rows, n)
