"""Changes in words: the comment of a pull request, flips first and short enough, and the history on pages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.changes import Cause, ClaimChange, Comparison, Diff, FigureChange, Kind, SeriesChange, Share
from figurecheck.ledger.entry import Entry
from figurecheck.pages.changes import table
from figurecheck.pages.changes import words as said
from figurecheck.pages.changes.history import claim_history, day_blocks, first_entry, last_change
from figurecheck.pages.changes.markdown import LIMIT, comment

OLD = Entry(
    "today", "rally", "coin", 0.5, 0.4, 0.6, "fraction", "holds", "holds", False, date(2026, 10, 2), "", "d" * 64
)
NEW = replace(OLD, value=0.55)
OUT = replace(OLD, value=0.75, verdict="does_not_hold", part_verdict="does_not_hold")
CODE = "0.1.0+0123456789abcdef"


def change(after: Entry, *causes: Cause, kind: Kind = Kind.MOVED, claim: str = "rally") -> ClaimChange:
    before = replace(OLD, claim=claim)
    figure = FigureChange("coin", before, replace(after, claim=claim), (Share(causes[0], Decimal("0.05")),))
    return ClaimChange(claim, "today", kind, (figure,), causes, causes if kind is Kind.FLIP else ())


def diff(*changes: ClaimChange, old: str = "HEAD~1") -> Diff:
    series = (SeriesChange("BTC-USD", new_days=5, last_day=date(2026, 10, 9)),)
    return Diff("small", old, "today", (date(2026, 10, 2), date(2026, 10, 9)), (CODE, CODE), series, changes)


@pytest.mark.parametrize(
    ("changed", "calm"),
    [
        (change(NEW, Cause.NEW_DAYS), True),
        (change(NEW, Cause.REVISED), True),
        (change(NEW, Cause.CODE), False),
        (change(NEW, Cause.DEFINITION), False),
        (change(replace(NEW, value=0.61), Cause.NEW_DAYS), False),
        (change(replace(NEW, fragile=True), Cause.NEW_DAYS), False),
        (change(OUT, Cause.NEW_DAYS, kind=Kind.FLIP), False),
        (change(NEW, Cause.NEW_DAYS, kind=Kind.NEW), False),
    ],
)
def test_nobody_needs_to_look_only_where_figures_stay_inside_their_intervals(changed: ClaimChange, calm: bool) -> None:
    assert diff(changed).calm is calm


@pytest.mark.parametrize(("cause", "calm"), [(Cause.NEW_DAYS, True), (Cause.DIVIDEND, True), (Cause.REVISED, False)])
def test_an_exact_figure_may_move_with_the_data_only(cause: Cause, calm: bool) -> None:
    exact = replace(OLD, lower=None, upper=None)
    moved = ClaimChange(
        "rally", "today", Kind.MOVED, (FigureChange("coin", exact, replace(exact, value=9.0)),), (cause,)
    )
    assert moved.calm is calm


def test_a_comment_names_the_flip_with_its_cause() -> None:
    text = comment(
        Comparison((diff(change(OUT, Cause.SPLIT, kind=Kind.FLIP), change(NEW, Cause.NEW_DAYS, claim="other")),))
    )
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert rows[2] == "| verdict flipped | rally | today | holds | does not hold |   | split |"
    assert rows[4].startswith("| moved | other / coin | today |")
    assert "A verdict flipped: a person has to look at this." in text


def test_a_comment_stays_below_the_limit_and_says_what_it_left_out() -> None:
    many = [change(NEW, Cause.NEW_DAYS, claim=f"claim-{number}") for number in range(2_000)]
    text = comment(Comparison((diff(change(OUT, Cause.NEW_DAYS, kind=Kind.FLIP), *many),)))
    assert len(text) < LIMIT
    assert "left out for length" in text
    assert text.index("verdict flipped") < text.index("claim-0")


def test_a_name_of_a_state_cannot_write_markup() -> None:
    text = comment(Comparison((diff(old="<img src=x onerror=alert(1)>|[x](http://x)`"),)))
    assert "<img" not in text
    assert "](http" not in text


@pytest.mark.parametrize(
    ("by", "unit", "shown"),
    [
        ("0.00226", "fraction", "+0.226 points"),
        ("-0.125", "share", "−12.5 points"),
        ("-0.0211", "correlation", "−0.0211"),
        ("2", "count", "+2"),
        ("0.00000000012", "correlation", "+0.00000000012"),
    ],
)
def test_a_move_is_told_with_three_digits(by: str, unit: str, shown: str) -> None:
    assert said.amount(Decimal(by), unit) == shown


def test_a_series_is_told_in_one_clause() -> None:
    days = date(2024, 6, 3)
    told = SeriesChange("PSCT", 5, date(2026, 10, 9), 1, days, days, 2.0, date(2026, 10, 5), 1)
    assert said.series(told).replace("\N{NO-BREAK SPACE}", " ") == (
        "five new days, up to 9 October 2026, one day of the past revised, 3 June 2024 to 3 June 2024, "
        "split: prices before 5 October 2026 divided by 2 and dividends changed on one day of the past"
    )


def test_the_history_of_a_claim_leaves_out_its_first_entry() -> None:
    first = Ledger().with_entries((OLD,), date(2026, 10, 2), CODE)
    assert claim_history(first.rows, "rally", {}) == ()
    assert first_entry(first.rows, "rally").replace("\N{NO-BREAK SPACE}", " ") == "2 October 2026"
    both = first.with_entries((replace(OUT, last_day=date(2026, 10, 9)),), date(2026, 10, 9), CODE)
    (row,) = claim_history(both.rows, "rally", {})
    assert (row.figure, row.verdict, row.cause) == ("+75.0\N{NO-BREAK SPACE}%", "does not hold", "new days")
    newest, oldest = day_blocks(both.rows, {"rally": "A rally"}, {})
    assert newest.sentence == "One verdict flipped and one figure or definition changed"
    assert newest.rows[0].after == "+75.0\N{NO-BREAK SPACE}% (claim: does not hold)"
    assert oldest.rows == ()
    assert last_change(both.rows).startswith("data up to 9")
    assert last_change(()) == ""


def test_the_beginning_of_the_ledger_says_that_there_is_nothing_to_compare_with() -> None:
    first = Ledger().with_entries((OLD, replace(OLD, claim="other")), date(2026, 10, 2), CODE)
    begun = "the record of changes begins here with two figures and verdicts, so there is nothing earlier"
    assert begun in last_change(first.rows)
    same_day = first.with_entries((OUT,), date(2026, 10, 2), CODE)
    assert last_change(same_day.rows).endswith("the record of changes began, with two figures and verdicts")
    later = first.with_entries((replace(OLD, claim="third"),), date(2026, 10, 9), CODE)
    assert last_change(later.rows).endswith("and one figure or verdict was written down for the first time")


def test_a_claim_that_became_fragile_is_counted_beside_the_flips() -> None:
    moved = change(NEW, Cause.NEW_DAYS, claim="other")
    assert table.summary(diff(moved)) == "No verdicts flipped and one claim moved without a flip."
    said_of = table.summary(diff(moved, change(replace(NEW, fragile=True), Cause.NEW_DAYS)))
    assert said_of == "No verdicts flipped, two claims moved without a flip and one became fragile."


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [(0.5, 0.6, ""), (0.5, 0.5001, "; moved in the last digits"), (0.5, 0.5, "; the same"), (None, 0.5, "")],
)
def test_a_figure_that_reads_as_before_says_whether_it_moved(before: float | None, after: float, shown: str) -> None:
    assert said.unseen(replace(OLD, value=before), replace(OLD, value=after)) == shown


def test_a_p_value_is_called_one() -> None:
    assert said.figure(replace(OLD, value=0.12, unit="p-value")) == "p-value 0.120"


def attention(*changes: ClaimChange, series: tuple[SeriesChange, ...] = (), code: str = CODE) -> str:
    return table.attention(replace(diff(*changes), series=series, code=(CODE, code)))


def test_where_no_figure_moved_the_closing_sentence_says_so() -> None:
    assert attention() == "Nothing changed."
    assert attention(code="0.1.0+ffffffffffffffff") == "Only the code changed, and no figure moved with it."
    new_days = SeriesChange("BTC-USD", new_days=5, last_day=date(2026, 10, 9))
    assert attention(series=(new_days,)) == "The data changed, but no figure moved with them."


def test_a_p_value_is_told_apart_from_figures_with_and_without_intervals() -> None:
    p_value = replace(
        OLD, value=0.12, lower=None, upper=None, unit="p-value", verdict="not_proven", part_verdict="not_proven"
    )

    def moved(after: Entry, kind: Kind = Kind.MOVED, cause: Cause = Cause.REVISED) -> ClaimChange:
        return ClaimChange("link", "today", kind, (FigureChange("whole", p_value, after),), (cause,))

    higher = moved(replace(p_value, value=1.0))
    assert higher.calm
    assert attention(higher) == "No verdict flipped, and p-values moved, but none of them to another answer."
    both = attention(higher, change(NEW, Cause.NEW_DAYS))
    assert both == (
        "No verdict flipped, and figures moved only inside their intervals and "
        "p-values moved, but none of them to another answer."
    )
    turned = replace(p_value, value=0.01, verdict="holds", part_verdict="holds")
    assert not moved(turned, Kind.FLIP).calm
    assert not moved(replace(p_value, value=0.01, part_verdict="holds")).calm
    assert not moved(replace(p_value, value=1.0), cause=Cause.CODE).calm


def test_a_definition_and_other_code_are_named_by_the_ledger() -> None:
    ledger = Ledger().with_entries((OLD,), date(2026, 10, 2), CODE)
    ledger = ledger.with_entries((replace(OLD, definition="e" * 64),), date(2026, 10, 9), "0.1.0+ffffffffffffffff")
    (row,) = claim_history(ledger.rows, "rally", {})
    assert row.cause == "definition and code"
