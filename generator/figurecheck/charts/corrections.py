"""Every correction of one asset as a row: how far it fell, and what other series did meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from figurecheck.charts import style
from figurecheck.charts.svg import to_svg
from figurecheck.errors import InsufficientDataError

_ROW = 17
_TOP = 34
_LEFT = 92
_LETTER = 9.6
_SPACE = 16


@dataclass(frozen=True)
class FallRow:
    """One correction: its words at the left, its depth, the other returns (None: not covered), and if it is marked."""

    label: str
    depth: float
    others: tuple[float | None, ...]
    marked: bool


@dataclass(frozen=True)
class FallChart:
    """What the chart shows: the falling asset's name, up to two other names, and the rows from top to bottom."""

    name: str
    title: str
    description: str
    falling: str
    others: tuple[str, ...]
    rows: tuple[FallRow, ...]
    tick: Callable[[float], str]


_LOOKS = (("D", style.FIRST, 6.5), ("o", style.SECOND, 5.5))


def draw_falls(chart: FallChart) -> str:
    """The chart as SVG; raises InsufficientDataError where there is no correction."""
    if not chart.rows:
        raise InsufficientDataError(f"a chart of corrections ({chart.name}) was asked for without one")
    height = _ROW * len(chart.rows)
    with style.house_style():
        figure = style.new_figure(_TOP + height + style.BOTTOM)
        axes = style.add_panel(figure, _TOP, height, left=_LEFT, grid="x")
        axes.set_ylim(len(chart.rows) - 0.5, -0.5)
        for position, row in enumerate(chart.rows):
            _row(axes, row, position)
        _limits(axes, chart)
        _legend(axes, chart)
        axes.axvline(0, color=style.MUTED, linewidth=1.2, zorder=1)
        axes.spines["bottom"].set_visible(False)
        axes.set_yticks([])
        axes.tick_params(axis="x", length=0)
        axes.xaxis.set_major_locator(FixedLocator(_ticks(*axes.get_xlim())))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: chart.tick(value)))
    return to_svg(figure, chart.name, chart.title, chart.description)


def _row(axes: Axes, row: FallRow, position: int) -> None:
    axes.barh(position, row.depth, height=0.56, color=style.GRID, edgecolor="none", zorder=0.6)
    for value, (marker, colour, size) in zip(row.others, _LOOKS, strict=False):
        if value is not None:
            axes.plot([value], [position], marker, color=colour, markersize=size, zorder=2.5)
    axes.annotate(
        row.label,
        (0, position),
        (-_LEFT + 4, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        verticalalignment="center",
        color=style.INK,
        weight="bold" if row.marked else "normal",
    )


def _limits(axes: Axes, chart: FallChart) -> None:
    every = [0.0, *(row.depth for row in chart.rows)]
    every += [value for row in chart.rows for value in row.others if value is not None]
    room = 0.04 * (max(every) - min(every))
    axes.set_xlim(min(every) - room, max(every) + room)


def _ticks(low: float, high: float) -> list[float]:
    """Even ticks inside the limits, close enough that one stands on either side of 0 where there is room for it."""
    steps = [float(tick) for tick in MaxNLocator(6, steps=[1, 2, 5, 10]).tick_values(low, high)]
    inside = [tick for tick in steps if low <= tick <= high]
    width = steps[1] - steps[0]
    beyond = width / 2
    if max(inside) <= 0.0 and beyond <= high:
        inside.append(beyond)
    return inside


def _legend(axes: Axes, chart: FallChart) -> None:
    named = [(chart.falling, style.MUTED, "s", style.GRID)]
    named += [(words, look[1], look[0], look[1]) for words, look in zip(chart.others, _LOOKS, strict=False)]
    across = -float(_LEFT) + 10
    for words, colour, marker, filled in named:
        axes.annotate(
            words,
            (0, 1),
            (across + 9, 14),
            xycoords="axes fraction",
            textcoords="offset points",
            color=colour,
            weight="bold",
        )
        left, top = axes.transAxes.transform((0, 1))
        at = axes.transAxes.inverted().transform((left + across, top + 18.5))
        axes.plot(*at[:, None], marker, transform=axes.transAxes, color=filled, markersize=8, clip_on=False)
        across += _LETTER * len(words) + 9 + _SPACE
