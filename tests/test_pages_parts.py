"""Pieces of pages: a table that folds, the room of a chart, an article whose address nobody gave."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from figurecheck.pages.site import render_site
from figurecheck.pages.templating import environment
from small_site import small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
UNLINKED = "There is no link to the article"


@cache
def claim_page() -> str:
    return render_site(small_site(), TEMPLATES)["an-article/coin.md"]


def test_the_cells_of_a_table_that_folds_are_headed_by_the_words_of_its_columns() -> None:
    rows = "\n| What | It's | Today |\n|:--|--:|:--|\n| a | b | c |\n"
    text = '{% import "macros.md.j2" as m %}{% call m.table("T", kind="fc-x", folds=FOLDS) %}' + rows + "{% endcall %}"
    folded, flat = (
        environment(TEMPLATES).from_string(text.replace("\n", "\n").replace("FOLDS", folds)).render()
        for folds in ("true", "false")
    )
    assert 'class="fc-scroll fc-x fc-folds"' in folded
    heads = "--fc-1:'What: ';--fc-2:'It\N{RIGHT SINGLE QUOTATION MARK}s: ';--fc-3:'Today: ';"
    assert f'style="--fc-rows:1;{heads}"' in folded
    assert 'class="fc-scroll fc-x"' in flat
    assert 'style="--fc-rows:1;"' in flat, "one row, of which the style sheet knows about how tall it is"


def test_a_chart_says_how_high_it_will_be() -> None:
    assert 'style="--fc-ratio:' in claim_page()


def test_an_article_without_an_address_is_said_to_have_none() -> None:
    site = small_site()
    (one,) = site.articles
    assert one.article.article.address is None
    assert UNLINKED in claim_page()
    assert UNLINKED in render_site(site, TEMPLATES)["an-article/index.md"]
    facts = one.article.article.model_copy(update={"address": "https://example.org/article"})
    linked = replace(one, article=one.article.model_copy(update={"article": facts}))
    pages = render_site(replace(site, articles=(linked,)), TEMPLATES)
    assert not [path for path, text in pages.items() if UNLINKED in text]
