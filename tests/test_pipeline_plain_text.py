"""Text that is kept from Markdown's patterns comes out as if it had not been.

The oracle is Python-Markdown itself with the extensions of mkdocs.yml and without ours.
"""

import random

import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from figurecheck.pipeline import plain_text

EXTENSIONS = ["abbr", "admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc"]
PIECES = (
    "plain words", "3.5 %", "&#43;0.05", "&amp;", "AT&T", "a < b", "*some*", "**strong**", "_so_", "snake_case_name",
    "`code`", "``a ` b``", "\\*not\\*", "[link](a.md)", "[by name][one]", "![picture](b.svg)", "[^1]", "line  \nbroken",
    "<span class=\"x\">tag</span>", "<span class=\"a_b\">*inside*</span>", "<https://example.org/>", "<me@example.org>",
    "&nbsp;", "<b>bold & more</b>", "HTML", "wow!", "{ #anchor .kind }", "a\nb", "<br>", "<!-- said -->",
    "&copy", "&#x26;",
)  # fmt: skip
END = "\n\n[one]: https://example.org/one\n\n[^1]: A note.\n\n*[HTML]: A language\n"


def converted(text: str, *more: str | Extension) -> str:
    html: str = Markdown(extensions=[*EXTENSIONS, *more]).convert(text)
    return html


@pytest.mark.parametrize("seed", range(60))
def test_a_page_is_the_same(seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311  # chosen pages, no secrets

    def line() -> str:
        return " ".join(drawn.choices(PIECES, k=drawn.randint(1, 3)))

    cells = [line().replace("\n", " ") for _ in range(8)]
    table = f"| A | B |\n|:--|--:|\n| {cells[0]} | {cells[1]} |\n| {cells[2]} | {cells[3]} |"
    block = f'<div class="x" markdown="1">\n\n{line()}\n\n</div>'
    text = f"# {cells[4]}\n\n{line()}\n\n{table}\n\n- {cells[5]}\n- {cells[6]}\n\n{block}\n\n## {cells[7]}{END}"
    assert converted(text, plain_text.__name__) == converted(text)


def test_no_pattern_is_asked_about_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    simple = SimpleTagInlineProcessor.__mro__[1]
    monkeypatch.setattr(simple, "getCompiledRegExp", lambda self: asked.append(self.pattern) or self.compiled_re)
    converted("A word.\n\n| A | B |\n|--|--|\n| <b>x</b> | &#43;1 |\n", plain_text.__name__)
    assert asked == []


class Tilde(Extension):
    """Brings a pattern whose needs are not known."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~)([^~]+)~", "del"), "tilde", 50)


def test_an_unknown_pattern_sees_every_text() -> None:
    assert "<del>gone</del>" in converted("Now ~gone~ for good.", plain_text.__name__, Tilde())
