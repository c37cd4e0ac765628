"""The small picture of a claim in the table of all claims, with its text alternative."""

from markupsafe import Markup

from figurecheck.charts.range_picture import RangePicture, draw_range_picture
from figurecheck.pages import answers, words
from figurecheck.pages.escaping import literal
from figurecheck.verdicts.outcome import Measurement

_ONE, _ZERO = 1.0, 0.0


def range_picture(measured: Measurement, stated: str, css: str) -> Markup:
    """What would hold, what was claimed (``stated`` as written) and what was recomputed, coloured by ``css``."""
    wanted, limits, other = measured.target, measured.interval, answers.other_interval(measured)
    picture = RangePicture(
        label=literal(range_words(measured, stated)),
        css=css,
        value=measured.value,
        lower=None if limits is None else limits.lower,
        upper=None if limits is None else limits.upper,
        low=None if wanted is None else wanted.low,
        high=None if wanted is None else wanted.high,
        claimed=None if wanted is None else wanted.claimed,
        neutral=_neutral(measured),
        logarithmic=_logarithmic(measured),
        second=None if other is None else (other.lower, other.upper),
    )
    return Markup(draw_range_picture(picture))  # noqa: S704 (drawn here, its label escaped above)


def range_words(measured: Measurement, stated: str) -> str:
    """``Claimed 40%; would hold: 35 % to just short of 45 %; recomputed +27.6 %.``, for who cannot see it."""
    wanted = measured.target
    claimed = "" if wanted is None or wanted.claimed is None else f"Claimed {stated}; "
    mark = "" if wanted is None else f"would hold: {answers.wanted(measured)}; "
    return words.capital(f"{claimed}{mark}recomputed {answers.with_interval(measured)}.")


def _logarithmic(measured: Measurement) -> bool:
    """Ratios stand on a logarithmic scale, unless one of what is shown is not above 0."""
    wanted = measured.target
    edges = [] if wanted is None else [edge for edge in (wanted.low, wanted.high) if edge is not None]
    shown = [measured.value, *edges, *(limit for each in measured.intervals for limit in (each.lower, each.upper))]
    return measured.unit == words.RATIO and min(shown) > 0


def _neutral(measured: Measurement) -> float | None:
    """0 for figures that have a sign, 1 for ratios, nothing for shares and p-values."""
    if measured.unit == words.RATIO:
        return _ONE
    return _ZERO if words.FORMS[measured.unit].plus else None
