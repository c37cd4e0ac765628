"""The normal pair beside joint falls: what the sentence says are the numbers of the results, rounded."""

import html
import json
import re

import pytest

from figurecheck.paths import Project

CLAIM = "crypto-fails-to-hedge"
SLUG = "ultra-small-cap-hedges"


@pytest.mark.parametrize("part", ["tail-market", "tail-small"])
def test_the_benchmark_stands_beside_the_figure(built: Project, part: str) -> None:
    results = json.loads(built.results(SLUG).read_text(encoding="utf-8"))
    claim = next(each for each in results["claims"] if each["id"] == CLAIM)
    told = next(each for each in claim["today"]["beside"] if each["part"] == part)["parameters"]
    text = html.unescape((built.report(SLUG) / f"{CLAIM}.md").read_text(encoding="utf-8"))
    said = re.findall(
        r"would have (\d+) such days in place of (\d+), and ([\d.]+) here.*?: ([\d.]+), ([\d.]+) for", text
    )
    expected = (
        f"{told['such days of a Gaussian pair']:.0f}",
        f"{told['days on which both are beyond']:.0f}",
        *(f"{told[name]:.2f}" for name in ("chi of a Gaussian pair", "chi-bar", "chi-bar of a Gaussian pair")),
    )
    assert expected in said


def test_a_slope_of_some_days_counts_those_days(built: Project) -> None:
    """The worst twentieth of days carries the slope; the effective number of the whole regression is not its own."""
    results = json.loads(built.results(SLUG).read_text(encoding="utf-8"))
    claim = next(each for each in results["claims"] if each["id"] == "havens-in-corrections")
    tails = [each for each in claim["today"]["beside"] if each["measure"] == "tail_slope"]
    text = html.unescape((built.report(SLUG) / "havens-in-corrections.md").read_text(encoding="utf-8"))
    assert tails
    for each in tails:
        days = each["parameters"]["returns it rests on"]
        assert f"{each['n']:,} observations, {days} of them on the days in question" in text
        assert f"{each['n']:,} observations, worth {each['n']:,} independent" not in text
