"""What pages, the results and the command line say of severity, nearest readings and flip distances."""

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from figurecheck.pages import distance_words, words
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.distance import distance
from figurecheck.pages.pictures import claim_pictures
from figurecheck.pages.results_document import claim_document
from figurecheck.pages.window_pictures import ticks
from figurecheck.paths import Project
from figurecheck.pipeline.answer import answer
from figurecheck.pipeline.judge import judge_article, series_of
from figurecheck.pipeline.judging import frames
from figurecheck.verdicts.outcome import AsOf, Outcome
from worlds import ROOT, flagship, observations, table


@cache
def judged(name: str) -> dict[AsOf, Outcome]:
    claim = flagship().claim(name)
    return judge_article(flagship(), observations(*series_of(flagship(), claim)), (claim,))[name]


@cache
def context(name: str) -> ClaimContext:
    claim, outcomes = flagship().claim(name), judged(name)
    observed = observations(*series_of(flagship(), claim))
    now, then = outcomes[AsOf.TODAY], outcomes[AsOf.PUBLICATION]
    return ClaimContext(claim, then, now, claim_pictures(flagship(), claim, now, then, frames(observed)))


def plain(text: str) -> str:
    return text.replace(words.SPACE, " ").replace(words.MINUS, "-")


def sentences(name: str) -> tuple[list[str], list[str]]:
    (part,) = judged(name)[AsOf.TODAY].parts
    claim = flagship().claim(name)
    found = distance_words.nearest(claim, part), distance_words.flip(part)
    return [plain(one) for one in found[0]], [plain(one) for one in found[1]]


def test_a_nearest_window_is_named_with_its_figure_and_how_it_moved() -> None:
    """The figure by hand from the closes of the data file."""
    closes = table("BTC-USD")
    figure = closes["2024-12-28"] / closes["2023-12-31"] - 1
    nearest, flip = sentences("rally-btc-2024")
    assert nearest[0] == (
        f"From 31 December 2023 to 28 December 2024 Bitcoin gives a rise that rounds to 150%, {100 * figure:+.1f} %; "
        "its last day is three days earlier than in the primary reading."
    )
    exact = closes["2024-12-04"] / closes["2024-01-22"] - 1
    assert nearest[1] == (
        f"The window that comes closest to 150% itself is 22 January 2024 to 4 December 2024 ({100 * exact:+.1f} %)."
    )
    assert flip == [
        "The figure would have to rise by 3.9 percentage points, to 125 %, for the answer to flip.",
        "Moving the ends of the window by three days in all, within the period, flips the answer.",
    ]


def test_where_no_window_fits_it_says_so_with_the_closest() -> None:
    nearest, flip = sentences("drop-r2ktech-2022")
    assert nearest == [
        "No window between 31 December 2021 and 30 December 2022 gives a fall of 60 % or more; "
        "3 January 2022 to 26 September 2022 (-29.9 %) comes closest.",
        "No conventional reading makes it right.",
    ]
    assert flip[1] == "No window of the period flips the answer."


def test_a_claim_that_holds_says_what_would_flip_it() -> None:
    nearest, flip = sentences("rally-btc-2020")
    assert nearest == []
    assert flip[0] == "The figure could rise by 46.8 percentage points, to 350 %, before the answer flips."
    assert flip[1].startswith("Moving the ends of the window by six days in all, within the period, flips it: ")


def test_a_title_inside_a_sentence_begins_small_and_a_proper_name_does_not() -> None:
    nearest, _ = sentences("sep2025-r2ktech")
    assert "1 October 2025 small-cap technology (proxy: PSCT) gives" in nearest[0]
    kept = ("Bitcoin", "R2K tech", "")
    assert [words.mid_sentence(each) for each in (*kept, "Gold in 2020")] == [*kept, "gold in 2020"]


@pytest.mark.parametrize(
    ("size", "unit", "said"),
    [
        (0.0394527, "fraction", "3.9 percentage points"),
        (-0.0394527, "fraction", "3.9 percentage points"),
        (0.0002, "fraction", "0.02 percentage points"),
        (4.25, "percentage points", "4.25 percentage points"),
        (-0.078, "correlation", "0.08"),
        (0.003, "correlation", "0.003"),
        (0.0, "correlation", "0.00"),
        (0.0001, "p-value", "less than 0.001"),
        (3, "count", "3"),
    ],
)
def test_a_way_is_worded_in_its_unit_and_without_a_sign(size: float, unit: str, said: str) -> None:
    assert plain(words.way(size, unit)) == said


def test_the_page_has_the_map_its_table_and_the_file_of_all_windows() -> None:
    found = distance(context("rally-btc-2024"), "a")
    (part,) = found.parts
    assert found.heading == "Which window makes the article right?"
    assert part.severity == "number off, direction right"
    assert [one.file for one in part.pictures] == ["a/charts/rally-btc-2024-bitcoin-windows.svg"]
    assert part.table is not None
    assert part.table.csv_path == "downloads/windows-btc-usd-2023-12-31-2024-12-31.csv"
    assert [plain(row.figure) for row in part.table.rows] == ["+121.1 %", "+125.2 %", "+150.0 %", "-26.2 %", "+168.7 %"]
    assert part.before == ()


