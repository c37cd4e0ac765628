"""What an author is warned of, and what is left alone."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed
from figurecheck.claims.loading import load_article
from figurecheck.claims.model import TargetBlock
from figurecheck.claims.threshold_checks import implausible
from figurecheck.claims.warnings import warnings
from figurecheck.series.catalogue import builtin_catalogue


def found(folder: Path, text: str) -> list[str]:
    file = folder / "small.yml"
    file.write_text(text, encoding="utf-8")
    return [problem.found for problem in warnings(load_article(file, builtin_catalogue()))]


def rounded(told: list[str]) -> list[str]:
    return [one for one in told if "rounded" in one]


@pytest.mark.parametrize(
    ("stated", "band"),
    [
        ("300%", "250% to just short of 350%"),
        ("25%", "22.5% to just short of 27.5%"),
        ("40%", "35% to just short of 45%"),
    ],
)
def test_a_figure_that_may_be_rounded_in_two_ways_is_shown_with_its_band(
    tmp_path: Path, stated: str, band: str
) -> None:
    (told,) = rounded(found(tmp_path, changed('stated: "25%"', f'stated: "{stated}"')))
    assert told.endswith(f"so {band}")


@pytest.mark.parametrize("stated", ["27%", "27.5%", "25.0%", "300.00%", "over 300%", "at least 40%"])
def test_a_figure_with_one_meaning_is_left_alone(tmp_path: Path, stated: str) -> None:
    assert rounded(found(tmp_path, changed('stated: "25%"', f'stated: "{stated}"'))) == []


@pytest.mark.parametrize("unit", ["5", "1"])
def test_the_author_answers_by_saying_what_the_figure_is_rounded_to(tmp_path: Path, unit: str) -> None:
    assert rounded(found(tmp_path, changed('stated: "25%"', f'stated: "25%"\n    rounded_to: {unit}'))) == []


@pytest.mark.parametrize(
    ("measure", "threshold", "told"),
    [
        ("window_return", "above: 100", "a threshold of 100, which is 10000%"),
        ("window_return", "at_most: -20", "a threshold of -20, which is -2000%"),
        ("cuts", "at_least: -1", "a threshold of -1"),
        ("correlation", "at_most: 50", "a threshold of 50"),
        ("event_rank", "at_most: 95", "a threshold of 95, which is 9500%"),
    ],
)
def test_a_threshold_in_per_cent_where_a_fraction_is_due(measure: str, threshold: str, told: str) -> None:
    field, _, value = threshold.partition(": ")
    (one,) = implausible(measure, TargetBlock.model_validate({field: float(value), "why": "A reason."}), ("target",))
    assert one.path == ("target", field)
    assert one.found == told


@pytest.mark.parametrize(
    ("measure", "field", "value"),
    [
        ("window_return", "above", 4.9),
        ("window_return", "at_least", -1),
        ("cuts", "at_least", 60),
        ("hedge_slope", "below", -7),
    ],
)
def test_a_threshold_that_can_be_meant_is_left_alone(measure: str, field: str, value: float) -> None:
    assert not [*implausible(measure, TargetBlock.model_validate({field: value, "why": "A reason."}), ())]


def test_an_implausible_threshold_of_a_file_is_told_with_what_to_write(tmp_path: Path) -> None:
    file = tmp_path / "small.yml"
    text = changed("kind: figure", "kind: direction").replace("{stated: rise}", "{above: 100, why: Doubled.}")
    file.write_text(text, encoding="utf-8")
    told = [one for one in warnings(load_article(file, builtin_catalogue())) if "threshold" in one.found]
    assert [one.allowed for one in told] == [
        "a fraction: 100% is 1; a rise that large is the kind figure, stated as 'over 10000%'"
    ]


def test_a_long_paraphrase_is_warned_of_before_it_is_refused(tmp_path: Path) -> None:
    long = "Small technology gained a quarter" + " and more" * 15 + "."
    told = found(tmp_path, changed("Small technology gained a quarter.", long))
    assert f"a paraphrase of {len(long)} characters" in told
    assert not any("paraphrase" in one for one in found(tmp_path, ARTICLE))


def test_a_part_with_its_primary_reading_alone(tmp_path: Path) -> None:
    part = """\
      - id: lonely
        title: The same
        stands_for: small-tech
        measure: window_return
        target: {stated: rise}
        primary:
          series: PSCT
          window: {rule: calendar_year, year: 2024}
          price: close
          why: The year is named.
        every_window: {from: 2023-12-30, to: 2025-01-02, why: The year with a day to spare.}
"""
    told = found(tmp_path, changed("  - id: cuts\n", f"{part}  - id: cuts\n"))
    assert "the part 'lonely' with its primary reading alone" in told
