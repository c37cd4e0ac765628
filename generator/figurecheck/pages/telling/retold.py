"""The sections of the article retold: text in which every claim carries its verdict and what was recomputed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from figurecheck.claims.model import Section
from figurecheck.claims.retold import Marked, paragraphs
from figurecheck.pages import words
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.marks import Mark, mark, mark_of
from figurecheck.pages.telling.brief import brief, brief_part
from figurecheck.verdicts.outcome import Outcome, PartOutcome


@dataclass(frozen=True)
class Tip:
    """A link with what appears when it is pointed at or reached; ``id`` ties the two together on the page."""

    id: str
    words: str
    path: str
    mark: Mark
    told: str


@dataclass(frozen=True)
class Piece:
    """Some text, or a link with a tip; a blank before and after it are said apart, because inserted text is trimmed."""

    before: bool
    text: str
    tip: Tip | None
    after: bool


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a section."""

    pieces: tuple[Piece, ...]


def retold(section: Section, claims: Mapping[str, ClaimContext]) -> tuple[Paragraph, ...]:
    """The paragraphs of ``section``; ``claims`` are all claims of the article by id."""
    number = iter(range(1, 10_000))
    return tuple(Paragraph(tuple(_pieces(line, section.id, claims, number))) for line in paragraphs(section.retelling))


def _pieces(
    line: tuple[str | Marked, ...], section: str, claims: Mapping[str, ClaimContext], number: Iterator[int]
) -> Iterator[Piece]:
    for piece in line:
        if isinstance(piece, str):
            yield Piece(piece.startswith(" "), piece.strip(" "), None, piece.endswith(" "))
        elif piece.claim in claims:
            yield Piece(False, "", _tip(piece, claims[piece.claim], f"{section}-{next(number)}"), False)
        else:
            yield Piece(False, piece.words or piece.claim, None, False)


def _tip(piece: Marked, claim: ClaimContext, identifier: str) -> Tip:
    said, now = claim.claim, claim.today
    part = next((one for one in now.parts if one.id == piece.part), None)
    return Tip(
        id=f"figure-{identifier}",
        words=piece.words or said.stated,
        path=f"{said.id}.md",
        mark=mark_of(now) if part is None else mark(part.verdict, fragile=part.fragile),
        told=f"{brief(said, now) if part is None else brief_part(part)}{_before(claim, part)}",
    )


def _before(claim: ClaimContext, part: PartOutcome | None) -> str:
    """What the verdict was at publication, where it was another."""
    then, now = claim.at_publication, claim.today
    earlier: Outcome | PartOutcome = then
    later: Outcome | PartOutcome = now
    if part is not None:
        earlier, later = next((one for one in then.parts if one.id == part.id), part), part
    return "" if earlier.verdict is later.verdict else f" At publication: {words.verdict(earlier.verdict)}."
