"""The rows of the table of all claims: one line for each, with the figure that decides and a small picture of it."""

from dataclasses import dataclass

from markupsafe import Markup

from figurecheck.pages import answers, words
from figurecheck.pages.context import ArticleContext, ClaimContext
from figurecheck.pages.marks import Mark, changed, mark_of
from figurecheck.pages.range_pictures import range_picture
from figurecheck.verdicts.outcome import Measurement, Outcome


@dataclass(frozen=True)
class RowFigure:
    """The figure of the part that decides a claim, the one nearest to its mark.

    ``limits`` is its interval, or both where they disagree, ``note`` says what it is where the claim has several
    parts and which mark it is held against where the claim states no figure, ``before`` what it was at publication
    where that looks different; each is "" where there is nothing to say.
    """

    shown: str
    limits: str
    note: str
    before: str
    picture: Markup


@dataclass(frozen=True)
class ClaimRow:
    """One claim in the table of all claims.

    ``verdict`` and ``section`` are what a filter compares, ``rank`` and ``share`` what the table is sorted by.
    ``share`` is "" where nothing could be computed, and ``figure`` is None where there is none.
    """

    anchor: str
    path: str
    name: str
    stated: str
    verdict: str
    rank: str
    mark: Mark
    mark_before: Mark | None
    section: str
    figure: RowFigure | None
    readings: str
    share: str


def claim_rows(article: ArticleContext) -> tuple[ClaimRow, ...]:
    """A row for every claim, in the order of the article."""
    slug = article.article.article.slug
    return tuple(_row(claim, slug) for claim in article.claims)


def anchor(slug: str, claim: str) -> str:
    """The anchor of the row of a claim."""
    return f"row-{slug}-{claim}"


def _row(claim: ClaimContext, slug: str) -> ClaimRow:
    now = claim.today
    return ClaimRow(
        anchor=anchor(slug, claim.claim.id),
        path=f"{slug}/{claim.claim.id}.md",
        name=claim.claim.name,
        stated=claim.claim.stated,
        verdict=words.slug(now.verdict.value),
        rank=str(list(words.VERDICTS).index(now.verdict)),
        mark=mark_of(now),
        mark_before=changed(claim),
        section=claim.claim.section,
        figure=_figure(claim),
        readings=words.share(now.holding, now.count),
        share=f"{now.holding / now.count:.4f}" if now.count else "",
    )


def telling(outcome: Outcome) -> Measurement | None:
    """The figure that tells most: of the parts that decide, the one nearest to its mark; None where there is none."""
    deciding = [part for part in outcome.parts if part.verdict is outcome.verdict]
    found = [part for part in deciding if part.primary.measurement is not None]
    return min(found, key=answers.clearance).primary.measurement if found else None


def _figure(claim: ClaimContext) -> RowFigure | None:
    measured = telling(claim.today)
    if measured is None:
        return None
    return RowFigure(
        shown=answers.figure(measured),
        limits=limits(measured),
        note=_note(measured, claim.today),
        before=_before(measured, claim.at_publication),
        picture=range_picture(measured, claim.claim.stated, mark_of(claim.today).css),
    )


def limits(measured: Measurement) -> str:
    """``+0.33 to +0.58``, with the other interval where the two ways of inference disagree."""
    both = [each for each in (measured.interval, answers.other_interval(measured)) if each is not None]
    return ", or ".join(words.between(each, measured.unit, measured.target) for each in both)


def _note(measured: Measurement, outcome: Outcome) -> str:
    """``Small-cap technology, proxy; 1 of 2; mark below 10 %``."""
    proxy = "proxy" if measured.proxy else ""
    several = len(outcome.parts) > 1
    named = ", ".join(each for each in (measured.title if several else "", proxy) if each)
    place = f"1 of {words.whole(len(outcome.measurements))}" if several else ""
    return "; ".join(each for each in (named, place, stated_mark(measured)) if each)


def stated_mark(measured: Measurement) -> str:
    """The mark of a figure that the article does not state; a stated one has a column of its own."""
    wanted = measured.target
    return "" if wanted is None or wanted.claimed is not None else f"mark {words.target(wanted, measured.unit)}"


def _before(measured: Measurement, then: Outcome) -> str:
    """The figure of the same part at publication, where it looks different from today's."""
    same = [each for each in then.measurements if each.part == measured.part]
    found = answers.figure(same[0]) if same else words.DASH
    return "" if found == answers.figure(measured) else found
