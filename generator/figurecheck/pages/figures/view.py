"""A chart as a page embeds it: its files, the words around it, the table of its numbers, and when it is loaded."""

import gzip
from dataclasses import dataclass

from figurecheck.pages.context import Picture
from figurecheck.pages.figures.numbers import Provider, numbers_csv, shown_rows

CURVE = "-readings"
"""How the name of a curve of readings ends."""
LARGEST_INLINE = 25_000
"""Bytes, compressed, up to which a chart may stand in its page."""


@dataclass(frozen=True)
class PictureView:
    """A chart as a page includes it: the file from the top of the reports folder, addresses seen from the page.

    ``lazy`` charts are not in the page but are loaded when they come into sight; ``heads`` and ``rows`` are the table
    (empty where the page has it elsewhere, at ``table_at``), ``left_out`` is how many rows only the file has.
    ``width`` and ``height`` are those of the view box; ``phone_file`` is the drawing for narrow screens ("" for none),
    ``phone_ratio`` the width of its view box over the height.
    """

    name: str
    file: str
    phone_file: str
    phone_ratio: str
    svg_path: str
    csv_path: str
    title: str
    caption: str
    description: str
    lazy: bool
    width: int
    height: int
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int
    table_at: str
    withheld: tuple[Provider, ...]


def picture_view(picture: Picture, folder: str, up: str) -> PictureView:
    """``picture`` of the article's ``folder`` below the reports, for a page whose address lies ``up`` from it.

    ``up`` leads from the address of the page to that folder: "../" for the page of a claim.
    """
    numbers = picture.numbers
    rows = () if numbers.table_at else shown_rows(numbers)
    width, height = _size(picture.svg)
    return PictureView(
        name=picture.name,
        file=f"{folder}/{svg_file(picture)}",
        phone_file=f"{folder}/{phone_file(picture)}" if picture.phone else "",
        phone_ratio="/".join(map(str, _size(picture.phone))) if picture.phone else "",
        svg_path=f"{up}{svg_file(picture)}",
        csv_path=f"{up}{csv_file(picture)}",
        title=picture.title,
        caption=picture.caption,
        description=picture.description,
        lazy=is_lazy(picture),
        width=width,
        height=height,
        heads=() if numbers.table_at else tuple(column.title for column in numbers.columns),
        rows=rows,
        left_out=len(numbers.rows) - len(rows) if rows else 0,
        table_at=numbers.table_at,
        withheld=numbers.withheld,
    )


def picture_files(picture: Picture) -> dict[str, str]:
    """The files of a chart by their path below the article's folder: drawings, and the numbers if they are new."""
    table = {} if picture.numbers.file else {csv_file(picture): numbers_csv(picture.numbers)}
    phone = {phone_file(picture): picture.phone} if picture.phone else {}
    return {svg_file(picture): picture.svg, **phone, **table}


def svg_file(picture: Picture) -> str:
    """Where the drawing lies below the article's folder."""
    return f"charts/{picture.name}.svg"


def phone_file(picture: Picture) -> str:
    """Where the drawing for narrow screens lies below the article's folder."""
    return f"charts/{picture.name}-phone.svg"


def csv_file(picture: Picture) -> str:
    """Where the numbers lie below the article's folder."""
    return picture.numbers.file or f"charts/{picture.name}.csv"


def is_lazy(picture: Picture) -> bool:
    """Whether a chart is loaded only when it comes into sight: maps, which stand far down, and whatever is large."""
    return bool(picture.of_windows) or len(gzip.compress(picture.svg.encode())) > LARGEST_INLINE


def _size(svg: str) -> tuple[int, int]:
    """Width and height of the view box, for the room that a chart will need."""
    _, _, width, height = svg.split('viewBox="', 1)[1].split('"', 1)[0].split()
    return round(float(width)), round(float(height))
