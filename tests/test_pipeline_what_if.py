"""The files of the what-if page: growth that gives back every return, without the prices it came from."""

import json
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from math import expm1
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import DegenerateInputError
from figurecheck.paths import Project
from figurecheck.pipeline.growth import DIGITS, growth, log_steps, packed
from figurecheck.pipeline.what_if import offered, what_if_series
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.store.reading import Observed

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(Project(ROOT))


@pytest.fixture(scope="module")
def fund(workspace: Workspace) -> Observed:
    return workspace.read(["IWC"])["IWC"]


def changed(fund: Observed, close: list[float], dividend: list[float]) -> Observed:
    """Four days of a fund, from a Thursday to the Tuesday after."""
    days = pd.DatetimeIndex(["2024-01-04", "2024-01-05", "2024-01-08", "2024-01-09"], name="day")
    frame = pd.DataFrame(dict.fromkeys(fund.frame.columns, np.nan), index=days)
    return replace(fund, frame=frame.assign(close=close, dividend=dividend))


def text(observed: Observed) -> str:
    """The file of a series that has one."""
    found = growth(observed)
    assert found is not None
    return found


def numbers(coded: dict[str, int | str]) -> list[int]:
    """The numbers of a text, read bit by bit, as the page's own reader does in another language."""
    low = int(coded["low"])
    bits = "".join(f"{DIGITS.index(digit):06b}" for digit in str(coded["text"]))
    found = []
    for _ in range(int(coded["count"])):
        ones = bits.index("0")
        folded = (ones << low) + int("0" + bits[ones + 1 : ones + 1 + low], 2)
        found.append(-(folded + 1) // 2 if folded % 2 else folded // 2)
        bits = bits[ones + 1 + low :]
    return found


@given(st.lists(st.integers(-(2**45), 2**45), max_size=30))
def test_numbers_come_back(values: list[int]) -> None:
    assert numbers(packed(values)) == values


def test_what_is_offered(workspace: Workspace) -> None:
    """What return claims are judged by, Cardano and Solana, which the article names, and the admitted proxies."""
    assert offered(workspace, workspace.articles[0]) == (
        *("BTC-USD", "PSCT", "ADA-USD", "SOL-USD"),
        *("IWO", "IWM", "IWC", "FDM", "ULTRA-SMALL-CAP-BASKET"),
    )


def test_a_path_by_hand(fund: Observed) -> None:
    """100, 110, 99, 99 with 11 paid before the third day: the price falls by a tenth, the total return stands still."""
    file = json.loads(text(changed(fund, [100.0, 110.0, 99.0, 99.0], [0, 0, 11, 0])))
    unit = file["unit"]
    steps = np.cumsum([0, *numbers(file["changes"])]) * unit
    assert file["first"] == "2024-01-04"
    assert numbers(file["days"]) == [1, 3, 1]
    assert [expm1(step) for step in steps] == pytest.approx([0, 0.1, -0.01, -0.01], abs=1e-9)
    ((at, raised),) = file["paid"]
    assert at == 2
    assert expm1(steps[2] - steps[1] + raised * unit) == pytest.approx(0, abs=1e-9)
    assert file["missing"] == []


def test_a_day_without_a_close_is_named(fund: Observed) -> None:
    file = json.loads(text(changed(fund, [100.0, np.nan, 50.0, 200.0], [0, 0, 0, 0])))
    assert file["missing"] == [1]
    steps = np.cumsum([0, *numbers(file["changes"])]) * file["unit"]
    assert [expm1(step) for step in steps] == pytest.approx([0, 0, -0.5, 1], abs=1e-9)


def test_a_close_of_nothing_is_refused(fund: Observed) -> None:
    """As the measure refuses a return from or to it, and the store a file that holds one."""
    with pytest.raises(DegenerateInputError, match="closes above zero"):
        growth(changed(fund, [100.0, 0.0, 50.0, 200.0], [0, 0, 0, 0]))


@pytest.mark.parametrize("scale", [0.5, 4.0, 1024.0])
def test_the_level_of_a_price_is_not_in_the_file(fund: Observed, scale: float) -> None:
    """Prices in another unit (a power of two, so that no digit is lost) give the same bytes."""
    scaled = fund.frame.assign(close=fund.frame["close"] * scale, dividend=fund.frame["dividend"] * scale)
    assert growth(replace(fund, frame=scaled)) == growth(fund)


def test_volumes_and_ranges_are_not_in_the_file(fund: Observed) -> None:
    other = fund.frame.assign(open=1.0, high=2.0, low=0.5, volume=7.0)
    assert growth(replace(fund, frame=other)) == growth(fund)


def test_steps_are_as_fine_as_the_largest_rise_asks_for(workspace: Workspace) -> None:
    """A window that ends at 300 times its beginning needs finer steps than one that ends at twice."""
    article = workspace.articles[0]
    growths = {name: growth(found) for name, found in workspace.read(offered(workspace, article)).items()}
    told = what_if_series(workspace, article, growths)
    units = {one.series.id: json.loads(one.growth)["unit"] for one in told}
    assert units["BTC-USD"] < units["IWM"] / 10
    assert all(1e-13 < found < 1e-9 for found in units.values())


def test_steps_are_those_of_decimal_logarithms() -> None:
    """Among them hundreds that floating point puts so near a half that it cannot tell the step."""
    unit, context = Decimal("2.35e-14"), Context(prec=30)
    drawn = np.random.default_rng(1).uniform(0.01, 300.0, 3000)
    exact = (context.ln(Decimal(float(one))) / unit for one in drawn)
    assert log_steps(drawn.tolist(), unit) == [int(one.to_integral_value(ROUND_HALF_EVEN)) for one in exact]
    plain = np.rint(np.log(drawn) / float(unit))
    assert log_steps(drawn.tolist(), unit) != plain.astype(int).tolist()


def test_one_close_has_no_growth_and_is_not_offered(workspace: Workspace, fund: Observed) -> None:
    article = workspace.articles[0]
    assert growth(changed(fund, [np.nan, 50.0, np.nan, np.nan], [0, 0, 0, 0])) is None
    growths = dict.fromkeys(offered(workspace, article), None)
    assert what_if_series(workspace, article, {**growths, "IWM": "found"})[0].series.id == "IWM"
    assert len(what_if_series(workspace, article, {**growths, "IWM": "found"})) == 1
