"""The answer in sentences: hedge, diversifier, safe haven or none; in and out of corrections; then and now."""

from figurecheck.pages import words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.corrections import Cell, Column, Correction, Corrections, Roles, Slope, Split, Summary
from figurecheck.verdicts.outcome import Interval


def named(column: Column) -> str:
    """A series of the table in a sentence; it stands in for what cannot be had."""
    return f"{column.title} ({column.series}, a proxy)"


def note(column: Column) -> str:
    """What must be known of a series wherever it appears: that it has ended, that it is made of survivors."""
    return words.series_note(column.ends, survivors=column.survivors)


def noted_series(column: Column, first: str = "") -> str:
    """``FDM``, or ``BASKET (ended 8 March 2024, survivorship-biased)``, with something to say ``first``."""
    said = ", ".join(each for each in (first, note(column)) if each)
    return f"{spoken(column.series)} ({said})" if said else spoken(column.series)


def role_sentence(found: Corrections) -> str:
    """What the leading series is to the falling one, outside its corrections and in them, with the intervals."""
    told = found.role(found.leading.series)
    falling = found.falling_title
    if told is None:
        return f"What {named(found.leading)} is to {falling} cannot be told from the data of this date."
    return (
        f"{named(found.leading)} is {words.ROLES[told.outside.role]} outside {falling}'s corrections and "
        f"{words.ROLES[told.inside.role]} in them, with corrections from peak to trough, known only in hindsight: "
        f"for each per cent that {falling} moves, it moves by {_slope(told.outside)} per cent outside and by "
        f"{_slope(told.inside)} per cent inside."
    )


def known_sentence(found: Corrections) -> str:
    """The slopes outside of corrections and in them, counted by the days on which a fall and its end were known."""
    told = found.role(found.leading.series)
    if told is None:
        return ""
    outside, inside = told.known_outside, told.known_inside
    return (
        f"Counted as it could be known, from the day a fall passed its threshold to the day its end did, it moves by "
        f"{_slope(outside)} per cent outside and by {_slope(inside)} per cent inside: {words.ROLES[outside.role]}, and "
        f"{words.ROLES[inside.role]}."
    )


def _slope(slope: Slope) -> str:
    level = words.percent(slope.interval.level, 0, plus=False)
    return f"{words.value(slope.value, 'slope')} ({level} interval {words.between(slope.interval, 'slope')})"


def others_sentence(found: Corrections) -> str:
    """Which of the other small series show the same roles, and which do not; ended ones are named as such."""
    leading = found.role(found.leading.series)
    if leading is None:
        return ""
    others = [told for told in found.roles if told.series in found.small and told.series != leading.series]
    columns = {column.series: column for column in found.columns}
    same = [noted_series(columns[told.series]) for told in others if _pair(told) == _pair(leading)]
    different = [noted_series(columns[told.series], _pair(told)) for told in others if _pair(told) != _pair(leading)]
    said = [f"the same holds for {words.listed(same)}"] if same else []
    said += [f"it differs for {words.listed(different)}"] if different else []
    return f"{words.capital('; '.join(said))}." if said else ""


def _pair(told: Roles) -> str:
    return f"{told.outside.role}, {told.inside.role}"


def slopes_sentence(found: Corrections) -> str:
    """Why the slopes that this site shows of the leading series differ, and what they have in common."""
    told = found.role(found.leading.series)
    split = _leading_split(found)
    if told is None:
        return ""
    falling, slopes = found.falling_title, [told.average, told.outside, told.inside]
    average, outside, inside = (words.value(one.value, "slope") for one in slopes)
    year = (
        ""
        if split is None
        else f" The year before publication alone gives {words.value(split.slope, 'slope')}. A slope is larger where "
        f"the tie is closer, and also where {falling} swings less beside it."
        if split.slope > max(one.value for one in slopes)
        else f" The year before publication alone gives {words.value(split.slope, 'slope')}."
    )
    return (
        "The slopes on this site differ because they ask different things. The regression of the literature gives calm "
        f"days more weight, and finds {average} on ordinary days. Plain least squares counts every day alike, so that "
        f"wild days decide; it finds {outside} outside corrections and {inside} inside them.{year} {_common(slopes)}"
    )


