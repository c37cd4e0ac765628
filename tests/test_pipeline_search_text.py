"""The search knows the same text of a page as by the theme's own reader, which is the oracle."""

import random

import pytest
from material.plugins.search.plugin import Parser

from figurecheck.pipeline.search_text import SearchText

PAGES = (
    "<h1>One</h1>\n<p>Text &amp; <code>code</code></p>",
    '<p>Before</p><h2 id="a">A<a class="headerlink" href="#a">&para;</a></h2><ul>\n<li>x</li>\n<li></li></ul>',
    "<div><div data-search-exclude><div>in</div>between</div>behind</div><p>on</p>",
    '<div><h2 id="a">A</h2><p>inside</p></div><p>outside</p>',
    '<h1 id="t">T</h1><section><h2 id="a">A</h2><div><h3 id="b">B</h3>b</div>a</section>top',
    '<h1 id="t">T</h1><h2 id="a" data-search-exclude>A</h2><p>hidden?</p><h2 id="b">B</h2><p>seen</p>',
    '<h1 id="t">T</h1>\n<figure class="c" data-search-exclude>\n<svg><path d="M0" /></svg><p>no</p>\n</figure>\nend',
    '<h1 id="t">T</h1>a <figure data-search-exclude><p>open</figure> b <p>c</p>',
    '<h1 id="t">T</h1>a <figure data-search-exclude><h2 id="x">X</h2></figure> b <p>c</p>',
    "<pre>two\n  lines</pre>  \n <p>\n</p>x",
    "<script>if (a < b) { c('<p>') }</script><p>after</p><style>p > a {}</style>text",
    "<!-- no --><p>a<!-- b <i> -->c</p>",
    "<p>a<br>b<br />c<img src='x' alt=\"y\"></p><input disabled>z",
    "<P CLASS=x>upper</P><p>a < b</p>",
    "<textarea><p>x</p></textarea>y",
    "<p>open<p>twice</p></div>",
    '<div class="linenodiv">12</div>text<object>o</object>more',
    "",
)


def sections(reader: Parser, page: str) -> list[tuple[object, ...]]:
    reader.feed(page)
    reader.close()
    return [(one.el.tag, one.id, one.title, "".join(one.text), one.is_excluded(), one.depth) for one in reader.data]


@pytest.mark.parametrize("page", PAGES)
def test_it_is_what_the_theme_reads(page: str) -> None:
    assert sections(SearchText(), page) == sections(Parser(), page)


@pytest.mark.parametrize("seed", range(40))
def test_it_is_what_the_theme_reads_of_pages_put_together(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311  # chosen pages, no secrets
    page = "\n".join(drawn.choices([one for one in PAGES if "open" not in one], k=4))
    assert sections(SearchText(), page) == sections(Parser(), page)


def test_its_own_reader_reads_what_pages_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: Parser, _page: str) -> None:
        pytest.fail("the slow reader was asked")

    monkeypatch.setattr(Parser, "feed", refused)
    for page in PAGES[:7]:
        SearchText().feed(page)
