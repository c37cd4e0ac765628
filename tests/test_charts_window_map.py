"""The map of windows: its cells are the returns, its marks stand on their cells, other programs read its PNG."""

import base64
import io
import re
import zlib
from xml.etree import ElementTree as ET

import matplotlib.image
import numpy as np
import pytest

from figurecheck.charts.raster import png
from figurecheck.charts.window_map import LEVELS, MapMark, Tick, WindowMap, draw_window_map, levels
from figurecheck.measures.every_window import window_returns
from worlds import table

SVG = "{http://www.w3.org/2000/svg}"
CLOSES = table("BTC-USD").loc["2023-12-31":"2024-12-31"].to_numpy()
LARGEST = 25_000


def drawn(*, start: int = 0, end: int = 366, nearest: MapMark | None = None) -> str:
    return draw_window_map(
        WindowMap(
            name="map",
            title="A map",
            description="long words",
            closes=CLOSES,
            ticks=(Tick(1, "Jan"), Tick(183, "Jul")),
            low=1.25,
            high=1.75,
            low_included=True,
            high_included=False,
            claimed=1.5,
            primary=MapMark(start, end, "primary"),
            nearest=nearest,
            first_label="first day",
            last_label="last day",
            percent=lambda value: f"{value:+.0%}",
        )
    )


def root() -> ET.Element:
    return ET.fromstring(drawn())  # noqa: S314 (our own chart)


def pixels(element: ET.Element) -> np.ndarray:
    """The image as another program reads it: matplotlib through Pillow, shape (rows, columns, 4), 0 to 1."""
    address = element.get("href", "")
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(address.removeprefix("data:image/png;base64,"))))


def test_the_map_is_small_and_the_same_every_time() -> None:
    assert drawn() == drawn()
    assert len(drawn().encode()) < LARGEST


def test_the_picture_has_a_cell_for_every_window_and_nothing_elsewhere() -> None:
    raster = pixels(next(root().iter(f"{SVG}image")))
    returns = window_returns(CLOSES)
    assert raster.shape == (367, 367, 4)
    opaque = raster[::-1, :, 3].T > 0
    assert (opaque == np.isfinite(returns)).all()


def test_rises_are_blue_and_falls_are_orange() -> None:
    raster = pixels(next(root().iter(f"{SVG}image")))[::-1].transpose(1, 0, 2)
    returns = window_returns(CLOSES)
    blue = raster[..., 2] > raster[..., 0]
    assert blue[returns > 0.2].all()
    assert not blue[returns < -0.2].any()
    largest = np.unravel_index(np.nanargmax(returns), returns.shape)
    assert raster[largest][3] == 1


def test_a_doubling_is_as_far_from_no_change_as_a_halving() -> None:
    returns = np.array([[np.nan, 1.0, -0.5], [np.nan, np.nan, 0.0], [np.nan] * 3])
    found = levels(returns, np.log(2))
    assert found.T.tolist() == [[0, 2 * LEVELS + 1, 1], [0, 0, LEVELS + 1], [0, 0, 0]]


def test_the_windows_that_meet_the_claim_are_filled() -> None:
    mask = next(mask for mask in root().iter(f"{SVG}mask") if mask.get("id") == "map-band")
    marked = pixels(mask[0])[::-1, :, 3].T > 0
    returns = window_returns(CLOSES)
    np.testing.assert_array_equal(marked, (returns >= 1.25) & (returns < 1.75))


def test_an_outline_of_few_days_is_finer_than_its_cells() -> None:
    few = draw_window_map(
        WindowMap(
            "few", "t", "d", np.array([1.0, 2.0, 3.0]), (), 0.5, None, True, False, None, MapMark(0, 2, "p"), None,
            "a", "b", str,
        )
    )  # fmt: skip
    mask = next(ET.fromstring(few).iter(f"{SVG}mask"))  # noqa: S314 (our own chart)
    assert pixels(mask[0]).shape[:2] == (330, 330)


@pytest.mark.parametrize(("start", "end"), [(0, 366), (50, 200), (300, 310)])
def test_a_mark_stands_in_the_middle_of_its_cell(start: int, end: int) -> None:
    """By hand from the corners of the picture: half a cell right of the column's edge, half a cell above the row's."""
    tree = ET.fromstring(drawn(start=start, end=end))  # noqa: S314 (our own chart)
    box = {key: float(next(tree.iter(f"{SVG}image")).get(key, "nan")) for key in ("x", "y", "width", "height")}
    mark = list(tree.iter(f"{SVG}use"))[-1]
    cell = box["width"] / 367, box["height"] / 367
    assert float(mark.get("x", "nan")) == pytest.approx(box["x"] + (start + 0.5) * cell[0], abs=0.11)
    assert float(mark.get("y", "nan")) == pytest.approx(box["y"] + (366 - end + 0.5) * cell[1], abs=0.11)


def test_the_nearest_window_has_a_mark_of_another_shape_and_its_words() -> None:
    text = drawn(nearest=MapMark(0, 363, "nearest"))
    shapes = [use.get("href") for use in ET.fromstring(text).iter(f"{SVG}use")][-2:]  # noqa: S314 (our own chart)
    assert shapes[0] != shapes[1]
    assert {"primary", "nearest"} <= set(re.findall(r">([^<>]+)</text>", text))


def test_words_and_lines_follow_the_theme_and_nothing_is_loaded_from_elsewhere() -> None:
    text = drawn()
    bare = re.sub(r"var\([^)]*\)", "", text)
    assert re.findall(r"#[0-9a-f]{6}\b", bare) == []
    assert set(re.findall(r"https?://[^\"]+", text)) == {"http://www.w3.org/2000/svg"}
    assert all(one.get("href", "").startswith("data:image/png;base64,") for one in root().iter(f"{SVG}image"))
    assert "<script" not in text


def test_every_reference_leads_to_an_id_of_the_map() -> None:
    text = drawn()
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert all(name.startswith("map-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= ids


def test_the_picture_format_is_as_its_standard_says() -> None:
    """W3C, Portable Network Graphics: signature, chunks with their checksums, one filter byte a line."""
    cells = np.array([[0, 1, 2], [2, 1, 0]], dtype=np.uint8)
    made = png(cells, ((1, 2, 3, 0.0), (4, 5, 6, 0.5), (7, 8, 9, 1.0)))
    read = matplotlib.image.imread(io.BytesIO(made))
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert (read[0, 2] * 255).round().tolist() == [7, 8, 9, 255]
    assert (read[1, 1] * 255).round().tolist() == [4, 5, 6, 128]
    start = made.index(b"IDAT")
    length = int.from_bytes(made[start - 4 : start], "big")
    assert zlib.decompress(made[start + 4 : start + 4 + length]) == b"\x00\x00\x01\x02\x00\x02\x01\x00"
