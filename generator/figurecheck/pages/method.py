"""The method and about pages: their numbers come from the rule itself, their examples are computed."""

from dataclasses import dataclass

from figurecheck.claims.figures import parse_figure
from figurecheck.claims.model import MAXIMUM_READINGS
from figurecheck.claims.part_checks import MINIMUM_READINGS
from figurecheck.pages import distance_words, words
from figurecheck.pages.claim_review import RatingRow, rating_rows
from figurecheck.pages.context import MAKE, SiteContext
from figurecheck.pages.marks import Mark, mark
from figurecheck.verdicts.calibration import LINE
from figurecheck.verdicts.outcome import Question, Target, Verdict
from figurecheck.verdicts.rule import PASSING_SHARE, STOPS

_EXAMPLES = ("300%", "150%", "60%", "40%", "25%", "25.0%", "15%", "12%", "over 60%")

_MEANINGS = {
    Verdict.HOLDS: "Every part of the primary reading meets the claim.",
    Verdict.NOT_PROVEN: "The interval of the primary figure spans the mark, or a test does not rule out chance.",
    Verdict.DEPENDS: "The primary reading fails, enough other fair readings hold; the page says which choice decides.",
    Verdict.FAILS: "The primary reading fails, and too few other fair readings hold.",
    Verdict.NOT_TESTABLE: "The observations that would settle it cannot be had; the page says which they are.",
}


@dataclass(frozen=True)
class BandRow:
    """A stated figure and the band of values that round to it."""

    stated: str
    unit: str
    band: str


@dataclass(frozen=True)
class VerdictRow:
    """A verdict and what leads to it."""

    mark: Mark
    meaning: str


@dataclass(frozen=True)
class RuleRow:
    """One test of the verdict rule: what is asked, its pass mark, and where either answer leads."""

    number: int
    question: str
    pass_mark: str
    yes: str
    no: str


@dataclass(frozen=True)
class SeverityRow:
    """A severity and what leads to it."""

    word: str
    meaning: str


@dataclass(frozen=True)
class MethodPage:
    """Everything the template of the method page may use."""

    bands: tuple[BandRow, ...]
    verdicts: tuple[VerdictRow, ...]
    rule: tuple[RuleRow, ...]
    passing_share: str
    covering: str
    most_readings: int
    fewest_readings: str
    severities: tuple[SeverityRow, ...]
    families: bool
    scale: tuple[RatingRow, ...]


@dataclass(frozen=True)
class AboutPage:
    """Everything the template of the about page may use; addresses that are not known are empty."""

    version: str
    last_day: str
    repository: str
    contact: str
    site_address: str
    command: str
    made: bool
    site_name: str
    author: str
    licence: str


def method_page(*, families: bool = False) -> MethodPage:
    """The method page; with ``families`` it links to the method pages of the measures."""
    share = words.percent(PASSING_SHARE, 0, plus=False)
    verdicts = tuple(VerdictRow(mark(which), meaning) for which, meaning in _MEANINGS.items())
    return MethodPage(
        bands=tuple(_band(stated) for stated in _EXAMPLES),
        verdicts=verdicts,
        rule=tuple(_rule_row(question) for question in words.TEST_NUMBERS),
        passing_share=share,
        covering=words.percent(LINE, 0, plus=False),
        most_readings=MAXIMUM_READINGS,
        fewest_readings=words.listed(f"{least} for a claim of kind {kind}" for kind, least in MINIMUM_READINGS.items()),
        severities=tuple(
            SeverityRow(word, distance_words.MEANINGS[which]) for which, word in distance_words.SEVERITIES.items()
        ),
        families=families,
        scale=rating_rows(),
    )


_PASS_MARKS = {
    Question.AVAILABLE: "its observations are there at that date",
    Question.PRIMARY: "the claim's band or threshold; with intervals, the whole of each lies in it",
    Question.REJECTED: "every p-value meets the mark; one that does not leaves the question open",
    Question.INTERVAL: "no interval has the mark inside",
    Question.METHODS: "the same answer from each way of inference",
}


def _rule_row(question: Question) -> RuleRow:
    share = words.percent(PASSING_SHARE, 0, plus=False)
    mark_ = _PASS_MARKS.get(question, f"{share} or more of those that could be computed")
    number = words.TEST_NUMBERS[question]
    return RuleRow(
        number, words.QUESTIONS[question], mark_, *(_leads(question, passed=passed) for passed in (True, False))
    )


def _leads(question: Question, *, passed: bool) -> str:
    verdict = STOPS.get((question, passed))
    fragile = " (fragile)" if (question, passed) == (Question.METHODS, False) else ""
    return "the next test" if verdict is None else f"{words.verdict(verdict)}{fragile}"


def _band(stated: str) -> BandRow:
    figure = parse_figure(stated)
    low, high = figure.band
    wanted = Target(low, high, low_included=True, high_included=False, claimed=figure.value, why="")
    unit = "a minimum" if high is None else f"{figure.unit.normalize():f}"
    return BandRow(stated, unit, words.target(wanted, "fraction"))


def about_page(site: SiteContext) -> AboutPage:
    """The about page."""
    known = site.settings
    return AboutPage(
        version=site.version,
        last_day=words.day(site.last_day),
        repository=known.repository or "",
        contact=known.contact or "",
        site_address=known.site_address or "",
        command=known.command,
        made=known.command != MAKE,
        site_name=known.name,
        author=known.cited,
        licence=known.licence,
    )
