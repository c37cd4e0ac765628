"""Claims with sampling error: intervals side by side, why something is not proven, parameters, what is exact."""

import html
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from figurecheck.pages.answers import answer
from figurecheck.pages.context import SiteContext
from figurecheck.pages.inference import computations, inference
from figurecheck.pages.readings import part_readings
from figurecheck.pages.site import render_site
from figurecheck.verdicts.outcome import AsOf, Interval, Measurement, Outcome, PartOutcome, Target
from figurecheck.verdicts.rule import judge_part
from small_site import measurement, outcome, reading, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
MARK = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half is strong.")
HAC, BOOTSTRAP = "long-run variance", "bootstrap"


def figure(first: tuple[float, float], second: tuple[float, float]) -> Measurement:
    told = measurement("FUND", 1.0, 1.6, MARK, title="The link", proxy=True)
    return replace(
        told,
        series=("FUND", "COIN"),
        measure="correlation",
        method="Pearson, daily returns",
        unit="correlation",
        interval=Interval(*first, 0.95, HAC),
        second_interval=Interval(*second, 0.95, BOOTSTRAP),
        formula="covariance / (standard deviation x standard deviation)",
        trace=(),
        parameters={"effective observations": 162.788, "block length": 14.16254, "seed": 20251003},
    )


def part(first: tuple[float, float], second: tuple[float, float]) -> PartOutcome:
    others = (reading(figure((0.1, 0.2), (0.1, 0.2)), "other"),)
    return judge_part("one", "The link", reading(figure(first, second), "calendar year", primary=True), others)


def told(now: PartOutcome) -> SiteContext:
    site = small_site()
    article = site.articles[0]
    then, today = (outcome("coin", as_of, (now,)) for as_of in (AsOf.PUBLICATION, AsOf.TODAY))
    today = replace(today, fragile=now.fragile)
    claims = (replace(article.claims[0], at_publication=then, today=today, pictures=()), *article.claims[1:])
    return replace(site, articles=(replace(article, claims=claims),))


@cache
def page(first: tuple[float, float], second: tuple[float, float]) -> str:
    text = render_site(told(part(first, second)), TEMPLATES)["an-article/coin.md"]
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)\{[^}]*\}", r"\1", text)
    return html.unescape(plain).replace("\N{NO-BREAK SPACE}", " ")


def test_the_effective_number_of_a_whole_regression_is_not_that_of_some_of_its_days() -> None:
    """150 of the observations carry the slope: more independent ones than those would make no sense."""
    told = figure((0.6, 0.8), (0.6, 0.8))
    some = replace(told, parameters={"returns it rests on": 150, "effective observations": 162.788})
    whole = replace(told, parameters={"returns it rests on": told.n, "effective observations": 162.788})
    names = []
    for one in (some, whole):
        now = judge_part("one", "The link", reading(one, "calendar year", primary=True), ())
        then, today = (outcome("coin", as_of, (now,)) for as_of in (AsOf.PUBLICATION, AsOf.TODAY))
        names.append([row.name for row in computations(then, today)[0].rows][-1])
    assert names == ["Effective observations of the whole regression", "Effective observations"]


def test_both_ways_of_inference_stand_side_by_side() -> None:
    text = page((0.55, 0.65), (0.52, 0.66))
    assert "| Long-run variance (95 %) | +0.55 to +0.65 | +0.55 to +0.65 | holds |" in text
    assert "| Bootstrap (95 %) | +0.52 to +0.66 | +0.52 to +0.66 | holds |" in text
    assert "The link (proxy: FUND): +0.60 (95 % interval +0.55 to +0.65)" in text


def test_an_interval_on_both_sides_is_not_proven_and_says_why() -> None:
    text = page((0.45, 0.65), (0.44, 0.66))
    assert "Not proven" in text
    shown = text.split("\n---\n", 1)[1]
    assert shown.count("Where an interval lies on both sides of its mark, the data allow both answers.") == 1
    assert "Fragile" not in text


def test_the_report_says_once_what_not_proven_means() -> None:
    site = told(part((0.45, 0.65), (0.44, 0.66)))
    text = render_site(site, TEMPLATES)["an-article/index.md"]
    assert text.count("The data allow both answers.") == 1


