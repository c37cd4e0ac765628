"""The values of every axis in words, as a reader meets them."""

from pathlib import Path

import pytest

from article_text import ARTICLE, written
from figurecheck.claims.describe import describe, estimator_words
from figurecheck.claims.loading import load_article
from figurecheck.claims.settings import Settings, Shift
from figurecheck.claims.statistics import Estimator, Frequency, Method, Risk, Timing
from figurecheck.series.catalogue import builtin_catalogue


@pytest.mark.parametrize(
    ("axis", "value", "expected"),
    [
        ("against", "BTC-USD", "BTC-USD"),
        ("panel", [["BTC-USD", "ETH-USD"], ["PSCT"]], "BTC-USD + ETH-USD against PSCT"),
        ("frequency", "two_day", "overlapping returns over two days"),
        ("method", "spearman", "Spearman, on ranks"),
        (
            "regime",
            {"rule": "level", "series": "VIXCLS", "percentile": 0.8},
            "the VIX in the top 20% of its days so far as the return begins",
        ),
        (
            "regime",
            {"rule": "volatility", "series": "BTC-USD", "window": 30, "percentile": 0.975},
            "volatility of BTC-USD over 30 days in the top 2.5% so far as the return begins",
        ),
        (
            "regime",
            {"rule": "drawdown", "series": "BTC-USD", "depth": 0.2},
            "BTC-USD more than 20% below its highest close so far as the return begins",
        ),
        ("regime", {"rule": "since", "day": "2024-01-11"}, "from 11 January 2024 on"),
        ("episodes", {"rule": "filter", "rise": 0.2, "fall": 0.15}, "falls of 15%, ended by rises of 20%"),
        (
            "episodes",
            {"rule": "volatility_scaled", "deviations": 5},
            "falls and rises of 5 daily standard deviations of the past year",
        ),
        ("tail", 0.05, "the lowest 5% of days"),
    ],
)
def test_words(tmp_path: Path, axis: str, value: object, expected: str) -> None:
    article = load_article(written(tmp_path, ARTICLE), builtin_catalogue())
    settings = Settings.model_validate({axis: value})
    assert describe(axis, getattr(settings, axis), article) == expected


def test_every_value_has_words_of_its_own(tmp_path: Path) -> None:
    article = load_article(written(tmp_path, ARTICLE), builtin_catalogue())
    axes = {"frequency": Frequency, "method": Method, "timing": Timing, "risk": Risk, "estimator": Estimator}
    for axis, values in axes.items():
        words = {describe(axis, value, article) for value in values}
        assert len(words) == len(values)
        assert not any("_" in word for word in words)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 0, "not moved"),
        (-1, -1, "both ends one session earlier"),
        (5, 5, "both ends 5 sessions later"),
        (-1, 0, "start one session earlier"),
        (-5, 1, "start 5 sessions earlier, end one session later"),
    ],
)
def test_a_shift_says_which_end_goes_where(tmp_path: Path, start: int, end: int, said: str) -> None:
    article = load_article(written(tmp_path, ARTICLE), builtin_catalogue())
    assert describe("shift", Shift(start=start, end=end), article) == said


@pytest.mark.parametrize("method", [*(one.value for one in Estimator), "Rockafellar and Uryasev (2002)"])
def test_the_code_of_an_estimator_is_not_its_name(method: str) -> None:
    """Tables of settings showed "Fht" and "Zero_returns"; what is no code is left as it is."""
    said = estimator_words(method)
    assert "_" not in said
    assert said != method or method.startswith("Rockafellar")
