"""What an optimiser found is published to the digits on which two machines agree."""

from dataclasses import replace
from datetime import date

import pytest

from figurecheck.claims.settings import Settings
from figurecheck.pipeline.evaluators.base import Evaluated
from figurecheck.pipeline.evaluators.iterated import told
from figurecheck.verdicts.outcome import Interval

HERE = Evaluated(
    0.1234567891234,
    ("PSCT", "BTC-USD"),
    date(2020, 1, 2),
    date(2021, 1, 4),
    250,
    "a method",
    "a formula",
    interval=Interval(-0.01248778425, 0.02033540417, 0.95, "one"),
    second_interval=Interval(-0.01, 0.02, 0.95, "another", estimate=0.0123456789),
    parameters={"effective observations": 2515.935329, "seed": 20251003, "role": "hedge"},
)
THERE = replace(
    HERE,
    value=HERE.value * (1 + 1e-9),
    interval=Interval(-0.01248778424, 0.02033540416, 0.95, "one"),
    parameters={**HERE.parameters, "effective observations": 2515.935328},
)


@pytest.mark.parametrize("measure", ["hedge_slope", "tail_slope", "tail_shape", "correlation_break"])
def test_two_machines_publish_the_same(measure: str) -> None:
    asked = Settings.model_validate({})
    assert told(measure, asked, HERE) == told(measure, asked, THERE)
    assert told(measure, asked, HERE).parameters["seed"] == 20251003
    assert told(measure, asked, HERE).value == 0.123457


def test_residuals_of_garch_are_iterated_and_prices_are_exact() -> None:
    assert told("correlation", Settings.model_validate({"method": "garch"}), HERE).value == 0.123457
    assert told("correlation", Settings.model_validate({}), HERE) == HERE
    assert told("window_return", Settings.model_validate({}), HERE) == HERE
