"""The slopes in sentences: in and out of corrections, then and now, before and since a day named beforehand."""

from dataclasses import dataclass

from figurecheck.pages import words
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.corrections import Column, Corrections, CorrectionsPair, Roles, Slope, Split


def named(column: Column) -> str:
    """A series of the table in a sentence; it stands in for what cannot be had."""
    return f"{column.title} ({column.series}, a proxy)"


def headline_sentence(pair: CorrectionsPair) -> str:
    """What the leading series is, in and out of corrections, now and at publication, each slope with its interval."""
    now = pair.today
    told = now.role(now.leading.series)
    if told is None:
        return f"What {named(now.leading)} is to {now.falling_title} cannot be told from the data of this date."
    level = words.percent(told.outside.interval.level, 0, plus=False)
    falling, outside, inside = now.falling_title, told.outside, told.inside
    first = f"{_value(outside)} ({level} interval {words.between(outside.interval, 'slope')})"
    return (
        f"{named(now.leading)} is {called(outside)} outside {falling}'s corrections, where it moves by "
        f"{first} per cent for each per cent of {falling}, and {called(inside)} in them, at {slope(inside)}; "
        f"{_then(told, pair.at_publication)}."
    )


@dataclass(frozen=True)
class SlopeRow:
    """The two slopes of the leading series with the data of one date or of one side of a break."""

    when: str
    outside: str
    inside: str


def plain_headline(pair: CorrectionsPair) -> str:
    """:func:`headline_sentence` without its figures, which :func:`slope_rows` has; the table must tell the roles."""
    now, then = (found.role(found.leading.series) for found in (pair.today, pair.at_publication))
    if now is None:
        return headline_sentence(pair)
    falling, roles = pair.today.falling_title, [called(one) for one in (now.outside, now.inside)]
    said = f"{named(pair.today.leading)} is {roles[0]} outside {falling}'s corrections, and {roles[1]} in them"
    if then is None or then.pair != now.pair:
        return f"{said}; {_then(now, pair.at_publication)}."
    return f"{said}, at publication and today."


def slope_rows(pair: CorrectionsPair) -> tuple[SlopeRow, ...]:
    """The slopes of :func:`headline_sentence` and :func:`era_sentence` as rows, those of today first."""
    eras, sides = pair.today.eras, _eras(pair.today)
    found = [("today", pair.today.role(pair.today.leading.series))]
    found.append(("at publication", pair.at_publication.role(pair.at_publication.leading.series)))
    if eras is not None and sides is not None:
        found += [
            (f"{word} {words.day(eras.day)}", side) for word, side in zip(("before", "since"), sides, strict=True)
        ]
    return tuple(SlopeRow(when, slope(one.outside), slope(one.inside)) for when, one in found if one is not None)


def _then(now: Roles, found: Corrections) -> str:
    then = found.role(found.leading.series)
    if then is None:
        return "at publication the data did not tell"
    outside, inside = slope(then.outside), slope(then.inside)
    if then.pair == now.pair:
        return f"at publication it was the same, at {outside} outside and {inside} in them"
    return (
        f"at publication it was {called(then.outside)} outside, at {outside}, and "
        f"{called(then.inside)} in them, at {inside}"
    )


def era_sentence(found: Corrections) -> str:
    """The same before and since the day that was named beforehand, and whether the two differ; "" without both."""
    pair = _eras(found)
    if found.eras is None or pair is None:
        return ""
    before, since = pair
    changed = _apart(before.outside, since.outside) or _apart(before.inside, since.inside)
    led = "The slope is not one for all years" if changed else "That the slope changed over the years is not shown"
    return (
        f"{led}: before {words.day(found.eras.day)}, a break named beforehand, it is {slope(before.outside)} outside "
        f"corrections and {slope(before.inside)} in them ({_roles(before)}); since then it is {slope(since.outside)} "
        f"and {slope(since.inside)} ({_roles(since)})."
    )


