"""Stationary bootstrap and circular shifts: how much of a statistic is luck when days depend on each other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from math import ceil, log1p, sqrt

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.checks import Floats, observations, pair, probability, varying

IndexArray = npt.NDArray[np.intp]
"""Positions in a series; each function says its shape."""
Places = npt.NDArray[np.int32]
"""The same, of blocks; there are many of them, so they are kept small."""

_MINIMUM_FOR_BLOCK_LENGTH = 10
_CELLS_PER_CHUNK = 50_000
_BLOCKS_AT_ONCE = 65_536
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
    returns shape (rows,). For sums and their functions :func:`bootstrap_sums` is many times faster. Raises
    DegenerateInputError for NaN and infinities.
    """
    if not np.isfinite(data).all():
        raise DegenerateInputError(f"resampled data: finite numbers needed, found others among {data.shape}")
    chunks = stationary_index_chunks(len(data), block_length, replications, seed)
    return np.concatenate([statistic(data[index]) for index in chunks])


def bootstrap_sums(moments: npt.ArrayLike, block_length: float, replications: int, seed: int) -> Floats:
    """Sums of the columns of ``moments``, shape (n, m), over stationary-bootstrap samples: (replications, m).

    A sum over a block is a difference of two prefix sums, so a sample costs about its number of blocks; drawing it and
    a pass over the prefix sums cost a little with n.
    Raises DegenerateInputError for NaN, infinities, or another shape.
    """
    columns = np.asarray(moments, dtype=np.float64)
    if columns.ndim != 2 or not np.isfinite(columns).all():
        raise DegenerateInputError(f"moments: finite numbers of shape (n, m) needed, found {columns.shape}")
    n = len(columns)
    _check_plan(n, block_length, replications)
    prefix = np.vstack([np.zeros(columns.shape[1]), np.cumsum(columns, axis=0)])
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = (_drawn_blocks(rng, rows, n, 1.0 / block_length) for rows in _chunk_rows(replications, n))
    return np.concatenate([_block_sums(*_blocks(lengths, starts, n), prefix) for lengths, starts in _gathered(drawn)])


def stationary_count_chunks(n: int, block_length: float, replications: int, seed: int) -> Iterator[Floats]:
    """Yield how often each of n rows is drawn, shape (rows, n), in chunks: the samples of :func:`bootstrap_sums`.

    For statistics that need order as well as sums, such as expected shortfall, counts over sorted rows will do.
    """
    _check_plan(n, block_length, replications)
    rng = np.random.Generator(np.random.PCG64(seed))
    for rows in _chunk_rows(replications, n):
        yield _block_counts(*_blocks(*_drawn_blocks(rng, rows, n, 1.0 / block_length), n), n)


def percentile_interval(draws: npt.ArrayLike, level: float = 0.95, blocks: float | None = None) -> PercentileInterval:
    """Equal-tailed percentile interval of ``draws``, shape (replications,), at least 100 of them (Efron 1979).

    Few blocks make percentiles too narrow, as few days do a normal interval. With ``blocks``, the number m >= 2 of
    blocks that the days fill, the percentiles are those at which a normal law has the reach of Student's t with m - 1
    degrees times sqrt(m / (m - 1)) (Hesterberg 2015, the expanded percentile interval).

    Raises DegenerateInputError when a draw is not finite, as when a resample misses one of two regimes.
    """
    vector = observations(draws, "bootstrap draws", 100)
    tail = (1.0 - probability(level, "level")) / 2.0
    if blocks is not None:
        tail = _expanded(tail, max(2.0, blocks))
    lower, upper = np.quantile(vector, [tail, 1.0 - tail])
    return PercentileInterval(float(lower), float(upper), float(vector.std(ddof=1)), level)


def limit_errors(draws: npt.ArrayLike, level: float = 0.95) -> tuple[float, float]:
    """Standard errors of the two limits of :func:`percentile_interval` from the finite number of ``draws``.

    The share of draws below a limit has the error of a proportion; half of the way between the percentiles that lie one
    such error below and above the limit's own is that of the limit, without a density (order statistics, Woodruff
    1952). Shape (replications,), at least 100; raises like :func:`percentile_interval`.
    """
    vector = observations(draws, "bootstrap draws", 100)
    tail = (1.0 - probability(level, "level")) / 2.0
    error = sqrt(tail * (1.0 - tail) / vector.size)
    below, above = max(0.0, tail - error), tail + error
    lowest, low, high, highest = np.quantile(vector, [below, above, 1.0 - above, 1.0 - below])
    return float(low - lowest) / 2.0, float(highest - high) / 2.0