def test_the_map_has_a_long_description_with_its_figures() -> None:
    (picture,) = [one for one in context("rally-btc-2024").pictures if one.of_windows]
    root = ET.fromstring(picture.svg)  # noqa: S314 (our own chart)
    described = plain(root.findtext("{http://www.w3.org/2000/svg}desc", ""))
    for said in ("67,161 windows", "1,004 of them", "-26.2 %", "+168.7 %", "28 December 2024 with +125.2 %"):
        assert said in described
    assert len(picture.svg.encode()) < 25_000


def test_ticks_are_months_weeks_in_a_short_period_and_a_year_where_it_begins() -> None:
    days = [tuple(stamp.date() for stamp in table("BTC-USD").loc[a:b].index) for a, b in (
        ("2023-12-31", "2024-12-31"), ("2025-08-31", "2025-10-02"), ("2024-09-17", "2025-10-02"),
    )]  # fmt: skip
    year, month, long = ([plain(tick.label) for tick in ticks(each)] for each in days)
    assert year == ["Jan", "Mar", "May", "Jul", "Sep", "Nov"]
    assert month == ["1 Sep", "8 Sep", "15 Sep", "22 Sep", "29 Sep"]
    assert long == ["Oct", "2025", "Apr", "Jul", "Oct"]


def test_the_report_says_how_wrong_a_claim_is_and_what_makes_it_right() -> None:
    said = {
        name: plain(distance_words.in_brief(flagship().claim(name), judged(name)[AsOf.TODAY]))
        for name in ("rally-btc-2024", "rally-btc-2020", "align-sol")
    }
    assert said["rally-btc-2024"].startswith("Number off, direction right. From 31 December 2023 to 28 December")
    assert said["rally-btc-2020"] == said["align-sol"] == ""


def test_the_results_keep_both_counts_apart_and_follow_their_schema() -> None:
    document = claim_document(flagship(), flagship().claim("rally-btc-2024"), judged("rally-btc-2024"))
    schema = json.loads(files("figurecheck.pages").joinpath("schemas/results.schema.json").read_text("utf-8"))
    jsonschema.validate(document, {"$ref": "#/$defs/claim", "$defs": schema["$defs"]})
    for date in ("today", "at_publication"):
        outcome = document[date]
        assert outcome["severity"] == "number_off"
        assert 6 <= outcome["readings"]["conventional"]["count"] <= 40
        assert (outcome["readings"]["windows"]["count"], outcome["readings"]["windows"]["holding"]) == (67161, 1004)
        (part,) = outcome["parts"]
        assert part["flip"]["days"] == part["windows"]["nearest"]
        assert (part["windows"]["nearest"]["to"], part["windows"]["nearest"]["shift"]) == ("2024-12-28", 3)
        assert part["flip"]["points"]["shift"] == pytest.approx(1.25 - outcome["measurements"][0]["value"], abs=1e-9)
        assert len(part["nearest_reading"]["changes"]) == 1
        assert part["windows"]["exact"]["value"] == pytest.approx(1.5, abs=0.001)


def test_a_schema_that_is_broken_is_noticed() -> None:
    document = claim_document(flagship(), flagship().claim("rally-btc-2024"), judged("rally-btc-2024"))
    schema = json.loads(files("figurecheck.pages").joinpath("schemas/results.schema.json").read_text("utf-8"))
    document["today"]["parts"][0]["windows"]["nearest"]["shift"] = -1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, {"$ref": "#/$defs/claim", "$defs": schema["$defs"]})


def test_the_command_line_says_it_too() -> None:
    lines = answer(Project(ROOT), "rally-btc-2024").lines
    assert "severity: number off, direction right" in lines
    assert any(line.startswith("nearest (bitcoin): From ") for line in lines)
    assert any(line.startswith("flip (bitcoin): Moving ") for line in lines)
    assert any(line.startswith("windows (bitcoin): 67,161 windows") for line in lines)


def test_what_was_different_at_publication_is_said() -> None:
    told = context("rally-btc-2024")
    (part,) = told.at_publication.parts
    other = replace(told, at_publication=replace(told.at_publication, parts=(replace(part, windows=None),)))
    (found,) = distance(other, "a").parts
    assert found.before


def test_a_figure_on_its_mark_says_so() -> None:
    """Two unscheduled cuts in March 2020, where two are the mark."""
    part = judged("fed-2020-easing")[AsOf.TODAY].parts[0]
    assert distance_words.flip(part) == ("The figure stands on the mark of 2 itself.",)


def test_the_window_can_be_tried_where_its_series_is_offered() -> None:
    found = distance(context("rally-btc-2024"), "a", frozenset({"BTC-USD"}))
    (table,) = (part.table for part in found.parts)
    assert table is not None
    assert table.try_path == "../what-if/?asset=BTC-USD&from=2023-12-31&to=2024-12-31&basis=price"
    (other,) = (part.table for part in distance(context("rally-btc-2024"), "a", frozenset({"PSCT"})).parts)
    assert other is not None
    assert other.try_path == ""
