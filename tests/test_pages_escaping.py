"""What files and providers say is shown letter by letter: the real Markdown renderer is the judge."""

import html
import re

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from ruamel.yaml import YAML

from figurecheck.pages.escaping import front_matter, literal

EXTENSIONS = ["abbr", "admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", "pymdownx.snippets"]
SIGNS = st.text(alphabet="ab1 .)(*_`~#>|<[]{}!\\+-=:&\"'$^/@%\n\t", max_size=30)


def shown(text: str) -> str:
    """What a reader sees of ``text`` as a paragraph of its own."""
    page = markdown.markdown(str(literal(text)), extensions=EXTENSIONS)
    return html.unescape(re.sub(r"<[^>]+>", "", page)).strip()


@given(SIGNS)
@example("<script>alert(1)</script>")
@example("![x](http://example.org/x.png)")
@example('--8<-- "mkdocs.yml"')
@example("1. one")
@example("- one")
@example("*[HTML]: words")
@example("[^1]: note")
@example("=== tab")
@example("!!! note")
@example("{: .x }")
@example("a &amp; b")
def test_a_paragraph_shows_exactly_its_text(text: str) -> None:
    assert shown(text) == " ".join(text.split())


@given(SIGNS)
def test_it_makes_no_element_but_its_paragraph(text: str) -> None:
    page = markdown.markdown(str(literal(text)), extensions=EXTENSIONS)
    assert set(re.findall(r"<(\w+)", page)) <= {"p"}


@given(SIGNS)
def test_it_cannot_leave_a_quoted_attribute_or_a_table_cell(text: str) -> None:
    assert not set('"<>|\n') & set(str(literal(text)))


def test_markup_stays_as_it_is() -> None:
    assert literal(Markup("<b>x</b>")) == "<b>x</b>"


@pytest.mark.parametrize("text", ['a "b" <c> & d', "a: b # c", "\\n", "{{ x }}"])
def test_front_matter_is_a_yaml_string_whose_text_is_safe_in_html(text: str) -> None:
    read = YAML(typ="safe").load(f"title: {front_matter(text)}\n")["title"]
    assert html.unescape(read) == text
    assert not set('<"') & set(read)
