"""Small pairs of sources, counted by hand."""

from datetime import date

import pandas as pd

from figurecheck.store.second_source import Comparison, Disagreement, compare_decisions, compare_values


def by_day(**values: float) -> pd.Series:
    days = [pd.Timestamp(name.replace("d", "2024-01-")) for name in values]
    return pd.Series(list(values.values()), index=pd.DatetimeIndex(days, name="day"))


def test_days_further_apart_than_the_tolerance_are_found() -> None:
    """104 against 100 is 4 % of the smaller one, 106 is 6 %; 6 January is in one of them only."""
    ours, theirs = by_day(d01=100, d02=100, d03=106, d06=1), by_day(d01=104, d02=106, d03=100, d05=1)
    found = compare_values(ours, theirs, 0.05)
    assert found == Comparison(
        3,
        date(2024, 1, 1),
        date(2024, 1, 3),
        (Disagreement(date(2024, 1, 2), 100, 106), Disagreement(date(2024, 1, 3), 106, 100)),
    )


def test_without_a_day_in_common_nothing_is_compared() -> None:
    assert compare_values(by_day(d01=1), by_day(d02=1), 0.05) == Comparison(0, None, None, ())


DECISIONS = pd.DataFrame(
    {"lower": [5.0, 5.25], "upper": [5.25, 5.5]}, index=pd.DatetimeIndex(["2024-01-02", "2024-01-04"], name="day")
)


def test_a_decision_is_the_target_of_the_day_after() -> None:
    target = by_day(d01=5.0, d02=5.0, d03=5.25, d04=5.25, d05=5.5)
    assert compare_decisions(DECISIONS, target, "upper") == Comparison(2, date(2024, 1, 3), date(2024, 1, 5), ())


def test_a_decision_that_the_target_does_not_follow_is_found() -> None:
    target = by_day(d01=5.0, d02=5.0, d03=5.25, d04=5.25, d05=5.25)
    assert compare_decisions(DECISIONS, target, "upper").disagreements == (Disagreement(date(2024, 1, 5), 5.5, 5.25),)


def test_a_change_that_nobody_decided_is_found() -> None:
    target = by_day(d01=5.0, d02=5.0, d03=5.25, d04=5.3, d05=5.5)
    assert compare_decisions(DECISIONS, target, "upper").disagreements == (Disagreement(date(2024, 1, 4), None, 5.3),)


def test_decisions_after_the_end_of_the_target_are_left_aside() -> None:
    assert compare_decisions(DECISIONS, by_day(d01=5.0, d02=5.0, d03=5.25), "upper").days == 1
    assert compare_decisions(DECISIONS, by_day(d01=5.0), "upper") == Comparison(0, None, None, ())
