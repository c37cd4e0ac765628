"""The answer on corrections as the report tells it: short sentences; the page of corrections has the long ones."""

from figurecheck.pages import words
from figurecheck.pages.corrections.answer import interval_of, noted_series
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.corrections import Corrections, CorrectionsPair, Roles, Slope, Split, Summary

ROLE_WORDS = {**words.ROLES, "diversifier": "a diversifier, not a hedge"}
"""What a role is called here, where two of them stand in one sentence."""


def verdict_sentence(found: Corrections) -> str:
    """What the leading series is outside the falls of the other asset and in them, in one short sentence."""
    told = found.role(found.leading.series)
    if told is None:
        return f"What {found.leading.title} is to {found.falling_title} cannot be told from these data."
    return (
        f"{found.leading.title} ({found.leading.series}, a proxy) was {ROLE_WORDS[told.outside.role]}, outside "
        f"{found.falling_title}'s corrections, and {ROLE_WORDS[told.inside.role]} in them."
    )


def slope_sentences(found: Corrections) -> tuple[str, ...]:
    """How it moved with the other asset: in hindsight, and counted from the days on which a fall could be known."""
    told = found.role(found.leading.series)
    if told is None:
        return ()
    falling, outside, inside = found.falling_title, told.outside, told.inside
    return (
        f"For each per cent that {falling} moved, it moved by {_slope(outside)} per cent outside corrections and by "
        f"{_slope(inside)} per cent in them. {_direction((outside, inside))}",
        "Corrections run here from peak to trough, which are known only in hindsight. Counted from the day on which a "
        f"fall could be known to the day its end could, the figures are {_slope(told.known_outside)} and "
        f"{_slope(told.known_inside)}: {_known(told)}.",
    )


def _direction(slopes: tuple[Slope, ...]) -> str:
    if all(one.interval.lower > 0 for one in slopes):
        return "Both are above 0: it moved the same way. A hedge moves the other way."
    if all(one.interval.upper < 0 for one in slopes):
        return "Both are below 0: it moved the other way, as a hedge does."
    return "They do not both lie on one side of 0, so the direction is not settled."


def _known(told: Roles) -> str:
    roles = told.known_outside.role, told.known_inside.role
    same = roles == (told.outside.role, told.inside.role)
    return "the same answer" if same else f"{ROLE_WORDS[roles[0]]}, and {ROLE_WORDS[roles[1]]}"


def _slope(slope: Slope) -> str:
    return f"{words.value(slope.value, 'slope')} ({words.between(slope.interval, 'slope')})"


def return_sentences(found: Corrections) -> tuple[str, ...]:
    """What it returned in the corrections of the primary rule, against equally long times."""
    rule, name = found.rules[0], found.leading.series
    told = [rule.summary(name, ex_ante=ex_ante) for ex_ante in (False, True)]
    hindsight, known = told
    if hindsight is None or known is None:
        return ()
    returns = [cell.value for row in rule.rows for cell in row.hindsight if cell.series == name]
    fell = sum(value < 0 for value in returns if value is not None)
    return (
        f"In {hindsight.corrections} corrections ({rule.words}) since {found.first_day.year} it fell {_times(fell)}. "
        f"From peak to trough it returned {words.percent(hindsight.mean)} on average, {_excess(hindsight)} than over "
        f"equally long times. From the day the fall could be known it returned {words.percent(known.mean)}, "
        f"{_excess(known)}.",
    )


def _times(number: int) -> str:
    return "once" if number == 1 else words.count(number, "time", "times")


def _excess(one: Summary) -> str:
    size = words.points(abs(one.excess)).lstrip("+")
    limits = f"{words.points(one.interval.lower)} to {words.points(one.interval.upper)}"
    return f"{size} {words.POINTS} {'more' if one.excess > 0 else 'less'} (difference {limits})"


def others_sentence(found: Corrections) -> str:
    """Which of the other small series have the same roles; each is named with what must be known of it."""
    leading = found.role(found.leading.series)
    if leading is None:
        return ""
    columns = {column.series: column for column in found.columns}
    others = [told for told in found.roles if told.series in found.small and told.series != leading.series]
    same = [noted_series(columns[told.series]) for told in others if _pair(told) == _pair(leading)]
    different = [noted_series(columns[told.series], _roles(told)) for told in others if _pair(told) != _pair(leading)]
    said = [f"The same answer comes out for {words.listed(same)}."] if same else []
    said += [f"Another comes out for {words.listed(different)}."] if different else []
    return " ".join(said)


def _pair(told: Roles) -> tuple[str, str]:
    return told.outside.role, told.inside.role


def _roles(told: Roles) -> str:
    return f"{ROLE_WORDS[told.outside.role]}, and {ROLE_WORDS[told.inside.role]}"


def before_sentence(pair: CorrectionsPair) -> str:
    """The answer at publication: that it was the same, or what it was."""
    then, now = pair.at_publication.role(pair.at_publication.leading.series), pair.today.role(pair.today.leading.series)
    day = words.day(pair.at_publication.publication_day)
    if then is None or now is None or _pair(then) != _pair(now):
        return f"At publication ({day}): {verdict_sentence(pair.at_publication)}"
    return f"With the data of the day before publication ({day}) the answer was the same."


def split_sentence(found: Corrections, split: Split) -> str:
    """The return since publication, what the other asset's own move would have meant, and the rest."""
    falling = found.falling_title
    return (
        f"From {words.span(split.first_close, split.last_close)} {falling} {words.moved(split.source)}, and "
        f"{found.leading.series} {words.moved(split.value)}. Had it moved with {falling} as in the year before, it "
        f"would have returned {words.percent(split.implied)} ({interval_of(split.implied_range)}). The rest, "
        f"{words.percent(split.drift)} ({interval_of(split.drift_range)}), is a drift of its own."
    )


def subject_sentence(found: Corrections, subject: str) -> str:
    """The same for the series that stands for what the text of the article is about; "" where it is not split."""
    split = next((one.split for one in found.since_publication if one.series == subject), None)
    if split is None:
        return ""
    return (
        f"{spoken(subject)}, which stands for what the text of the article is about, {words.moved(split.value)} up to "
        f"{words.day(split.last_close)}. Had it moved with {found.falling_title} as in the year before, it would have "
        f"returned {words.percent(split.implied)} ({interval_of(split.implied_range)}). The rest is "
        f"{words.percent(split.drift)} ({interval_of(split.drift_range)})."
    )
