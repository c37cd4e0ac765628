"""What each row adds to a correlation of ranks: by its variance many independent rows are told from few."""

import numpy as np

from figurecheck.measures.checks import Floats, pair

_CELLS = 4_000_000


def spearman_influence(x: Floats, y: Floats) -> Floats:
    """Influence of each row on Spearman's correlation, shape (n,), mean 0; ``x`` and ``y`` of shape (n,).

    ``12 (u v + E[1(x < X) V] + E[1(y < Y) U])`` less its mean, with u and v the mid-ranks over n (Croux and Dehon
    2010): the product of a row's own ranks, and by how much its place moves the ranks of all others. NaN or a constant
    raises DegenerateInputError.
    """
    one, two = pair(x, y, "ranks")
    u, v = (_mid_shares(vector) for vector in (one, two))
    influence = 12.0 * (u * v + _above(one, v) / one.size + _above(two, u) / one.size)
    return np.asarray(influence - influence.mean(), dtype=np.float64)


def kendall_influence(x: Floats, y: Floats) -> Floats:
    """Influence of each row on Kendall's tau, shape (n,), mean 0: twice its share of pairs in order less out of order.

    The first term of Hoeffding's (1948) decomposition; n^2 comparisons, some rows at a time. NaN or a
    constant raises DegenerateInputError.
    """
    one, two = pair(x, y, "ranks")
    step = max(1, _CELLS // one.size)
    shares = [
        (np.sign(one[at : at + step, None] - one) * np.sign(two[at : at + step, None] - two)).mean(axis=1)
        for at in range(0, one.size, step)
    ]
    own = np.concatenate(shares)
    return np.asarray(2.0 * (own - own.mean()), dtype=np.float64)


def _mid_shares(values: Floats) -> Floats:
    """Share of the values below each one, and half of those equal to it."""
    ordered = np.sort(values)
    sides = np.searchsorted(ordered, values, side="left") + np.searchsorted(ordered, values, side="right")
    return np.asarray(sides / (2.0 * values.size), dtype=np.float64)


def _above(values: Floats, carried: Floats) -> Floats:
    """Sum of what the rows with larger values carry, and half of what those with an equal one do."""
    order = np.argsort(values, kind="stable")
    ordered, sums = values[order], np.concatenate([[0.0], np.cumsum(carried[order])])
    left, right = (np.searchsorted(ordered, values, side=side) for side in ("left", "right"))
    return np.asarray(sums[-1] - (sums[left] + sums[right]) / 2.0, dtype=np.float64)
