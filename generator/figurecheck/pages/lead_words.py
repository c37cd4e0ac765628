"""What a test of which series comes first leaves unsaid: how far it looks back, and which way the first one leads."""

from figurecheck.pages import words
from figurecheck.pages.series_names import plainly
from figurecheck.verdicts.outcome import Measurement

MEASURE = "granger_causality"


def lead(measured: Measurement) -> str:
    """The sentence beside Granger's test; "" for any other figure."""
    if measured.measure != MEASURE:
        return ""
    told = {name: float(value) for name, value in measured.parameters.items() if not isinstance(value, str)}
    slope, lags = told["slope on the day before"], round(told["lags"])
    follower, leader = (plainly(name) for name in measured.series)
    way = "the same" if slope > 0.0 else "the other"
    number = words.parameter("slope", slope)
    return (
        f"The test looks back over {words.count(lags, 'return', 'returns')}. The slope of {follower} on the return of "
        f"{leader} before is {number}: {follower} then tended to move {way} way. A small p says that the past helps to "
        "forecast, not that the two move alike."
    )
