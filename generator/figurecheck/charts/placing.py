"""Where a label stands so that it hides as little of a line as possible."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from figurecheck.charts import style

Points = NDArray[np.float64]
"""Points of a line in units of the view box, shape (n, 2)."""

_LETTER = 0.68
"""Width of a letter over the size of the text, a little more than it is, for a phone enlarges text."""
_PHONE = 1.3
_STEPS = 40


@dataclass(frozen=True)
class Spot:
    """A place for a label: its offset from the point in units of the view box, and how it is aligned there."""

    x: float
    y: float
    side: str
    above: bool


def best_spot(axes: Axes, at: tuple[float, float], words: str, line: Points, spots: tuple[Spot, ...]) -> Spot:
    """The first of ``spots`` at which a box as large as ``words`` covers the fewest points of ``line``.

    ``at`` and ``line`` (shape (n, 2)) are in the units of the axes. A spot that leaves the panel counts as covering
    everything.
    """
    anchor = axes.transData.transform(np.asarray([at]))[0]
    dense = _dense(axes.transData.transform(line))
    panel = axes.get_window_extent()
    costs = []
    for spot in spots:
        left, bottom, right, top = _box(anchor, words, spot)
        inside = (dense[:, 0] > left) & (dense[:, 0] < right) & (dense[:, 1] > bottom) & (dense[:, 1] < top)
        outside = left < panel.x0 - style.LEFT or right > panel.x1 + style.RIGHT or top > panel.y1 or bottom < panel.y0
        costs.append(int(inside.sum()) + (len(dense) if outside else 0))
    return spots[int(np.argmin(costs))]


def _box(anchor: Points, words: str, spot: Spot) -> tuple[float, float, float, float]:
    width, height = _LETTER * _PHONE * style.TEXT * len(words), _PHONE * style.TEXT
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
