"""What single stocks lose on their worst days, told as context beside a verdict that a portfolio of them decides."""

from datetime import date

from figurecheck.pages import words
from figurecheck.verdicts.outcome import Interval, Measurement, Outcome

MEASURE = "stock_shortfall_ratio"


def single_stocks(outcome: Outcome) -> str:
    """A sentence for each such figure beside the verdict, with how many stocks it is of, their bias and their end."""
    return " ".join(
        _sentence(found, found.interval)
        for found in outcome.beside
        if found.measure == MEASURE and found.interval is not None
    )


def _sentence(found: Measurement, limits: Interval) -> str:
    stocks = words.whole(round(float(found.parameters["stocks averaged"])))
    return (
        f"Context, which decides nothing: on its worst days a single one of the {stocks} stocks{_fewer(found)} loses "
        f"on average {words.value(found.value, found.unit)} as much as {found.series[-1]} "
        f"({words.interval(limits, found.unit)}); in their portfolio such losses partly cancel out. The stocks are "
        f"survivors, still listed when their data end on {words.day(found.end)}, which flatters them."
    )


def _fewer(found: Measurement) -> str:
    """``, 18 until 11 August 2016,`` where a stock joined later."""
    until = found.parameters.get("last day before the last stock begins")
    if until is None:
        return ""
    fewer = words.whole(round(float(found.parameters["stocks on the first day"])))
    return f", {fewer} until {words.day(date.fromisoformat(str(until)))},"
