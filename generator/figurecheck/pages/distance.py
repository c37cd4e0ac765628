"""What a claim page says of the distance to the opposite answer: for each part its sentences, its map and its table."""

from dataclasses import dataclass
from itertools import zip_longest

from figurecheck.claims.model import Claim
from figurecheck.pages import distance_words, words
from figurecheck.pages.context import ClaimContext
from figurecheck.pages.figures.view import PictureView, picture_view
from figurecheck.pages.what_if import FOLDER, window_address
from figurecheck.verdicts.every_window import EveryWindow, WindowFigure
from figurecheck.verdicts.outcome import Measurement, PartOutcome


@dataclass(frozen=True)
class WindowRow:
    """One outstanding window."""

    what: str
    start: str
    end: str
    figure: str


@dataclass(frozen=True)
class WindowTable:
    """The windows of one part: how many there are, why this period, the outstanding ones, all of them as a file.

    ``try_path`` leads to the primary reading's window on the what-if page; "" where its series is not offered there.
    """

    counted: str
    why: str
    rows: tuple[WindowRow, ...]
    csv_path: str
    try_path: str


@dataclass(frozen=True)
class PartDistance:
    """One part; ``before`` is what was different at publication."""

    title: str
    severity: str
    nearest: tuple[str, ...]
    flip: tuple[str, ...]
    before: tuple[str, ...]
    pictures: tuple[PictureView, ...]
    table: WindowTable | None


@dataclass(frozen=True)
class Distance:
    """The section of a claim page; without parts it is left out."""

    heading: str
    parts: tuple[PartDistance, ...]


def distance(claim: ClaimContext, slug: str, offered: frozenset[str] = frozenset()) -> Distance:
    """How far the claim is from the opposite answer, today, with what was different at publication.

    ``offered`` are the series that readers can try windows on.
    """
    pairs = zip(claim.at_publication.parts, claim.today.parts, strict=True)
    parts = tuple(
        _part(claim, before, now, slug, offered) for before, now in pairs if now.primary.measurement is not None
    )
    return Distance(_heading(claim.today.parts), parts)


def _heading(parts: tuple[PartOutcome, ...]) -> str:
    measured = [part.primary.measurement for part in parts if part.primary.measurement is not None]
    if all(one.holds for one in measured):
        return "How far is the answer from flipping?"
    what = "window" if any(part.windows is not None for part in parts) else "reading"
    return f"Which {what} makes the article right?"


def _part(claim: ClaimContext, then: PartOutcome, now: PartOutcome, slug: str, offered: frozenset[str]) -> PartDistance:
    said, measured = claim.claim, now.primary.measurement
    nearest, flip = distance_words.nearest(said, now), distance_words.flip(now)
    before = (*distance_words.nearest(said, then), *distance_words.flip(then))
    maps = [one for one in claim.pictures if one.of_windows == now.id]
    return PartDistance(
        title=now.title,
        severity=distance_words.part_severity(said, now),
        nearest=nearest,
        flip=flip,
        before=tuple(old for old, new in zip_longest(before, (*nearest, *flip)) if old is not None and old != new),
        pictures=tuple(picture_view(one, slug, "../") for one in maps),
        table=None if now.windows is None or measured is None else _table(said, now.windows, measured, offered),
    )


def table_path(windows: EveryWindow) -> str:
    """Where the table of all windows lies below the folder of its article; parts that share windows share it."""
    price = "" if windows.price == "close" else f"{words.slug(windows.price)}-"
    return f"downloads/windows-{words.slug(windows.series)}-{price}{windows.start}-{windows.end}.csv"


def _table(claim: Claim, windows: EveryWindow, measured: Measurement, offered: frozenset[str]) -> WindowTable:
    primary = WindowFigure(measured.start, measured.end, measured.value, 0, 0)
    flips = windows.flip if measured.holds else None
    named = (
        ("Primary reading", primary),
        ("Nearest that meets the claim", None if measured.holds else windows.nearest),
        ("Nearest that does not meet it", flips),
        ("Closest in size", windows.closest if windows.nearest is None else None),
        ("Closest to the figure itself", None if measured.holds or windows.nearest is None else windows.exact),
        ("Smallest", windows.lowest),
        ("Largest", windows.highest),
    )
    return WindowTable(
        counted=distance_words.windows_counted(claim, windows, measured),
        why=windows.why,
        rows=tuple(
            WindowRow(what, words.short_day(one.start), words.short_day(one.end), _figure(one, measured))
            for what, one in named
            if one is not None
        ),
        csv_path=table_path(windows),
        try_path=f"../{FOLDER}/{window_address(measured)}" if measured.series[0] in offered else "",
    )


def _figure(window: WindowFigure, measured: Measurement) -> str:
    return words.value(window.value, measured.unit, measured.target)
