"""Figures that step aside come back to the letter, and their anchors are found.

The oracle is Python-Markdown itself with the extensions of mkdocs.yml and without ours.
"""

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor

from figurecheck.pipeline import raw_blocks

INSIDE = (
    '\n<svg viewBox="0 0 1 1"><path d="M0 0" /></svg>\n\n<table id="t1"><tr><td>&#43;1 *a* &lt;</td></tr></table>\n'
)
FIGURE = f'<figure class="fc-chart" id="own">{INSIDE}</figure>'
PAGES = {
    "alone": f"# Title\n\nWords.\n\n{FIGURE}\n\nMore *words*.",
    "twice": f"One.\n\n{FIGURE}\n\nTwo.\n\n{FIGURE}\n\nThree.",
    "in Markdown in HTML": f'Words.\n\n<div markdown="1">\n\nA *b*.\n\n{FIGURE}\n\n</div>\n\nEnd.',
    "behind Markdown in HTML": f'Words.\n\n<div markdown="1">\n\n<div>x</div>\n\n</div>\n\n{FIGURE}\n\nEnd.',
    "in an open holder": f'Words.\n\n<section markdown="1">\n\n{FIGURE}\n\nEnd.',
    "close to text": f"Words.\n{FIGURE}\nMore.",
    "with text behind": f"Words.\n\n{FIGURE} tail\n\nMore.",
    "in code": f"Words.\n\n    {FIGURE}\n\nMore.",
    "loose ampersand": "Words.\n\n<figure>\nAT&T and &#43 x &copy y\n</figure>\n\nMore.",
    "not closed": "Words.\n\n<figure>\n<p>one\n</figure>\n\nMore.",
    "comment": "Words.\n\n<figure>\n<!-- </figure> -->\n</figure>\n\nMore.",
    "nested": "Words.\n\n<figure>\n<figure>x</figure>\n\ny</figure>\n\nMore.",
    "no end": "Words.\n\n<figure>\nMore.\n\nEven more.",
    "at the top": f"{FIGURE}\n\nMore.",
    "picture": 'Words.\n\n<figure>\n<img src="a.svg" alt="a"><br>\n</figure>\n\nMore.',
}


class Seen(Preprocessor):
    """Stands where MkDocs reads the anchors of raw HTML."""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines


def converted(text: str, *more: str) -> tuple[str, str]:
    md = Markdown(extensions=["abbr", "admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc", *more])
    seen = Seen(md)
    md.preprocessors.register(seen, "seen", 21)
    return md.convert(text), seen.text


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same(name: str) -> None:
    assert converted(PAGES[name], raw_blocks.__name__)[0] == converted(PAGES[name])[0]


@pytest.mark.parametrize("name", ["alone", "twice", "behind Markdown in HTML", "picture"])
def test_a_whole_figure_steps_aside_and_leaves_its_anchors(name: str) -> None:
    _, seen = converted(PAGES[name], raw_blocks.__name__)
    assert "<svg" not in seen
    assert "<img" not in seen
    assert seen.count('id="t1"') == PAGES[name].count('id="t1"')


def test_a_figure_inside_markdown_stays() -> None:
    _, seen = converted(PAGES["in Markdown in HTML"], raw_blocks.__name__)
    assert "<svg" in seen
