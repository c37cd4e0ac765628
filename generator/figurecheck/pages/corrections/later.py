"""What the leading series did in each correction that began after publication, one at a time."""

from figurecheck.pages import words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.corrections import Cell, Correction, Corrections


def later_sentence(found: Corrections) -> str:
    """How many corrections have begun since publication."""
    later = found.rules[0].count_after_publication
    if not later:
        return "No correction has begun since publication."
    return f"{words.capital(words.count(later, 'correction has', 'corrections have'))} begun since publication."


def later_sentences(found: Corrections, subject: str = "") -> tuple[str, ...]:
    """Each of them in short sentences, both ways of counting, oldest first.

    ``subject`` is the series that stands for what the text of the article is about; it is told beside the leading one.
    """
    return tuple(_later(row, found, subject) for row in found.rules[0].rows if row.after_publication)


def _later(row: Correction, found: Corrections, subject: str) -> str:
    before, after = (_returns(cells, found.leading.series, subject) for cells in (row.hindsight, row.ex_ante))
    fell = words.percent(abs(row.depth), plus=False)
    return (
        f"From {words.span(row.peak, row.trough)} {found.falling_title} lost {fell}; {before}. "
        f"The fall could be known on {words.day(row.crossed)}, {_end(row, found)}. "
        f"Between these two days {found.falling_title} itself {words.moved(row.known_move)}; {after}."
    )


def _end(row: Correction, found: Corrections) -> str:
    if row.over is None:
        return f"and its end not yet on {words.day(found.last_day)}, the last day of the data"
    if row.over == found.last_day:
        return f"and its end on {words.day(row.over)}, the last day of the data: with a day less it would still run"
    return f"and its end on {words.day(row.over)}"


def _returns(cells: tuple[Cell, ...], leading: str, subject: str) -> str:
    told = [f"{spoken(name)} returned {_value(cells, name)}" for name in (leading, subject) if name]
    return words.listed(told)


def _value(cells: tuple[Cell, ...], series: str) -> str:
    found = next((cell.value for cell in cells if cell.series == series), None)
    return "nothing that is known" if found is None else words.percent(found)
