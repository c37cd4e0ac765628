"""Cells of the CSV files that a site offers: text that no spreadsheet takes for a formula."""

import re

_SIGNS = tuple("=+-@|%＝＋－＠")
"""What a spreadsheet may begin a formula with, the full-width forms of East Asian settings included."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def safe_cell(text: str) -> str:
    """``text`` with an apostrophe before it where a spreadsheet would compute it; numbers stay numbers.

    Tabs, line ends and other control characters become one blank; blanks before a sign do not hide it.
    Source: OWASP, CSV injection (2024).
    """
    said = _CONTROLS.sub(" ", text)
    return f"'{said}" if said.lstrip().startswith(_SIGNS) and not _is_number(said) else said


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip()
