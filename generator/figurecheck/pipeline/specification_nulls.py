"""The null of the curve of a part whose readings are correlations: gathers their returns and shifts them in time."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from figurecheck.claims.model import Article, Part
from figurecheck.claims.readings import readings
from figurecheck.claims.settings import Settings
from figurecheck.claims.spans import span_of
from figurecheck.claims.statistics import Method
from figurecheck.errors import MeasureError, MissingDataError
from figurecheck.measures.specification_null import NEAREST, Specification, curve_null
from figurecheck.pipeline.evaluators.base import World
from figurecheck.pipeline.evaluators.pairs import Pair, pair
from figurecheck.pipeline.evaluators.regimes import marks
from figurecheck.verdicts.outcome import ReadingOutcome, SpecificationNull, Target

CORRELATIONS = ("correlation", "regime_correlation", "regime_correlation_difference")
"""Measures whose readings have a null of their own here."""

_KINDS = (None, Method.PEARSON, Method.SPEARMAN, Method.GARCH)
"""Kendall's correlation takes a sort for each shift and is left out."""


def specification_null(
    part: Part, target: Target, outcomes: tuple[ReadingOutcome, ...], world: World
) -> SpecificationNull | None:
    """What shifting the second series makes of the curve; None for a measure that is no correlation.

    Only readings that could be computed take part, all of them shifted by the same shares of their length.
    """
    if part.measure not in CORRELATIONS:
        return None
    computed = [
        reading.settings
        for reading, outcome in zip(readings(world.article, part), outcomes, strict=True)
        if outcome.measurement is not None and reading.settings.method in _KINDS
    ]
    found = [_specification(settings, computed, part.measure, world) for settings in computed]
    if not found:
        return None
    allowed = np.vectorize(target.holds, otypes=[bool])
    null = curve_null(found, allowed, larger=target.low is not None, seed=world.seed)
    return SpecificationNull(
        readings=len(found),
        shifts=len(null.medians),
        median=null.median,
        as_large=null.as_large,
        holding=null.holding,
        as_many=null.as_many,
        larger=null.larger,
        p_value=null.p_value,
        shifted=part.primary.against or "",
        nearest=NEAREST,
        seed=world.seed,
    )


def _specification(settings: Settings, every: list[Settings], measure: str, world: World) -> Specification:
    """One reading over all days of its family: the readings that differ from it in nothing but the window."""
    own = pair(settings, world)
    whole, both, regime = _family(settings, every, world)
    return Specification(
        x=both.x,
        y=both.y,
        inside=np.asarray(both.found.returns.index.isin(own.found.returns.index)),
        regime=regime,
        regime_moves=regime is not None and getattr(whole.regime, "series", None) == settings.against,
        difference=measure == "regime_correlation_difference",
        ranks=settings.method is Method.SPEARMAN,
    )


def _family(settings: Settings, every: list[Settings], world: World) -> tuple[Settings, Pair, NDArray[np.bool_] | None]:
    """The settings with the longest window of the family for which the data suffice, its returns and its regime."""
    alike = [other for other in every if _on_window(other, settings) == settings]
    for other in sorted(alike, key=lambda each: _start(each, world.article)):
        try:
            both = pair(other, world)
            return other, both, None if other.regime is None else marks(other, both.found, world)
        except (MeasureError, MissingDataError):
            continue
    raise MeasureError("a reading that was computed cannot be computed again")


def _on_window(settings: Settings, other: Settings) -> Settings:
    """``settings`` on the window of ``other``."""
    return settings.model_copy(update={"window": other.window})


def _start(settings: Settings, article: Article) -> date:
    return span_of(settings.window, article)[0]
