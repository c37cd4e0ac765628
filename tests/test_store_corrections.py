from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from figurecheck.errors import CorrectionError
from figurecheck.series.ledger import Correction, Kept, Ledger
from figurecheck.store.corrections import apply_ledger, corrections_made, oddities_kept
from small_archive import one

DGS2 = one("DGS2")
FILE = Path("corrections.yml")


def frame() -> pd.DataFrame:
    days = pd.DatetimeIndex(["2024-01-12", "2024-01-16", "2024-01-17"], name="day").as_unit("s")
    return pd.DataFrame({"value": [4.14, 42.2, 4.34]}, days)


def correction(day: int = 16, wrong: float = 42.2, right: float | None = 4.22, field: str = "value") -> Ledger:
    return Ledger((Correction("DGS2", date(2024, 1, day), field, wrong, right, "A slip.", "another copy", FILE, 7),))


def kept(value: float = 4.34) -> Ledger:
    return Ledger(kept=(Kept("DGS2", date(2024, 1, 17), "value", value, "Seen twice.", FILE, 9),))


def test_a_wrong_value_is_replaced_in_a_copy() -> None:
    before = frame()
    assert apply_ledger(before, DGS2, correction())["value"].tolist() == [4.14, 4.22, 4.34]
    assert before.equals(frame())


def test_a_value_that_nobody_knows_is_dropped() -> None:
    assert apply_ledger(frame(), DGS2, correction(right=None))["value"].isna().tolist() == [False, True, False]


def test_other_series_and_earlier_days_are_left_alone() -> None:
    assert apply_ledger(frame(), one("DGS10"), correction()).equals(frame())
    assert apply_ledger(frame(), DGS2, correction(day=11)).equals(frame())
    assert apply_ledger(frame(), DGS2, kept()).equals(frame())


def test_the_eighth_digit_may_jitter() -> None:
    assert apply_ledger(frame(), DGS2, correction(wrong=42.20001)).loc["2024-01-16", "value"] == 4.22
    with pytest.raises(CorrectionError):
        apply_ledger(frame(), DGS2, correction(wrong=42.2001))


EXPIRED = [
    (
        correction(wrong=4.2),
        r"corrections.yml:7: DGS2 2024-01-16 value: found 42.2 in the source; .*has expired, remove it",
    ),
    (correction(day=15), "DGS2 2024-01-15 value: found no such day in the source"),
    (correction(field="close"), "field: found 'close'; allowed: one of value"),
    (kept(4.4), "corrections.yml:9: DGS2 2024-01-17 value: found 4.34 in the source; .*has expired"),
]


@pytest.mark.parametrize(("ledger", "words"), EXPIRED)
def test_an_entry_that_no_longer_fits_the_source_is_refused(ledger: Ledger, words: str) -> None:
    with pytest.raises(CorrectionError, match=words):
        apply_ledger(frame(), DGS2, ledger)


def test_a_correction_of_an_absent_value_has_expired() -> None:
    absent = frame()
    absent.loc["2024-01-16", "value"] = np.nan
    with pytest.raises(CorrectionError, match="found nan in the source"):
        apply_ledger(absent, DGS2, correction())


def test_the_record_lists_what_was_done_and_what_was_kept() -> None:
    (made,) = corrections_made(DGS2, correction())
    assert (made.wrong, made.right, made.source) == (42.2, 4.22, "another copy")
    assert oddities_kept(DGS2, kept())[0].reason == "Seen twice."
    assert corrections_made(one("DGS10"), correction()) == ()
