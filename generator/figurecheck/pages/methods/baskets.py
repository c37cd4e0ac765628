"""What must be known of a basket wherever a method page names it: when it ended, and whom it leaves out."""

from collections.abc import Iterable

from figurecheck.pages import words
from figurecheck.pages.context import SeriesFacts
from figurecheck.pages.marks import anchor
from figurecheck.pages.series_names import spoken
from figurecheck.pages.series_notes import SeriesNoteLink, note_of

SPOKEN_OF = ("basket", "single stocks")
"""Words by which a text means a basket of our own."""


def basket_notes(texts: Iterable[str], series: Iterable[SeriesFacts]) -> tuple[SeriesNoteLink, ...]:
    """The notes of the baskets made of survivors, where one of ``texts`` speaks of a basket; else none."""
    if not any(word in text.lower() for text in texts for word in SPOKEN_OF):
        return ()
    return tuple(
        SeriesNoteLink(words.capital(spoken(facts.series.id)), anchor(facts.series.id), note_of(facts))
        for facts in series
        if facts.survivors
    )
