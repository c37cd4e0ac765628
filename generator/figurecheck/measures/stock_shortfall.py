"""How deep the worst days of single stocks are beside those of the market, averaged over the stocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

import numpy as np
import pandas as pd

from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.checks import Floats, varying
from figurecheck.measures.long_run_variance import wide_mean_error
from figurecheck.measures.resampling import influence_block_length, percentile_interval, stationary_count_chunks
from figurecheck.measures.risk_influence import shortfall_influence
from figurecheck.measures.tails import WorstDays

MINIMUM_DAYS = 100
RISK_LEVEL = 0.95


@dataclass(frozen=True)
class StockShortfall:
    """Mean over stocks of the expected shortfall of each over that of the market on the same days.

    ``lower`` and ``upper`` come from days resampled for all at once, ``robust_lower`` and ``robust_upper`` from the
    influence of each day; ``smallest`` and ``largest`` are the ratios of single stocks, ``whole`` how many of the
    ``stocks`` have a return on every day. ``effective_n`` as in ``MeanError``.
    """

    value: float
    lower: float
    upper: float
    robust_lower: float
    robust_upper: float
    smallest: float
    largest: float
    stocks: int
    whole: int
    level: float
    n: int
    effective_n: float
    bandwidth: float
    block_length: float
    replications: int
    seed: int


def stock_shortfall(
    stocks: pd.DataFrame, market: pd.Series, seed: int, replications: int = 9_999, level: float = 0.95
) -> StockShortfall:
    """Average the ratio of expected shortfalls (95 %, Rockafellar and Uryasev 2002) over ``stocks``, one column each.

    ``stocks`` and ``market`` hold simple returns on the same days, shape (n, k) and (n,), n >= 100. A stock may have
    gaps (it was listed later): it is compared with the market on its own days, at least 100; the market has none.

    One draw of blocks of days serves the market and all stocks, so that days on which all fall stay together (Politis
    and Romano 1994). The second interval is the delta method on the influence of each day on the logarithm of the mean,
    :func:`wide_mean_error`. Raises DegenerateInputError for infinities, a gap of the market or a series without losses,
    InsufficientDataError for too few days.
    """
    index = varying(market.to_numpy(dtype=np.float64), "market", MINIMUM_DAYS)
    columns = [_own_days(stocks[name], str(name), len(index)) for name in stocks.columns]
    if not columns:
        raise InsufficientDataError("stocks: found none; name at least one")
    found = [_ratio(values, index[own], own) for values, own in columns]
    ratios, influence = np.array([ratio for ratio, _ in found]), np.mean([moves for _, moves in found], axis=0)
    block = influence_block_length(influence)
    drawn = _resampled(columns, index, stationary_count_chunks(index.size, block, replications, seed))
    interval = percentile_interval(drawn, level)
    value = float(ratios.mean())
    error = wide_mean_error(influence / value, level)
    return StockShortfall(
        value=value,
        lower=interval.lower,
        upper=interval.upper,
        robust_lower=value * exp(-error.half_width),
        robust_upper=value * exp(error.half_width),
        smallest=float(ratios.min()),
        largest=float(ratios.max()),
        stocks=len(columns),
        whole=sum(bool(own.all()) for _, own in columns),
        level=level,
        n=index.size,
        effective_n=error.effective_n,
        bandwidth=error.bandwidth,
        block_length=block,
        replications=replications,
        seed=seed,
    )


def _own_days(stock: pd.Series, name: str, n: int) -> tuple[Floats, np.ndarray]:
    """The returns of a stock, and on which of the market's days it has them."""
    values = stock.to_numpy(dtype=np.float64)
    if values.size != n:
        raise DegenerateInputError(f"{name}: found {values.size} days, the market has {n}; align them first")
    own = ~np.isnan(values)
    return varying(values[own], name, MINIMUM_DAYS), own


def _ratio(stock: Floats, market: Floats, own: np.ndarray) -> tuple[float, Floats]:
    """Ratio of the two shortfalls, and what each of all days adds to it: 0 where the stock has no return."""
    (deep, moves), (base, base_moves) = (shortfall_influence(each, RISK_LEVEL) for each in (stock, market))
    if base <= 0.0 or deep <= 0.0:
        raise DegenerateInputError(f"stocks: found expected shortfalls of {deep:g} and {base:g}; both must be losses")
    influence = np.zeros(own.size)
    influence[own] = own.size / stock.size * deep / base * (moves / deep - base_moves / base)
    return deep / base, influence


def _resampled(columns: list[tuple[Floats, np.ndarray]], market: Floats, chunks: Iterator[Floats]) -> Floats:
    """The mean ratio in each resample, told by how often each day is drawn."""
    stocks = [(WorstDays.of(values), own) for values, own in columns]
    markets = {own.tobytes(): WorstDays.of(market[own]) for _, own in columns}
    means = []
    for drawn in chunks:
        bases: dict[bytes, tuple[Floats, Floats, Floats]] = {}
        total = np.zeros(len(drawn))
        for worst, own in stocks:
            name = own.tobytes()
            if name not in bases:
                days = drawn if own.all() else drawn[:, own]
                tail = (1.0 - RISK_LEVEL) * days.sum(axis=1, keepdims=True)
                bases[name] = days, tail, markets[name].shortfalls(days, [tail])[:, 0]
            days, tail, base = bases[name]
            total += worst.shortfalls(days, [tail])[:, 0] / base
        means.append(total / len(columns))
    return np.concatenate(means)
