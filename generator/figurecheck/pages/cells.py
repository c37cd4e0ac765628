"""Cells of the CSV files that a site offers: text that no spreadsheet takes for a formula."""

from itertools import dropwhile

_SIGNS = frozenset("=+-@\t\r\n|%＝＋－＠")
"""What a spreadsheet may begin a formula with, the full-width forms of East Asian settings included."""


def safe_cell(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would compute it; numbers stay numbers.

    Blanks before a sign do not hide it. Source: OWASP, CSV injection (2024).
    """
    return f"'{text}" if _first(text) in _SIGNS and not _is_number(text) else text


def _first(text: str) -> str:
    if text[:1] in _SIGNS:
        return text[:1]
    return next(dropwhile(str.isspace, text), "")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip()
