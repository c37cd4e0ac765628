"""The house style of every chart: sizes, line widths, and the colours that a page's theme fills in.

A chart is drawn with the light theme's colours.
Each of them is unique, so that ``charts.svg`` can put ``var(--fc-<name>, <colour>)`` in its place: the page's
style sheet then decides, in light and in dark, and a chart opened on its own still has its colours.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK = "#1f2933"
MUTED = "#56636d"
GRID = "#dde2e6"
BAND = "#cfe3d8"
EDGE = "#3f7a5c"
PAPER = "#fefefe"
FIRST = "#0b5cad"
SECOND = "#b4530a"
SHADE = "#eceff1"
GOOD = "#14683f"
BAD = "#a1261d"
OPEN = "#54479c"

COLOURS: dict[str, str] = {
    INK: "ink",
    MUTED: "muted",
    GRID: "grid",
    BAND: "band",
    EDGE: "edge",
    PAPER: "paper",
    FIRST: "first",
    SECOND: "second",
    SHADE: "shade",
    GOOD: "good",
    BAD: "bad",
    OPEN: "open",
}
"""Drawn colour -> name of the CSS variable behind ``--fc-``."""

HALO = "halo"
"""The gid of a text that is drawn with an outline in the colour of the paper, over lines."""

WIDTH = 380
"""Width of a chart in units of its view box, laid out for a phone, which shows it whole; wider pages enlarge it."""

WIDE = 900
"""Width of a chart that may take the whole page; a phone gets another drawing of it, ``WIDTH`` wide."""

TEXT = 12.5
LINE = 1.8
THIN = 0.8

LEFT, RIGHT, TOP, BOTTOM = 60, 18, 14, 26
"""Margins in units of the view box; the left one holds tick labels as wide as ``+1,000 %``."""

_SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "figurecheck",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": MUTED,
    "axes.linewidth": THIN,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "axes.facecolor": "none",
    "figure.facecolor": "none",
    "grid.color": GRID,
    "grid.linewidth": THIN,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "ytick.major.size": 0,
    "xtick.major.size": 4,
    "xtick.major.width": THIN,
    "lines.solid_capstyle": "round",
    "path.simplify": False,
}


@contextmanager
def house_style() -> Iterator[None]:
    """The settings under which a chart is both drawn and written."""
    with rc_context(_SETTINGS):
        yield


def new_figure(height: float, width: float = WIDTH) -> Figure:
    """An empty figure, ``width`` by ``height`` units of the view box (one unit is one point)."""
    return Figure(figsize=(width / 72, height / 72), dpi=72)


def add_panel(
    figure: Figure, top: float, height: float, *, left: float = LEFT, right: float = RIGHT, grid: str = "y"
) -> Axes:
    """A panel whose plotting area begins ``top`` units below the upper edge and is ``height`` units tall."""
    total, width = figure.get_figheight() * 72, figure.get_figwidth() * 72
    box = (left / width, 1 - (top + height) / total, (width - left - right) / width, height / total)
    axes = figure.add_axes(box)
    axes.grid(visible=True, axis="x" if grid == "x" else "y")
    return axes
