from datetime import date
from pathlib import Path

import pytest

from figurecheck.errors import CorrectionError
from figurecheck.series.ledger import Ledger, load_ledger

TEXT = """corrections:
  - series: BTC-USD
    day: 2024-01-13
    field: close
    wrong: 42842.38
    right: null
    reason: Read off the wrong line.
    source: another copy
kept:
  - {series: SPY, day: 2024-01-17, field: low, value: 49, reason: Seen in two copies.}
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "corrections.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_entries_carry_their_line(tmp_path: Path) -> None:
    ledger = load_ledger(write(tmp_path, TEXT))
    (correction,), (kept,) = ledger.corrections, ledger.kept
    assert (correction.series, correction.day, correction.wrong, correction.right) == (
        "BTC-USD",
        date(2024, 1, 13),
        42842.38,
        None,
    )
    assert (correction.line, kept.line, kept.value) == (2, 10, 49.0)
    assert ledger.of("SPY") == Ledger(kept=(kept,))


def test_a_project_without_a_ledger_corrects_nothing(tmp_path: Path) -> None:
    assert load_ledger(tmp_path / "corrections.yml") == Ledger()


WRONG = [
    ("day: 2024-01-13", "day: 2024-02-30", 3, "found '2024-02-30' (day is out of range for month)"),
    ("wrong: 42842.38", "wrong: many", 5, "found 'many'"),
    ("wrong: 42842.38", "wrong: .nan", 5, "found nan"),
    ("    right: null\n", "", 2, "corrections[0].right: found nothing"),
    ("reason: Read off the wrong line.", "reason: ''", 7, "corrections[0].reason"),
    ("reason: Seen in two copies.", "reason: yes, who: me", 10, "the unknown field 'who'"),
]


@pytest.mark.parametrize(("said", "instead", "line", "words"), WRONG)
def test_a_malformed_entry_is_refused_with_its_line(
    tmp_path: Path, said: str, instead: str, line: int, words: str
) -> None:
    assert said in TEXT
    with pytest.raises(CorrectionError) as caught:
        load_ledger(write(tmp_path, TEXT.replace(said, instead)))
    assert caught.value.line == line
    assert words in str(caught.value)


def test_one_value_cannot_be_decided_twice(tmp_path: Path) -> None:
    twice = TEXT.replace("series: SPY, day: 2024-01-17, field: low", "series: BTC-USD, day: 2024-01-13, field: close")
    with pytest.raises(CorrectionError, match="BTC-USD 2024-01-13 close twice"):
        load_ledger(write(tmp_path, twice))
