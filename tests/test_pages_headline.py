"""The answer to a headline: the roles as they were found, and what was said at publication."""

from dataclasses import replace
from datetime import date

import pytest

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext
from figurecheck.pages.corrections.slopes import plain_headline
from figurecheck.pages.headline import headline_answer
from figurecheck.verdicts.corrections import Column, Corrections, CorrectionsPair, Eras
from figurecheck.verdicts.outcome import Choice, Interval, Outcome, Verdict
from made_corrections import roles
from small_site import END, LATEST, START, small_site

LEADING = Column("FUND", "A fund", small=True, ends=None, survivors=False)


def corrections() -> CorrectionsPair:
    one = Corrections("COIN", "Coin", START, LATEST, END, LEADING, (LEADING,), (), (), ())
    return CorrectionsPair(one, one)


def with_role(outcome: Outcome, measure: str, role: str, verdict: Verdict) -> Outcome:
    """The outcome with its only figure as one of a measure that finds roles."""
    (part,) = outcome.parts
    assert part.primary.measurement is not None
    measured = replace(part.primary.measurement, measure=measure, parameters={"role": role})
    told = replace(part, verdict=verdict, primary=replace(part.primary, measurement=measured))
    return replace(outcome, verdict=verdict, parts=(told,))


def article(then: tuple[str, Verdict], now: tuple[str, Verdict], measure: str = "hedge_slope") -> ArticleContext:
    told = small_site().articles[0]
    facts = told.article.article.model_copy(update={"headline_claim": "fund"})
    claims = [
        replace(
            claim,
            at_publication=with_role(claim.at_publication, measure, *then),
            today=with_role(claim.today, measure, *now),
        )
        if claim.claim.id == "fund"
        else claim
        for claim in told.claims
    ]
    named = told.article.model_copy(update={"article": facts})
    return replace(told, article=named, claims=tuple(claims), corrections=corrections())


def test_an_article_whose_headline_makes_no_claim_has_no_answer() -> None:
    assert headline_answer(small_site().articles[0]) is None


def test_the_answer_names_the_role_and_says_that_it_was_the_same() -> None:
    found = ("diversifier", Verdict.FAILS)
    answer = headline_answer(article(found, found))
    assert answer is not None
    assert answer.sentence == (
        "A fund (FUND, a proxy), the nearest fund that can be had, is to Coin a diversifier and no hedge."
    )
    assert (answer.when, answer.then) == ("at publication and today", "")
    assert answer.mark_before is None


def test_where_the_table_tells_the_slopes_they_stand_below_the_sentence_then_and_now_before_and_since() -> None:
    found = ("diversifier", Verdict.FAILS)
    pair = CorrectionsPair(*(replace(one, roles=(roles("FUND"),)) for one in (corrections().today,) * 2))
    eras = Eras(date(2020, 3, 1), (roles("FUND"),), (roles("FUND"),))
    answer = headline_answer(
        replace(article(found, found), corrections=replace(pair, today=replace(pair.today, eras=eras)))
    )
    assert answer is not None
    assert answer.sentence == plain_headline(pair)
    assert answer.sentence.endswith("in them, at publication and today.")
    assert not any(sign.isdigit() for sign in answer.sentence)
    day = "1\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2020"
    assert [row.when for row in answer.slopes] == ["today", "at publication", f"before {day}", f"since {day}"]
    for row in answer.slopes:
        assert row.outside.startswith("+0.071 (")
        assert row.inside.startswith("+0.105 (")
    assert (answer.then, answer.falling) == ("", "Coin")


def test_an_answer_that_has_changed_is_told_twice() -> None:
    answer = headline_answer(article(("strong hedge", Verdict.HOLDS), ("diversifier", Verdict.FAILS)))
    assert answer is not None
    assert answer.sentence.endswith("is to Coin a diversifier and no hedge.")
    assert answer.then.startswith("At publication: A fund")
    assert answer.then.endswith("is to Coin a hedge.")
    assert answer.when == ""
    assert answer.mark_before is not None


def test_a_safe_haven_is_one_on_the_worst_days() -> None:
    found = ("strong safe haven", Verdict.HOLDS)
    answer = headline_answer(article(found, found, "tail_slope"))
    assert answer is not None
    assert answer.sentence.endswith("is on Coin's worst days a safe haven.")


def test_without_roles_the_answer_of_the_claim_stands() -> None:
    told = small_site().articles[0]
    facts = told.article.article.model_copy(update={"headline_claim": "coin"})
    answer = headline_answer(replace(told, article=told.article.model_copy(update={"article": facts})))
    assert answer is not None
    assert answer.sentence.startswith("Coin rose by 314.3")
    assert (answer.evidence, answer.meaning) == ("", "")


@pytest.mark.parametrize(("value", "more"), [(-5.54, "less"), (5.54, "more")])
def test_the_return_in_corrections_is_the_evidence(value: float, more: str) -> None:
    found = ("diversifier", Verdict.FAILS)
    told = article(found, found, "excess_episode_return")
    claim = told.claims[1]
    (part,) = claim.today.parts
    assert part.primary.measurement is not None
    limits = Interval(value - 2, value + 2, 0.95, "bootstrap")
    measured = replace(part.primary.measurement, value=value, unit=words.POINTS, interval=limits)
    today = replace(claim.today, parts=(replace(part, primary=replace(part.primary, measurement=measured)),))
    answer = headline_answer(replace(told, claims=(told.claims[0], replace(claim, today=today), told.claims[2])))
    assert answer is not None
    said = f"In Coin's corrections it returned 5.54 percentage points {more} than over equally long times"
    assert answer.evidence.startswith(said)


def test_a_figure_in_hindsight_is_called_that_beside_the_one_that_could_be_known() -> None:
    found = ("diversifier", Verdict.FAILS)
    told = article(found, found, "excess_episode_return")
    claim = told.claims[1]
    (part,) = claim.today.parts
    assert part.primary.measurement is not None
    limits = Interval(-7.54, -3.40, 0.95, "bootstrap")
    figure = replace(part.primary.measurement, value=-5.54, unit=words.POINTS, interval=limits, hindsight=True)
    could_be_known = Interval(-4.16, 0.42, 0.95, "bootstrap")
    known = replace(figure, value=-1.85, interval=could_be_known, hindsight=False)
    on_axis = [(Choice("timing", each, ""),) for each in ("in hindsight", "as known")]
    primary = replace(part.primary, choices=on_axis[0], measurement=figure)
    other = replace(part.primary, choices=on_axis[1], primary=False, measurement=known)
    today = replace(claim.today, parts=(replace(part, primary=primary, conventional=(primary, other)),))
    answer = headline_answer(replace(told, claims=(told.claims[0], replace(claim, today=today), told.claims[2])))
    assert answer is not None
    said = answer.evidence.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")
    assert said == (
        "In Coin's corrections, from peak to trough, known only in hindsight, it returned 5.54 percentage points less "
        "than over equally long times (95 % interval of the difference -7.54 to -3.40). From the day on which each "
        "fall could be known, the difference is -1.85 percentage points (-4.16 to +0.42)."
    )
