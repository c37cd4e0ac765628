"""Names at the ends of lines keep apart, and move no further than that takes."""

import pytest

from figurecheck.charts.placing import spread


@pytest.mark.parametrize(
    ("heights", "moved"),
    [
        ((0.0, 100.0), (0.0, 100.0)),
        ((50.0, 50.0), (42.5, 57.5)),
        ((10.0, 0.0), (12.5, -2.5)),
        ((0.0, 10.0, 20.0), (-5.0, 10.0, 25.0)),
        ((0.0, 14.0, 100.0), (-0.5, 14.5, 100.0)),
        ((0.0, 0.0, 16.0), (-29 / 3, 16 / 3, 61 / 3)),
        ((), ()),
    ],
)
def test_names_are_at_least_a_line_apart_around_their_middle(
    heights: tuple[float, ...], moved: tuple[float, ...]
) -> None:
    """By hand, with lines 15 units high."""
    assert spread(heights, 15) == pytest.approx(moved)
