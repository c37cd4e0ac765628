"""The readings of a claim as CSV: exact values for machines, beside the table that people read."""

import csv
import io

from figurecheck.pages.context import ClaimContext
from figurecheck.verdicts.outcome import AsOf, Measurement, PartOutcome, ReadingOutcome

_HEAD = ("part", "as_of", "primary", "series", "window", "price", "from", "to", "n", "value", "unit", "holds")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def readings_csv(claim: ClaimContext) -> str:
    """One row a reading and date; values with all their digits, an empty cell where nothing could be computed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_HEAD)
    for as_of in (AsOf.PUBLICATION, AsOf.TODAY):
        for part in claim.outcome(as_of).parts:
            writer.writerows(_row(part, as_of, reading) for reading in (part.primary, *part.conventional))
    return buffer.getvalue()


def _row(part: PartOutcome, as_of: AsOf, reading: ReadingOutcome) -> list[str]:
    chosen = {choice.axis: choice.value for choice in reading.choices}
    axes = [_cell(chosen.get(axis, "")) for axis in ("series", "window", "price")]
    return [part.id, as_of.value, str(reading.primary).lower(), *axes, *_figures(reading.measurement)]


def _figures(measured: Measurement | None) -> list[str]:
    if measured is None:
        return [""] * 6
    days = [measured.start.isoformat(), measured.end.isoformat()]
    return [*days, str(measured.n), repr(measured.value), measured.unit, str(measured.holds is True).lower()]


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
