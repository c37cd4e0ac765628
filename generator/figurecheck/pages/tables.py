"""The readings of a claim as CSV: exact values for machines, beside the table that people read."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date

from figurecheck.pages.cells import safe_cell
from figurecheck.pages.context import ClaimContext, SeriesFacts
from figurecheck.pages.series_notes import note_of
from figurecheck.verdicts.outcome import AsOf, Measurement, PartOutcome, ReadingOutcome

_FIGURE = ("from", "to", "n", "value", "unit", "lower", "upper", "level", "second_lower", "second_upper", "holds")
_REASON = "reason"


def readings_csv(claim: ClaimContext, series: Mapping[str, SeriesFacts]) -> str:
    """One row a reading and date, one column an axis that the claim uses, last what must be known of its series.

    ``data_to`` is the last day of the claim's data at that date. Values keep all their digits; a cell is empty where
    nothing could be computed, and ``reason`` then says why.
    """
    every = list(_readings(claim))
    axes = tuple(dict.fromkeys(choice.axis for _, _, reading in every for choice in reading.choices))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("part", "as_of", "data_to", "primary", *axes, *_FIGURE, _REASON, "series_note"))
    days = {as_of: claim.outcome(as_of).last_day for as_of in AsOf}
    writer.writerows(
        [*_row(part, as_of, days[as_of], reading, axes), _note(reading, series)] for as_of, part, reading in every
    )
    return buffer.getvalue()


def _readings(claim: ClaimContext) -> Iterator[tuple[AsOf, PartOutcome, ReadingOutcome]]:
    for as_of in (AsOf.PUBLICATION, AsOf.TODAY):
        for part in claim.outcome(as_of).parts:
            yield from ((as_of, part, reading) for reading in (part.primary, *part.conventional))


def _row(
    part: PartOutcome, as_of: AsOf, last: date | None, reading: ReadingOutcome, axes: tuple[str, ...]
) -> list[str]:
    chosen = {choice.axis: choice.value for choice in reading.choices}
    cells = [safe_cell(chosen.get(axis, "")) for axis in axes]
    figures = [*_figures(reading.measurement), safe_cell(reading.reason)]
    day = "" if last is None else last.isoformat()
    return [part.id, as_of.value, day, str(reading.primary).lower(), *cells, *figures]


def _note(reading: ReadingOutcome, series: Mapping[str, SeriesFacts]) -> str:
    measured = () if reading.measurement is None else reading.measurement.series
    names = dict.fromkeys((*(choice.value for choice in reading.choices), *measured))
    return "; ".join(note for name in names if name in series and (note := note_of(series[name])))


def _figures(measured: Measurement | None) -> list[str]:
    if measured is None:
        return [""] * len(_FIGURE)
    days = [measured.start.isoformat(), measured.end.isoformat()]
    figure = [str(measured.n), repr(measured.value), measured.unit]
    return [*days, *figure, *_limits(measured), str(measured.holds is True).lower()]


def _limits(measured: Measurement) -> list[str]:
    """The limits of both ways of inference, empty where there are none."""
    first, second = measured.interval, measured.second_interval
    one = ["", "", ""] if first is None else [repr(first.lower), repr(first.upper), repr(first.level)]
    return [*one, *(["", ""] if second is None else [repr(second.lower), repr(second.upper)])]
