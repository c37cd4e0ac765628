"""Readings that cannot be computed are counted and their reason is said, in the answer and in their row."""

from dataclasses import replace

from figurecheck.pages import answers
from figurecheck.pages.readings import part_readings
from figurecheck.pages.uncomputed import held, uncomputed
from figurecheck.verdicts.outcome import Outcome
from releases import article, released

WHY = "fewer than 40 days in the tail."


def judged(reasons: tuple[str, ...]) -> tuple[Outcome, Outcome]:
    """The first claim of the small site, with readings more that nothing could be computed for."""
    claim = article(released()).claims[0]
    (part, *others) = claim.today.parts
    blank = replace(part.conventional[0], measurement=None)
    more = tuple(replace(blank, reason=reason) for reason in reasons)
    now = replace(claim.today, parts=(replace(part, conventional=(*part.conventional, *more)), *others))
    return claim.today, now


def test_all_computed_is_not_worth_a_word() -> None:
    _, now = judged(())
    assert uncomputed(now.parts) == ""


def test_one_reason_is_said_in_the_answer_and_in_each_row() -> None:
    _, now = judged((WHY, WHY))
    assert uncomputed(now.parts) == "Two more could not be computed: fewer than 40 days in the tail."
    claim = article(released()).claims[0].claim
    assert "Two more could not be computed: fewer than 40 days in the tail." in answers.answer(claim, now).text
    (readings, *_) = part_readings(now, now)
    assert [row.holds for row in readings.rows[-2:]] == ["not computed: fewer than 40 days in the tail"] * 2
    assert "Two more could not be computed" in readings.deciding


def test_of_several_reasons_the_commonest_is_said_and_the_table_has_the_others() -> None:
    _, now = judged((WHY, WHY, "another reason"))
    assert uncomputed(now.parts) == (
        "Three more could not be computed: most often, fewer than 40 days in the tail. "
        "The table of readings has the other reasons."
    )
    assert held(now.parts[0].conventional[-1]) == "not computed: another reason"


def test_days_are_said_as_people_write_them_and_stay_out_of_what_a_shared_link_shows() -> None:
    _, now = judged(("the observations of FDM end on 2025-12-24, before 2026-08-20",))
    claim = article(released()).claims[0].claim
    said = "One more could not be computed: the observations of FDM end on 24 December 2025, before 20 August 2026."
    told = answers.answer(claim, now)
    assert told.missing.replace("\N{NO-BREAK SPACE}", " ") == said
    assert told.missing in told.text
    assert told.missing in told.whole
    assert "could not be computed" not in told.brief
    assert "24\N{NO-BREAK SPACE}December" in held(now.parts[0].conventional[-1])
