"""What a claim's page shows at once: the one figure beside its answer, and which charts are not folded."""

from figurecheck.pages import answers, words
from figurecheck.pages.claim_rows import telling
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.figures.view import CURVE, PictureView, picture_view
from figurecheck.verdicts.outcome import Outcome

Pictures = tuple[PictureView, ...]


def shown_pictures(claim: ClaimContext, slug: str) -> tuple[Pictures, Pictures]:
    """The charts that stand on the page, and those that are folded: all curves of readings but the first."""
    shown = [one for one in claim.pictures if not one.of_windows]
    folded = [one for one in shown if one.name.endswith(CURVE)][1:]
    first = tuple(picture_view(one, slug, "../") for one in shown if one not in folded)
    return first, tuple(picture_view(one, slug, "../") for one in folded)


def key_figure(outcome: Outcome) -> str:
    """Of the parts that decide, the figure nearest to its mark, with its interval; "" where there is none."""
    measured = telling(outcome)
    if measured is None:
        return ""
    figure = answers.figure(measured)
    if measured.interval is not None:
        figure = f"{figure} ({words.interval(measured.interval, measured.unit, measured.target)})"
    mark = "" if measured.target is None else f"; mark: {answers.wanted(measured)}"
    return f"{answers.subject(measured)}: {figure}{mark}"
