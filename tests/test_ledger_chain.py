"""The chain of the ledger: it grows by rule, and every way of tampering with it is found at its line."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from figurecheck.errors import LedgerError
from figurecheck.ledger.chain import Ledger, continues, read_ledger
from figurecheck.ledger.entry import REMOVED, Entry
from figurecheck.ledger.growth import grown
from figurecheck.ledger.rows import COLUMNS

CODE = "0.1.0+0123456789abcdef"
DAY = date(2026, 10, 9)
FIRST = Entry(
    as_of="today",
    claim="rally",
    part="bitcoin",
    value=-0.25,
    lower=None,
    upper=None,
    unit="fraction",
    verdict="holds",
    part_verdict="holds",
    fragile=False,
    last_day=date(2026, 8, 20),
    data="a" * 64,
    definition="d" * 64,
)
ENTRIES = tuple(replace(FIRST, claim=name) for name in ("rally", "drop", "cuts", "hedge"))
SOUND = Ledger().with_entries(ENTRIES, DAY, CODE)
NAMES = ("reports/x/ledger.csv", "reports/x/ledger.head")


def read(text: str, head: str = SOUND.head) -> Ledger:
    return read_ledger(text.encode(), head.encode(), *NAMES)


def lines() -> list[str]:
    return SOUND.text.splitlines(keepends=True)


def refused(text: str, line: int | None, *words: str, head: str = SOUND.head) -> None:
    with pytest.raises(LedgerError) as caught:
        read(text, head)
    assert caught.value.line == line, str(caught.value)
    for word in (*words, "git checkout --"):
        assert word in str(caught.value)


def test_a_ledger_reads_back_as_it_was_written() -> None:
    assert read(SOUND.text) == SOUND
    assert [row.entry for row in SOUND.rows] == list(ENTRIES)


def test_the_hash_of_a_row_is_the_sha256_of_the_cells_before_it() -> None:
    """As anybody computes it from the file: all cells but the last, with their commas."""
    previous = "0" * 64
    for line in lines()[1:]:
        *cells, own = line.rstrip("\n").split(",")
        assert cells[-1] == previous
        assert hashlib.sha256(",".join(cells).encode()).hexdigest() == own
        previous = own


@pytest.mark.parametrize(("old", "new"), [("-0.25", "-0.2"), ("holds", "does_not_hold"), ("2026-08-20", "2026-08-21")])
def test_an_edited_row_is_named(old: str, new: str) -> None:
    text = lines()
    text[2] = text[2].replace(old, new, 1)
    refused("".join(text), 3, "hash")


def test_an_edited_row_with_its_hash_made_anew_breaks_the_next_one() -> None:
    forged = replace(SOUND.rows[1], entry=replace(SOUND.rows[1].entry, value=0.9))
    text = lines()
    text[2] = forged.line + "\n"
    refused("".join(text), 4, "does not follow")


def test_rows_in_another_order_are_named() -> None:
    text = lines()
    text[2], text[3] = text[3], text[2]
    refused("".join(text), 3, "does not follow")


def test_an_inserted_row_is_named() -> None:
    text = lines()
    text.insert(3, text[2])
    refused("".join(text), 4, "does not follow")


def test_a_row_taken_out_of_the_middle_is_named() -> None:
    text = lines()
    del text[2]
    refused("".join(text), 3, "does not follow")


def test_a_cut_tail_shows_although_the_rest_of_the_chain_is_sound() -> None:
    refused("".join(lines()[:3]), 4, "end of the file after 2 rows", "4 rows")


def test_rows_added_without_the_head_are_named() -> None:
    longer = SOUND.with_entries((FIRST,), DAY, CODE)
    refused(longer.text, 5, "5 rows")


def test_a_last_line_cut_in_the_middle_is_named() -> None:
    refused(SOUND.text[:-10], 5, "cut short")


def test_line_ends_of_another_system_are_named() -> None:
    refused(SOUND.text.replace("\n", "\r\n"), 1, "carriage return")


def test_a_header_that_was_edited_is_named() -> None:
    refused(SOUND.text.replace("verdict", "judgement", 1), 1, "header")


@pytest.mark.parametrize("cell", ['=HYPERLINK("x")', "+1+1", "@SUM(A1)", "-2+3", "\t=1", "'=1", "<script>", "a;b", "é"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(cell: str) -> None:
    """In a column of names; a negative figure is a number and stays."""
    at = COLUMNS.index("claim")
    text = lines()
    cells = text[2].split(",")
    cells[at] = cell
    text[2] = ",".join(cells)
    refused("".join(text), 3)


@pytest.mark.parametrize("head", ["", "{}", SOUND.head.replace("4", "04", 1) + " ", SOUND.head.replace("/1", "/2")])
def test_a_head_that_is_none_is_named(head: str) -> None:
    refused(SOUND.text, 1, NAMES[1], head=head)


def test_a_ledger_must_continue_the_committed_one() -> None:
    longer = SOUND.with_entries((FIRST,), DAY, CODE)
    continues(longer.text.encode(), SOUND.text.encode(), NAMES[0])
    rewritten = Ledger().with_entries((replace(FIRST, value=0.5), *ENTRIES[1:], FIRST), DAY, CODE)
    assert read(rewritten.text, rewritten.head) == rewritten
    with pytest.raises(LedgerError) as caught:
        continues(rewritten.text.encode(), SOUND.text.encode(), NAMES[0])
    assert caught.value.line == 2


def after(*entries: Entry) -> Ledger:
    return grown(SOUND, entries, date(2026, 10, 16), "0.1.0+fedcba9876543210")


def test_nothing_is_added_where_only_data_and_code_changed() -> None:
    assert after(*(replace(e, data="b" * 64, last_day=date(2026, 8, 27)) for e in ENTRIES)) == SOUND


@pytest.mark.parametrize(
    "change",
    [
        {"value": -0.25 * (1 + 2e-6)},
        {"value": None},
        {"verdict": "does_not_hold"},
        {"part_verdict": "not_proven"},
        {"fragile": True},
        {"definition": "e" * 64},
    ],
)
def test_a_row_is_added_for_another_verdict_definition_or_figure(change: dict[str, object]) -> None:
    found = after(replace(FIRST, **change), *ENTRIES[1:])  # type: ignore[arg-type]
    assert found.rows[:4] == SOUND.rows
    assert [row.entry.claim for row in found.rows[4:]] == ["rally"]
    assert read(found.text, found.head) == found


@pytest.mark.parametrize(
    ("before", "now", "limits", "owed"),
    [
        (1.0, 1.0 + 9e-7, (None, None), False),
        (1.0, 1.0 + 2e-6, (None, None), True),
        (0.0, 1e-13, (None, None), False),
        (0.0, 1e-9, (None, None), True),
        (0.001, 0.001 + 5e-7, (-0.5, 0.5), False),
        (0.001, 0.001 + 2e-6, (-0.5, 0.5), True),
    ],
)
def test_a_figure_moves_by_more_than_a_millionth_of_itself_or_of_its_interval(
    before: float, now: float, limits: tuple[float | None, float | None], owed: bool
) -> None:
    old = replace(FIRST, value=before, lower=limits[0], upper=limits[1])
    ledger = Ledger().with_entries((old,), DAY, CODE)
    assert (grown(ledger, (replace(old, value=now),), DAY, CODE) != ledger) is owed


def test_a_claim_that_is_gone_gets_one_last_row() -> None:
    found = after(*ENTRIES[1:])
    assert [(row.entry.claim, row.entry.verdict, row.entry.value) for row in found.rows[4:]] == [
        ("rally", REMOVED, None)
    ]
    assert grown(found, ENTRIES[1:], DAY, CODE) == found
    assert ("today", "rally", "bitcoin") not in found.latest()


def test_the_state_of_a_day_is_what_its_rows_and_those_before_say() -> None:
    found = after(replace(FIRST, value=0.5), *ENTRIES[1:])
    assert found.latest(DAY)[FIRST.key].entry.value == -0.25
    assert found.latest(date(2026, 10, 16))[FIRST.key].entry.value == 0.5
    assert found.latest()[FIRST.key].entry.value == 0.5
