"""A small picture for a row of a table: what would hold, what was claimed, and what was recomputed."""

from dataclasses import dataclass
from math import log

WIDTH, HEIGHT = 150, 18
_PAD = 6.0
_MIDDLE = HEIGHT / 2
_BELOW = 4.5
_ROOM = 0.08
_THINNEST = 1.5


@dataclass(frozen=True)
class RangePicture:
    """One figure on a scale of its own.

    All values are in one unit. ``low`` and ``high`` bound the values that would hold (None: no bound), ``claimed`` is
    the figure as claimed and ``lower`` to ``upper`` the interval of ``value``, None where there are none; ``second`` is
    the interval of another way of inference where that one answers otherwise. ``neutral``
    is the value that says nothing, None where the unit has none. A ``logarithmic`` scale needs positive values.
    ``css`` is the class that colours the figure, ``label`` the text alternative, escaped for an attribute in double
    quotes by whoever knows the page that it goes into.
    """

    label: str
    css: str
    value: float
    lower: float | None
    upper: float | None
    low: float | None
    high: float | None
    claimed: float | None
    neutral: float | None
    logarithmic: bool = False
    second: tuple[float, float] | None = None


def draw_range_picture(picture: RangePicture) -> str:
    """The picture as one line of SVG whose colours are left to the style sheet; its scale holds all that it shows."""
    scale = _Scale(picture)
    parts = [_across("fc-axis", 0.0, float(WIDTH), _MIDDLE), _band(picture, scale)]
    if picture.neutral is not None:
        parts.append(_upright("fc-neutral", scale.at(picture.neutral), 2, HEIGHT - 2))
    if picture.claimed is not None:
        parts.append(_upright("fc-claimed", scale.at(picture.claimed), 1, HEIGHT - 1))
    if picture.lower is not None and picture.upper is not None:
        parts.append(_across("fc-interval", scale.at(picture.lower), scale.at(picture.upper), _MIDDLE))
    if picture.second is not None:
        left, right = picture.second
        parts.append(_across("fc-second", scale.at(left), scale.at(right), _MIDDLE + _BELOW))
    parts.append(f'<circle class="fc-value" cx="{_short(scale.at(picture.value))}" cy="{_short(_MIDDLE)}" r="3.5"/>')
    return (
        f'<svg class="fc-range {picture.css}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{picture.label}">{"".join(parts)}</svg>'
    )


class _Scale:
    """From a value to a place across the picture; everything shown lies inside, with room at both ends."""

    def __init__(self, picture: RangePicture) -> None:
        self._logarithmic = picture.logarithmic
        shown = [picture.value, picture.lower, picture.upper, picture.low, picture.high]
        shown += [picture.claimed, picture.neutral, *(picture.second or ())]
        found = [self._moved(value) for value in shown if value is not None]
        room = _ROOM * (max(found) - min(found)) or 1.0
        self._first, self._last = min(found) - room, max(found) + room

    def at(self, value: float) -> float:
        """The place of ``value`` in units of the view box."""
        share = (self._moved(value) - self._first) / (self._last - self._first)
        return _PAD + share * (WIDTH - 2 * _PAD)

    def _moved(self, value: float) -> float:
        return log(value) if self._logarithmic else value


def _band(picture: RangePicture, scale: _Scale) -> str:
    """The values that would hold; a band without a bound runs to the end of the picture."""
    left = 0.0 if picture.low is None else scale.at(picture.low)
    right = float(WIDTH) if picture.high is None else scale.at(picture.high)
    width = max(right - left, _THINNEST)
    return f'<rect class="fc-wanted" x="{_short(left)}" y="3" width="{_short(width)}" height="{HEIGHT - 6}"/>'


def _upright(css: str, at: float, top: float, bottom: float) -> str:
    return f'<line class="{css}" x1="{_short(at)}" x2="{_short(at)}" y1="{_short(top)}" y2="{_short(bottom)}"/>'


def _across(css: str, left: float, right: float, height: float) -> str:
    at = _short(height)
    return f'<line class="{css}" x1="{_short(left)}" x2="{_short(right)}" y1="{at}" y2="{at}"/>'


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
