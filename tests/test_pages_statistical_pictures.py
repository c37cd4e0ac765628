"""Charts of figures with intervals: what one scale cannot show is parted, and a tick stands beyond 0."""

from dataclasses import replace

import pytest

from figurecheck.charts.corrections import _ticks
from figurecheck.pages.statistical_pictures import _scales
from figurecheck.verdicts.outcome import Measurement, Target
from small_site import measurement

MARK = Target(1.0, None, low_included=False, high_included=False, claimed=None, why="More.")


def ratio(value: float) -> Measurement:
    return replace(measurement("FUND", 1.0, 1.6, MARK, title="Ratio", proxy=False), value=value, unit="ratio")


def test_ratios_that_differ_more_than_a_thousandfold_get_charts_of_their_own() -> None:
    figures = [ratio(value) for value in (6.5e6, 1.17, 1.3e6, 0.96)]
    assert [[each.value for each in some] for some in _scales(figures)] == [[1.17, 0.96], [6.5e6, 1.3e6]]
    assert _scales([ratio(900.0), ratio(1.0)]) == [[ratio(900.0), ratio(1.0)]]


def test_a_tick_stands_right_of_zero_where_points_do() -> None:
    assert max(_ticks(-0.87, 0.19)) == pytest.approx(0.1)
