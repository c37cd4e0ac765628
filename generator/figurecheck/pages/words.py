"""All wording and rounding of numbers: a figure is rounded here, once, and nowhere else."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from figurecheck.claims.describe import day_words
from figurecheck.verdicts.outcome import Interval, Question, Target, Verdict
from figurecheck.verdicts.relations import Finding

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
FRACTION = "fraction"
POINTS = "percentage points"
COUNT = "count"
SHARE = "share"
P_VALUE = "p-value"
RATIO = "ratio"
TREND = "z a year"
_MORE_DIGITS = 3
_WHOLE_FROM = 100
_ROUGH_FROM, _MILLION, _TEN = 100_000, 1_000_000, 10
_SMALLEST_P_VALUE = 0.001
_SIGNIFICANT = 4
_SMALLEST_RANK = 0.005


@dataclass(frozen=True)
class Form:
    """How a figure of one unit is written: digits behind the point, a percentage or not, a plus sign, what follows."""

    digits: int
    percent: bool = False
    plus: bool = True
    after: str = ""


FORMS: dict[str, Form] = {
    FRACTION: Form(1, percent=True),
    SHARE: Form(1, percent=True, plus=False),
    POINTS: Form(2, after=f" {POINTS}"),
    COUNT: Form(0, plus=False),
    "correlation": Form(2),
    "weight": Form(2),
    "coefficient": Form(2, plus=False),
    P_VALUE: Form(3, plus=False),
    "statistic": Form(1, plus=False),
    "slope": Form(3),
    RATIO: Form(2, plus=False, after=" times"),
    TREND: Form(3, after=" in Fisher's z a year"),
}
"""The form of every unit of the table of measures."""

VERDICTS: dict[Verdict, tuple[str, str, str]] = {
    Verdict.HOLDS: ("holds", "\N{CHECK MARK}", "hold"),
    Verdict.NOT_PROVEN: ("not proven", "?", "are not proven"),
    Verdict.DEPENDS: ("depends on the reading", "\N{CIRCLE WITH LEFT HALF BLACK}", "depend on the reading"),
    Verdict.FAILS: ("does not hold", "\N{MULTIPLICATION X}", "do not hold"),
    Verdict.NOT_TESTABLE: ("not testable", DASH, "cannot be tested"),
}
"""Word, shape and plural of each verdict, in the order in which pages list them."""

QUESTIONS: dict[Question, str] = {
    Question.AVAILABLE: "Can the primary reading be computed?",
    Question.PRIMARY: "Does the primary reading meet the claim?",
    Question.REJECTED: "Where it is a test: does it rule out chance?",
    Question.INTERVAL: "Does its interval lie on one side of the mark?",
    Question.METHODS: "Do both inference methods say the same?",
    Question.READINGS: "Do enough of the conventional readings hold?",
}

ANSWERS: dict[bool | None, str] = {True: "holds", False: "does not hold", None: "lies on both sides"}
"""What an interval says of the mark."""

TEST_ANSWERS: dict[bool | None, str] = {True: "rejects", False: "leaves it open"}
"""What a test says of chance; it cannot say that chance is all there is."""

RELATIONS: dict[str, str] = {
    "cannot_both_hold": "Claims that exclude each other",
    "at_odds": "Claims that weaken each other",
    "repeats": "One thing, said in several ways",
    "attribution": "One figure, several sources",
    "asset_is_source": "A source that is also an asset",
    "slides": "A subject that slides",
}
"""What each kind of relation between claims is called."""

SIDES = ("", "first", "second")
"""The side of a relation that a claim stands on; no word where there are no sides."""

FINDINGS: dict[tuple[str, Finding], str] = {
    ("repeats", Finding.SAME): "All wordings get the same verdict.",
    ("repeats", Finding.DIFFER): "The wordings get different verdicts: which of them is quoted decides.",
}
"""What the outcomes say of a relation, in a sentence; two sides are told by ``opposed``."""

INTERVAL_MEANS = "Where an interval lies on both sides of its mark, the data allow both answers."
"""Why a figure with an interval is not proven."""

P_VALUE_MEANS = (
    "A p-value above its mark says that these data do not show the claim; it does not show that the opposite is true."
)
"""What a test that does not reject can mean."""

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def day(value: date) -> str:
    """``2 October 2025``."""
    return day_words(value).replace(" ", SPACE)


def short_day(value: date) -> str:
    """``2 Oct 2025``, for a table of many days."""
    number, name, year = day(value).split(SPACE)
    return SPACE.join((number, name[:3], year))


def month(value: date) -> str:
    """``Oct 2025``, for a chart."""
    return f"{day(value).split(SPACE)[1][:3]} {value.year}"


def plain(number: float) -> str:
    """A setting with the digits that it was given with: ``0.94``."""
    return signed(f"{Decimal(repr(float(number))).normalize():f}")


def slug(text: str) -> str:
    """``z a year`` as ``z-a-year``, for the name of a file."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def span(start: date, end: date) -> str:
    """``31 December 2019 to 31 December 2020``."""
    return f"{day(start)} to {day(end)}"


