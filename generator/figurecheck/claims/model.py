"""The typed model of an article file: the article, its proxies and events, and its claims."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from figurecheck.claims.fields import Address, Identifier, Moment, Number, Paraphrase, Retelling, Title, Words
from figurecheck.claims.figures import Figure, parse_figure
from figurecheck.claims.plain_text import plain
from figurecheck.claims.problems import misplaced, refuse_doubled
from figurecheck.claims.relations import Relation
from figurecheck.claims.settings import AXES, Decisions, FromTo, Price, Settings, Shift, Window, WindowRule
from figurecheck.claims.source import Source
from figurecheck.claims.statistics import (
    Episodes,
    EpisodesRule,
    Estimator,
    Frequency,
    Method,
    Regime,
    RegimeRule,
    Risk,
    Share,
    Strict,
    Timing,
)
from figurecheck.measures.names import MEASURES

T = TypeVar("T")

MAXIMUM_READINGS = 40


class ClaimKind(StrEnum):
    """What sort of statement a claim is."""

    FIGURE = "figure"
    DIRECTION = "direction"
    STRENGTH = "strength"
    POLICY = "policy"
    HEDGE = "hedge"
    TREND = "trend"
    STRUCTURE = "structure"
    UNTESTABLE = "untestable"


class Role(StrEnum):
    """How close a series stands to what the article speaks of."""

    PRIMARY = "primary"
    ADMITTED = "admitted"
    CONTEXT = "context"


class ProxySeries(Strict):
    """A series that stands in for something that cannot be had."""

    id: str
    role: Role
    why: Words


class Proxy(Strict):
    """What cannot be had, and the series that stand in for it."""

    id: Identifier
    title: Words
    why: Words
    series: tuple[ProxySeries, ...]

    @property
    def admitted(self) -> tuple[ProxySeries, ...]:
        """The series that may be used in a reading, the primary first."""
        order = {Role.PRIMARY: 0, Role.ADMITTED: 1}
        return tuple(sorted((s for s in self.series if s.role in order), key=lambda s: order[s.role]))

    def entry(self, series: str) -> ProxySeries | None:
        """What is said of ``series``, or None where it is not one of them."""
        return next((entry for entry in self.series if entry.id == series), None)


class Event(Strict):
    """A moment that windows are counted from."""

    id: Identifier
    title: Words
    moment: Moment
    source: Words


class Section(Strict):
    """A section of the article, in its order.

    The retelling is our own text; ``{claim}`` in it stands for the stated figure of a claim, ``{claim: words}`` for
    words that make it, and ``{claim.part}`` for one part. Every line is a paragraph.
    """

    id: Identifier
    title: Words
    retelling: Retelling


class NotChecked(Strict):
    """An assertion of the article that is not a claim here, with the reason."""

    section: Identifier
    paraphrase: Paraphrase
    why: Words


class Revision(Strict):
    """What was changed of a claim after its figures were known, and why; no part of the claim's definition."""

    claim: Identifier
    what: Words


class TargetBlock(Strict):
    """What would make a part true: the stated figure as a rise or fall, or a threshold with its reason."""

    stated: Annotated[str | None, Field(pattern=r"^(rise|fall)$")] = None
    at_least: Number | None = None
    at_most: Number | None = None
    above: Number | None = None
    below: Number | None = None
    why: Words | None = None

    @model_validator(mode="after")
    def _one_rule(self) -> "TargetBlock":
        lower = [value for value in (self.at_least, self.above) if value is not None]
        upper = [value for value in (self.at_most, self.below) if value is not None]
        if self.stated is not None:
            if lower or upper:
                raise misplaced((), "'stated' and a threshold", "one of the two")
            return self
        if not lower and not upper:
            raise ValueError("one of stated, at_least, at_most, above, below")
        open_ended = self.above is not None or self.below is not None
        crossed = bool(lower and upper) and (lower[0] > upper[0] or (lower[0] == upper[0] and open_ended))
        if len(lower) > 1 or len(upper) > 1 or crossed:
            raise ValueError("thresholds that do not contradict each other")
        if self.why is None:
            raise misplaced((), "a threshold without a reason", "'why', with the reason for this line and no other")
        return self


class Choice(Strict, Generic[T]):
    """Another value on which a part can be read, with the reason why it is a fair one."""

    value: T
    why: Words


