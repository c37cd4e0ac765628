"""What must be known of a series wherever its figures appear: that it has ended, that it is made of survivors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from figurecheck.pages import answers, words
from figurecheck.pages.context import ClaimContext, SeriesFacts
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import spoken


@dataclass(frozen=True)
class SeriesNoteLink:
    """A series and what must be known of it."""

    series: str
    data_anchor: str
    note: str


def note_of(facts: SeriesFacts) -> str:
    """``ended 8 March 2024, survivorship-biased``; "" for a series that needs no note."""
    return words.series_note(facts.series.ended, survivors=facts.survivors)


def notes_of(claim: ClaimContext, series: Mapping[str, SeriesFacts]) -> tuple[SeriesNoteLink, ...]:
    """The notes of all series that a figure of the claim rests on, primary ones first."""
    return _notes(_used(claim, primary=False), series)


def primary_notes(claim: ClaimContext, series: Mapping[str, SeriesFacts]) -> tuple[SeriesNoteLink, ...]:
    """The notes of the series of the primary readings."""
    return _notes(_used(claim, primary=True), series)


def ended_note(claim: ClaimContext, series: Mapping[str, SeriesFacts]) -> str:
    """That both dates give the same, where every primary figure ends with a series that has ended; else ""."""
    figures = [*claim.today.measurements]
    last = {one.end for one in figures}
    over = [series[name] for one in figures for name in one.series if series[name].series.ended == one.end]
    told = [[answers.in_short(one) for one in outcome.measurements] for outcome in (claim.at_publication, claim.today)]
    same = told[0] == told[1]
    if not (same and len(last) == 1 and over):
        return ""
    name, day = spoken(over[0].series.id), words.day(last.pop())
    return f"The data of this claim end with {name} on {day}, so both dates give the same figures."


def _used(claim: ClaimContext, *, primary: bool) -> Iterable[str]:
    outcomes = (claim.today, claim.at_publication)
    yield from (name for outcome in outcomes for one in outcome.measurements for name in one.series)
    if not primary:
        for outcome in outcomes:
            readings = [one for part in outcome.parts for one in part.computed]
            yield from (name for one in (*outcome.beside, *readings) for name in one.series)


def _notes(names: Iterable[str], series: Mapping[str, SeriesFacts]) -> tuple[SeriesNoteLink, ...]:
    told = ((name, note_of(series[name])) for name in dict.fromkeys(names) if name in series)
    return tuple(SeriesNoteLink(words.capital(spoken(name)), anchor(name), note) for name, note in told if note)