def reach(days: Iterable[date]) -> str:
    """``up to 20 August 2026 in most, 8 March 2024 at the earliest and 5 October 2026 at the latest``; "" for none."""
    found = sorted(days)
    if not found:
        return ""
    most = max(dict.fromkeys(found), key=found.count)
    if found[0] == found[-1]:
        return f"up to {day(most)}"
    return f"up to {day(most)} in most, {day(found[0])} at the earliest and {day(found[-1])} at the latest"


def signed(digits: str) -> str:
    """A number with a true minus; digits that are all zero carry no sign."""
    bare = digits.lstrip("+-")
    if not bare.strip("0.,"):
        return bare
    return f"{MINUS}{bare}" if digits.startswith("-") else digits


def rounded(value: float, digits: int) -> Decimal:
    """``value`` rounded half up to ``digits`` decimals, from its exact binary value."""
    return Decimal(float(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent(value: float, digits: int = 1, *, plus: bool = True) -> str:
    """A fraction as a percentage: 3.0316 as ``+303.2 %``."""
    hundredfold = rounded_percent(value, digits)
    return f"{signed(f'{hundredfold:+,}' if plus else f'{hundredfold:,}')}{SPACE}%"


def rounded_percent(value: float, digits: int) -> Decimal:
    """A fraction times 100, rounded half up from its exact binary value."""
    return (Decimal(float(value)) * 100).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def percent_tick(value: float) -> str:
    """A fraction at an axis: as few digits as it needs, at most one."""
    exact = rounded_percent(value, 1)
    digits = 0 if exact == exact.to_integral_value() else 1
    return percent(value, digits)


def level_tick(value: float) -> str:
    """A level in percent at an axis: ``4.5 %``."""
    return f"{signed(f'{Decimal(repr(round(float(value), 4))).normalize():f}')}{SPACE}%"


def whole_tick(value: float) -> str:
    """An index at an axis: ``1,000``."""
    return signed(f"{rounded(value, 0):,}")


def tick(value: float, unit: str) -> str:
    """A figure at an axis, in its unit: a fraction as a percentage, anything else as a plain number."""
    if FORMS[unit].percent:
        shown = percent_tick(value)
        return shown if FORMS[unit].plus else shown.removeprefix("+")
    return signed(f"{Decimal(repr(round(float(value), 4))).normalize():,f}")


def exact(value: float) -> str:
    """A value with all the digits that the data have: ``29,001.72``."""
    return signed(f"{Decimal(repr(float(value))):,f}".removesuffix(".0"))


def count(number: int, one: str, many: str) -> str:
    """``one claim``, ``12 claims``, ``30 claims``."""
    return f"{_SMALL[number] if number < len(_SMALL) else f'{number:,}'} {one if number == 1 else many}"


def number(count: int) -> str:
    """``no``, ``one``, ``12``, ``30``: a small count in letters."""
    return _SMALL[count] if count < len(_SMALL) else f"{count:,}"


def whole(number: int) -> str:
    """``3,208``."""
    return f"{number:,}"


def value(number: float, unit: str, target: Target | None = None) -> str:
    """A figure in its unit; it gets more digits where fewer would put it on an edge that it does not touch."""
    return f"{bare(number, unit, target)}{FORMS[unit].after}"


def bare(number: float, unit: str, target: Target | None = None) -> str:
    """A figure without what follows it: ``+0.46``, ``+3.2 %``, but ``−5.54`` for percentage points."""
    form = FORMS[unit]
    if unit == P_VALUE and number < _SMALLEST_P_VALUE / 2:
        return f"less than {_SMALLEST_P_VALUE}"
    if unit == RATIO and abs(number) >= _ROUGH_FROM:
        return rough(number)
    shown = _scaled(number, form, _digits(number, unit, target))
    digits = signed(f"{shown:+,}" if form.plus else f"{shown:,}")
    return f"{digits}{SPACE}%" if form.percent else digits


def rough(number: float) -> str:
    """A very large multiple to two significant digits: 1252249 as ``1.3 million``, 985000 as ``990,000``."""
    exact_value = Decimal(float(number))
    two = exact_value.quantize(Decimal(1).scaleb(exact_value.adjusted() - 1), ROUND_HALF_UP)
    if abs(two) < _MILLION:
        return signed(f"{int(two):,}")
    millions = two / _MILLION
    return signed(f"{millions:.1f}" if abs(millions) < _TEN else f"{int(millions):,}") + f"{SPACE}million"


def _scaled(number: float, form: Form, digits: int) -> Decimal:
    return rounded_percent(number, digits) if form.percent else rounded(number, digits)


def _digits(number: float, unit: str, target: Target | None) -> int:
    form = FORMS[unit]
    first = 0 if unit == RATIO and abs(number) >= _WHOLE_FROM else form.digits
    edges = [] if target is None else [edge for edge in (target.low, target.high) if edge not in (None, number)]
    clear = (
        digits
        for digits in range(first, first + _MORE_DIGITS)
        if all(_scaled(number, form, digits) != _scaled(edge, form, digits) for edge in edges if edge is not None)
    )
    return next(clear, first + _MORE_DIGITS)


def bound(number: float, unit: str) -> str:
    """An edge of a target, exactly as it was fixed: 0.125 as ``12.5 %``."""
    exactly = Decimal(repr(float(number)))
    if FORMS[unit].percent:
        return signed(f"{(exactly * 100).normalize():f}") + f"{SPACE}%"
    return signed(f"{exactly.normalize():f}") + (f" {POINTS}" if unit == POINTS else "")


def target(wanted: Target, unit: str) -> str:
    """What would make a part true: ``250 % to just short of 350 %``, ``20 % or more``, ``below 0 %``."""
    if wanted.low is not None and wanted.high is not None:
        return _between(wanted, unit)
    if wanted.low is not None:
        edge = bound(wanted.low, unit)
        return f"{edge} or more" if wanted.low_included else f"above {edge}"
    if wanted.high is not None:
        edge = bound(wanted.high, unit)
        return f"{edge} or less" if wanted.high_included else f"below {edge}"
    return "any value"


def _between(wanted: Target, unit: str) -> str:
    low, high = (bound(edge, unit) for edge in (wanted.low or 0.0, wanted.high or 0.0))
    if wanted.low_included and not wanted.high_included:
        return f"{low} to just short of {high}"
    if wanted.high_included and not wanted.low_included:
        return f"{high} to just short of {low}"
    return f"{low} to {high}"


def interval(limits: Interval, unit: str, target: Target | None = None) -> str:
    """``95 % interval +1.0 % to +3.2 %``."""
    return f"{percent(limits.level, 0, plus=False)} interval {between(limits, unit, target)}"


def between(limits: Interval, unit: str, target: Target | None = None) -> str:
    """``+0.12 to +0.31``, to stand beside its figure; a limit is not shown on an edge that it does not touch."""
    return f"{bare(limits.lower, unit, target)} to {bare(limits.upper, unit, target)}"


def measured_in(unit: str) -> str:
    """``In percentage points.``, for figures that are shown without what follows them; "" where nothing does."""
    return f"In {_PLURALS[unit]}." if unit in _PLURALS else ""


def unit_in_titles(unit: str) -> str:
    """What figures of one unit are called in the title of a chart, so that charts of one page differ."""
    return _TITLES.get(unit, f"figures in {_PLURALS[unit]}" if unit in _PLURALS else f"{unit}s".replace("_", " "))


_TITLES = {FRACTION: "percentage changes", SHARE: "shares"}

_PLURALS = {POINTS: POINTS, RATIO: "multiples", TREND: "Fisher's z a year"}


def moved(change: float) -> str:
    """``rose by 31.3 %``, ``fell by 39.5 %``, ``stood still``."""
    size = percent(abs(change), plus=False)
    return "stood still" if not change else f"{'rose' if change > 0 else 'fell'} by {size}"


def points(difference: float) -> str:
    """A difference of two shares in percentage points: -0.0554 as ``−5.5``."""
    return signed(f"{rounded_percent(difference, 1):+,}")


def way(size: float, unit: str) -> str:
    """How far two figures of one unit lie apart, without a sign: 0.0395 of a fraction as ``3.9 percentage points``."""
    form = FORMS[unit]
    if form.percent:
        digits = next((d for d in range(form.digits, _MORE_DIGITS) if rounded_percent(size, d)), _MORE_DIGITS)
        return f"{rounded_percent(abs(size), digits):,} {POINTS}"
    shown = bare(abs(size), unit).removeprefix("+")
    return f"{shown} {POINTS}" if unit == POINTS else shown


def rank(share: float) -> str:
    """A share among many as a whole percentage, with a digit more where it would be 0: 0.0015 as ``0.2 %``."""
    return percent(share, 0 if not share or share >= _SMALLEST_RANK else 1, plus=False)


def dates_in(text: str) -> str:
    """``text`` with every day of the form 2024-03-08 as people write it; what only looks like a day stays."""
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda found: _as_day(found[0]), text)


def _as_day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def series_note(ended: date | None, *, survivors: bool) -> str:
    """``ended 8 March 2024, survivorship-biased``; "" for a series that needs no note."""
    said = ("" if ended is None else f"ended {day(ended)}", "survivorship-biased" if survivors else "")
    return ", ".join(each for each in said if each)


def parameter(name: str, setting: str | float) -> str:
    """A setting or a side result of a computation: days as days, whole numbers whole, others to four digits."""
    if isinstance(setting, str):
        return day(date.fromisoformat(setting)) if _DAY.fullmatch(setting) else setting
    if name in _PARAMETER_UNITS:
        return value(setting, _PARAMETER_UNITS[name])
    if "p-value" in name:
        return value(setting, P_VALUE)
    if float(setting).is_integer():
        return f"{setting:.0f}" if name == "seed" else whole(round(setting))
    return signed(f"{Decimal(f'{setting:.{_SIGNIFICANT}g}'):,f}")


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_PARAMETER_UNITS = {
    "mean return in episodes": FRACTION,
    "mean return over equally long times": FRACTION,
    "share of placebos at or below": SHARE,
    "mean share of unrelated blocks": SHARE,
    "share that unrelated blocks reach in one case of twenty": SHARE,
    "share": SHARE,
    "mean weight": SHARE,
}


def verdict(which: Verdict) -> str:
    """The verdict in words."""
    return VERDICTS[which][0]


def tally(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    """How often each verdict occurs, all five of them, in the order in which pages list them."""
    found = list(verdicts)
    return tuple((which, found.count(which)) for which in VERDICTS)


def parts_sentence(verdicts: Iterable[Verdict]) -> str:
    """``Two of six parts hold and four are not proven``, ``None of the three parts holds``."""
    counts = [(which, number) for which, number in tally(verdicts) if number]
    total = sum(number for _, number in counts)
    if len(counts) == 1:
        which = counts[0][0]
        if which is Verdict.HOLDS:
            return f"All {_word(total)} parts hold"
        if which is Verdict.FAILS:
            return f"None of the {_word(total)} parts holds"
        return f"All {_word(total)} parts {VERDICTS[which][2]}"
    parts = [_counted(which, number) for which, number in counts]
    first = f"{parts[0].split(' ', 1)[0]} of {_word(total)} parts {parts[0].split(' ', 1)[1]}"
    return capital(listed([first, *parts[1:]]))


def _word(number: int) -> str:
    return _SMALL[number] if number < len(_SMALL) else whole(number)


_SHARES = {0.5: "half", 0.25: "a quarter", 0.2: "a fifth", 0.1: "a tenth", 0.05: "a twentieth"}


def part_of_whole(share: float) -> str:
    """A share as people say it: 0.1 as ``a tenth``, 0.12 as ``12 %``."""
    return _SHARES.get(share, bound(share, SHARE))


def tally_sentence(verdicts: Iterable[Verdict]) -> str:
    """``9 of 20 claims hold, 5 do not hold and one cannot be tested``; verdicts that do not occur are left out."""
    counts = tally(verdicts)
    total = sum(number for _, number in counts)
    if not total:
        return "there are no claims"
    parts = [_counted(which, number) for which, number in counts if number]
    first = f"{parts[0].split(' ', 1)[0]} of {count(total, 'claim', 'claims')} {parts[0].split(' ', 1)[1]}"
    return listed([first, *parts[1:]])


def _counted(which: Verdict, number: int) -> str:
    word, _, plural = VERDICTS[which]
    single = {Verdict.NOT_PROVEN: "is not proven", Verdict.NOT_TESTABLE: "cannot be tested"}.get(which, word)
    single = "depends on the reading" if which is Verdict.DEPENDS else single
    return f"{_SMALL[number] if number < len(_SMALL) else number} {single if number == 1 else plural}"


def listed(parts: Iterable[str]) -> str:
    """``a, b and c``."""
    *some, last = parts
    return f"{', '.join(some)} and {last}" if some else last


def sources_named(sources: tuple[str, ...]) -> str:
    """``The sources named are Cryptopolitan and Bankrate; ...``."""
    if len(sources) < 2:
        return f"The only source named is {listed(sources or ('nobody',))}; whether it said so is not checked here."
    return f"The sources named are {listed(sources)}; whether any of them said it is not checked here."


def swapped(alike: int, compared: int) -> str:
    """How often a series of the first subject, put in the place of one of the second, gives the same answer."""
    if not compared:
        return "No reading puts a series of the first subject in the place of one of the second."
    number = count(compared, "reading does", "readings do")
    swap = f"{capital(number)} nothing but put a series of the first subject in the place of one of the second"
    return f"Does it matter? {swap}; {alike} of {compared} give the same answer as before."


_AXES = {
    "against": "comparison",
    "panel": "panel",
    "price": "price basis",
    "shift": "shift of the window",
    "frequency": "returns",
    "method": "kind of correlation",
    "episodes": "corrections",
    "timing": "timing",
}


def axis(name: str) -> str:
    """An axis of readings in words."""
    return _AXES.get(name, name.replace("_", " "))


def capital(text: str) -> str:
    """``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


PROPER_NAMES = frozenset({"Bitcoin"})
"""First words of titles that keep their capital in the middle of a sentence; so does a word with a second capital."""


def mid_sentence(title: str) -> str:
    """``title`` as it reads inside a sentence: ``Small-cap technology`` becomes ``small-cap technology``."""
    first = title.partition(" ")[0]
    if first in PROPER_NAMES or first[1:] != first[1:].lower():
        return title
    return title[:1].lower() + title[1:]


def share(holding: int, computed: int) -> str:
    """``29 of 34``; a dash where nothing could be computed."""
    return f"{holding} of {computed}" if computed else DASH


def short_checksum(sha256: str) -> str:
    """The first twelve digits of a checksum."""
    return sha256[:12]
