"""What goes with the answer, in sentences: the other series, the returns, what came after publication."""

from figurecheck.pages import words
from figurecheck.pages.corrections.slopes import called, named
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.corrections import Column, Corrections, Roles, Split, Summary
from figurecheck.verdicts.outcome import Interval

REST = "the whole market and everything else that moved it"
"""What the rest of a return holds, once what the falling asset implied is taken out."""
DOUBT = "These two ranges hold nothing but the doubt about the slope of the year before."


def note(column: Column) -> str:
    """What must be known of a series wherever it appears: where it ends, that it is made of survivors."""
    late = "" if column.until is None else f"data up to {words.short_day(column.until)}"
    said = late, words.series_note(column.ends, survivors=column.survivors)
    return ", ".join(each for each in said if each)


def noted_series(column: Column, first: str = "") -> str:
    """``FDM``, or ``BASKET (ended 8 March 2024, survivorship-biased)``, with something to say ``first``."""
    said = ", ".join(each for each in (first, note(column)) if each)
    return f"{spoken(column.series)} ({said})" if said else spoken(column.series)


def others_sentence(found: Corrections) -> str:
    """Which of the other small series show the same roles, and which do not; ended ones are named as such."""
    leading = found.role(found.leading.series)
    if leading is None:
        return ""
    others = [told for told in found.roles if told.series in found.small and told.series != leading.series]
    columns = {column.series: column for column in found.columns}
    same = [noted_series(columns[told.series]) for told in others if told.pair == leading.pair]
    different = [noted_series(columns[told.series], _roles(told)) for told in others if told.pair != leading.pair]
    said = [f"the same holds for {words.listed(same)}"] if same else []
    said += [f"it differs for {words.listed(different)}"] if different else []
    return f"{words.capital('; '.join(said))}." if said else ""


def _roles(told: Roles) -> str:
    return f"{called(told.outside)}, and {called(told.inside)}"


def return_sentence(found: Corrections) -> str:
    """What the leading series returned in the corrections of the primary rule, in hindsight and as it was known."""
    rule = found.rules[0]
    summaries = [rule.summary(found.leading.series, ex_ante=ex_ante) for ex_ante in (False, True)]
    hindsight, ex_ante = summaries
    if hindsight is None or ex_ante is None:
        return ""
    cells = [cell.value for row in rule.rows for cell in row.hindsight if cell.series == found.leading.series]
    fell = sum(value < 0 for value in cells if value is not None)
    begun = " The data begin inside the first of them." if any(row.censored for row in rule.rows) else ""
    return (
        f"In {hindsight.corrections} corrections ({rule.words}) since {words.day(found.first_day)} it fell "
        f"{_times(fell)}.{begun} From peak to trough, known only in hindsight, it returned "
        f"{words.percent(hindsight.mean)} on average. {_excess(hindsight)}{_outside(hindsight)} From the day "
        f"on which the fall could be known, it returned {words.percent(ex_ante.mean)} on average. "
        f"{_excess(ex_ante)}{_outside(ex_ante)}"
    )


def _times(number: int) -> str:
    return "once" if number == 1 else words.count(number, "time", "times")


def _excess(one: Summary) -> str:
    size = words.points(abs(one.excess)).lstrip("+")
    more = "more" if one.excess > 0 else "less"
    limits = f"{words.points(one.interval.lower)} to {words.points(one.interval.upper)}"
    level = words.percent(one.interval.level, 0, plus=False)
    return (
        f"That is {size} {words.POINTS} {more} than over equally long times ({level} interval of the difference "
        f"{limits})."
    )


def _outside(one: Summary) -> str:
    """The same against windows that touch no correction, in its own sentence after a space; "" without any."""
    said = against_outside(one)
    return f" It is {said}." if said else ""


def against_outside(one: Summary) -> str:
    """``9.2 percentage points less than over windows as long that touch no correction``; "" without such windows.

    Says over how many corrections where some have no such window.
    """
    if one.outside is None:
        return ""
    size = words.points(abs(one.outside.excess)).lstrip("+")
    some = "" if one.outside.corrections == one.corrections else f" ({one.outside.corrections} corrections have any)"
    more = "more" if one.outside.excess > 0 else "less"
    return f"{size} {words.POINTS} {more} than over windows as long that touch no correction{some}"


def split_sentence(found: Corrections, split: Split) -> str:
    """The return of the leading series since publication, divided into what the falling one implied and the rest."""
    falling = found.falling_title
    level = words.percent(split.slope_interval.level, 0, plus=False)
    before = f"{words.value(split.slope, 'slope')} ({level} interval {words.between(split.slope_interval, 'slope')})"
    return (
        f"From {words.span(split.first_close, split.last_close)} {falling} {words.moved(split.source)} and "
        f"{named(found.leading)} {words.moved(split.value)}. "
        f"The slope of its daily log returns on those of {falling} was {before} in the year before{_since(split)}. "
        f"At the slope of the year before, the move of {falling} alone would have meant "
        f"{words.percent(split.implied)}. The rest is {words.percent(split.drift)}: {REST}. "
        f"With the slope at either end of its interval, that move would have meant {interval_of(split.implied_range)} "
        f"and the rest {interval_of(split.drift_range)}. {DOUBT}"
    )


def _since(split: Split) -> str:
    if split.slope_inside is None:
        return ""
    limits = split.slope_inside_interval
    said = "" if limits is None else f" ({words.between(limits, 'slope')})"
    return f", and {words.value(split.slope_inside, 'slope')}{said} since"


def interval_of(limits: Interval) -> str:
    """The limits of a return."""
    return words.between(limits, "fraction")


def meaning_sentence(found: Corrections, split: Split) -> str:
    """What the split says of a headline that speaks of a hedge."""
    falling = found.falling_title
    if split.source >= 0:
        return f"{falling} did not fall over this time, so it says nothing about a hedge."
    if split.value <= 0:
        return f"It fell together with {falling}: for the headline, no hedge."
    slope = split.slope if split.slope_inside is None else split.slope_inside
    if slope > 0:
        return (
            "For the headline this is a gain, and no hedge. A hedge tends to rise on days when the other falls. Day by "
            f"day this one tended to move the same way as {falling} and not against it; over the whole time it "
            f"rose all the same, by more than its slope on {falling} accounts for. What caused that is not tested here."
        )
    return "Day by day it did not move with it, so the gain can be that of a hedge; one stretch of time proves none."
