"""Where a label stands so that it hides as little of a line as possible."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from figurecheck.charts import style

Points = NDArray[np.float64]
"""Points of a line in units of the view box, shape (n, 2)."""

_LETTER = 0.68
"""Width of a letter over the size of the text, a little more than it is."""
_STEPS = 40
_CLEAR = 2.0
"""Units of the view box between a label and a line."""


@dataclass(frozen=True)
class Spot:
    """A place for a label: its offset from the point in units of the view box, and how it is aligned there."""

    x: float
    y: float
    side: str
    above: bool


@dataclass(frozen=True)
class EndLabel:
    """The name of a line: where the line ends, in the units of the axes, and its colour."""

    words: str
    at: tuple[float, float]
    colour: str


def best_spot(
    axes: Axes,
    at: tuple[float, float],
    words: str,
    line: Points,
    spots: tuple[Spot, ...],
    band: tuple[float, float] | None = None,
) -> Spot:
    """The first of ``spots`` at which a box as large as ``words`` covers the fewest points of ``line``.

    ``at``, ``line`` (shape (n, 2)) and ``band`` (lowest and highest value) are in the units of the axes. A spot that
    leaves the panel, or lies in a band that the point itself is not in, counts as covering everything.
    """
    dense = _dense(axes.transData.transform(line))
    costs = [_cost(axes, at, spot, words, dense, band) for spot in spots]
    return spots[int(np.argmin(costs))]


def _cost(
    axes: Axes, at: tuple[float, float], spot: Spot, words: str, dense: Points, band: tuple[float, float] | None
) -> int:
    panel = axes.get_window_extent()
    foot, head = _foreign(axes, at[1], band)
    left, bottom, right, top = _box(axes.transData.transform(np.asarray([at]))[0], words, spot)
    across = (dense[:, 0] > left - _CLEAR) & (dense[:, 0] < right + _CLEAR)
    inside = across & (dense[:, 1] > bottom - _CLEAR) & (dense[:, 1] < top + _CLEAR)
    outside = left < panel.x0 - style.LEFT or right > panel.x1 + style.RIGHT or top > panel.y1 or bottom < panel.y0
    wrong = bottom < head and top > foot
    return int(inside.sum()) + len(dense) * (int(outside) + int(wrong))


def _foreign(axes: Axes, value: float, band: tuple[float, float] | None) -> tuple[float, float]:
    """Where on the page a band lies that ``value`` is not in; where there is none, a place that nothing meets."""
    if band is None or band[0] <= value <= band[1]:
        return np.inf, -np.inf
    foot, head = axes.transData.transform([(0.0, edge) for edge in band])[:, 1]
    return float(foot), float(head)


def spread(heights: Sequence[float], gap: float) -> tuple[float, ...]:
    """``heights`` moved as little as this allows until neighbours are at least ``gap`` apart, in their own order.

    Those that come too near are moved away from their common middle; what is far enough stays.
    """
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    groups: list[list[float]] = []
    for at in order:
        groups.append([heights[at]])
        while len(groups) > 1 and _foot(groups[-1], gap) < _head(groups[-2], gap) + gap:
            last = groups.pop()
            groups[-1].extend(last)
    placed = [_foot(group, gap) + gap * number for group in groups for number in range(len(group))]
    found = dict(zip(order, placed, strict=True))
    return tuple(found[at] for at in range(len(heights)))


def _foot(group: list[float], gap: float) -> float:
    return sum(group) / len(group) - gap * (len(group) - 1) / 2


def _head(group: list[float], gap: float) -> float:
    return _foot(group, gap) + gap * (len(group) - 1)


def end_labels(axes: Axes, ends: Sequence[EndLabel], gap: float = 15.0) -> None:
    """The name of each line right of its end, in its colour; names that would touch are moved apart."""
    axes.autoscale_view()
    heights = [float(axes.transData.transform([one.at])[0, 1]) for one in ends]
    for one, height, place in zip(ends, heights, spread(heights, gap), strict=True):
        axes.annotate(
            one.words,
            one.at,
            (5, place - height),
            textcoords="offset points",
            verticalalignment="center",
            color=one.colour,
            weight="bold",
            gid=style.HALO,
        )


def inside(axes: Axes, across: float, words: str) -> str:
    """How words that belong to ``across``, in the units of the axes, are aligned so that they stay over the panel."""
    at = float(axes.transData.transform([(across, axes.get_ylim()[0])])[0, 0])
    panel, half = axes.get_window_extent(), width_of(words) / 2
    return "left" if at - half < panel.x0 else "right" if at + half > panel.x1 else "center"


def width_of(words: str) -> float:
    """The width of words in units of the view box, a little more than it is."""
    return _LETTER * style.TEXT * len(words)


def covered(axes: Axes, at: tuple[float, float], words: str, spot: Spot) -> Points:
    """Points in the units of the axes all over the box of a label, shape (n, 2), for other labels to keep clear of."""
    left, bottom, right, top = _box(axes.transData.transform(np.asarray([at]))[0], words, spot)
    across, up = np.meshgrid(np.linspace(left, right, _STEPS), np.linspace(bottom, top, 4))
    points: Points = axes.transData.inverted().transform(np.column_stack([across.ravel(), up.ravel()]))
    return points


def _box(anchor: Points, words: str, spot: Spot) -> tuple[float, float, float, float]:
    width, height = width_of(words), style.TEXT
    x, y = float(anchor[0]) + spot.x, float(anchor[1]) + spot.y
    left = {"left": x, "right": x - width, "center": x - width / 2}[spot.side]
    bottom = y if spot.above else y - height
    return left, bottom, left + width, bottom + height


def _dense(points: Points) -> Points:
    """Points with others on the way between them, so that a steep step is not missed."""
    if len(points) < 2:
        return points
    shares = np.linspace(0, 1, _STEPS, endpoint=False)[:, None, None]
    between: Points = points[:-1] + shares * (points[1:] - points[:-1])
    return between.reshape(-1, 2)
