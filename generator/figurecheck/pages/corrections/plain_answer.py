"""The answer on corrections as the report tells it: short sentences; the page of corrections has the long ones."""

from figurecheck.pages import words
from figurecheck.pages.corrections.answer import DOUBT, REST, against_outside, interval_of
from figurecheck.pages.series_names import spoken
from figurecheck.verdicts.corrections import Corrections, Split, Summary


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
        f"equally long times{_outside(hindsight)}. From the day the fall could be known it returned "
        f"{words.percent(known.mean)} on average, {_excess(known)}{_outside(known)}.",
    )


def _times(number: int) -> str:
    return "once" if number == 1 else words.count(number, "time", "times")


def _excess(one: Summary) -> str:
    size = words.points(abs(one.excess)).lstrip("+")
    limits = f"{words.points(one.interval.lower)} to {words.points(one.interval.upper)}"
    return f"{size} {words.POINTS} {'more' if one.excess > 0 else 'less'} (difference {limits})"


def _outside(one: Summary) -> str:
    said = against_outside(one)
    return f", and {said}" if said else ""


def split_sentence(found: Corrections, split: Split) -> str:
    """The return since publication, what the other asset's own move would have meant, and the rest."""
    falling = found.falling_title
    return (
        f"From {words.span(split.first_close, split.last_close)} {falling} {words.moved(split.source)}, and "
        f"{found.leading.series} {words.moved(split.value)}. Had it moved with {falling} as in the year before, it "
        f"would have returned {words.percent(split.implied)} ({interval_of(split.implied_range)}). The rest is "
        f"{words.percent(split.drift)} ({interval_of(split.drift_range)}): {REST}. {DOUBT}"
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
