"""Changes of a policy rate, counted by hand."""

import numpy as np
import pytest

from figurecheck.errors import DegenerateInputError
from figurecheck.measures.policy import cuts, level_change, rises, unscheduled_cuts

RATE = np.array([1.75, 1.75, 1.25, 0.25, 0.25, 0.5])


def test_a_change_of_level_is_last_minus_first() -> None:
    assert level_change(RATE, 0, 3) == -1.5
    with pytest.raises(DegenerateInputError, match="one is missing"):
        level_change(np.array([1.0, np.nan]), 0, 1)


def test_rises_and_cuts_are_the_days_on_which_the_level_moved() -> None:
    assert cuts(RATE, 0, 5) == [2, 3]
    assert rises(RATE, 0, 5) == [5]
    assert cuts(RATE, 2, 5) == [3], "the base observation is not a move"
    with pytest.raises(DegenerateInputError, match="missing or infinite values"):
        rises(np.array([1.0, np.nan, 2.0]), 0, 2)


def test_only_cuts_outside_a_scheduled_meeting_count() -> None:
    days = np.arange("2020-01", "2020-07", dtype="datetime64[M]").astype("datetime64[D]")
    scheduled = np.array([1.0, 1.0, 0.0, 1.0, 0.0, 0.0])
    assert unscheduled_cuts(days, RATE, scheduled, 0, 5) == [2]
    with pytest.raises(DegenerateInputError, match="shapes"):
        unscheduled_cuts(days, RATE, scheduled[:3], 0, 5)
