"""The tests of a verdict as a page shows them: line by line, with values, pass marks, and where each answer leads."""

from dataclasses import replace

import pytest

from figurecheck.pages import answers
from figurecheck.pages.deciding import decides
from figurecheck.pages.readings import part_readings, still_computed
from figurecheck.pages.verdict_tests import PartTests, part_tests
from figurecheck.verdicts.outcome import (
    AsOf,
    Interval,
    Measurement,
    PartOutcome,
    Question,
    ReadingOutcome,
    Target,
    Verdict,
)
from figurecheck.verdicts.rule import STOPS, deciding_test, judge_part
from small_site import measurement, outcome, reading

MARK = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half is strong.")


def figure(value: float, *limits: tuple[float, float]) -> Measurement:
    told = measurement("FUND", 1.0, 1.0 + value, MARK, title="The link", proxy=False)
    first, second = (*(Interval(*each, 0.95, "a method") for each in limits), None, None)[:2]
    holds = all(MARK.holds(edge) for pair in limits or ((value, value),) for edge in pair)
    return replace(
        told, measure="correlation", unit="correlation", interval=first, second_interval=second, holds=holds, trace=()
    )


def judged(primary: Measurement | None, *others: Measurement | None) -> PartOutcome:
    conventional = tuple(reading(each, f"window {number}") for number, each in enumerate(others))
    return judge_part("one", "The link", reading(primary, "year", primary=True), conventional)


def lines(part: PartOutcome) -> list[tuple[str, str, str]]:
    found: PartTests = part_tests(part)
    plain = [(row.found, row.passed, row.follows) for row in found.rows]
    return [tuple(cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row) for row in plain]  # type: ignore[misc]


def test_a_reading_that_holds_ends_the_rule() -> None:
    found = lines(judged(figure(0.6, (0.55, 0.65), (0.52, 0.68)), figure(0.4)))
    assert found == [
        ("366 observations", "yes", "the next test"),
        ("+0.60 (+0.55 to +0.65; +0.52 to +0.68)", "yes", "verdict: holds"),
        ("+0.55 to +0.65; +0.52 to +0.68", "not asked", "\N{EN DASH}"),
        ("holds; holds", "not asked", "\N{EN DASH}"),
        ("0 of 1 (0 %)", "not asked", "\N{EN DASH}"),
    ]


def test_the_interval_of_another_estimator_stands_beside_its_own_figure() -> None:
    told = figure(0.6, (0.55, 0.65), (0.52, 0.78))
    assert told.second_interval is not None
    second = replace(told.second_interval, estimate=0.7, method="least squares, blocks")
    found = lines(judged(replace(told, second_interval=second), figure(0.4)))
    assert found[1][0] == "+0.60 (+0.55 to +0.65); by least squares +0.70 (+0.52 to +0.78)"
    assert found[2][0] == "+0.55 to +0.65; by least squares +0.70 (+0.52 to +0.78)"


def test_an_interval_across_the_mark_ends_the_rule_and_methods_that_differ_are_still_told() -> None:
    found = lines(judged(figure(0.6, (0.55, 0.65), (0.45, 0.68)), figure(0.6)))
    assert [(passed, follows) for _, passed, follows in found] == [
        ("yes", "the next test"),
        ("no", "the next test"),
        ("no", "verdict: not proven"),
        ("no", "fragile"),
        ("not asked", "\N{EN DASH}"),
    ]


def test_methods_that_differ_without_an_interval_across_the_mark() -> None:
    found = lines(judged(figure(0.5, (0.51, 0.55), (0.41, 0.45)), figure(0.6)))
    assert [follows for _, _, follows in found][2:4] == ["the next test", "verdict: not proven, fragile"]


@pytest.mark.parametrize(
    ("others", "said"),
    [((0.6, 0.4, 0.4, 0.4), "verdict: depends on the reading"), ((0.6, *(0.4,) * 4), "verdict: does not hold")],
)
def test_a_quarter_of_the_readings_makes_a_failed_claim_depend(others: tuple[float, ...], said: str) -> None:
    part = judged(figure(0.4), *(figure(value) for value in others))
    assert lines(part)[-1][1:] == ("yes" if "depends" in said else "no", said)
    assert part_tests(part).rows[-1].wanted.replace("\N{NO-BREAK SPACE}", " ") == "25 % or more"


def test_a_reading_that_cannot_be_computed_ends_the_rule() -> None:
    part = replace(judged(None), primary=replace(reading(None, "year", primary=True), reason="no data"))
    assert lines(part) == [("no data", "no", "verdict: not testable")]


def test_the_question_says_how_many_intervals_must_meet_the_claim() -> None:
    for limits, said in (
        ((), "Does the primary reading meet the claim?"),
        (((0.4, 0.6),), "Does the whole of its interval meet the claim?"),
        (((0.4, 0.6), (0.3, 0.7)), "Does the whole of both its intervals meet the claim?"),
    ):
        assert part_tests(judged(figure(0.5, *limits))).rows[1].question == said


