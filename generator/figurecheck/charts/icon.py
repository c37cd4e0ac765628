"""The mark of the site: a check mark over the line that it is measured against, as SVG and as PNG."""

import numpy as np

from figurecheck.charts.raster import png

GROUND, MARK, LINE = (23, 50, 74), (255, 255, 255), (134, 207, 174)
_SIDE = 32
_CHECK = ((7.0, 14.0), (13.5, 20.5), (25.0, 7.0))
_BASE = ((7.0, 26.0), (25.0, 26.0))
_WIDE, _THIN = 4.0, 2.6
_SHADES = 32


def icon_svg() -> str:
    """The mark as SVG with rounded corners."""
    check, base = (" ".join(f"{x:g},{y:g}" for x, y in points) for points in (_CHECK, _BASE))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIDE} {_SIDE}">'
        f'<rect width="{_SIDE}" height="{_SIDE}" rx="7" fill="{_hex(GROUND)}"/>'
        f'<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<polyline points="{base}" stroke="{_hex(LINE)}" stroke-width="{_THIN:g}"/>'
        f'<polyline points="{check}" stroke="{_hex(MARK)}" stroke-width="{_WIDE:g}"/></g></svg>\n'
    )


def icon_png(side: int) -> bytes:
    """The mark as a square PNG of ``side`` pixels, without rounded corners: those who show it round them themselves."""
    base, check = (_coverage(points, width, side) for points, width in ((_BASE, _THIN), (_CHECK, _WIDE)))
    cells = np.where(check > 0, _SHADES + check, base).astype(np.uint8)
    palette = [(*_between(GROUND, colour, step / _SHADES), 1.0) for colour in (LINE, MARK) for step in _steps(colour)]
    return png(cells, tuple(palette))


def _steps(colour: tuple[int, int, int]) -> range:
    """From the ground to the full colour; the ground itself stands in the palette once."""
    return range(0 if colour == LINE else 1, _SHADES + 1)


def _coverage(points: tuple[tuple[float, float], ...], width: float, side: int) -> np.ndarray:
    """How much of each pixel a line covers, 0 to ``_SHADES``, shape (side, side)."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(side / 100, side / 100), dpi=100, facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _SIDE)
    axes.set_ylim(_SIDE, 0)
    points_wide = width * side / _SIDE * 72 / 100
    axes.plot(
        *zip(*points, strict=True),
        color="black",
        linewidth=points_wide,
        solid_capstyle="round",
        solid_joinstyle="round",
        clip_on=False,
    )
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    darkness = 255 - np.asarray(canvas.buffer_rgba())[:, :, 0].astype(np.int64)
    return (darkness * _SHADES + 127) // 255


def _between(low: tuple[int, int, int], high: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(low, high, strict=True))
    return red, green, blue


def _hex(colour: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
