"""A site of two articles: each at its own address, both in the index, the navigation and the files for machines."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from figurecheck.claims.model import Source
from figurecheck.errors import UsageError
from figurecheck.pages.context import SiteContext
from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from figurecheck.pipeline.workspace import Workspace, open_workspace
from small_site import small_site

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
OTHER = Source(publisher="Another paper", headline="Another piece", address="https://example.org/piece")


def two() -> SiteContext:
    """The small site with a copy of its article, whose first claim has a source of its own and no chart is shared."""
    site = small_site()
    (first,) = site.articles
    facts = first.article.article.model_copy(update={"slug": "other-article", "headline": "Another headline"})
    sourced = first.claims[0].claim.model_copy(update={"source": OTHER})
    claims = (replace(first.claims[0], claim=sourced), *first.claims[1:])
    told = first.article.model_copy(update={"article": facts, "claims": tuple(each.claim for each in claims)})
    return replace(site, articles=(first, replace(first, article=told, claims=claims)))


@cache
def rendered() -> dict[str, str]:
    return render_site(two(), TEMPLATES)


def test_every_page_of_the_first_has_its_like_in_the_second() -> None:
    of = {slug: {path.partition("/")[2] for path in rendered() if path.startswith(f"{slug}/")} for slug in SLUGS}
    assert of["an-article"] == of["other-article"]
    assert {"index.md", "coin.md", "fund.md"} <= of["an-article"]


SLUGS = ("an-article", "other-article")


def test_the_home_page_has_an_index_with_counts_and_one_site_of_one_has_none() -> None:
    home = rendered()["index.md"]
    index = home.partition("\n## ")[0]
    for slug in SLUGS:
        assert f"(#{slug})" in index
        assert f"{{ #{slug} }}" in home
        assert f"({slug}/index.md)" in index
    assert index.count("three claims") == 2
    assert "fc-articles" not in render_site(small_site(), TEMPLATES)["index.md"]


def test_an_article_without_a_headline_claim_begins_with_its_count_in_words() -> None:
    assert rendered()["index.md"].count("\n**One of three claims") == 2


def test_llms_txt_says_who_stated_a_claim_of_another_source() -> None:
    assert rendered()["llms.txt"].count(" by Another paper; ") == 1


def test_several_articles_share_a_tab_and_one_has_its_own() -> None:
    entries = json.loads(rendered()["nav.yml"])["nav"]
    (articles,) = [entry["Articles"] for entry in entries if "Articles" in entry]
    assert [next(iter(each.values()))[0] for each in articles] == [f"{slug}/index.md" for slug in SLUGS]
    alone = json.loads(render_site(small_site(), TEMPLATES)["nav.yml"])["nav"]
    assert any("The report" in entry for entry in alone)


def test_claims_json_has_the_claims_of_both() -> None:
    document = json.loads(rendered()["claims.json"])
    assert [article["slug"] for article in document["articles"]] == list(SLUGS)
    assert [claim["article"] for claim in document["claims"]] == [slug for slug in SLUGS for _ in range(3)]


def test_a_claim_with_a_source_of_its_own_names_it_on_its_page_and_in_the_report() -> None:
    address = "(<https://example.org/piece>)"
    assert f"by Another paper: [Another piece]{address}" in rendered()["other-article/coin.md"]
    assert f"([Another paper]{address})" in rendered()["other-article/index.md"]
    assert "Another p" not in rendered()["an-article/coin.md"]


@cache
def workspace() -> Workspace:
    return open_workspace(Project(ROOT))


def test_the_articles_of_the_project_stand_newest_first() -> None:
    slugs = [article.article.slug for article in workspace().articles]
    assert slugs.index("ultra-small-cap-hedges") < slugs.index("markets-of-2022")


@pytest.mark.parametrize("name", ["sp500-2022", "markets-of-2022/sp500-2022"])
def test_a_claim_is_found_by_its_id_and_with_its_article(name: str) -> None:
    article, claim = workspace().find(name)
    assert (article.article.slug, claim.id) == ("markets-of-2022", "sp500-2022")


def test_a_claim_of_another_article_is_not_found() -> None:
    with pytest.raises(UsageError, match="did you mean"):
        workspace().find("ultra-small-cap-hedges/sp500-2022")


def test_an_id_in_two_articles_is_asked_for_by_both_names() -> None:
    known = workspace()
    twin = known.articles[0].model_copy(
        update={"article": known.articles[0].article.model_copy(update={"slug": "twin"})}
    )
    doubled = Workspace(known.project, known.catalogue, (*known.articles, twin))
    with pytest.raises(UsageError, match="say ultra-small-cap-hedges/rally-btc-2020 or twin/rally-btc-2020"):
        doubled.find("rally-btc-2020")
    assert doubled.find("twin/rally-btc-2020")[0].article.slug == "twin"
