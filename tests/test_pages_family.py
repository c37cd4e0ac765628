"""Where a part stands among all tests of its article, worded from Holm's table."""

from dataclasses import replace

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


def test_the_sentence_has_both_p_values_and_says_whether_the_answer_stands() -> None:
    """By hand: 0.22 is 2.2 errors from 0, p = 0.028; of two tests it is the larger, so Holm leaves it; 0.15: 0.134."""
    site = small_site()
    article = site.articles[0]
    for values, said, stands in (
        ((0.22, 0.6), "is 0.028 if this part is taken alone, and 0.028 when all 2 parts", "more than luck"),
        ((0.22, 0.23), "is 0.028 if this part is taken alone, and 0.043 when all 2 parts", "more than luck"),
        ((0.15, 0.6), "is 0.134 if this part is taken alone, and 0.134 when all 2 parts", "perhaps luck"),
        ((0.22, 0.15), "is 0.028 if this part is taken alone, and 0.056 when all 2 parts", "perhaps luck"),
    ):
        claims = tuple(
            replace(claim, today=judged(claim.claim.id, value))
            for claim, value in zip(article.claims[:2], values, strict=True)
        )
        sentence = family(replace(article, claims=claims))[claims[0].claim.id, "one"]
        assert said in sentence, sentence
        assert stands in sentence


def test_exact_parts_are_not_in_the_family() -> None:
    article = small_site().articles[0]
    assert family(article) == {}
    assert holm({one.claim.id: {AsOf.TODAY: one.today} for one in article.claims}, AsOf.TODAY) == {}
