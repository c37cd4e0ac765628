"""The verdicts that changed last: one line a claim, newest first, and a plain sentence where none has."""

from dataclasses import replace
from datetime import date

from figurecheck.ledger.chain import Ledger
from figurecheck.ledger.entry import Entry
from figurecheck.pages.changes.flips import MOST, last_flips

FIRST, NEXT, LAST = date(2026, 10, 2), date(2026, 10, 9), date(2026, 10, 16)
CODE = "0.1.0+0123456789abcdef"
OLD = Entry("today", "rally", "coin", 0.5, 0.4, 0.6, "fraction", "holds", "holds", False, FIRST, "", "d" * 64)
OUT = replace(OLD, value=0.75, verdict="does_not_hold", part_verdict="does_not_hold")
NAMES = {"rally": "A rally"}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_an_empty_ledger_says_nothing() -> None:
    assert last_flips((), NAMES, "x/", "") is None


def test_a_figure_that_moved_is_no_flip() -> None:
    ledger = Ledger().with_entries((OLD,), FIRST, CODE).with_entries((replace(OLD, value=0.55),), NEXT, CODE)
    found = last_flips(ledger.rows, NAMES, "x/", "x/changes.md")
    assert found is not None
    assert plain(found.sentence) == "No verdict has changed since our first release (data up to 2 October 2026)."
    assert found.flips == ()
    assert plain(found.newest).startswith("data up to 9 October 2026: no verdicts flipped and one figure")


def test_the_parts_of_a_claim_flip_once_and_the_newest_flip_stands_first() -> None:
    parts = [replace(OLD, part=part) for part in ("coin", "small")]
    flipped = [replace(OUT, part=part) for part in ("coin", "small")]
    ledger = Ledger().with_entries(parts, FIRST, CODE).with_entries(flipped, NEXT, CODE).with_entries(parts, LAST, CODE)
    found = last_flips(ledger.rows, NAMES, "x/", "")
    assert found is not None
    assert plain(found.sentence) == "Two verdicts have changed since our first release (data up to 2 October 2026)."
    told = [(plain(flip.data_day), flip.name, flip.path, flip.before, flip.after) for flip in found.flips]
    assert told == [
        ("16 October 2026", "A rally", "x/rally.md", "does not hold", "holds"),
        ("9 October 2026", "A rally", "x/rally.md", "holds", "does not hold"),
    ]


def test_a_few_flips_only_are_shown() -> None:
    many = [replace(OLD, claim=f"claim-{number}") for number in range(MOST + 2)]
    gone = [replace(OUT, claim=entry.claim) for entry in many]
    found = last_flips(Ledger().with_entries(many, FIRST, CODE).with_entries(gone, NEXT, CODE).rows, NAMES, "x/", "")
    assert found is not None
    assert found.sentence.startswith("Five verdicts have changed")
    assert [flip.path for flip in found.flips] == [""] * MOST


def test_a_flip_says_how_far_the_series_of_the_claim_reach_where_other_data_are_newer() -> None:
    ledger = Ledger().with_entries((OLD,), FIRST, CODE).with_entries((OUT,), NEXT, CODE)
    found = last_flips(ledger.rows, NAMES, "x/", "")
    assert found is not None
    assert [plain(flip.claim_day) for flip in found.flips] == ["2 October 2026"]
    same = Ledger().with_entries((OLD,), FIRST, CODE).with_entries((replace(OUT, last_day=NEXT),), NEXT, CODE)
    found = last_flips(same.rows, NAMES, "x/", "")
    assert found is not None
    assert [flip.claim_day for flip in found.flips] == [""]