def _common(slopes: list[Slope]) -> str:
    if all(one.interval.lower > 0 for one in slopes):
        return "The slopes over all years lie above 0 with their whole intervals; a hedge needs one below 0."
    if all(one.interval.upper < 0 for one in slopes):
        return "The slopes over all years lie below 0 with their whole intervals, as those of a hedge do."
    return "They do not all lie on the same side of 0, so how one weighs the days decides."


def _leading_split(found: Corrections) -> Split | None:
    return next((one.split for one in found.since_publication if one.series == found.leading.series), None)


def return_sentence(found: Corrections) -> str:
    """What the leading series returned in the corrections of the primary rule, in hindsight and as it was known."""
    rule = found.rules[0]
    summaries = [rule.summary(found.leading.series, ex_ante=ex_ante) for ex_ante in (False, True)]
    hindsight, ex_ante = summaries
    if hindsight is None or ex_ante is None:
        return ""
    cells = [cell.value for row in rule.rows for cell in row.hindsight if cell.series == found.leading.series]
    fell = sum(value < 0 for value in cells if value is not None)
    begun = " In the first of them the data begin." if any(row.censored for row in rule.rows) else ""
    return (
        f"In {hindsight.corrections} corrections ({rule.words}) since {words.day(found.first_day)} it fell "
        f"{_times(fell)}.{begun} From peak to trough, known only in hindsight, it returned "
        f"{words.percent(hindsight.mean)} on average, {_excess(hindsight)} than over equally long times. From the day "
        f"on which the fall could be known, it returned {words.percent(ex_ante.mean)}, {_excess(ex_ante)}."
    )


def later_sentence(found: Corrections, subject: str = "") -> str:
    """What the leading series did in each correction that began after publication, both ways of counting.

    ``subject`` is the series that stands for what the text of the article is about; it is told beside the leading one.
    """
    later = [row for row in found.rules[0].rows if row.after_publication]
    if not later:
        return "No correction has begun since publication."
    told = "; ".join(_later(row, found, subject) for row in later)
    begun = words.count(len(later), "correction has", "corrections have")
    return f"{words.capital(begun)} begun since publication, and {found.leading.series} returned: {told}."


def _later(row: Correction, found: Corrections, subject: str) -> str:
    before, after = (_both(cells, found.leading.series, subject) for cells in (row.hindsight, row.ex_ante))
    own = "" if row.known_move is None else f", in which {found.falling_title} itself {words.moved(row.known_move)}"
    return (
        f"{before} while {found.falling_title} lost {words.percent(abs(row.depth), plus=False)} from "
        f"{words.span(row.peak, row.trough)}, and {after} from the day that fall could be known to the day its end "
        f"could{own}"
    )


def _both(cells: tuple[Cell, ...], leading: str, subject: str) -> str:
    beside = f" ({spoken(subject)}: {_value(cells, subject)})" if subject else ""
    return f"{_value(cells, leading)}{beside}"


def _value(cells: tuple[Cell, ...], series: str) -> str:
    found = next((cell.value for cell in cells if cell.series == series), None)
    return words.DASH if found is None else words.percent(found)


def _times(number: int) -> str:
    return "once" if number == 1 else words.count(number, "time", "times")


def _excess(one: Summary) -> str:
    size = words.points(abs(one.excess)).lstrip("+")
    more = "more" if one.excess > 0 else "less"
    limits = f"{words.points(one.interval.lower)} to {words.points(one.interval.upper)}"
    level = words.percent(one.interval.level, 0, plus=False)
    return f"{size} {words.POINTS} {more} ({level} interval of the difference {limits})"


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
        f"{words.percent(split.implied)}; the rest, {words.percent(split.drift)}, is a drift of its own. "
        f"With the slope at either end of its interval, that move would have meant {interval_of(split.implied_range)} "
        f"and the rest {interval_of(split.drift_range)}."
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