def _expanded(tail: float, blocks: float) -> float:
    from scipy.special import ndtr, stdtrit

    return float(ndtr(sqrt(blocks / (blocks - 1.0)) * stdtrit(blocks - 1.0, tail)))


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
    position = np.arange(n, dtype=np.int32)
    starts = rng.integers(n, size=(rows, n), dtype=np.int32)
    begins = rng.random((rows, n)) < restart
    begun_at = np.maximum.accumulate(np.where(begins, position, np.int32(0)), axis=1)
    ahead = starts - position
    ahead += np.int32(n) * (ahead < 0)
    index = position + np.take_along_axis(ahead, begun_at, axis=1)
    index -= np.int32(n) * (index >= n)
    return index.astype(np.intp)


def _drawn_blocks(rng: np.random.Generator, rows: int, n: int, restart: float) -> tuple[Places, Places]:
    """Lengths of the blocks of each row and where they start, shape (rows, blocks); the lengths of every row reach n.

    What lies behind the n-th day is drawn and not used.
    """
    expected = n * restart
    columns = ceil(expected + 6.0 * sqrt(expected) + 10.0)
    lengths = _geometric(rng, (rows, columns), restart)
    while (lengths.sum(axis=1) < n).any():
        lengths = np.hstack([lengths, _geometric(rng, (rows, columns), restart)])
    starts = rng.integers(n, size=lengths.shape, dtype=np.int32)
    return np.minimum(lengths, n, out=lengths).astype(np.int32), starts


def _geometric(rng: np.random.Generator, shape: tuple[int, int], restart: float) -> Floats:
    """Whole numbers from 1 on, as floats."""
    if restart >= 1.0:
        return np.ones(shape)
    waiting = rng.standard_exponential(shape)
    waiting /= -log1p(-restart)
    whole: Floats = np.ceil(waiting, out=waiting)
    return whole


def _gathered(drawn: Iterable[tuple[Places, Places]]) -> Iterator[tuple[Places, Places]]:
    """The same blocks in fewer and larger arrays: those of chunks that follow each other and are as wide."""
    for _, alike in groupby(drawn, key=lambda each: each[0].shape[1]):
        yield from _joined(alike)


def _joined(alike: Iterator[tuple[Places, Places]]) -> Iterator[tuple[Places, Places]]:
    for first in alike:
        more = max(0, _BLOCKS_AT_ONCE // first[0].size - 1)
        lengths, starts = zip(first, *islice(alike, more), strict=True)
        yield np.concatenate(lengths), np.concatenate(starts)


def _blocks(lengths: Places, starts: Places, n: int) -> tuple[Places, IndexArray]:
    """Where the blocks of each row stop, then where they start, all in 0..n-1, shape (rows, 2 blocks); how many wrap.

    Blocks are cut at the n-th day of their row.
    """
    blocks = starts.shape[1]
    ends = np.cumsum(lengths, axis=1, dtype=np.int32)
    np.minimum(ends, n, out=ends)
    places = np.concatenate([starts, starts], axis=1)
    stops = places[:, :blocks]
    stops += ends
    stops[:, 1:] -= ends[:, :-1]
    beyond = stops >= n
    np.subtract(stops, np.int32(n), out=stops, where=beyond)
    return places, beyond.sum(axis=1)


def _block_sums(places: Places, wraps: IndexArray, prefix: Floats) -> Floats:
    """Sums over the blocks of each row: a sparse matrix of stops (1) and starts (-1) times the prefix sums."""
    n, (rows, columns) = len(prefix) - 1, places.shape
    signs = np.tile(np.repeat([1.0, -1.0], columns // 2), rows)
    ends = np.arange(rows + 1, dtype=np.int32) * np.int32(columns)
    sums: Floats = csr_array((signs, places.ravel(), ends), shape=(rows, n)) @ prefix[:n] + wraps[:, None] * prefix[n]
    return sums


def _block_counts(places: Places, wraps: IndexArray, n: int) -> Floats:
    """How often each day is drawn, shape (rows, n): the blocks that wrap, those begun before it, less those stopped."""
    rows, columns = places.shape
    signs = np.tile(np.repeat([-1.0, 1.0], columns // 2), rows)
    cells = (places + n * np.arange(rows)[:, None]).ravel()
    steps = np.asarray(np.bincount(cells, signs, minlength=rows * n), dtype=np.float64).reshape(rows, n)
    steps[:, 0] += wraps
    counts: Floats = np.cumsum(steps, axis=1)
    return counts
