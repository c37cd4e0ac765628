"""The figure that a card and a citation carry away, with its interval: the one in the table of all claims."""

from dataclasses import dataclass
from datetime import date

from figurecheck.pages import words
from figurecheck.pages.answers import figure
from figurecheck.pages.claim_rows import limits, stated_mark, telling
from figurecheck.pages.context import ClaimContext
from figurecheck.verdicts.outcome import Measurement, Outcome


@dataclass(frozen=True)
class ToldFigure:
    """``+0.046 (+0.018 to +0.073); mark below 0``, and which of several it is: ``1 of 3 figures: ... (proxy)``."""

    said: str
    which: str


def told_figure(outcome: Outcome) -> ToldFigure | None:
    """The figure of the part that decides, nearest to its mark; None where nothing could be computed.

    ``which`` is "" for a claim of one figure, whose ``said`` then tells that it rests on a proxy.
    """
    measured = telling(outcome)
    if measured is None:
        return None
    proxy = " (proxy)" if measured.proxy else ""
    if len(outcome.parts) == 1:
        return ToldFigure(_plain(f"{_with_limits(measured)}{proxy}{_against(measured)}"), "")
    number = f"{words.whole(len(outcome.measurements))} figures"
    return ToldFigure(
        _plain(f"{_with_limits(measured)}{_against(measured)}"), _plain(f"1 of {number}: {measured.title}{proxy}")
    )


def data_day(claim: ClaimContext, otherwise: date) -> date:
    """The last day of the claim's own series; ``otherwise`` for one that none can settle."""
    return claim.today.last_day or otherwise


def _with_limits(measured: Measurement) -> str:
    interval = limits(measured)
    return f"{figure(measured)} ({interval})" if interval else figure(measured)


def _against(measured: Measurement) -> str:
    mark = stated_mark(measured)
    return f"; {mark}" if mark else ""


def _plain(text: str) -> str:
    return " ".join(text.split())
