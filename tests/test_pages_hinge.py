"""Where one reading decides, it is named, with how far inside it lies; worked out by hand on the small site's band."""

from dataclasses import replace

import pytest

from figurecheck.pages.hinge import contrary, hinge
from figurecheck.verdicts.outcome import Interval, Measurement, PartOutcome, Target, Verdict
from figurecheck.verdicts.rule import judge_part
from small_site import BAND, measurement, reading

MARK = Target(0.0, None, low_included=False, high_included=False, claimed=None, why="Above nothing.")


def part(*ends: float) -> PartOutcome:
    """A primary reading of 5 - 1 = +400 %, outside a band of 250 % to 350 %, and others that end at ``ends``."""
    first, *others = (measurement("COIN", 1.0, end, BAND, title="Coin", proxy=False) for end in (5.0, *ends))
    named = (reading(each, f"window {at}") for at, each in enumerate(others))
    return judge_part("one", "Coin", reading(first, "year", primary=True), tuple(named))


def test_the_one_reading_that_decides_is_named_with_its_reserve() -> None:
    """One of four holds, a quarter is asked: +251 % lies one percentage point above the lower edge of 250 %."""
    found = part(9.0, 3.51, 9.0, 9.0)
    assert found.verdict is Verdict.DEPENDS
    said = hinge(found).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "The verdict hangs on one reading: one of four holds where a quarter is asked for, and with one fewer the "
        "verdict would be “does not hold”. The one that holds by least (window window 1) gives +251.0 %, 1.0 "
        "percentage points inside the mark of 250 %."
    )


@pytest.mark.parametrize("ends", [(9.0, 3.51, 4.0, 9.0), (3.51, 4.0), (9.0, 9.0)])
def test_where_more_than_one_must_fall_nothing_is_said(ends: tuple[float, ...]) -> None:
    assert hinge(part(*ends)) == ""


def test_another_verdict_hangs_on_no_reading() -> None:
    assert hinge(replace(part(9.0, 3.51, 9.0, 9.0), verdict=Verdict.NOT_PROVEN)) == ""


def link(value: float, low: float, high: float) -> Measurement:
    """A correlation that must lie above 0, with its interval."""
    told = measurement("FUND", 1.0, 1.0 + value, MARK, title="A link", proxy=False)
    return replace(told, unit="correlation", measure="correlation", interval=Interval(low, high, 0.95, "a method"))


def test_readings_that_decide_against_an_open_part_are_named() -> None:
    """The primary interval spans 0; one reading lies below it with the whole of its own, one above, one across."""
    others = (link(-0.3, -0.5, -0.1), link(0.3, 0.1, 0.5), link(0.0, -0.2, 0.2))
    named = tuple(reading(each, f"window {at}") for at, each in enumerate(others))
    found = judge_part("one", "A link", reading(link(-0.1, -0.3, 0.1), "year", primary=True), named)
    assert found.verdict is Verdict.NOT_PROVEN
    said = contrary(found).replace("\N{MINUS SIGN}", "-")
    assert said == (
        "One conventional reading decides against the claim, with whole intervals beyond the mark "
        "(window window 0: -0.30 (-0.50 to -0.10))."
    )
    assert contrary(replace(found, conventional=named[1:])) == ""
    assert contrary(replace(found, verdict=Verdict.FAILS)) == ""
