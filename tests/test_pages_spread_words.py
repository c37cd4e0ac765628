"""What estimates of a spread are worth, told from the coverage study."""

from dataclasses import replace
from datetime import date

from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.spread_words import spread_roughness, spread_statement
from figurecheck.verdicts.outcome import AsOf, Target
from figurecheck.verdicts.rule import judge_part
from small_site import measurement, outcome, reading
from test_pages_covered import row

MORE = Target(1.0, None, low_included=False, high_included=False, claimed=None, why="More.")


def test_a_known_ratio_says_how_rough_the_estimates_are() -> None:
    """A ratio of 60 that comes out as 3.5 by the one estimate and as 2.8 by the other."""
    truths = {
        "spread-corwin-schultz-hac": 3.5,
        "spread-abdi-ranaldo-hac": 2.8,
        "spread-corwin-schultz-put-in-hac": 60.0,
        "spread-abdi-ranaldo-put-in-hac": 60.0,
        "spread-edge": 4.0,
    }
    rows = tuple(replace(row(kind, 0), truth=truth) for kind, truth in truths.items())
    study = CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {}, rows)
    bare = replace(measurement("FUND", 1.0, 9.0, MORE, title="It", proxy=False), measure="illiquidity_ratio")
    primary, other = (replace(bare, unit="ratio", method=method) for method in ("amihud", "corwin_schultz"))
    part = judge_part("one", "It", reading(primary, "year", primary=True), (reading(other, "year"),))
    said = spread_roughness(study, outcome("coin", AsOf.TODAY, (part,)))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "The estimates by Corwin and Schultz and by Abdi and Ranaldo are rough, since noise lifts both spreads: in "
        "simulated histories of a share that seldom trades and a fund, a spread of 60.00 times the other comes out as "
        "2.80 times to 3.50 times."
    )
    assert spread_roughness(None, outcome("coin", AsOf.TODAY, (part,))) == ""
    alone = judge_part("one", "It", reading(primary, "year", primary=True), ())
    assert spread_roughness(study, outcome("coin", AsOf.TODAY, (alone,))) == ""


def test_the_range_names_whose_estimates_it_is_of_and_the_others_are_told_apart() -> None:
    """A range of 3.50 to 4.00 by two readings; 5.70 and 2.40 stand beside, another series and Amihud are left out."""
    bare = replace(
        measurement("FUND", 1.0, 9.0, MORE, title="It", proxy=False),
        measure="illiquidity_ratio",
        unit="ratio",
        series=("FUND", "SPY"),
    )
    primary, first, second, edge, rolled = (
        replace(bare, method=method, value=value)
        for method, value in (
            ("amihud", 1e6),
            ("corwin_schultz", 3.5),
            ("abdi_ranaldo", 4.0),
            ("edge", 5.7),
            ("roll", 2.4),
        )
    )
    readings = (reading(first, "one"), reading(second, "two"))
    judged = outcome("coin", AsOf.TODAY, (judge_part("one", "It", reading(primary, "year", primary=True), readings),))
    away = replace(edge, series=("IWC", "SPY"), value=0.8)
    said = spread_statement(replace(judged, beside=(primary, edge, rolled, away)))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "By estimates of the spread, which is what a trade costs (Corwin and Schultz; Abdi and Ranaldo), they are 3.50 "
        "times to 4.00 times as dear to trade as SPY. Other estimates, which stand beside the verdict, make it 5.70 "
        "times by EDGE and 2.40 times by Roll, against SPY. The far larger ratio of Amihud also counts how few dollars "
        "are traded in them."
    )
    assert "Other" not in spread_statement(judged)
    alone = judge_part("one", "It", reading(primary, "year", primary=True), ())
    assert spread_statement(replace(judged, parts=(alone,), beside=(edge,))) == ""
