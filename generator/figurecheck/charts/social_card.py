"""The picture of a shared link: verdict, claim and figure, large, with the fonts that come with the charts."""

from functools import cache
from textwrap import wrap

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from figurecheck.charts.card import SIZE, Card
from figurecheck.charts.raster import Cells, Colour, png
from figurecheck.charts.style import INK, MUTED, house_style

_PAPER = "#ffffff"
_LEFT = 70
_BITS = 4
_LEVELS = 1 << _BITS
_MOST_COLOURS = 256
_EFFORT = 6
_ROUNDED = ((np.arange(256) * (_LEVELS - 1) + 127) // 255).astype(np.int64)
"""The level of each value of a channel."""
_TITLE_WIDTH, _TITLE_LINES = 44, 3
_FIGURE_WIDTH, _FIGURE_LINES = 60, 2
_LEADING = 1.9
_FOOT_TOP = 78.0
_FOOT_WIDTH, _FOOT_MOST = 82, 120
"""Letters of a foot in full size, and the most in the smaller letters that a longer one gets."""


def draw_card(card: Card) -> bytes:
    """The card as a PNG of ``SIZE`` pixels, the same bytes for the same card on every machine.

    Colours are rounded to sixteen levels a channel, which is enough for flat colours with smooth edges and makes the
    file small; titles of more than three lines are cut with an ellipsis, and many lines of figures are smaller.
    """
    with house_style():
        canvas = _canvas()
        canvas.figure.clear()
        _write_card(canvas.figure, card)
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())[:, :, :3]
    return png(*_indexed(pixels), effort=_EFFORT)


@cache
def _canvas() -> FigureCanvasAgg:
    """One for all cards of a process: a figure and its pixels hold each other until Python searches for such rings."""
    return FigureCanvasAgg(Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100, facecolor=_PAPER))


def _write_card(figure: Figure, card: Card) -> None:
    width = SIZE[0]
    figure.add_artist(Rectangle((0, 0), 22 / width, 1, color=card.colour, linewidth=0))
    spot = 560.0
    spot = _write(figure, spot, f"{card.shape} {card.verdict}".strip(), 42, card.colour, bold=True) - 22
    for line in _lines(card.title, _TITLE_WIDTH, _TITLE_LINES):
        spot = _write(figure, spot, line, 31, INK)
    spot -= 22
    lines = [line for figures in card.figures for line in _lines(figures, _FIGURE_WIDTH, _FIGURE_LINES)]
    size = min(22.0, (spot - _FOOT_TOP - 8) / _LEADING / max(len(lines), 1))
    for line in lines:
        spot = _write(figure, spot, line, size, INK)
    for line in _lines(card.foot, _FOOT_MOST, 1):
        _write(figure, _FOOT_TOP, line, 18 * min(1.0, _FOOT_WIDTH / len(line)), MUTED)


def _write(figure: Figure, top: float, text: str, size: float, colour: str, *, bold: bool = False) -> float:
    """Write one line whose upper edge is ``top`` pixels above the lower edge; returns that of the next one."""
    place = (_LEFT / SIZE[0], top / SIZE[1])
    weight = "bold" if bold else "normal"
    figure.text(*place, text, fontsize=size, color=colour, weight=weight, va="top", parse_math=False)
    return top - size * _LEADING


def _lines(text: str, width: int, most: int) -> list[str]:
    """``text`` in lines of ``width`` letters, ``most`` at most, the last one ended with an ellipsis where it is cut."""
    return wrap(text, width, max_lines=most, placeholder=" \N{HORIZONTAL ELLIPSIS}")


def _indexed(pixels: NDArray[np.uint8]) -> tuple[Cells, tuple[Colour, ...]]:
    """Pixels of shape (rows, columns, 3) as indices into a palette of the colours that occur, the commonest kept."""
    levels = _ROUNDED[pixels]
    codes = (levels[:, :, 0] << 2 * _BITS) | (levels[:, :, 1] << _BITS) | levels[:, :, 2]
    counts = np.bincount(codes.ravel(), minlength=_LEVELS**3)
    common = np.sort(np.argsort(-counts, kind="stable")[:_MOST_COLOURS])
    kept = common[counts[common] > 0]
    nearest = _nearest(tuple(int(code) for code in np.flatnonzero(counts)), tuple(int(code) for code in kept))
    return nearest[codes], tuple((*_colour(int(code)), 1.0) for code in kept)


@cache
def _nearest(used: tuple[int, ...], kept: tuple[int, ...]) -> Cells:
    """For each code that is used the place of the nearest colour that is kept."""
    table = np.zeros(_LEVELS**3, dtype=np.uint8)
    palette = np.array([_colour(code) for code in kept], dtype=np.int32)
    for code in used:
        table[code] = np.argmin(((palette - np.array(_colour(code))) ** 2).sum(axis=1))
    return table


def _colour(code: int) -> tuple[int, int, int]:
    scale = 255 // (_LEVELS - 1)
    return (
        (code >> 2 * _BITS) * scale,
        (code >> _BITS) % _LEVELS * scale,
        code % _LEVELS * scale,
    )
