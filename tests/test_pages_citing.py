"""Citations are what their own parsers read: pybtex for BibTeX, citeproc-py and the CSL schema for CSL-JSON."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft7Validator
from pybtex.database import parse_string
from pybtex.richtext import Text

from figurecheck.claims.model import Source
from figurecheck.pages.citing import all_bibtex, all_csl, citation
from figurecheck.pages.context import Settings
from figurecheck.pages.site import render_site
from releases import ADDRESS, KNOWN, RELEASE, article, released

ROOT = Path(__file__).parents[1]
FACTS: dict[str, Any] = json.loads((ROOT / "tests" / "expected" / "csl.json").read_text(encoding="utf-8"))
AUTHOR = "The Figurecheck maintainers"
OURS = replace(KNOWN, author=AUTHOR)
LINK = f"{ADDRESS}/an-article/coin/?release=2021-06-30-1a2b3c4d"


def the_citation(settings: Settings = KNOWN) -> Any:
    told = article(released(settings))
    return citation(told, told.claims[0], RELEASE, settings)


def test_the_sentence_names_claim_release_and_permalink() -> None:
    text = the_citation(OURS).text.replace("\N{NO-BREAK SPACE}", " ")
    said = (
        "Verdict: holds; recomputed: +314.3 %. Figurecheck, data release 2021-06-30-1a2b3c4d, data up to 30 June 2021."
    )
    assert text == f"{AUTHOR} (2021). Checked: “Coin rose by 300%” (A paper). {said} {LINK}"


def test_a_citation_names_the_last_day_of_the_claims_own_data() -> None:
    told = article(released(KNOWN))
    claim = replace(told.claims[0], today=replace(told.claims[0].today, last_day=date(2021, 3, 5)))
    said = citation(told, claim, RELEASE, KNOWN)
    for form in (said.text, said.bibtex, json.loads(said.csl)["note"]):
        assert "ata up to 5 March 2021" in form.replace("\N{NO-BREAK SPACE}", " ")
        assert "30 June 2021" not in form.replace("\N{NO-BREAK SPACE}", " ")


def test_a_site_of_somebody_else_is_cited_as_theirs() -> None:
    theirs = replace(KNOWN, name="Figures, checked", author="Jane Doe & Co.")
    said = the_citation(theirs)
    assert "Figurecheck" not in said.text + said.bibtex + said.csl
    assert said.text.startswith("Jane Doe & Co. (2021). ")
    assert r"Jane Doe \& Co." in said.bibtex
    unnamed = the_citation(replace(theirs, author=""))
    assert unnamed.text.startswith("Figures, checked (2021). ")
    assert " Data release " in unnamed.text


@pytest.mark.parametrize("name", ["The Daily Check", ""])
def test_nothing_on_a_site_of_somebody_else_names_our_maintainers(name: str) -> None:
    site = replace(released(), settings=replace(KNOWN, name="Figures, checked", author=name))
    pages = render_site(site, ROOT / "templates")
    assert [path for path, text in pages.items() if "maintainers" in text] == []
    assert "# Figures, checked\n" in pages["index.md"]
    assert "No licence is named for the texts and the results" in pages["reuse.md"]
    assert (name or "Figures, checked") in pages["about.md"].partition("## Licence")[2]
    licensed = replace(site, settings=replace(site.settings, licence="CC-BY-4.0"))
    assert (
        "the texts and the results of this site under CC-BY-4.0"
        in render_site(licensed, ROOT / "templates")["about.md"]
    )


def test_a_claim_with_a_source_of_its_own_is_cited_as_said_there() -> None:
    told = article(released(KNOWN))
    source = Source(publisher="Another paper", headline="Another piece", address="https://example.org/piece")
    claim = replace(told.claims[0], claim=told.claims[0].claim.model_copy(update={"source": source}))
    said = citation(told, claim, RELEASE, KNOWN)
    assert "“Coin rose by 300%” (Another paper). " in said.text
    assert json.loads(said.csl)["title"] == "Checked: “Coin rose by 300%” (Another paper)"


def test_without_an_address_nothing_is_made_up() -> None:
    said = the_citation(Settings())
    assert said.permalink == ""
    assert "http" not in said.text + said.bibtex + said.csl
    assert said.text.endswith(" an-article/coin/")
    assert "Page: an-article/coin/" in said.bibtex
    assert "Page: an-article/coin/" in said.csl


def test_bibtex_is_read_by_a_parser_and_keeps_its_signs() -> None:
    entry = parse_string(the_citation(OURS).bibtex, "bibtex").entries["figurecheck-an-article-coin"]
    assert entry.type == "misc"
    assert [str(person).strip("{}") for person in entry.persons["author"]] == [AUTHOR]
    assert Text.from_latex(entry.fields["title"]).render_as("text") == "Checked: “Coin rose by 300%” (A paper)"
    assert entry.fields["year"] == "2021"
    assert entry.fields["url"] == LINK
    assert "2021-06-30-1a2b3c4d" in entry.fields["note"]


def test_bibtex_of_a_hostile_title_stays_one_entry() -> None:
    """The second claim of the small site is called with every sign that BibTeX reads."""
    text = all_bibtex(article(released()), RELEASE, KNOWN)
    entries = parse_string(text, "bibtex").entries
    assert list(entries) == [f"figurecheck-an-article-{name}" for name in ("coin", "fund", "mood")]
    title = entries["figurecheck-an-article-fund"].fields["title"]
    assert Text.from_latex(title).render_as("text").startswith("Checked: “Gold *rose* <b>10%</b> |")
    assert title.count("{") == title.count("}")
    assert r"\textbraceleft{}\textbraceleft{} x \textbraceright{}" in title


def test_csl_has_only_fields_and_types_of_the_specification() -> None:
    """The facts are those of the schema csl-data.json (Citation Style Language 1.0.2) that our items touch."""
    items = json.loads(all_csl(article(released()), RELEASE, KNOWN))
    assert len(items) == 3
    for item in items:
        Draft7Validator(FACTS["item"]).validate(item)
        assert item["type"] in FACTS["types"]


def test_the_facts_would_refuse_another_field() -> None:
    item = json.loads(the_citation().csl)
    assert not Draft7Validator(FACTS["item"]).is_valid({**item, "verdict": "holds"})
    assert not Draft7Validator(FACTS["item"]).is_valid({**item, "issued": {"date-parts": [[2021, 6, 30, 1]]}})


@pytest.mark.filterwarnings("ignore")
def test_csl_is_set_by_a_citation_processor() -> None:
    source = CiteProcJSON([json.loads(the_citation(OURS).csl)])
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    library = CitationStylesBibliography(style, source, formatter.plain)
    library.register(Cited([CitationItem("figurecheck-an-article-coin")]))
    said = str(library.bibliography()[0])
    assert AUTHOR in said
    assert "2021" in said
    assert "Coin rose by 300%" in said


def test_the_page_shows_all_three_and_the_files_hold_every_claim() -> None:
    pages = render_site(released(), ROOT / "templates")
    page = pages["an-article/coin.md"]
    assert 'data-release="2021-06-30-1a2b3c4d"' in page
    assert "@misc&#123;figurecheck-an-article-coin," in page
    assert "Permalink:" in page
    assert len(parse_string(pages["an-article/downloads/citations.bib"], "bibtex").entries) == 3
    bare = render_site(replace(released(), settings=Settings()), ROOT / "templates")["an-article/coin.md"]
    assert "Permalink:" not in bare
