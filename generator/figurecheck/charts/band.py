"""The band of values that would meet a claim: a tint between its bounds, with a dashed line on each of them."""

from matplotlib.axes import Axes

from figurecheck.charts import style


def draw_band(axes: Axes, low: float | None, high: float | None) -> tuple[float, float]:
    """Tint the values from ``low`` to ``high``; a side without a bound (None) reaches the edge of the panel.

    The limits of ``axes`` must stand. Returns where the tint begins and ends; without any bound nothing is drawn.
    """
    lowest, highest = axes.get_ylim()
    bottom = lowest if low is None else low
    top = highest if high is None else high
    bounds = [bound for bound in (low, high) if bound is not None]
    if bounds:
        axes.axhspan(bottom, top, facecolor=style.BAND, edgecolor="none", zorder=0.3)
    for bound in bounds:
        axes.axhline(bound, color=style.EDGE, linewidth=style.THIN, linestyle=(0, (4, 3)), zorder=1)
    return bottom, top
