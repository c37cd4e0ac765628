"""The map of all windows of a period: first day across, last day upwards, coloured by return."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FixedFormatter, FixedLocator
from numpy.typing import NDArray

from figurecheck.charts import style
from figurecheck.charts.placing import width_of
from figurecheck.charts.raster import Box, Colour, image, stencil
from figurecheck.charts.svg import to_svg
from figurecheck.measures.every_window import window_returns, within

LEVELS = 10
"""Steps of colour on each side of no change."""

RISE, FALL = (33, 113, 181), (204, 92, 11)
"""Blue and orange: told apart by every kind of colour vision, and on a light and on a dark page."""

_TOP, _SIDE, _BELOW = 64, 300, 44
_HEIGHT = _TOP + _SIDE + _BELOW
_FAINTEST = 0.12
_SCALE = Box(216, _TOP + 238, 112, 9)
_ROW = 17
_FINEST = 330
"""Cells along a side up to which the cells of an outline are divided."""

_NEAR_TOP = 0.9
_CORNER = 0.03
"""Share of the side next to the corner in which only one of the two axes has labels."""

_PALETTE: tuple[Colour, ...] = (
    (0, 0, 0, 0.0),
    *((*FALL, _FAINTEST + (1 - _FAINTEST) * step / LEVELS) for step in range(LEVELS, 0, -1)),
    (128, 128, 128, _FAINTEST),
    *((*RISE, _FAINTEST + (1 - _FAINTEST) * step / LEVELS) for step in range(1, LEVELS + 1)),
)


@dataclass(frozen=True)
class Tick:
    """A day of the period by its position, with its label."""

    at: int
    label: str


@dataclass(frozen=True)
class MapMark:
    """One window by the positions of its first and last day, with its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class WindowMap:
    """What the map shows; all words come from the caller.

    ``closes`` has shape (n,), one value a day, above zero. ``low`` and ``high`` bound the values that meet the claim
    (None: no bound), ``claimed`` is the figure itself where there is one. ``nearest`` is None where no window meets
    the claim or the primary one does.
    """

    name: str
    title: str
    description: str
    closes: NDArray[np.float64]
    ticks: tuple[Tick, ...]
    low: float | None
    high: float | None
    low_included: bool
    high_included: bool
    claimed: float | None
    primary: MapMark
    nearest: MapMark | None
    first_label: str
    last_label: str
    percent: Callable[[float], str]


def draw_window_map(chart: WindowMap) -> str:
    """The map as SVG; raises what ``window_returns`` raises."""
    returns = window_returns(chart.closes)
    box = Box(style.LEFT, _TOP, style.WIDTH - style.LEFT - style.RIGHT, _SIDE)
    largest = float(np.nanmax(np.abs(np.log1p(returns))))
    with style.house_style():
        figure = style.new_figure(_HEIGHT)
        axes = style.add_panel(figure, _TOP, _SIDE)
        _axes(axes, chart)
        _scale(axes, largest, box, chart.percent)
        _marks(axes, chart)
    layers = [
        image(levels(returns, largest)[::-1], _PALETTE, box),
        *_outlines(chart, returns, box),
        image(np.arange(1, 2 * LEVELS + 2, dtype=np.uint8)[None, :], _PALETTE, _SCALE),
    ]
    return to_svg(figure, chart.name, chart.title, chart.description, layers)


def levels(returns: NDArray[np.float64], largest: float) -> NDArray[np.uint8]:
    """The colour of each window, shape (n, n): row = last day from below, column = first day; 0 without a window.

    Equal steps of growth get equal steps of colour, so that a doubling stands as far from no change as a halving.
    """
    steps = np.round(np.log1p(returns) / (largest or 1.0) * LEVELS) + LEVELS + 1
    return np.where(np.isnan(returns), 0, steps).astype(np.uint8).T


