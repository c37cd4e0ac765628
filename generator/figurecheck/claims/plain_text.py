"""Plain text: words of an article file that hold no HTML, no Markdown and nothing invisible."""

import re
from html import unescape

_FORBIDDEN: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.MULTILINE))
    for name, pattern in (
        (
            "control or invisible characters",
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]",
        ),
        ("HTML tags", r"<[A-Za-z/!?]"),
        ("template syntax", r"\{[{%#:]|[}%#]\}"),
        ("Markdown code", r"`"),
        ("Markdown escapes", r"\\"),
        ("Markdown emphasis", r"\*(?=\S)|(?<=\S)\*|(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|~~|=="),
        ("Markdown links", r"\]\s?[(\[:]|!\[|\[\^"),
        ("bare addresses", r"https?://|www\."),
        ("Markdown tables", r"\|"),
        ("Markdown headings, lists, quotes or rules", r"^\s*(?:#{1,6}\s|>|[-+*]\s|\d{1,9}[.)]\s|-{3,}|!{3})"),
    )
)


def plain(text: str) -> str:
    """``text`` itself; raises ValueError where a Markdown or HTML renderer would show anything but its characters."""
    for name, pattern in _FORBIDDEN:
        match = pattern.search(text)
        if match is not None:
            raise ValueError(f"plain text without {name}; remove {_around(text, match)!r}")
    if unescape(text) != text:
        raise ValueError("plain text without HTML entities; write the character itself")
    return text


def _around(text: str, match: re.Match[str]) -> str:
    """What was found with a few characters after it, so that an author finds it."""
    return text[match.start() : match.end() + 12].strip()
