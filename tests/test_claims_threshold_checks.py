"""Thresholds that contradict each other or that no figure can meet, each with its file and line."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed, line_of, problems_of

CLAIM_PARTS = "claims[1].parts"
SECOND = """\
      - id: second
        title: Number of cuts again
        measure: cuts
        target: TARGET
        primary:
          series: DFEDTARU
          window: {rule: closes, from: 2023-12-31, to: END}
          why: The upper end of the range.
        alternatives:
          series:
            - {value: DFEDTARL, why: The lower end of the range.}
  - id: cause
"""


def with_second(target: str, end: str = "2024-12-31") -> str:
    return changed("  - id: cause\n", SECOND.replace("TARGET", target).replace("END", end))


@pytest.mark.parametrize("target", ["{above: 1, below: 1, why: No.}", "{above: 1, at_most: 1, why: No.}"])
def test_bounds_that_meet_without_holding_their_edge_contradict_each_other(tmp_path: Path, target: str) -> None:
    text = changed("{at_least: 1, why: One is enough.}", target)
    (error,) = problems_of(tmp_path, text)
    assert (error.field, error.line) == (f"{CLAIM_PARTS}[0].target", line_of(text, target))
    assert "do not contradict" in error.allowed
    assert str(error).startswith(f"{tmp_path / 'small.yml'}:{error.line}: ")


def test_a_single_value_is_a_threshold(tmp_path: Path) -> None:
    assert problems_of(tmp_path, changed("{at_least: 1, why: O", "{at_least: 3, at_most: 3, why: O")) == []


def test_parts_on_the_same_figure_that_cannot_both_hold(tmp_path: Path) -> None:
    text = with_second("{below: 1, why: None.}")
    (error,) = problems_of(tmp_path, text)
    assert (error.field, error.line) == (f"{CLAIM_PARTS}[1].target", line_of(text, "below: 1"))
    assert error.found == "a threshold that cannot be met together with that of the part 'count'"
    assert error.file == str(tmp_path / "small.yml")


@pytest.mark.parametrize(
    ("target", "end"), [("{at_most: 1, why: O.}", "2024-12-31"), ("{below: 1, why: O.}", "latest")]
)
def test_parts_that_can_both_hold_or_measure_another_window(tmp_path: Path, target: str, end: str) -> None:
    assert problems_of(tmp_path, with_second(target, end)) == []


@pytest.mark.parametrize("target", ["{below: 0, why: None.}", "{at_most: -1, why: None.}"])
def test_a_threshold_below_what_a_count_can_be(tmp_path: Path, target: str) -> None:
    text = changed("{at_least: 1, why: One is enough.}", target)
    (error,) = problems_of(tmp_path, text)
    assert (error.field, error.line) == (f"{CLAIM_PARTS}[0].target", line_of(text, target))
    assert error.found == "a threshold that no count can meet"
    assert error.allowed == "a threshold that a count can reach (0 or more)"


def test_the_small_article_has_sound_thresholds(tmp_path: Path) -> None:
    assert problems_of(tmp_path, ARTICLE) == []