def test_a_reason_for_a_choice_is_given_by_the_first_part_alone() -> None:
    first, second = part((0.45, 0.65), (0.44, 0.66)), replace(part((0.45, 0.65), (0.44, 0.66)), id="two")
    both = outcome("coin", AsOf.TODAY, (first, second))
    before, after = part_readings(both, both)
    assert len(before.whys) == 2
    assert not before.said_above
    assert (after.whys, after.said_above) == ((), True)


def test_ways_that_disagree_are_fragile_and_say_why() -> None:
    text = page((0.55, 0.65), (0.45, 0.66))
    assert "Not proven (fragile)" in text
    assert (
        "the two ways of inference do not give the same answer, +0.55 to +0.65 and +0.45 to +0.66 where the mark is "
        "0.5 or more, so it is not proven."
    ) in text
    assert "(95 % interval +0.55 to +0.65; by another way of inference +0.45 to +0.66)" in text
    assert (
        "| Do both inference methods say the same? | holds; lies on both sides | the same answer | no | fragile |"
        in text
    )


def test_every_parameter_is_printed() -> None:
    text = page((0.55, 0.65), (0.52, 0.66))
    for row in ("| Observations | 366 | 366 |", "| Effective observations | 162.8 | 162.8 |", "| Seed | 20251003 |"):
        assert row in text
    assert "covariance / (standard deviation × standard deviation) = +0.60" in text


def test_what_all_readings_share_is_said_once() -> None:
    text = page((0.55, 0.65), (0.52, 0.66))
    assert "The same in all of them: series FUND (proxy)." in text
    assert "| **Primary:** calendar year | +0.60 (+0.55 to +0.65) | yes |" in text


@pytest.mark.parametrize(("measure", "exact"), [("window_return", True), ("correlation", False)])
def test_only_measures_without_sampling_error_are_called_exact(measure: str, exact: bool) -> None:
    site = small_site()
    claim = site.articles[0].article.claims[0]
    parts = tuple(each.model_copy(update={"measure": measure}) for each in claim.parts)
    shown: Outcome = site.articles[0].claims[0].today
    assert inference(claim.model_copy(update={"parts": parts}), shown, shown).all_exact is exact


def test_the_full_stop_of_a_name_is_not_doubled() -> None:
    site = small_site()
    article = site.articles[0]
    claim = article.claims[0].claim.model_copy(update={"attributed_to": ("A paper", "Inc.")})
    claims = (replace(article.claims[0], claim=claim), *article.claims[1:])
    pages = render_site(replace(site, articles=(replace(article, claims=claims),)), TEMPLATES)
    for name in ("coin", "index"):
        assert "A paper and Inc.." not in pages[f"an-article/{name}.md"]
        assert "A paper and Inc." in pages[f"an-article/{name}.md"]


def test_a_verdict_that_changed_says_so_plainly() -> None:
    site = told(part((0.55, 0.65), (0.45, 0.66)))
    before = outcome("coin", AsOf.PUBLICATION, (part((0.55, 0.65), (0.52, 0.66)),))
    article = site.articles[0]
    claims = (replace(article.claims[0], at_publication=before), *article.claims[1:])
    text = render_site(replace(site, articles=(replace(article, claims=claims),)), TEMPLATES)["an-article/coin.md"]
    said = "The verdict has changed: **holds** by what was known at publication, **not proven (fragile)** by today's"
    assert said in html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    assert said not in page((0.55, 0.65), (0.45, 0.66))


def test_what_one_part_leaves_open_is_not_called_settled_by_another() -> None:
    """One reduction below a tenth holds, another does not: the first alone settles nothing of the risk."""
    mark = replace(MARK, low=None, high=0.1, low_included=False)

    def reduction(identifier: str, second: tuple[float, float]) -> PartOutcome:
        measured = replace(figure((0.01, 0.08), second), measure="risk_reduction", unit="fraction", target=mark)
        return judge_part(identifier, identifier, reading(measured, "all", primary=True), ())

    parts = (reduction("one", (0.01, 0.08)), reduction("two", (0.01, 0.08)), reduction("three", (-0.02, 0.11)))
    said = answer(small_site().articles[0].claims[0].claim, outcome("coin", AsOf.TODAY, parts))
    assert said.lead == (
        "Open: whether adding it takes away less than a tenth of every risk looked at. Two of three parts hold and one "
        "is not proven."
    )
