"""What we changed of a claim after its figures were known is told in its history; new days are not."""

from dataclasses import replace
from datetime import date

from figurecheck.claims.model import Revision
from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.entry import Entry
from figurecheck.ledger.rows import Row
from figurecheck.pages.changes.after_the_fact import after_the_fact

FIRST = date(2026, 10, 9)
CODE, OTHER = "0.1.0+0123456789abcdef", "0.1.0+fedcba9876543210"
OLD = Entry("today", "rally", "coin", 0.5, 0.4, 0.6, "fraction", "holds", "holds", False, FIRST, "a" * 64, "d" * 64)
WHAT = Revision(claim="rally", what="A reason was worded anew.")


def rows(after: Entry, day: date = FIRST, code: str = OTHER) -> tuple[Row, ...]:
    return tuple(Ledger().with_entries((OLD,), FIRST, CODE).with_entries((after,), day, code).rows)


def plain(texts: tuple[str, ...]) -> str:
    return " ".join(texts).replace("\N{NO-BREAK SPACE}", " ")


def test_a_new_definition_that_moved_nothing_says_so() -> None:
    found = after_the_fact(rows(replace(OLD, definition="e" * 64)), "rally", (WHAT,))
    assert found.redefined
    assert plain(found.sentences) == (
        "With data up to 9 October 2026 we changed what the article file says of this claim (its readings, marks, "
        "other figures or words), after its figures were known. No figure of the verdict and no verdict moved with it. "
        "A reason was worded anew."
    )


def test_a_new_definition_that_moved_a_figure_says_so() -> None:
    moved = replace(OLD, definition="e" * 64, value=0.9, verdict="does_not_hold", part_verdict="does_not_hold")
    assert "It moved figures and the verdict: see the table." in plain(after_the_fact(rows(moved), "rally").sentences)


def test_a_verdict_that_other_code_turned_is_no_new_definition() -> None:
    found = after_the_fact(rows(replace(OLD, verdict="not_proven", part_verdict="not_proven")), "rally")
    assert not found.redefined
    assert plain(found.sentences) == (
        "With data up to 9 October 2026 the verdict, judged today, turned from holds to not proven because we changed "
        "how it is computed, after its figures were known and on the same data."
    )


def test_a_unit_that_other_code_changed_is_told_by_its_part() -> None:
    found = after_the_fact(rows(replace(OLD, value=50.0)), "rally", titles={("rally", "coin"): "Bitcoin"})
    assert "we changed how “Bitcoin” is computed or in which unit it is shown" in plain(found.sentences)


def test_new_days_and_other_claims_are_not_ours() -> None:
    later = date(2026, 10, 16)
    new = replace(OLD, value=0.55, last_day=later, data="b" * 64)
    assert after_the_fact(rows(new, later, CODE), "rally", (WHAT,)).sentences == ()
    assert after_the_fact(rows(replace(OLD, definition="e" * 64)), "other", (WHAT,)).sentences == ()
    assert after_the_fact((), "rally", (WHAT,)).sentences == ()