class Alternatives(Strict):
    """For each axis the other values that a fair reader could take, each with its reason.

    ``proxies: true`` adds every admitted series of the proxy that the part stands for, except the primary's own.
    """

    series: tuple[Choice[str], ...] = ()
    proxies: bool = False
    against: tuple[Choice[str], ...] = ()
    panel: tuple[Choice[tuple[tuple[str, ...], ...]], ...] = ()
    window: tuple[Choice[Window], ...] = ()
    shift: tuple[Choice[Shift], ...] = ()
    price: tuple[Choice[Price], ...] = ()
    frequency: tuple[Choice[Frequency], ...] = ()
    method: tuple[Choice[Method], ...] = ()
    regime: tuple[Choice[Regime], ...] = ()
    episodes: tuple[Choice[Episodes], ...] = ()
    timing: tuple[Choice[Timing], ...] = ()
    tail: tuple[Choice[Share], ...] = ()
    risk: tuple[Choice[Risk], ...] = ()
    estimator: tuple[Choice[Estimator], ...] = ()
    decisions: tuple[Choice[Decisions], ...] = ()


class Primary(Settings):
    """The reading fixed before looking, with the reason."""

    why: Words

    @property
    def settings(self) -> Settings:
        """The reading without its reason."""
        return Settings.model_validate({axis: getattr(self, axis) for axis in AXES})


class LeftOut(Strict):
    """Combinations of axis values that no fair reader would take together, with the reason.

    A combination is left out when it agrees with every field that is given, and it agrees with a list when it has one
    of its values. ``rules`` are rules of windows and ``starts`` their first days; ``shifted`` tells windows whose ends
    are moved from those whose are not; ``regime`` and ``episodes`` list rules too.
    """

    series: str | tuple[str, ...] | None = None
    against: tuple[str, ...] = ()
    panel: tuple[tuple[tuple[str, ...], ...], ...] = ()
    rules: tuple[WindowRule, ...] = ()
    starts: tuple[date, ...] = ()
    shifted: bool | None = None
    price: Price | None = None
    frequency: tuple[Frequency, ...] = ()
    method: tuple[Method, ...] = ()
    regime: tuple[RegimeRule, ...] = ()
    episodes: tuple[EpisodesRule, ...] = ()
    timing: tuple[Timing, ...] = ()
    tail: tuple[Share, ...] = ()
    risk: tuple[Risk, ...] = ()
    estimator: tuple[Estimator, ...] = ()
    why: Words


class WindowPeriod(FromTo):
    """The period all of whose windows are computed beside the readings, with the reason; they decide nothing.

    It begins with the last close at or before its first day, so that a calendar year starts on the last day of the
    year before.
    """

    why: Words


class Part(Strict):
    """One measurable part of a claim; ``stands_for`` names the proxy that its series belong to, if they are one."""

    id: Identifier
    title: Words
    stands_for: Identifier | None = None
    measure: str
    target: TargetBlock
    primary: Primary
    alternatives: Alternatives = Alternatives()
    left_out: tuple[LeftOut, ...] = ()
    every_window: WindowPeriod | None = None

    @property
    def exact(self) -> bool:
        """Whether the measure has no sampling error, so that its figure carries no interval."""
        return MEASURES[self.measure].exact


class Beside(Strict):
    """A measurement shown beside a verdict that it does not decide; ``stands_for`` as in a part."""

    id: Identifier
    title: Words
    stands_for: Identifier | None = None
    measure: str
    settings: Settings
    why: Words


