"""Applying the corrections ledger to a download, and noticing when an entry has expired."""

import math

import pandas as pd

from figurecheck.errors import CorrectionError
from figurecheck.series.ledger import Correction, Kept, Ledger
from figurecheck.series.model import Series
from figurecheck.store.provenance import Corrected, KeptOdd

SAME = 5e-7
"""Two values are the same when seven significant digits are."""


def apply_ledger(frame: pd.DataFrame, series: Series, ledger: Ledger) -> pd.DataFrame:
    """``frame`` with the corrections of ``series`` made, as a copy; entries before its first day are left aside.

    Raises CorrectionError for a field that the series does not have, and where the source no longer says what the
    ledger expects: the entry has expired then and is to be removed.
    """
    corrected = frame.copy()
    for entry in ledger.of(series.id).kept:
        if _inside(frame, entry):
            _expect(frame, series, entry, entry.value)
    for correction in ledger.of(series.id).corrections:
        if _inside(frame, correction):
            _expect(frame, series, correction, correction.wrong)
            right = math.nan if correction.right is None else correction.right
            corrected.loc[pd.Timestamp(correction.day), correction.field] = right
    return corrected


def corrections_made(series: Series, ledger: Ledger) -> tuple[Corrected, ...]:
    """What the provenance record lists as corrected."""
    entries = ledger.of(series.id).corrections
    return tuple(Corrected(one.day, one.field, one.wrong, one.right, one.reason, one.source) for one in entries)


def oddities_kept(series: Series, ledger: Ledger) -> tuple[KeptOdd, ...]:
    """What the provenance record lists as odd but kept."""
    return tuple(KeptOdd(one.day, one.field, one.value, one.reason) for one in ledger.of(series.id).kept)


def _inside(frame: pd.DataFrame, entry: Correction | Kept) -> bool:
    return not frame.empty and pd.Timestamp(entry.day) >= frame.index[0]


def _expect(frame: pd.DataFrame, series: Series, entry: Correction | Kept, expected: float) -> None:
    where = f"{series.id} {entry.day} {entry.field}"
    if entry.field not in series.columns:
        raise CorrectionError(entry.file, entry.line, "field", repr(entry.field), f"one of {', '.join(series.columns)}")
    if pd.Timestamp(entry.day) not in frame.index:
        raise CorrectionError(entry.file, entry.line, where, "no such day in the source", "a day the source has")
    found = float(frame[entry.field].loc[pd.Timestamp(entry.day)])
    if not math.isclose(found, expected, rel_tol=SAME):
        raise CorrectionError(
            entry.file,
            entry.line,
            where,
            f"{found:g} in the source",
            f"{expected:g}, the value this entry was made for; the entry has expired, remove it",
        )
