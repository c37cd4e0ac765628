"""The chart of all corrections, worded."""

from figurecheck.charts.corrections import FallChart, FallRow, draw_falls
from figurecheck.pages import words
from figurecheck.pages.context import Picture
from figurecheck.pages.figures.numbers import ChartNumbers, Column
from figurecheck.pages.sources import Frames, sources_together
from figurecheck.verdicts.corrections import Correction, Corrections

NAME = "corrections"


def corrections_picture(found: Corrections, frames: Frames) -> Picture:
    """Every correction of the primary rule with the leading series and the next small one, newest first.

    ``frames`` holds the series of the table, for the source that stands under the chart.
    """
    rule, leading = found.rules[0], found.leading
    second = next((one for one in found.columns if one.small and one.series != leading.series), None)
    others = [leading.series, *([] if second is None else [second.series])]
    rows = tuple(_row(row, others) for row in reversed(rule.rows))
    deepest, mildest = (words.percent(pick(row.depth for row in rule.rows)) for pick in (min, max))
    gains = sum(row.others[0] is not None and row.others[0] > 0 for row in rows)
    chart = FallChart(
        name=NAME,
        title=f"Every correction of {found.falling_title} since {found.first_day.year}",
        description=(
            f"Rows, newest first: {rule.count} corrections of {found.falling_title} ({rule.words}), from "
            f"{mildest} to {deepest}. "
            f"{leading.series} rose in {gains} of them. The same figures stand in the table."
        ),
        falling=found.falling_title,
        others=tuple(others),
        rows=rows,
        tick=words.percent_tick,
    )
    caption = (
        f"From the peak to the trough of {found.falling_title}, which are known only later; total returns of "
        f"{words.listed(others)} over the same days. Bold: after the article. "
        f"{sources_together([found.falling, *others], frames)}"
    )
    return Picture(NAME, chart.title, caption, chart.description, draw_falls(chart), _numbers(found, others))


def _numbers(found: Corrections, others: list[str]) -> ChartNumbers:
    """The rows as they are drawn, newest first: peak, trough, depth, and what the others did meanwhile."""
    heads = [Column("Peak"), Column("Trough")]
    heads += [Column(name, words.FRACTION) for name in (found.falling_title, *others)]
    rows = []
    for row in reversed(found.rules[0].rows):
        values = {cell.series: cell.value for cell in row.hindsight}
        rows.append((row.peak, row.trough, row.depth, *(values.get(name) for name in others)))
    return ChartNumbers(tuple(heads), tuple(rows))


def _row(row: Correction, others: list[str]) -> FallRow:
    values = {cell.series: cell.value for cell in row.hindsight}
    return FallRow(
        words.short_day(row.peak), row.depth, tuple(values.get(name) for name in others), row.after_publication
    )
