"""A site of two articles: each at its own address, both in the index, the navigation and the files for machines."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import feedparser
import pytest
from ruamel.yaml import YAML

from figurecheck.claims.model import Source
from figurecheck.errors import UsageError
from figurecheck.pages.bundle import bundle_files
from figurecheck.pages.context import SiteContext
from figurecheck.pages.feeds import feeds
from figurecheck.pages.news import news
from figurecheck.pages.release import Release
from figurecheck.pages.site import render_site
from figurecheck.paths import Project
from figurecheck.pipeline.workspace import Workspace, open_workspace
from releases import ADDRESS, KNOWN, entry, ledger
from small_site import LATEST, small_site

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


def with_ledgers() -> SiteContext:
    """Both articles in a release of their own; the claim that they share by name turned in the other one only."""
    site, before = two(), entry("coin", "holds")
    turned = replace(before, verdict="does_not_hold", part_verdict="does_not_hold")
    begun = (date(2021, 2, 1), (before,))
    rows = (ledger(begun).rows, ledger(begun, (date(2021, 3, 1), (turned,))).rows)
    told = tuple(
        replace(one, ledger=each, release=Release(LATEST, digit * 64))
        for one, each, digit in zip(site.articles, rows, "ab", strict=True)
    )
    return replace(site, articles=told, settings=KNOWN)


def test_a_verdict_that_turned_in_one_article_is_news_of_that_one_alone() -> None:
    site = with_ledgers()
    (only,) = news(site)
    assert only.path == "other-article/coin/"
    assert only.day == date(2021, 3, 1)
    both = replace(site, articles=tuple(replace(one, ledger=site.articles[1].ledger) for one in site.articles))
    found = news(both)
    assert {one.path for one in found} == {"an-article/coin/", "other-article/coin/"}
    assert len({one.urn for one in found}) == 2
    atom = feedparser.parse(feeds(both)["feed.xml"].encode())
    assert sorted(one.link for one in atom.entries) == [f"{ADDRESS}/{slug}/coin/" for slug in sorted(SLUGS)]


def test_the_bundle_has_results_ledger_and_tables_of_both_and_names_both_releases() -> None:
    site = with_ledgers()
    made = dict(render_site(site, TEMPLATES))
    for slug in SLUGS:
        made |= {f"{slug}/results.json": f'["{slug}"]', f"{slug}/ledger.csv": "day,x\n", f"{slug}/ledger.head": slug}
    files = bundle_files(site, made, {"resources": []})
    of = {slug: {path.partition("/")[2] for path in files if path.startswith(f"{slug}/")} for slug in SLUGS}
    assert {"results.json", "ledger.csv", "ledger.head"} <= of["an-article"]
    assert of["an-article"] == of["other-article"]
    releases = [f"{LATEST.isoformat()}-{digit * 8}" for digit in "ab"]
    package = json.loads(files["datapackage.json"])
    assert package["releases"] == dict(zip(SLUGS, releases, strict=True))
    both = hashlib.sha256("".join(f"{s} {r}\n" for s, r in zip(SLUGS, releases, strict=True)).encode()).hexdigest()
    assert package["version"] == f"{LATEST.isoformat()}-{both[:8]}"
    citation = YAML(typ="safe").load(files["CITATION.cff"])
    assert citation["version"] == package["version"]
    told_apart = [(one["type"], one["value"], one["description"]) for one in citation["identifiers"]]
    assert told_apart == [("other", r, f"The release of {s}") for s, r in zip(SLUGS, releases, strict=True)]
    told = {one["path"] for one in json.loads(files["datapackage.json"])["resources"]}
    assert told == {path for path in files if path.endswith(".csv")}
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].splitlines())
    for slug in SLUGS:
        path = f"{slug}/results.json"
        assert sums[path] == hashlib.sha256(files[path].encode()).hexdigest()
        assert files[path] == made[path]


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
