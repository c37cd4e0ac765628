"""The heart of the report: the answer, the table, the means and the split, told from made facts."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from figurecheck.pages.corrections.answer import meaning_sentence, others_sentence, return_sentence
from figurecheck.pages.corrections.later import later_sentences
from figurecheck.pages.corrections.pictures import corrections_picture
from figurecheck.pages.corrections.plain_answer import subject_sentence
from figurecheck.pages.corrections.section import corrections_page
from figurecheck.pages.corrections.table import corrections_csv, table_view
from figurecheck.verdicts.corrections import (
    CorrectionsPair,
    SinceThen,
    Split,
)
from made_corrections import BASKET, FUND, SPLIT, cell, facts, frames, page, pages, roles
from small_site import small_site

ANSWER = (
    "The fund (FUND, a proxy) is a diversifier and no hedge outside Coin's corrections, where it moves by +0.071 (95 % "
    "interval +0.031 to +0.111) per cent for each per cent of Coin, and no safe haven in them, at +0.105 (+0.065 to "
    "+0.145); at publication it was the same, at +0.071 (+0.031 to +0.111) outside and +0.105 (+0.065 to +0.145) in "
    "them."
)


def test_the_page_says_the_answer_and_what_goes_with_it() -> None:
    text = page("corrections")
    assert ANSWER in text
    assert "Both slopes are above 0: it moves the same way. A hedge moves the other way." in text
    assert (
        "Counted from the day on which a fall could be known to the day its end could, the slope is "
        "+0.061 (+0.021 to +0.101) outside and +0.121 (+0.081 to +0.161) in them: the same answer."
    ) in text
    assert "The same holds for WIDE (ended 8 March 2024, survivorship-biased)." in text


def test_a_series_with_another_role_is_named() -> None:
    found = replace(facts(), roles=(roles("FUND"), roles("WIDE", "strong safe haven")))
    assert others_sentence(found).replace("\N{NO-BREAK SPACE}", " ") == (
        "It differs for WIDE (a diversifier and no hedge, and a safe haven, ended 8 March 2024, survivorship-biased)."
    )


def test_the_table_has_depth_return_and_rank_and_marks_what_came_after() -> None:
    text = page("corrections")
    days = "10 Jan 2021 to 1 Feb 2021<br><strong>after publication, lowest so far</strong>"
    row = f"| {days} | −30.0 % | +8.0 %<br><small>19 of 36</small> | – |"
    assert row in text
    assert "| All windows | | 900 | 900 | " in text
    assert "ended 8 March 2024, survivorship-biased" in text
    assert "A dash in place of a return: WIDE ends on 8 March 2024, survivorship-biased." in text
    assert "Empty cells" not in text + page("index")
    assert "A dash: WIDE ends on 8 March 2024, survivorship-biased." in page("index")


def test_a_window_as_it_could_be_known_has_the_move_of_the_other_asset_in_it() -> None:
    text = page("corrections")
    days = "20 Jan 2021 to not over<br><strong>after publication, lowest so far</strong>"
    assert "| Correction | Coin depth | " in text
    assert "| Correction | Coin in this window | " in text
    assert f"| {days} | +14.0 % | +8.0 %<br><small>19 of 36</small> | – |" in text
    assert f"| {days} | −30.0 %" not in text


WINDOW = (
    "A window as it could be known runs from the day the fall was known to the day its end was known. Coin itself rose "
    "in 1 of 2 such windows; over all of them its mean return was +4.5 %."
)


def test_what_the_other_asset_did_in_such_windows_stands_beside_every_figure_of_them() -> None:
    text = page("corrections")
    assert text.count(WINDOW) == 2 + 1 + 2, "today and at publication, the means, a table a rule"
    assert page("index").count(WINDOW) == 1
    assert "\n- From 10 January 2021 to 1 February 2021 Coin lost 30.0 %; FUND returned +8.0 %. " in page("index")
    assert "Between these two days Coin itself rose by 14.0 %; FUND returned +8.0 %." in page("index")


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (None, "and its end not yet on 30 June 2021, the last day of the data."),
        (
            date(2021, 6, 30),
            "and its end on 30 June 2021, the last day of the data: with a day less it would still run.",
        ),
        (date(2021, 6, 29), "and its end on 29 June 2021. Between"),
    ],
)
def test_a_later_correction_says_when_its_end_was_known(over: date | None, words: str) -> None:
    found = facts()
    rows = tuple(replace(row, over=over) for row in found.rules[0].rows)
    (told,) = later_sentences(replace(found, rules=(replace(found.rules[0], rows=rows),)))
    assert words in told.replace("\N{NO-BREAK SPACE}", " ")
    assert max(len(said.split()) for said in told.split(". ")) < 40


def test_what_the_text_is_about_is_told_beside_the_leading_series() -> None:
    found = replace(facts(), since_publication=(SinceThen("FUND", SPLIT), SinceThen("WIDE", replace(SPLIT, value=0.6))))
    cells = (cell("FUND", 0.08), cell("WIDE", 0.21))
    rows = tuple(replace(row, hindsight=cells, ex_ante=cells) for row in found.rules[0].rows)
    found = replace(found, rules=(replace(found.rules[0], rows=rows), *found.rules[1:]))
    (later,) = later_sentences(found, "WIDE")
    assert "FUND returned +8.0 % and WIDE returned +21.0 %" in later.replace("\N{NO-BREAK SPACE}", " ")
    named = replace(found, since_publication=(SinceThen("IWM", replace(SPLIT, value=0.6)),))
    assert subject_sentence(named, "IWM").replace("\N{NO-BREAK SPACE}", " ") == (
        "IWM, which stands for what the text of the article is about, rose by 60.0 % up to 30 June 2021. Had it moved "
        "with Coin as in the year before, it would have returned −13.0 % (−17.0 % to −9.0 %). The rest is +51.0 % "
        "(+44.0 % to +58.0 %)."
    )
    assert subject_sentence(named, "") == ""


def place(rank: float | None, side_by_side: int) -> str:
    found = facts()
    cells = (replace(found.rules[0].rows[0].hindsight[0], rank=rank, side_by_side=side_by_side),)
    rows = (replace(found.rules[0].rows[0], hindsight=cells),)
    return table_view(found, replace(found.rules[0], rows=rows), ex_ante=False).groups[0].rows[0].cells[0].place


@pytest.mark.parametrize(
    ("rank", "side_by_side", "told"),
    [
        (0.0003, 11, "1 of 11"),
        (0.184, 35, "6 of 35"),
        (0.5, 7, "4 of 7"),
        (0.6, 1499, "899 of 1,499"),
        (1.0, 35, "35 of 35"),
        (None, 0, "–"),
    ],
)
def test_a_place_is_no_finer_than_one_window_of_those_side_by_side(
    rank: float | None, side_by_side: int, told: str
) -> None:
    assert place(rank, side_by_side) == told


def test_one_sentence_says_what_returns_and_means_are_set_against() -> None:
    text = page("corrections")
    assert (
        "corrections included, with its end joined to its start: what the means above are set against as well" in text
    )
    assert "A dash in place of the small figures" not in text


def test_windows_outside_that_some_corrections_lack_are_counted() -> None:
    found = facts()
    summaries = tuple(replace(one, corrections=5) for one in found.rules[0].summaries)
    told = return_sentence(replace(found, rules=(replace(found.rules[0], summaries=summaries),)))
    assert "windows as long that touch no correction (2 corrections have any). From the day" in told
    none = tuple(replace(one, outside=None) for one in summaries)
    assert "touch no correction" not in return_sentence(
        replace(found, rules=(replace(found.rules[0], summaries=none),))
    )


def test_a_series_that_still_lives_and_stops_early_says_where_it_ends() -> None:
    late = replace(BASKET, ends=None, survivors=False, until=date(2020, 12, 24))
    told = table_view(replace(facts(), columns=(FUND, late)), facts().rules[0], ex_ante=False)
    notes = [column.note.replace("\N{NO-BREAK SPACE}", " ") for column in told.groups[0].columns]
    assert notes == ["", "data up to 24 Dec 2020"]


def test_the_means_have_their_interval_for_every_rule() -> None:
    text = page("corrections")
    assert "Difference, 20% | Difference, 15% |" in text
    excess = "−5.5<br><small>−7.5 to −3.4</small><br><small>n 2</small>"
    assert f"| [FUND](../data.md#fund) | −4.1 %<br><small>n 2</small> | {excess} | " in text
    assert "| <small>FUND, outside corrections</small> | | −9.2<br><small>n 2</small> | – | " in text
    assert "at every place of the calendar as it was that touches no correction of Coin" in text
    against = "9.2 percentage points less than over windows as long that touch no correction"
    assert text.count(f"It is {against}.") == 4, "both ways of counting, today and at publication"
    assert page("index").count(f"than over equally long times, and {against}. From the day") == 1
    assert "it fell 1 times" not in text
    assert "it fell once" in text


def test_the_split_says_what_the_gain_means_for_the_headline() -> None:
    text = page("corrections")
    assert "Coin fell by 40.0 % and The fund (FUND, a proxy) rose by 31.0 %." in text
    assert "would have meant −13.0 %. The rest is +51.0 %: the whole market and everything else that moved it." in text
    for told in (text, page("index")):
        assert "These two ranges hold nothing but the doubt about the slope of the year before." in told
        assert "drift" not in told
    assert "For the headline this is a gain, and no hedge." in text


def test_the_slopes_of_the_split_have_intervals_and_its_parts_ranges() -> None:
    text = page("corrections")
    assert (
        "was +0.280 (95 % interval +0.190 to +0.370) in the year before, and +0.270 (+0.180 to +0.360) since." in text
    )
    assert "would have meant −17.0 % to −9.0 % and the rest +44.0 % to +58.0 %." in text
    assert "| +0.280<br><small>+0.190 to +0.370</small> | +0.270<br><small>+0.180 to +0.360</small> |" in text
    assert "| −13.0 %<br><small>−17.0 % to −9.0 %</small> | +51.0 %<br><small>+44.0 % to +58.0 %</small> |" in text


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (replace(SPLIT, source=0.1), "says nothing about a hedge"),
        (replace(SPLIT, value=-0.1), "no hedge"),
        (replace(SPLIT, slope_inside=-0.1), "can be that of a hedge"),
        (replace(SPLIT, slope_inside=None), "What caused that is not tested"),
    ],
)
def test_other_outcomes_are_told_too(split: Split, words: str) -> None:
    assert words in meaning_sentence(facts(), split)


def test_the_other_page_has_both_ways_of_counting_and_the_roles() -> None:
    text = page("corrections")
    assert "### Falls of 20%: in hindsight" in text
    assert "| 20 Jan 2021 to not over" in text
    second = "<small>second +0.055 to +0.155</small>"
    assert f"+0.105 (+0.065 to +0.145): no safe haven<br>{second}<br><small>100 returns</small> | ±0.036<br>" in text
    assert "+0.050 (+0.010 to +0.090): no safe haven<br><small>100 returns</small>" in text, "a likelihood stands alone"
    assert '"Every correction of Coin": "an-article/corrections.md"' in pages()["nav.yml"]


def test_the_corrections_of_a_fifth_rule_stand_in_the_file_alone() -> None:
    """The page would be heavier than that of any claim; means and count of the rule stay on it."""
    found = facts()
    five = tuple(replace(found.rules[1], words=f"falls of {each}%", short=f"{each}%") for each in (20, 15, 30, 10, 12))
    told = corrections_page(small_site().articles[0], CorrectionsPair(found, replace(found, rules=five))).tables
    assert [bool(one.groups) for one in told] == [True] * 8 + [False] * 2
    assert told[-1].count == told[0].count


def test_the_csv_has_every_value_with_all_digits() -> None:
    rows = list(csv.DictReader(io.StringIO(corrections_csv(facts()))))
    assert len(rows) == 2 * 2 * 2 * 2
    first = rows[0]
    assert (first["peak"], first["series"], first["return"], first["implied"]) == (
        "2020-05-01",
        "FUND",
        "-0.1",
        "-0.13",
    )
    assert rows[1]["return"] == ""
    told = {(row["counted"], row["peak"]): row["falling_return"] for row in rows}
    assert told["hindsight", "2021-01-10"] == "-0.3"
    assert told["ex_ante", "2021-01-10"] == "0.14"
    assert {row["counted"] for row in rows} == {"hindsight", "ex_ante"}


def test_the_chart_has_a_row_for_every_correction() -> None:
    picture = corrections_picture(facts(), frames())
    assert picture.caption.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "Source: Yahoo Finance (COIN, FUND, WIDE); last day 30 June 2021."
    )
    svg = picture.svg
    assert "1\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2020" in svg
    assert "FUND rose in 1 of them" in svg


def test_the_report_gives_the_answer_in_short_sentences() -> None:
    text = page("index")
    assert f"**{ANSWER}**" in text
    assert "Both slopes are above 0: it moves the same way." in text
    assert "it returned −4.1 % on average, 5.5 percentage points less (difference −7.5 to −3.4)" in text
    assert "| Corrections it covers | 2 | – |" in text
    assert "The same holds for WIDE (ended 8 March 2024, survivorship-biased)." in text


def test_the_compact_table_has_a_line_for_each_correction_newest_first() -> None:
    lines = [line for line in page("index").splitlines() if line.startswith("| ") and "fc-level" in line]
    assert lines[0].startswith("| **10 Jan to 1 Feb 2021**<br><small>lowest so far</small> | −30.0 | ")
    assert '<span class="fc-gain">+8.0</span> | <span class="fc-level">–</span>' in lines[0]
    assert lines[1].startswith("| 1 May 2020 to 1 Feb 2021<br><small>data begin inside it</small> | −30.0 | ")
    assert '<span class="fc-loss">−10.0</span>' in lines[1]
    assert "| Mean of all corrections | −4.1 | – |" in page("index")
    assert "| Less equally long times | −5.5 | – |" in page("index")
    assert "| Less windows as long outside corrections | −9.2 | – |" in page("index")


def test_the_report_divides_what_came_after_publication() -> None:
    assert "it would have returned −13.0 % (−17.0 % to −9.0 %). The rest is +51.0 % (+44.0 % to +58.0 %)" in page(
        "index"
    )
    assert "| 30 Jun 2021 | −40.0 % | +31.0 % | −13.0 % | +51.0 % |" in page("index")
