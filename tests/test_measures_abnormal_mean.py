"""The mean abnormal return by hand, and what it refuses."""

from collections.abc import Callable

import pytest

from answers import answers
from figurecheck.errors import DegenerateInputError, InsufficientDataError
from figurecheck.measures.abnormal_mean import MeanAbnormalReturn, mean_abnormal_return
from figurecheck.measures.events import EventWindow
from test_measures_events import european

TODAY = EventWindow(0, 0)


def by_hand(scale: float = 1.0) -> MeanAbnormalReturn:
    returns = [scale * move for last in (1.0, 1.5, 2.0) for move in (*([-1.0, 1.0] * 15), last)]
    return mean_abnormal_return(returns, (30, 61, 92), TODAY, estimation=(-30, -1))


def of_shares() -> MeanAbnormalReturn:
    dax, ftse = european()
    return mean_abnormal_return(dax, (250, 600, 900), TODAY, ftse, (-250, -1))


COMPUTED: dict[str, Callable[[], float]] = {
    "value": lambda: by_hand().value,
    "forecast_half": lambda: by_hand().upper - by_hand().value,
    "across_half": lambda: by_hand().value - by_hand().across_lower,
    "raw": lambda: by_hand().raw,
    "eu_single": lambda: of_shares().single[0].value,
}


@answers("abnormal_mean", COMPUTED)
def test_answers(case: str, expected: float, tolerance: float) -> None:
    assert COMPUTED[case]() == pytest.approx(expected, abs=tolerance)


def test_units_only_rescale() -> None:
    one, hundred = by_hand(), by_hand(100.0)
    assert hundred.upper == pytest.approx(100 * one.upper)
    assert hundred.across_upper == pytest.approx(100 * one.across_upper)


def test_bad_input_is_refused() -> None:
    with pytest.raises(InsufficientDataError, match="found 2"):
        mean_abnormal_return([0.0] * 100, (50, 70), TODAY)
    with pytest.raises(DegenerateInputError):
        mean_abnormal_return([0.0] * 100, (50, 60, 70), TODAY, estimation=(-40, -1))
