"""Cells that a spreadsheet would compute are guarded; numbers are left alone."""

import pytest

from figurecheck.pages.cells import safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "  =HYPERLINK(1)",
        "|calc",
        "%0A=1",
        "\N{FULLWIDTH EQUALS SIGN}1",
        "-1 ",
        "-",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-0.5", "+3", "-1e-05", "", "daily", "a = b", "2020-01-01 to 2020-12-31", "0.5"])
def test_numbers_and_words_stay(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n=1", "\r\n=1", "\x00=1"])
def test_a_control_character_hides_no_formula_and_breaks_no_row(text: str) -> None:
    assert safe_cell(text) == "' =1"
