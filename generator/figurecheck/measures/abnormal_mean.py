"""The mean abnormal return over several events, with its error as a forecast and across the events themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from figurecheck.errors import InsufficientDataError
from figurecheck.measures.events import ESTIMATION, AbnormalReturn, EventWindow, abnormal_return

FEWEST_EVENTS = 3


@dataclass(frozen=True)
class MeanAbnormalReturn:
    """Mean of the abnormal returns ``single``, with two intervals.

    ``lower`` and ``upper`` rest on the forecast error of each event, events independent of each other, and Student's t
    with ``degrees``, the smallest of theirs; ``across_lower`` and ``across_upper`` on the spread between the events,
    with one degree of freedom less than there are events. ``raw`` is the mean of the plain returns.
    """

    value: float
    lower: float
    upper: float
    degrees: int
    across_lower: float
    across_upper: float
    raw: float
    single: tuple[AbnormalReturn, ...]
    level: float


def mean_abnormal_return(
    returns: npt.ArrayLike,
    events: Sequence[int],
    window: EventWindow,
    market: npt.ArrayLike | None = None,
    estimation: tuple[int, int] = ESTIMATION,
    level: float = 0.95,
) -> MeanAbnormalReturn:
    """Average :func:`figurecheck.measures.events.abnormal_return` over ``events``, rows of ``returns``, at least 3.

    Source: Campbell, Lo and MacKinlay (1997, section 4.4.3) for the forecast errors, Boehmer, Musumeci and Poulsen
    (1991) for the spread across events, which holds when events raise the variance. Errors as there, and
    InsufficientDataError for fewer than three events.
    """
    if len(events) < FEWEST_EVENTS:
        raise InsufficientDataError(f"events: found {len(events)}; a mean with an error needs {FEWEST_EVENTS}")
    single = tuple(abnormal_return(returns, event, window, market, estimation, level) for event in events)
    values = np.array([one.value for one in single])
    value, degrees = float(values.mean()), min(one.degrees for one in single)
    forecast = sqrt(sum(one.standard_error**2 for one in single)) / values.size
    across = float(values.std(ddof=1)) / sqrt(values.size)
    tail = (1.0 + level) / 2.0
    reach, wide = float(student.ppf(tail, degrees)) * forecast, float(student.ppf(tail, values.size - 1)) * across
    return MeanAbnormalReturn(
        value=value,
        lower=value - reach,
        upper=value + reach,
        degrees=degrees,
        across_lower=value - wide,
        across_upper=value + wide,
        raw=float(np.mean([one.raw for one in single])),
        single=single,
        level=level,
    )
