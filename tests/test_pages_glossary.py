"""Terms get their tip once a page, in prose alone, and every link leads to an entry."""

import re
from functools import cache
from pathlib import Path

import pytest

from figurecheck.pages.glossary import glossary_page, with_terms
from figurecheck.pages.glossary_terms import TERMS
from figurecheck.pages.templating import environment

TEMPLATES = Path(__file__).parents[1] / "templates"


def told(text: str, path: str = "an-article/x.md") -> str:
    return with_terms({path: text}, ("an-article",), environment(TEMPLATES))[path]


@cache
def ids() -> set[str]:
    return {term.id for term in TERMS}


def test_the_first_use_has_a_tip_and_the_others_have_none() -> None:
    text = told("A hedge is a hedge; hedging too.\n\nNo hedge.")
    assert text.count("fc-tipped") == 1
    assert text.startswith('A <span class="fc-tipped">[hedge](../glossary.md#hedge){ .fc-term aria-describedby="term-')
    assert text.endswith("</span></span> is a hedge; hedging too.\n\nNo hedge.")


@pytest.mark.parametrize(
    "line",
    [
        "# A hedge",
        "| hedge | 1 |",
        "[a hedge](x.md#hedge)",
        "`hedge`",
        '<div class="hedge">',
        "<summary>A hedge</summary>",
        "<pre><code>@misc{\n  title = {A hedge}\n}</code></pre>",
        "---\ntitle: A hedge\n---\n",
        "A hedgehog, a half-hedge",
        '<span class="fc-tipped">[x](y.md)<span class="fc-tip">hedge</span></span>',
    ],
)
def test_what_is_no_prose_stays_as_it_is(line: str) -> None:
    assert told(line) == line


def test_other_folders_and_files_stay_as_they_are() -> None:
    assert told("A hedge", "index.md") == "A hedge"
    assert told("A hedge", "an-article/x.csv") == "A hedge"


def test_the_longest_words_win() -> None:
    assert "[expected shortfall](" in told("The expected shortfall.")
    assert "[stationary bootstrap](../glossary.md#stationary-bootstrap)" in told("A stationary bootstrap.")
    assert "[Fisher's z](../glossary.md#fisher-z)" in told("0.05 in Fisher's z a year")
    assert "[risk-on, risk-off](" in told("A risk-on, risk-off factor.")


@pytest.mark.parametrize(
    ("path", "address"),
    [("an-article/x.md", "../../glossary/#dcc"), ("an-article/index.md", "../glossary/#dcc")],
)
def test_a_column_head_links_to_its_term_and_says_it_in_a_title(path: str, address: str) -> None:
    line = '<thead><tr><th scope="col">Day</th><th scope="col">DCC</th><th scope="col">EWMA 0.94</th></tr></thead>'
    heads = told(line, path)
    assert f'<th scope="col"><a class="fc-term" href="{address}" title="A model in which' in heads
    assert heads.count('class="fc-term"') == 2
    assert "fc-tipped" in told(f"{line}\n\nBy DCC.", path)
    assert "href" not in told(f"By DCC and EWMA.\n\n{line}", path)


def test_a_method_that_only_tables_name_is_explained_there_once() -> None:
    rows = told("| What |\n|:--|\n| Spread, by FHT |\n| The FHT again, and a hedge |")
    assert rows.count('[FHT](../glossary.md#fht "An estimate of what') == 1
    assert rows.endswith("| The FHT again, and a hedge |")
    prose = told("| By FHT |\n\nFHT is an estimate.")
    assert prose.startswith("| By FHT |")
    assert "fc-tipped" in prose


SAYS_THE_SAME = {
    "resampled blocks": "bootstrap",
    "resamples": "bootstrap",
    "QE": "quantitative-easing",
    "bought assets": "quantitative-easing",
    "Newey-West": "hac",
    "single factor": "first-component",
    "common factor": "first-component",
    "hard to trade": "illiquidity",
    "For each per cent": "slope",
    "for each per cent": "slope",
}
"""Words that name a term without a word of its title; whoever adds some looks where they stand on the pages."""


def _stems(words: str) -> set[str]:
    return {word[:4] for word in re.findall(r"[a-z0-9]+", words.lower())}


def test_words_are_explained_by_the_entry_that_they_name() -> None:
    named = {form: term.id for term in TERMS for form in term.forms if not _stems(form) & _stems(term.title)}
    assert named == SAYS_THE_SAME
    assert "[ordinary days](../glossary.md#ordinary-days)" in told("It moved on ordinary days.")
    assert "[survivorship-biased](../glossary.md#survivorship-bias)" in told("a basket, survivorship-biased")
    assert "[lasting tie](../glossary.md#lasting-tie)" in told("no lasting tie")
    assert "[federal funds rate](../glossary.md#policy-rate)" in told("against the federal funds rate")


def test_a_correction_of_shares_is_not_told_to_be_one_of_bitcoin() -> None:
    (term,) = (term for term in TERMS if term.id == "correction")
    assert "of shares, commonly one by a tenth" in term.says


def test_terms_are_sound() -> None:
    forms = [form for term in TERMS for form in term.forms]
    assert len(ids()) == len(TERMS) >= 30
    assert len(set(forms)) == len(forms)
    assert all(re.fullmatch(r"[a-z0-9-]+", term.id) for term in TERMS)
    assert all(len(term.says) <= 220 and term.says.endswith(".") for term in TERMS)
    wanted = {"correlation", "interval", "hedge", "diversifier", "safe-haven", "proxy", "expected-shortfall", "hac"}
    wanted |= {"bootstrap", "p-value", "drawdown", "percentage-points"}
    wanted |= {"quasi-maximum-likelihood", "delta-method", "fixed-b", "stationary-bootstrap", "holm", "dcc", "ewma"}
    wanted |= {"pearson", "long-run-variance", "bartlett", "semivariance", "fht"}
    wanted |= {"garch", "block-length", "effective-observations", "regime", "spearman", "kendall", "fisher-z"}
    assert wanted <= ids()


def test_a_link_to_a_page_that_is_not_there_is_left_out() -> None:
    bare, full = glossary_page({}), glossary_page({"methods/hedging.md": ""})
    assert {entry.path for entry in bare.entries} == {""}
    assert {entry.id for entry in full.entries if entry.path} == {
        term.id for term in TERMS if term.page == "methods/hedging.md"
    }
    titles = [entry.title.lower() for entry in bare.entries]
    assert titles == sorted(titles)