def _eras(found: Corrections) -> tuple[Roles, Roles] | None:
    if found.eras is None:
        return None
    sides = (found.eras.before, found.eras.since)
    before, since = (next((one for one in side if one.series == found.leading.series), None) for side in sides)
    return None if before is None or since is None else (before, since)


def _apart(one: Slope, other: Slope) -> bool:
    """Whether the two intervals have nothing in common."""
    return one.interval.upper < other.interval.lower or other.interval.upper < one.interval.lower


def _roles(told: Roles) -> str:
    return f"{called(told.outside)}, and {called(told.inside)}"


def known_sentence(found: Corrections) -> str:
    """The slopes outside of corrections and in them, counted by the days on which a fall and its end were known."""
    told = found.role(found.leading.series)
    if told is None:
        return ""
    outside, inside = told.known_outside, told.known_inside
    same = (outside.answer, inside.answer) == told.pair
    answer = "the same answer" if same else f"{called(outside)}, and {called(inside)}"
    return (
        "Corrections run here from peak to trough, which are known only in hindsight. Counted from the day on which a "
        f"fall could be known to the day its end could, the slope is {slope(outside)} outside and {slope(inside)} in "
        f"them: {answer}."
    )


def direction_sentence(found: Corrections) -> str:
    """Which way the leading series moves with the falling one; "" where it cannot be told."""
    told = found.role(found.leading.series)
    if told is None:
        return ""
    slopes = told.outside, told.inside
    if all(_side(one) > 0 for one in slopes):
        return "Both slopes are above 0: it moves the same way. A hedge moves the other way."
    if all(_side(one) < 0 for one in slopes):
        return "Both slopes are below 0: it moves the other way, as a hedge does."
    return "The slopes do not both lie on one side of 0, so the direction is not settled."


def slopes_sentence(found: Corrections, estimators: str = "") -> str:
    """Why the slopes that this site shows of the leading series differ; ``estimators`` tells of two ways to fit one."""
    told = found.role(found.leading.series)
    split = _leading_split(found)
    if told is None:
        return ""
    falling, slopes = found.falling_title, [told.average, told.outside, told.inside]
    average, outside, inside = (_value(one) for one in slopes)
    year = (
        ""
        if split is None
        else f" The year before publication alone gives {words.value(split.slope, 'slope')}. A slope is larger where "
        f"the tie is closer, and also where {falling} swings less beside it."
        if split.slope > max(one.value for one in slopes)
        else f" The year before publication alone gives {words.value(split.slope, 'slope')}."
    )
    between = f" {estimators}" if estimators else ""
    return (
        f"Several slopes of {spoken(found.leading.series)} stand on this site. The regression of the literature finds "
        f"{average} on ordinary days, which are those outside {falling}'s worst tenth; least squares finds {outside} "
        f"outside corrections and {inside} inside them.{between}{year} {_common(slopes)}"
    )


def _side(told: Slope) -> int:
    """1 where every interval lies above 0, -1 where every one lies below, 0 otherwise and for a fragile role."""
    intervals = (told.interval,) if told.second is None else (told.interval, told.second)
    if told.fragile:
        return 0
    return int(all(one.lower > 0 for one in intervals)) - int(all(one.upper < 0 for one in intervals))


def _common(slopes: list[Slope]) -> str:
    if all(_side(one) > 0 for one in slopes):
        return "The slopes over all years lie above 0 with their whole intervals; a hedge needs one below 0."
    if all(_side(one) < 0 for one in slopes):
        return "The slopes over all years lie below 0 with their whole intervals, as those of a hedge do."
    return "They do not all lie on the same side of 0, so how one weighs the days decides."


def _leading_split(found: Corrections) -> Split | None:
    return next((one.split for one in found.since_publication if one.series == found.leading.series), None)


def called(told: Slope) -> str:
    """The role that a slope shows, in words."""
    return words.role(told.role, fragile=told.fragile)


def slope(told: Slope) -> str:
    """``+0.071 (+0.035 to +0.118)``."""
    return f"{_value(told)} ({words.between(told.interval, 'slope')})"


def _value(told: Slope) -> str:
    return words.value(told.value, "slope")
