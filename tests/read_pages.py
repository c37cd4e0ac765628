"""Pages as they are read: without the tips of the terms, with plain blanks and letters."""

import html
import re

_TERM = re.compile(
    r'<span class="fc-tipped">\[([^\]]*)\]\([^)]*\)\{ \.fc-term[^}]*\}<span class="fc-tip".*?</span></span>'
)


def without_terms(text: str) -> str:
    """``text`` with every marked term as the words that it explains."""
    return _TERM.sub(r"\1", text)


def read(text: str) -> str:
    """The same with entities and no-break blanks as letters."""
    return html.unescape(without_terms(text)).replace("\N{NO-BREAK SPACE}", " ")