def _outlines(chart: WindowMap, returns: NDArray[np.float64], box: Box) -> list[ET.Element]:
    """The windows that meet the claim, in one colour of the theme, and inside them the line of the figure itself.

    Where days are few and cells large, a cell is divided, so that a line stays a line.
    """
    finer = max(1, _FINEST // returns.shape[0])
    returns = np.repeat(np.repeat(returns, finer, axis=0), finer, axis=1)
    band = within(returns, chart.low, chart.high, low_included=chart.low_included, high_included=chart.high_included)
    there = np.isfinite(returns)
    found = [*stencil(band.T[::-1], box, f"{chart.name}-band", f"fill:var(--fc-edge,{style.EDGE})")]
    if chart.claimed is not None and chart.claimed not in (chart.low, chart.high):
        line = _edge(there & (returns >= chart.claimed), there) & band
        found += stencil(line.T[::-1], box, f"{chart.name}-claimed", f"fill:var(--fc-paper,{style.PAPER})")
    return found


def _edge(chosen: NDArray[np.bool_], there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The chosen cells beside which, in a row or a column, a window lies that is not chosen."""
    other = np.pad(there & ~chosen, 1)
    beside = other[:-2, 1:-1] | other[2:, 1:-1] | other[1:-1, :-2] | other[1:-1, 2:]
    return chosen & beside


def _axes(axes: Axes, chart: WindowMap) -> None:
    size = chart.closes.size
    axes.grid(visible=False)
    axes.set_xlim(0, size)
    axes.set_ylim(0, size)
    for axis, ticks in ((axes.xaxis, chart.ticks), (axes.yaxis, [t for t in chart.ticks if t.at > _CORNER * size])):
        axis.set_major_locator(FixedLocator([tick.at for tick in ticks]))
        axis.set_major_formatter(FixedFormatter([tick.label for tick in ticks]))
    axes.plot([0, size], [0, size], color=style.MUTED, linewidth=style.THIN)
    axes.text(-0.15, 1 + (_TOP - style.TOP) / _SIDE, chart.last_label, transform=axes.transAxes, color=style.MUTED)
    axes.text(1, -0.135, chart.first_label, transform=axes.transAxes, color=style.MUTED, horizontalalignment="right")


def _scale(axes: Axes, largest: float, box: Box, percent: Callable[[float], str]) -> None:
    """What the colours mean, below the diagonal, where there is no window."""
    height = 1 - (_SCALE.top + _SCALE.height + 4 - box.top) / box.height
    for share, value in ((0.0, np.expm1(-largest)), (0.5, 0.0), (1.0, np.expm1(largest))):
        across = (_SCALE.left + share * _SCALE.width - box.left) / box.width
        axes.text(
            across,
            height,
            percent(float(value)),
            transform=axes.transAxes,
            color=style.MUTED,
            horizontalalignment="center",
            verticalalignment="top",
        )


def _marks(axes: Axes, chart: WindowMap) -> None:
    """A dot at the primary window and a diamond at the nearest one, their labels apart from each other."""
    size = chart.closes.size
    _mark(axes, chart.primary, "o", size, row=0)
    if chart.nearest is not None:
        _mark(axes, chart.nearest, "D", size, row=1)


def _mark(axes: Axes, mark: MapMark, shape: str, size: int, *, row: int) -> None:
    """A mark whose label stands above the map where the mark is near its upper edge, else beside it."""
    place = (mark.start + 0.5, mark.end + 0.5)
    filling = style.INK if shape == "o" else style.PAPER
    axes.plot(*place, shape, markersize=8, color=style.INK, markerfacecolor=filling, clip_on=False, zorder=6 - row)
    right, top = mark.start < size / 2, mark.end > _NEAR_TOP * size
    at = (place[0], size) if top else place
    across = _within(axes, at, mark.label, 2.0 if top else 10.0, right=right)
    axes.annotate(
        mark.label,
        at,
        (across, 8.0 + row * _ROW if top else 0.0),
        textcoords="offset points",
        horizontalalignment="left" if right else "right",
        verticalalignment="bottom" if top else "center",
        weight="bold" if shape == "o" else "normal",
        color=style.INK,
        gid=style.HALO,
    )


def _within(axes: Axes, at: tuple[float, float], label: str, away: float, *, right: bool) -> float:
    """How far ``label`` stands from its mark: ``away``, or less where it would leave the drawing."""
    place, panel = float(axes.transData.transform([at])[0, 0]), axes.get_window_extent()
    left, end = float(panel.x0) - style.LEFT, float(panel.x1) + style.RIGHT
    return min(away, end - width_of(label) - place) if right else max(-away, left + width_of(label) - place)
