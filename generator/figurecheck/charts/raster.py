"""Pictures of cells inside a chart: an indexed PNG as a data address, the same bytes on every machine.

The format is written here, with the standard library's compression, because the library that would do it brings a
compression of its own whose output changes with the processor.
"""

import base64
import struct
import zlib
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray

Cells = NDArray[np.uint8]
"""An index into the palette for each cell, shape (rows, columns), the upper row first."""

Colour = tuple[int, int, int, float]
"""Red, green and blue from 0 to 255, and how opaque it is from 0 to 1."""

_SVG = "{http://www.w3.org/2000/svg}"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INDEXED = (8, 3, 0, 0, 0)
"""Eight bits a cell, colours from a palette, and the only compression, filter and order that there are."""


@dataclass(frozen=True)
class Box:
    """A rectangle of a chart in units of its view box."""

    left: float
    top: float
    width: float
    height: float


def png(cells: Cells, palette: tuple[Colour, ...], effort: int = 9) -> bytes:
    """``cells`` as a PNG image, one pixel a cell; ``effort`` is that of the compression, 1 to 9."""
    height, width = cells.shape
    lines = np.hstack([np.zeros((height, 1), dtype=np.uint8), cells])
    colours = bytes(part for colour in palette for part in colour[:3])
    opacity = bytes(round(255 * colour[3]) for colour in palette)
    chunks = (
        (b"IHDR", struct.pack(">II5B", width, height, *_INDEXED)),
        (b"PLTE", colours),
        *(() if set(opacity) == {255} else ((b"tRNS", opacity),)),
        (b"IDAT", zlib.compress(lines.tobytes(), effort)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def image(cells: Cells, palette: tuple[Colour, ...], box: Box) -> ET.Element:
    """``cells`` stretched over ``box``, with hard edges between them."""
    address = "data:image/png;base64," + base64.b64encode(png(cells, palette)).decode("ascii")
    return ET.Element(
        f"{_SVG}image",
        {**_place(box), "href": address, "preserveAspectRatio": "none", "style": "image-rendering:pixelated"},
    )


def stencil(cells: NDArray[np.bool_], box: Box, identifier: str, style: str) -> tuple[ET.Element, ET.Element]:
    """The marked cells in a colour of the theme: a mask with the id ``identifier``, and the rectangle it lets through.

    ``style`` says the colour of the rectangle.
    """
    mask = ET.Element(f"{_SVG}mask", {"id": identifier})
    mask.append(image(cells.astype(np.uint8), ((0, 0, 0, 0.0), (255, 255, 255, 1.0)), box))
    return mask, ET.Element(f"{_SVG}rect", {**_place(box), "mask": f"url(#{identifier})", "style": style})


def _place(box: Box) -> dict[str, str]:
    names = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    return {name: f"{value:.1f}".removesuffix(".0") for name, value in names.items()}
