"""The article against itself: every kind of relation in words, at both dates, on a small site worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from figurecheck.claims.model import Article
from figurecheck.pages.opposed import in_short, opposed
from figurecheck.pages.relations import RelationView, relation_views
from figurecheck.pages.site import render_site
from figurecheck.verdicts.outcome import Verdict
from figurecheck.verdicts.relations import Finding
from poison import ROOT
from small_site import checked_article, small_site, with_verdict

WHY = {"title": "Both", "why": "They do not fit."}


def related(*relations: dict[str, Any], now: Verdict | None = None) -> Any:
    """The small site with relations; ``now`` is another verdict of its first claim today."""
    site = small_site() if now is None else with_verdict(small_site(), now)
    told = site.articles[0]
    plain = checked_article().model_dump(by_alias=True, exclude_none=True, mode="json")
    checked = Article.model_validate({**plain, "relations": list(relations)})
    article = told.article.model_copy(update={"relations": checked.relations})
    return replace(site, articles=(replace(told, article=article),))


def view(relation: dict[str, Any], now: Verdict | None = None) -> RelationView:
    (found,) = relation_views(related({**WHY, **relation}, now=now).articles[0])
    return found


@pytest.mark.parametrize(
    ("one", "other", "kind", "result"),
    [
        (
            "coin",
            "fund",
            "cannot_both_hold",
            "What is said first holds; what is said second does not hold. So the contradiction is settled: what is "
            "said first stands, and \N{LEFT DOUBLE QUOTATION MARK}",
        ),
        (
            "fund",
            "coin",
            "cannot_both_hold",
            "What is said first does not hold; what is said second holds. So the contradiction is settled: what is "
            "said second stands, and \N{LEFT DOUBLE QUOTATION MARK}",
        ),
        ("fund", "fund", "at_odds", "neither half of the tension stands"),
        ("coin", "coin", "at_odds", "the tension is real"),
        ("coin", "coin", "cannot_both_hold", "Both cannot be true of the same episodes"),
        ("fund", "mood", "cannot_both_hold", "these data do not say which side is wrong"),
    ],
)
def test_two_sides_are_decided_by_the_outcomes(one: str, other: str, kind: str, result: str) -> None:
    """By hand: today coin holds, fund does not, mood cannot be tested."""
    assert result in view({"kind": kind, "one": [one], "other": [other]}).result


def test_a_result_that_changed_since_publication_is_told_with_both_marks() -> None:
    """By hand: fund held at publication (30 % over a mark of 20 %) and does not today (10 %)."""
    found = view({"kind": "cannot_both_hold", "one": ["coin"], "other": ["fund"]})
    assert "Both cannot be true of the same episodes" in found.result_before
    coin, fund = found.rows
    assert (coin.mark.word, coin.mark_before) == ("holds", None)
    assert fund.mark_before is not None
    assert (fund.mark_before.word, fund.mark.word) == ("holds", "does not hold")


def test_wordings_that_fare_differently_are_told_with_their_figures() -> None:
    found = view({"kind": "repeats", "statements": [{"claim": "coin"}, {"claim": "fund"}]})
    assert found.result == "The wordings get different verdicts: which of them is quoted decides."
    assert found.result_before == "All wordings get the same verdict."
    assert [row.stated for row in found.rows] == ["300%", "up"]
    assert [row.figure.replace("\N{NO-BREAK SPACE}", " ") for row in found.rows] == ["+314.3 %", "+10.0 %"]
    assert found.rows[1].figure_before.replace("\N{NO-BREAK SPACE}", " ") == "+30.0 %"


def test_sources_are_named_and_an_asset_is_counted() -> None:
    assert "The only source named is A bank; " in view({"kind": "attribution", "claims": ["coin", "fund"]}).result
    found = view({"kind": "asset_is_source", "asset": "X", "source": "A bank", "claims": ["coin", "fund"]})
    assert found.result == "One of two claims holds and one does not hold."
    assert found.sort == "A source that is also an asset"


def test_a_slide_without_a_swap_says_so() -> None:
    side = {"proxy": "index", "claims": ["coin"]}
    found = view({"kind": "slides", "one": side, "other": {"proxy": "index", "claims": ["fund"]}})
    assert found.result.startswith("No reading puts a series of the first subject")
    assert [row.side for row in found.rows] == ["first", "second"]


def test_the_report_has_the_section_with_an_arrow() -> None:
    site = related({**WHY, "kind": "at_odds", "one": ["coin"], "other": ["fund"]})
    text = render_site(site, ROOT / "templates")["an-article/index.md"]
    section = text.split("## The article against itself")[1].split("\n## ")[0]
    assert "**Claims that weaken each other.** The first. The second does not hold. |" in section
    assert "- **Both.** They do not fit." in section
    assert section.count("fc-arrow") == 1
    assert "**At publication: Both.** What is said first holds; what is said second holds. So the tension" in section
    assert "## The article against itself" not in render_site(small_site(), ROOT / "templates")["an-article/index.md"]


def test_a_side_that_is_open_is_not_called_refuted() -> None:
    verdicts = [Verdict.HOLDS, Verdict.FAILS, Verdict.HOLDS], [Verdict.NOT_PROVEN, Verdict.FAILS]
    assert opposed("cannot_both_hold", Finding.FIRST, verdicts, "A and B") == (
        "Of what is said first, two of three claims hold; of what is said second, none of two claims holds. "
        "So the contradiction leans to what is said first: of the other, A and B, nothing holds, but not all of it is "
        "refuted."
    )
    refuted = [Verdict.FAILS], [Verdict.HOLDS]
    assert "So the tension is settled: what is said second stands, and A does not." in opposed(
        "at_odds", Finding.SECOND, refuted, "A"
    )


def test_contradictions_stand_open_and_the_rest_is_folded() -> None:
    site = related(
        {**WHY, "kind": "repeats", "statements": [{"claim": "coin"}, {"claim": "fund"}]},
        {**WHY, "kind": "at_odds", "one": ["coin"], "other": ["fund"]},
    )
    text = render_site(site, ROOT / "templates")["an-article/index.md"]
    section = text.split("## The article against itself")[1].split("\n## ")[0]
    shown, _, folded = section.split("<details")
    assert "Claims that weaken each other" in shown
    assert "One thing, said in several ways" not in shown
    assert "One thing, said in several ways" in folded.split("</details>")[0]


def test_a_side_of_which_only_some_holds_is_named_claim_by_claim() -> None:
    first = [("A fall", Verdict.HOLDS), ("By 60%", Verdict.FAILS), ("A tie", Verdict.NOT_PROVEN)]
    hedge = [("A hedge", Verdict.FAILS)]
    said = "in part: “A fall” holds, “By 60%” does not hold, “A tie” is not proven"
    assert (
        in_short("cannot_both_hold", Finding.FIRST, (first, hedge)) == f"The first, {said}. The second does not hold."
    )
    assert in_short("at_odds", Finding.SECOND, (hedge, first)) == f"The second, {said}. The first does not hold."
    held = [("A fall", Verdict.HOLDS), ("A rise", Verdict.HOLDS)]
    assert in_short("at_odds", Finding.FIRST, (held, hedge)) == "The first. The second does not hold."
