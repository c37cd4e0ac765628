"""Marks in a retelling: read as written, refused where they name nothing, a figure is never typed."""

from pathlib import Path

import pytest

from article_text import changed, line_of, problems_of
from figurecheck.claims.retold import Marked, marks, paragraphs

BEFORE = "retelling: It says something."
ALL = "{rally}, {cuts: cuts} and {cause: a reason}"


def test_marks_and_text_come_in_their_order() -> None:
    text = "In 2020 {coin} rose.\nAnd {a-b.part: so did the shares}, {not a mark}"
    assert paragraphs(text) == (
        ("In 2020 ", Marked("coin", "", ""), " rose."),
        ("And ", Marked("a-b", "part", "so did the shares"), ", {not a mark}"),
    )
    assert marks("no mark") == ()


@pytest.mark.parametrize("said", [f"In 2020 {ALL}.", f"R2K tech, {ALL}.", "Nothing is marked."])
def test_years_names_and_text_alone_are_fine(tmp_path: Path, said: str) -> None:
    assert problems_of(tmp_path, changed(BEFORE, f"retelling: '{said}'")) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (f"{ALL} {{rallly}}", "the unknown claim 'rallly'"),
        (f"{ALL} {{rally.smal}}", "the unknown part of rally 'smal'"),
        (f"{ALL} by 40%", "years as the only numbers, not '40%'"),
        (f"{ALL} {{rally: 25 per cent}}", "years as the only numbers, not '25'"),
        (f"{ALL} in 20201", "years as the only numbers, not '20201'"),
        (f"{ALL} {{Rally}}", "marks of the form"),
        (f"{ALL} {{rally", "marks of the form"),
        ("{rally} and {cuts}, {cause: why}", "'cuts', which states no figure"),
        ("{rally} alone", "no mark of cuts, cause"),
        ("It is <b>up</b>.", "HTML"),
    ],
)
def test_a_wrong_mark_is_found_with_its_line(tmp_path: Path, said: str, found: str) -> None:
    text = changed(BEFORE, f"retelling: '{said}'")
    told = [str(problem) for problem in problems_of(tmp_path, text)]
    line = f":{line_of(text, 'retelling:')}:"
    assert any(found in each and line in each for each in told), told
