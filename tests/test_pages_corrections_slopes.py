"""The slopes in sentences, in tables and as plain values: both dates, both sides of a break, every label explained."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

from jsonschema import Draft202012Validator

from figurecheck.pages.corrections.answer import others_sentence
from figurecheck.pages.corrections.document import MEANS_CSV, ROLES_CSV, corrections_document, corrections_files
from figurecheck.pages.corrections.role_tables import role_tables
from figurecheck.pages.corrections.slopes import (
    direction_sentence,
    era_sentence,
    headline_sentence,
    known_sentence,
    slopes_sentence,
)
from figurecheck.pages.estimators import two_estimators
from figurecheck.verdicts.corrections import Corrections, CorrectionsPair, Eras, Roles, Slope
from figurecheck.verdicts.outcome import Interval, Measurement
from made_corrections import FUND, facts, page, roles, slope, state_slope
from small_site import small_site

BREAK = date(2020, 3, 1)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def moved(told: Roles, by: float) -> Roles:
    """The same roles with every slope and interval moved."""

    def shifted(one: Slope) -> Slope:
        limits = replace(one.interval, lower=one.interval.lower + by, upper=one.interval.upper + by)
        return replace(one, value=one.value + by, interval=limits)

    return replace(told, outside=shifted(told.outside), inside=shifted(told.inside))


def divided(by: float) -> Corrections:
    """Facts with a break after which the slopes of the fund lie higher by so much."""
    return replace(facts(), eras=Eras(BREAK, (roles("FUND"),), (moved(roles("FUND"), by),)))


def test_another_answer_at_publication_is_in_the_same_sentence() -> None:
    then = replace(facts(), roles=(roles("FUND", "strong safe haven"),))
    said = plain(headline_sentence(CorrectionsPair(then, facts())))
    assert said.count(". ") == 0
    assert said.endswith(
        "; at publication it was a diversifier and no hedge outside, at +0.071 (+0.031 to +0.111), and a safe haven in "
        "them, at +0.105 (+0.065 to +0.145)."
    )


def fragile(told: Roles) -> Roles:
    """The same roles, but for a slope in corrections on which the two inferences disagree."""
    return replace(told, inside=state_slope(0.105, "safe haven not proven", fragile=True))


def test_a_role_on_which_the_inferences_disagree_is_marked_wherever_it_stands() -> None:
    now = replace(facts(), roles=(fragile(roles("FUND")), roles("WIDE")))
    said = plain(headline_sentence(CorrectionsPair(now, now)))
    assert "and no proven safe haven (fragile) in them, at +0.105 (+0.065 to +0.145); at publication it was" in said
    changed = plain(headline_sentence(CorrectionsPair(facts(), now)))
    assert changed.endswith("and no safe haven in them, at +0.105 (+0.065 to +0.145).")
    assert "It differs for WIDE (a diversifier and no hedge, and no safe haven, ended" in plain(others_sentence(now))
    assert direction_sentence(now).startswith("The slopes do not both lie on one side of 0")
    (table, *_) = role_tables(CorrectionsPair(facts(), now))
    assert table.rows[0].inside.figure.endswith(": no proven safe haven (fragile)")
    document = corrections_document(CorrectionsPair(facts(), now))
    marks = {one["place"]: one["fragile"] for one in document["today"]["roles"][0]["slopes"]}
    assert [place for place, mark in marks.items() if mark] == ["in corrections"]
    text = corrections_files(CorrectionsPair(facts(), now))[ROLES_CSV]
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["fragile"] == "True"]
    assert [(row["series"], row["place"], row["role"]) for row in rows] == [
        ("FUND", "in corrections", "safe haven not proven")
    ]


def test_a_second_interval_that_holds_0_settles_no_direction() -> None:
    told = roles("FUND")
    assert told.inside.second is not None
    wide = replace(told, inside=replace(told.inside, second=replace(told.inside.second, lower=-0.001)))
    assert direction_sentence(facts()).startswith("Both slopes are above 0")
    assert direction_sentence(replace(facts(), roles=(wide,))).startswith("The slopes do not both lie")


def test_a_limit_that_rounds_to_0_shows_its_side() -> None:
    told = roles("FUND")
    near = replace(told, inside=replace(told.inside, interval=replace(told.inside.interval, lower=0.00029)))
    assert "+0.105 (+0.0003 to +0.145)" in plain(
        known_sentence(replace(facts(), roles=(replace(near, known_inside=near.inside),)))
    )


def test_dates_without_roles_say_so() -> None:
    none = replace(facts(), roles=())
    assert headline_sentence(CorrectionsPair(none, facts())).endswith("; at publication the data did not tell.")
    assert headline_sentence(CorrectionsPair(none, none)).endswith("cannot be told from the data of this date.")
    assert (known_sentence(none), slopes_sentence(none), era_sentence(facts())) == ("", "", "")


def test_a_slope_that_lies_apart_on_either_side_of_the_break_is_not_one_for_all_years() -> None:
    said = plain(era_sentence(divided(0.2)))
    assert said.startswith("The slope is not one for all years: before 1 March 2020, a break named beforehand, it is ")
    assert "+0.071 (+0.031 to +0.111) outside corrections and +0.105 (+0.065 to +0.145) in them" in said
    assert "since then it is +0.271 (+0.231 to +0.311) and +0.305 (+0.265 to +0.345)" in said


def test_intervals_that_overlap_show_no_change() -> None:
    assert era_sentence(divided(0.05)).startswith("That the slope changed over the years is not shown: before")


def test_each_table_of_roles_says_its_days_and_what_its_figures_rest_on() -> None:
    tables = role_tables(CorrectionsPair(facts(), divided(0.2)))
    assert [plain(one.title) for one in tables] == [
        "Today, all years",
        "Today, before 1 March 2020",
        "Today, since 1 March 2020",
        "At publication, 2 January 2021, all years",
    ]
    (row,) = tables[2].rows
    assert plain(row.outside.figure) == "+0.271 (+0.231 to +0.311): a diversifier and no hedge"
    assert (row.outside.returns, row.margin, row.block) == ("100 returns", "0.036", "34 days")
    assert plain(tables[0].drawn) == "9,999 resamples, seed 7"


def test_every_label_of_the_table_is_explained_above_it() -> None:
    text = page("corrections").split("{ #roles }")[1].split("| Series")[0]
    for label in (
        "a hedge", "a weak hedge", "no proven hedge", "a diversifier and no hedge", "a safe haven", "(fragile)",
    ):  # fmt: skip
        assert f"**{label}**" in text or f"**{label[0].upper()}{label[1:]}**" in text
    assert "a tenth of the volatility of the series over that of Coin" in text


def test_the_results_hold_every_slope_with_what_it_rests_on() -> None:
    document = corrections_document(CorrectionsPair(facts(), divided(0.2)))
    schema = json.loads(files("figurecheck.pages").joinpath("schemas/results.schema.json").read_text("utf-8"))
    Draft202012Validator({"$defs": schema["$defs"], "$ref": "#/$defs/corrections"}).validate(document)
    stretches = [(one["series"], one["days"]) for one in document["today"]["roles"]]
    assert stretches == [("FUND", "all"), ("WIDE", "all"), ("FUND", "before"), ("FUND", "since")]
    since = document["today"]["roles"][-1]
    assert (since["nil_within"], since["block_length"], since["replications"], since["seed"]) == (0.036, 33.6, 9999, 7)
    slopes = {one["place"]: one for one in since["slopes"]}
    assert slopes["in corrections"]["value"] == 0.305
    assert slopes["in corrections"]["interval"] == [0.265, 0.345]
    assert slopes["in corrections"]["second_interval"] == [0.055, 0.155]
    assert slopes["in corrections"]["limit_errors"] == [0.0003, 0.0004]
    assert (slopes["outside tails"]["second_interval"], slopes["outside tails"]["fragile"]) == (None, False)
    assert document["break"] == "2020-03-01"
    assert [one["rest"] for one in document["today"]["since_publication"]] == [0.51]
    assert [one["counted"] for one in document["today"]["means"]] == ["hindsight", "ex_ante"]
    assert [(one["outside_excess"], one["outside_corrections"]) for one in document["today"]["means"]] == [
        (-0.092, 2),
        (-0.092, 2),
    ]


def test_the_csv_has_a_row_for_every_slope_of_both_dates() -> None:
    text = corrections_files(CorrectionsPair(facts(), divided(0.2)))[ROLES_CSV]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == (4 + 2) * 6
    (since,) = [row for row in rows if (row["days"], row["place"]) == ("since", "in corrections")]
    assert (since["value"], since["lower"], since["upper"], since["seed"]) == ("0.305", "0.265", "0.345", "7")
    likelihood = next(row for row in rows if row["place"] == "outside tails")
    assert likelihood["seed"] == "", "a likelihood draws nothing"
    assert (since["second_interval_lower"], since["limit_errors_upper"]) == ("0.055", "0.0004")
    assert (likelihood["second_interval_lower"], likelihood["limit_errors_lower"]) == ("", "")
    means = list(csv.DictReader(io.StringIO(corrections_files(CorrectionsPair(facts(), facts()))[MEANS_CSV])))
    assert {(row["outside_excess"], row["outside_corrections"]) for row in means} == {("-0.092", "2")}


def test_an_empty_table_is_a_file_with_a_head() -> None:
    none = replace(facts(), since_publication=())
    assert corrections_files(CorrectionsPair(none, none))["downloads/since-publication.csv"] == "as_of\n"


def two(second: Interval) -> Measurement:
    """The slope of the small site's fund, with an interval of its own and a second one."""
    (part,) = small_site().articles[0].claims[1].today.parts
    assert part.primary.measurement is not None
    limits = Interval(0.016, 0.047, 0.95, "likelihood")
    return replace(part.primary.measurement, value=0.031, unit="slope", interval=limits, second_interval=second)


def test_two_figures_outside_of_each_others_intervals_are_no_single_slope() -> None:
    apart = plain(two_estimators(two(Interval(0.037, 0.108, 0.95, "least squares, bootstrap", estimate=0.069))))
    assert "They do not: each of the two figures lies outside the interval of the other." in apart
    assert apart.endswith("the first finds +0.031 (+0.016 to +0.047), the second +0.069 (+0.037 to +0.108).")
    near = two_estimators(two(Interval(0.01, 0.06, 0.95, "least squares, bootstrap", estimate=0.035)))
    assert "Here they do, within their intervals." in near
    assert "finding of its own" not in near


def test_a_second_interval_of_the_same_figure_is_no_second_estimate() -> None:
    assert two_estimators(two(Interval(0.01, 0.06, 0.95, "blocks"))) == ""


def test_the_leading_series_is_named_as_a_proxy() -> None:
    assert headline_sentence(CorrectionsPair(facts(), facts())).startswith(f"{FUND.title} (FUND, a proxy) is ")
    assert slope(0.1, "diversifier").returns == 100