def test_every_question_can_end_the_rule_and_the_table_says_the_verdict() -> None:
    assert {question for question, _ in STOPS} == set(Question)
    part = judged(figure(0.4), figure(0.6))
    test = deciding_test(part.tests)
    assert STOPS[test.question, test.passed] is part.verdict is Verdict.DEPENDS


def test_each_test_is_told_with_its_p_value_and_what_it_says() -> None:
    target = Target(None, 0.05, low_included=False, high_included=False, claimed=None, why="One chance in twenty.")
    told = measurement("FUND", 1.0, 1.0, target, title="A lasting tie", proxy=False)
    both = replace(told, value=0.217, unit="p-value", measure="cointegration", p_values=(0.043, 0.217), holds=False)
    rows = part_tests(judged(replace(both, trace=()), figure(0.6))).rows
    assert [(row.question, row.found, row.wanted, row.passed, row.follows) for row in rows[2:4]] == [
        (
            "Does each test rule out chance?",
            "0.043: rejects; 0.217: leaves it open",
            "every p-value below 0.05",
            "no",
            "verdict: not proven",
        ),
        ("Do the tests say the same?", "0.043: rejects; 0.217: leaves it open", "the same answer", "no", "fragile"),
    ]


def test_an_adjusted_p_value_stands_beside_the_one_before() -> None:
    """Holm by hand for two of six tests: 6 x 0.00717 and 5 x 0.0434."""
    target = Target(None, 0.05, low_included=False, high_included=False, claimed=None, why="One chance in twenty.")
    told = measurement("FUND", 1.0, 1.0, target, title="A lasting tie", proxy=False)
    found = replace(
        told,
        value=5 * 0.0434,
        unit="p-value",
        measure="cointegration",
        p_values=(6 * 0.00717, 5 * 0.0434),
        unadjusted=(0.00717, 0.0434),
        holds=False,
        trace=(),
    )
    rows = part_tests(judged(found, figure(0.6))).rows
    assert rows[1].found == answers.in_short(found) == "p-value 0.217 (0.043 unadjusted)"
    assert rows[2].found == "0.043 (0.007 unadjusted): rejects; 0.217 (0.043 unadjusted): leaves it open"


def test_which_choice_decides_is_said_with_its_counts() -> None:
    """By hand: the year (two readings) fails, window 0 gives both of its readings, window 1 one of two."""
    values = [("year", 0.4), ("one", 0.6), ("one", 0.7), ("other", 0.6), ("other", 0.3)]
    first, *others = [reading(figure(value), window, primary=at == 0) for at, (window, value) in enumerate(values)]
    part = judge_part("one", "The link", first, (*others, reading(figure(0.1), "year")))
    assert decides(part) == (
        "What decides is the window: of three choices, one always bears the claim out (one), "
        "one does in some readings (other: 1 of 2) and one never does."
    )
    assert decides(judged(figure(0.6))) == ""
    partly = judge_part("one", "The link", first, (others[2], others[3], reading(figure(0.1), "year")))
    assert decides(partly) == (
        "What decides is the window: of two choices, "
        "one bears the claim out in some readings (other: 1 of 2) and one never does."
    )


def test_the_table_answers_for_each_date_and_shows_a_second_interval_that_fails() -> None:
    good, second = figure(0.6, (0.55, 0.65), (0.52, 0.68)), figure(0.6, (0.55, 0.65), (0.45, 0.68))
    first = figure(0.6, (0.45, 0.65), (0.52, 0.68))

    def both(now: Measurement | None) -> tuple[ReadingOutcome, PartOutcome]:
        part = judge_part("one", "The link", reading(good, "year", primary=True), (reading(now, "other"),))
        return part.primary, part

    then = outcome("coin", AsOf.PUBLICATION, (both(good)[1],))
    for now, said in (
        (second, "no: the second interval, +0.45 to +0.68, lies on both sides"),
        (first, "no: only the second interval holds"),
        (None, "not computed: the window is outside the data"),
        (figure(0.2), "no"),
    ):
        (found,) = part_readings(then, outcome("coin", AsOf.TODAY, (both(now)[1],)))
        assert (found.rows[1].held, found.rows[1].holds) == ("yes", said)
        assert not found.same


def test_methods_that_agree_after_the_end_of_the_rule_are_not_asked() -> None:
    part = judged(figure(0.5, (0.4, 0.6), (0.3, 0.7)), figure(0.6))
    assert [row.passed for row in part_tests(part).rows] == ["yes", "no", "no", "not asked", "not asked"]
    assert [row.follows for row in part_tests(part).rows][2:] == ["verdict: not proven", *("\N{EN DASH}",) * 2]


def test_a_claim_says_how_many_readings_are_left_today() -> None:
    then = outcome("coin", AsOf.PUBLICATION, (judged(figure(0.6), figure(0.4), figure(0.5)),))
    now = outcome("coin", AsOf.TODAY, (judged(figure(0.6), None, figure(0.5)),))
    assert "1 of 2 can still be computed today" in still_computed(then, now).replace("\N{NO-BREAK SPACE}", " ")
    assert still_computed(then, then) == still_computed(now, then) == ""
