"""The answer in sentences: hedge, diversifier, safe haven or none; in and out of corrections; then and now."""

from figurecheck.pages import words
from figurecheck.pages.corrections.facts import Column, Corrections, Roles, Slope, Split, Summary

ROLES = {
    "strong hedge": "a hedge",
    "weak hedge": "a weak hedge",
    "hedge not proven": "no proven hedge",
    "diversifier": "a diversifier and no hedge",
    "strong safe haven": "a safe haven",
    "weak safe haven": "a weak safe haven",
    "safe haven not proven": "no proven safe haven",
    "not a safe haven": "no safe haven",
}
"""What a role is called in a sentence."""


def named(column: Column) -> str:
    """A series of the table in a sentence; it stands in for what cannot be had."""
    return f"{column.title} ({column.series}, a proxy)"


def role_sentence(found: Corrections) -> str:
    """What the leading series is to the falling one, outside its corrections and in them, with the intervals."""
    told = found.role(found.leading.series)
    falling = found.falling_title
    if told is None:
        return f"What {named(found.leading)} is to {falling} cannot be told from the data of this date."
    return (
        f"{named(found.leading)} is {ROLES[told.outside.role]} outside {falling}'s corrections and "
        f"{ROLES[told.inside.role]} in them: for each per cent that {falling} moves, it moves by "
        f"{_slope(told.outside)} per cent outside and by {_slope(told.inside)} per cent inside."
    )


def _slope(slope: Slope) -> str:
    level = words.percent(slope.interval.level, 0, plus=False)
    return f"{words.value(slope.value, 'slope')} ({level} interval {words.between(slope.interval, 'slope')})"


def others_sentence(found: Corrections) -> str:
    """Which of the other small series show the same roles, and which do not."""
    leading = found.role(found.leading.series)
    if leading is None:
        return ""
    others = [told for told in found.roles if told.series != leading.series]
    same = [told.series for told in others if _pair(told) == _pair(leading)]
    different = [f"{told.series} ({_pair(told)})" for told in others if _pair(told) != _pair(leading)]
    said = [f"the same holds for {words.listed(same)}"] if same else []
    said += [f"it differs for {words.listed(different)}"] if different else []
    return f"{words.capital('; '.join(said))}." if said else ""


def _pair(told: Roles) -> str:
    return f"{told.outside.role}, {told.inside.role}"


def return_sentence(found: Corrections) -> str:
    """What the leading series returned in the corrections of the primary rule, in hindsight and as it was known."""
    rule = found.rules[0]
    summaries = [rule.summary(found.leading.series, ex_ante=ex_ante) for ex_ante in (False, True)]
    hindsight, ex_ante = summaries
    if hindsight is None or ex_ante is None:
        return ""
    cells = [cell.value for row in rule.rows for cell in row.hindsight if cell.series == found.leading.series]
    fell = sum(value < 0 for value in cells if value is not None)
    return (
        f"In {hindsight.corrections} corrections ({rule.words}) since {words.day(found.first_day)} it fell "
        f"{_times(fell)}. From peak to trough it returned {words.percent(hindsight.mean)} on average, "
        f"{_excess(hindsight)} than over the same lengths of time elsewhere; from the day the fall was known "
        f"{words.percent(ex_ante.mean)}, {_excess(ex_ante)}."
    )


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
    inside = "" if split.slope_inside is None else f", and {words.value(split.slope_inside, 'slope')} since"
    return (
        f"From {words.span(split.first_close, split.last_close)} {falling} {words.moved(split.source)} and "
        f"{named(found.leading)} {words.moved(split.value)}. Its slope on {falling} was "
        f"{words.value(split.slope, 'slope')} in the year before{inside}. At the slope of the year before, the move of "
        f"{falling} alone would have meant {words.percent(split.implied)}; the rest, {words.percent(split.drift)}, is "
        "a drift of its own."
    )


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
            f"A hedge gains because the other falls. Day by day this one still moved with {falling}, so it gained in "
            f"spite of {falling}'s fall and not because of it: for the headline, a rise that came at the same time, "
            "and no hedge."
        )
    return "Day by day it did not move with it, so the gain can be that of a hedge; one stretch of time proves none."
