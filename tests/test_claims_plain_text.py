"""Words of an article file are plain text."""

from pathlib import Path

import pytest

from article_text import changed, line_of, problems_of
from figurecheck.claims.plain_text import plain

REFUSED = {
    "<b>bold</b>": "HTML tags",
    "a <!-- comment": "HTML tags",
    "<script>alert(1)</script>": "HTML tags",
    "fish &amp; chips": "HTML entities",
    "&#60;b": "HTML entities",
    "a **strong** word": "Markdown emphasis",
    "an *emphasised* word": "Markdown emphasis",
    "an _emphasised_ word": "Markdown emphasis",
    "~~struck~~": "Markdown emphasis",
    "`code`": "Markdown code",
    "[text](target)": "Markdown links",
    "![picture](target)": "Markdown links",
    "[text][reference]": "Markdown links",
    "a note[^1]": "Markdown links",
    "see https://example.org": "bare addresses",
    "# A heading": "Markdown headings",
    "- an item": "Markdown headings",
    "1. an item": "Markdown headings",
    "> a quotation": "Markdown headings",
    "one | two": "Markdown tables",
    "{{ value }}": "template syntax",
    "{% if %}": "template syntax",
    "{: .class }": "template syntax",
    "an \\*escape": "Markdown escapes",
    "right\u202eleft": "control or invisible characters",
    "zero\u200bwidth": "control or invisible characters",
    "bell\x07": "control or invisible characters",
}

ALLOWED = (
    "R2K tech & small caps: up 5 - 10 % (or more), said the bank's team",
    "1 < 2 and 3 > 2",
    "2 * 3 is 6; snake_case stays; Nasdaq-100",
    "S&P SmallCap 600; AT&T; Block 840,000",
    "he said [so] himself, #1 of 2020. Then more",
    "Größe, naïve, “quotes”, — dashes",
)


@pytest.mark.parametrize(("text", "name"), REFUSED.items())
def test_syntax_is_refused_by_name(text: str, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        plain(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_ordinary_sentences_pass(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("bad", ["<b>Bitcoin</b> rose", "Bitcoin **rose**", "[Bitcoin](x) rose"])
def test_a_paraphrase_with_syntax_names_file_line_and_field(tmp_path: Path, bad: str) -> None:
    text = changed("paraphrase: The rate was lowered.", f'paraphrase: "{bad}"')
    (error,) = problems_of(tmp_path, text)
    assert error.line == line_of(text, bad)
    assert error.file == str(tmp_path / "small.yml")
    assert error.field == "claims[1].paraphrase"
    assert error.found == repr(bad)
    assert error.allowed.startswith("plain text without")


@pytest.mark.parametrize("passage", ["headline: A headline", "title: the first cut", "why: Dividends count."])
def test_other_words_are_plain_text_too(tmp_path: Path, passage: str) -> None:
    field = passage.split(":", maxsplit=1)[0]
    (error,) = problems_of(tmp_path, changed(passage, f'{field}: "<i>x</i>"'))
    assert error.field.endswith(field)
    assert "HTML tags" in error.allowed