class Claim(Strict):
    """One claim of the article; ``source`` is where it was made, if that is not the article's own address."""

    id: Identifier
    section: Identifier
    also_in: tuple[Identifier, ...] = ()
    kind: ClaimKind
    title: Title | None = None
    paraphrase: Paraphrase
    stated: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(plain)]
    rounded_to: Annotated[Number | None, Field(gt=0)] = None
    attributed_to: tuple[Words, ...] = ()
    source: Source | None = None
    note: Words | None = None
    needs: tuple[Words, ...] = ()
    parts: tuple[Part, ...] = ()
    beside: tuple[Beside, ...] = ()

    @field_validator("stated")
    @classmethod
    def _number(cls, text: str, info: ValidationInfo) -> str:
        if info.data.get("kind") is ClaimKind.FIGURE:
            parse_figure(text)
        return text

    @field_validator("rounded_to")
    @classmethod
    def _rounding(cls, unit: float | None, info: ValidationInfo) -> float | None:
        if unit is None or "stated" not in info.data:
            return unit
        if info.data.get("kind") is not ClaimKind.FIGURE:
            raise ValueError("it with the kind figure only, whose figure it speaks of")
        parse_figure(info.data["stated"], unit)
        return unit

    @model_validator(mode="after")
    def _consistent(self) -> "Claim":
        if self.kind is ClaimKind.UNTESTABLE:
            if self.parts or not self.needs:
                found = "an untestable claim " + ("with parts" if self.parts else "without 'needs'")
                raise misplaced((), found, "no parts, and 'needs' saying which data would settle it")
        elif not self.parts or self.needs:
            found = f"a claim of kind {self.kind} " + ("with 'needs'" if self.needs else "without parts")
            raise misplaced((), found, "at least one part, and no 'needs': those are for the kind untestable")
        self._refuse_other_targets()
        refuse_doubled({"parts": [part.id for part in self.parts], "beside": [part.id for part in self.beside]})
        return self

    def _refuse_other_targets(self) -> None:
        for number, part in enumerate(self.parts):
            place = ("parts", number, "target")
            if self.kind is ClaimKind.FIGURE and part.target.stated is None:
                allowed = "'stated: rise' or 'stated: fall', for the figure is the threshold of this kind"
                raise misplaced(place, "a threshold in a claim of kind figure", allowed)
            if self.kind is not ClaimKind.FIGURE and part.target.stated is not None:
                allowed = "at_least, at_most, above or below with its reason; 'stated' is for the kind figure"
                raise misplaced(place, f"'stated' in a claim of kind {self.kind}", allowed)

    @property
    def figure(self) -> Figure:
        """The stated figure; raises ValueError where the claim states none."""
        return parse_figure(self.stated, self.rounded_to)

    @property
    def name(self) -> str:
        """What the claim is called where there is little room: its title, or the paraphrase where it has none."""
        return self.title or self.paraphrase.rstrip(".")

    @property
    def testable(self) -> bool:
        """Whether public data can settle the claim."""
        return bool(self.parts)


class ArticleFacts(Strict):
    """Who published what, when; ``headline_claim`` is the id of the claim that the headline makes."""

    slug: Identifier
    headline: Words
    byline: Words
    publisher: Words
    published: Moment
    publication_day: date
    address: Address | None = None
    assets: tuple[Title, ...] = ()
    summary: Words
    headline_claim: Identifier | None = None


class Overview(Strict):
    """The chart of the home page: two assets of the article, and the policy rate below them."""

    first: str
    second: str
    rate: str

    @property
    def series(self) -> tuple[str, str, str]:
        """The three series."""
        return self.first, self.second, self.rate


class Article(Strict):
    """One article file."""

    schema_: Annotated[str, Field(alias="schema", pattern=r"^figurecheck\.article/1$")]
    article: ArticleFacts
    stale_after_days: int = Field(ge=1, le=366, strict=True)
    sections: tuple[Section, ...] = Field(min_length=1)
    proxies: tuple[Proxy, ...] = ()
    events: tuple[Event, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    overview: Overview | None = None
    relations: tuple[Relation, ...] = ()
    revisions: tuple[Revision, ...] = ()
    claims: tuple[Claim, ...] = Field(min_length=1)

    @property
    def published_utc(self) -> datetime:
        """The moment of publication in UTC."""
        return self.article.published.astimezone(UTC)

    def claim(self, identifier: str) -> Claim:
        """The claim with this id; raises KeyError."""
        return {claim.id: claim for claim in self.claims}[identifier]

    def event(self, identifier: str) -> Event:
        """The event with this id; raises KeyError."""
        return {event.id: event for event in self.events}[identifier]

    def proxy_of(self, series: str, meant: str | None = None) -> Proxy | None:
        """What ``series`` stands in for, or None where it is the thing itself.

        A series can stand in for several things: ``meant`` is the proxy that a part names in ``stands_for``. Without
        it the first one of the file is returned.
        """
        holding = [proxy for proxy in self.proxies if proxy.entry(series) is not None]
        return next((proxy for proxy in holding if proxy.id == meant), holding[0] if holding else None)

    def stands_for(self, series: str, meant: str | None = None) -> ProxySeries | None:
        """The entry of ``series`` in the proxy that ``proxy_of`` returns, or None."""
        proxy = self.proxy_of(series, meant)
        return None if proxy is None else proxy.entry(series)
