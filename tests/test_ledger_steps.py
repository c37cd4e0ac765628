"""Between two states of a series: which cause is told apart, and that the steps lead from the one to the other."""

import numpy as np
import pandas as pd
import pytest

from figurecheck.ledger.changes import Cause
from figurecheck.ledger.steps import steps
from worlds import stored

PSCT = stored("PSCT").frame.iloc[-400:]
LEVELS = stored("DGS10").frame.iloc[-200:]
PRICES = ["open", "high", "low", "close"]


def divided(frame: pd.DataFrame, by: float, before: pd.Timestamp) -> pd.DataFrame:
    """As a provider restates a split, with seven digits again."""
    found = frame.copy()
    past = found.index < before
    for name in (*PRICES, "dividend"):
        found.loc[past, name] = [float(f"{value / by:.7g}") for value in found.loc[past, name]]
    found.loc[past, "volume"] = found.loc[past, "volume"] * by
    return found


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(left, right, check_freq=False)


def test_nothing_happened() -> None:
    found = steps("PSCT", PSCT, PSCT)
    assert found.change.causes == ()
    for frame in found.frames.values():
        same(frame, PSCT)


def test_new_days_are_told_first() -> None:
    found = steps("PSCT", PSCT.iloc[:-5], PSCT)
    assert found.change.causes == (Cause.NEW_DAYS,)
    assert found.change.new_days == 5
    for frame in found.frames.values():
        same(frame, PSCT)


def test_days_that_are_gone_are_told_as_such() -> None:
    found = steps("DGS10", LEVELS, LEVELS.iloc[:-3])
    assert (found.change.new_days, found.change.causes) == (-3, (Cause.NEW_DAYS,))
    same(found.frames[Cause.NEW_DAYS], LEVELS.iloc[:-3])


def test_a_revised_day_of_the_past_is_told_with_its_day() -> None:
    after = PSCT.copy()
    after.loc[after.index[100], "close"] *= 1.01
    found = steps("PSCT", PSCT.iloc[:-5], after)
    assert found.change.causes == (Cause.NEW_DAYS, Cause.REVISED)
    assert found.change.revised_from == found.change.revised_to == after.index[100].date()
    assert found.frames[Cause.NEW_DAYS]["close"].iloc[100] == PSCT["close"].iloc[100]
    same(found.frames[Cause.REVISED], after)


def test_a_day_added_to_the_past_is_a_revision() -> None:
    found = steps("PSCT", PSCT.drop(PSCT.index[50]), PSCT)
    assert (found.change.causes, found.change.revised) == ((Cause.REVISED,), 1)
    same(found.frames[Cause.REVISED], PSCT)


def test_a_dividend_of_the_past_is_told_last() -> None:
    after = PSCT.copy()
    after.loc[after.index[30], "dividend"] = 0.5
    found = steps("PSCT", PSCT, after)
    assert (found.change.causes, found.change.dividends) == ((Cause.DIVIDEND,), 1)
    same(found.frames[Cause.SPLIT], PSCT)
    same(found.frames[Cause.DIVIDEND], after)


@pytest.mark.parametrize("ratio", [2.0, 0.1, 1.5, 20.0])
def test_a_split_after_the_old_state_moves_no_return(ratio: float) -> None:
    """The provider divides all of the old past; in the old units, the new days simply go on."""
    day = PSCT.index[-3]
    old, new = PSCT.iloc[:-5], divided(PSCT, ratio, day)
    new = pd.concat([new.loc[new.index < day], PSCT.loc[day:]])
    found = steps("PSCT", old, new)
    assert (found.change.causes, found.change.revised) == ((Cause.NEW_DAYS, Cause.SPLIT), 0)
    assert found.change.split == pytest.approx(ratio, rel=1e-12)
    grown, split = found.frames[Cause.NEW_DAYS], found.frames[Cause.SPLIT]
    same(grown.iloc[:-5], old)
    same(grown, found.frames[Cause.REVISED])
    for frame in (grown, split):
        assert len(frame) == len(new)
    np.testing.assert_allclose(grown["close"].pct_change().iloc[1:], split["close"].pct_change().iloc[1:], atol=1e-5)
    same(split[PRICES], new[PRICES])


def test_a_split_that_the_old_state_had_left_out_is_a_jump_that_goes_away() -> None:
    day = PSCT.index[200]
    found = steps("PSCT", divided(PSCT, 0.5, day), PSCT)
    assert (found.change.causes, found.change.split, found.change.split_day) == ((Cause.SPLIT,), 2.0, day.date())
    before, after = found.frames[Cause.REVISED]["close"], found.frames[Cause.SPLIT]["close"]
    assert before.pct_change().loc[day] == pytest.approx((1 + after.pct_change().loc[day]) / 2 - 1, abs=1e-5)


def test_a_split_and_a_revised_day_are_told_apart() -> None:
    day = PSCT.index[200]
    after = PSCT.copy()
    after.loc[after.index[100], "close"] *= 1.01
    found = steps("PSCT", divided(PSCT, 0.5, day), after)
    assert (found.change.causes, found.change.revised) == ((Cause.REVISED, Cause.SPLIT), 1)
    assert found.change.revised_from == after.index[100].date()
    assert found.frames[Cause.REVISED]["close"].iloc[100] == pytest.approx(2 * after["close"].iloc[100], rel=1e-6)


def test_a_past_that_moved_without_a_constant_ratio_is_no_split() -> None:
    after = PSCT.copy()
    after[PRICES] = after[PRICES].mul(np.linspace(2.0, 1.0, len(after)), axis=0)
    assert steps("PSCT", PSCT, after).change.causes == (Cause.REVISED,)


def test_a_level_is_never_split() -> None:
    assert steps("DGS10", LEVELS, LEVELS / 2.0).change.causes == (Cause.REVISED,)


def test_a_series_that_one_side_lacks_is_new_or_gone() -> None:
    assert steps("PSCT", PSCT.iloc[:0], PSCT).change.new_days == len(PSCT)
    assert steps("PSCT", PSCT, PSCT.iloc[:0]).change.new_days == -len(PSCT)
