"""Where a part stands among all tests of its article, worded from Holm's table."""

from dataclasses import replace

import pytest

from figurecheck.pages.family import family
from figurecheck.verdicts.holm import holm
from figurecheck.verdicts.outcome import AsOf, Interval, Measurement, Outcome, Target
from figurecheck.verdicts.rule import judge_part
from small_site import measurement, outcome, reading, small_site

MARK = Target(0.0, None, low_included=False, high_included=False, claimed=None, why="Above nothing.")


def judged(claim: str, value: float) -> Outcome:
    """A figure with a standard error of 0.1 around ``value``, whose mark is 0."""
    limits = Interval(value - 0.196, value + 0.196, 0.95, "a method")
    told: Measurement = replace(measurement("FUND", 1.0, 1.0 + value, MARK, title="It", proxy=False), interval=limits)
    return outcome(claim, AsOf.TODAY, (judge_part("one", "It", reading(told, "year", primary=True), ()),))


def told_of(*values: float) -> str:
    """The sentence on the first of two claims with these figures."""
    article = small_site().articles[0]
    claims = tuple(
        replace(claim, today=judged(claim.claim.id, value))
        for claim, value in zip(article.claims[:2], values, strict=True)
    )
    return family(replace(article, claims=claims))[claims[0].claim.id, "one"]


@pytest.mark.parametrize(
    ("values", "alone", "after", "answer"),
    [
        ((0.22, 0.6), "0.028", "0.028", "below 0.05: that the truth lies on the mark is rejected even then"),
        ((0.22, 0.23), "0.028", "0.043", "below 0.05: that the truth lies on the mark is rejected even then"),
        ((0.15, 0.6), "0.134", "0.134", "above 0.05: that the truth lies on the mark is not rejected"),
        ((0.22, 0.15), "0.028", "0.056", "above 0.05: that the truth lies on the mark is not rejected"),
    ],
)
def test_the_sentence_has_both_p_values_on_their_condition(
    values: tuple[float, float], alone: str, after: str, answer: str
) -> None:
    """By hand: 0.22 is 2.2 errors from 0, p = 0.028; of two tests it is the larger, so Holm leaves it; 0.15: 0.134."""
    sentence = told_of(*values)
    assert sentence.startswith(
        "If the true figure lay exactly on its mark, one at least as far from it on either side "
    )
    assert f"would come up with a probability of {alone}. When all 2 parts" in sentence
    assert f"that p-value is {after}, {answer}." in sentence
    assert "luck" not in sentence


def test_a_figure_far_from_its_mark_is_not_told_with_a_chance() -> None:
    sentence = told_of(0.9, 0.6)
    assert "would hardly ever come up, even when all 2 parts" in sentence
    assert "probability" not in sentence


def test_exact_parts_are_not_in_the_family() -> None:
    article = small_site().articles[0]
    assert family(article) == {}
    assert holm({one.claim.id: {AsOf.TODAY: one.today} for one in article.claims}, AsOf.TODAY) == {}
