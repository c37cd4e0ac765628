from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figurecheck.errors import RefusedDataError
from figurecheck.sources.dividends import Prices, adjustment_factors, derive_dividends, half_units


def prices(close: list[Decimal], adjusted: list[Decimal]) -> Prices:
    """As an archive's text gives them: the digits that are written say how finely a price is known."""
    return Prices(
        pd.date_range("2024-01-01", periods=len(close), freq="D"),
        np.array([float(value) for value in close]),
        np.array([float(value) for value in adjusted]),
        half_units([f"{value.normalize():f}" for value in close]),
        half_units([f"{value:f}" for value in adjusted]),
    )


def adjusted_closes(close: list[Decimal], dividends: list[Decimal], decimals: int) -> list[Decimal]:
    """What a vendor publishes (CRSP's method), in exact decimals and then rounded."""
    factor, out = Decimal(1), []
    for day in reversed(range(len(close))):
        out.append(round(close[day] * factor, decimals))
        if day:
            factor *= 1 - dividends[day] / close[day - 1]
    return out[::-1]


def decimals(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_one_distribution_worked_by_hand() -> None:
    # 0.10 after a close of 10.00: everything before is multiplied by 0.99.
    found = derive_dividends(prices(decimals("10", "9.9", "10.1"), decimals("9.9", "9.9", "10.1")), "X")
    assert found.tolist() == [0, 0.1, 0]


def test_a_large_distribution_worked_by_hand() -> None:
    # A fund that pays out 1.746 of 29.09: what is left, 27.344, is the adjusted close of the day before.
    assert derive_dividends(prices(decimals("29.09", "27.34"), decimals("27.344", "27.34")), "X").tolist() == [0, 1.746]


def test_a_small_distribution_on_the_last_days_of_a_file_is_kept() -> None:
    # From the last ex-day on the two columns are one number in whole cents, known exactly; before, four decimals.
    found = derive_dividends(prices(decimals("78.80", "80.23"), decimals("78.796", "80.23")), "X")
    assert found.tolist() == [0, 0.004]


def test_factors_are_the_product_of_later_distributions() -> None:
    factors = adjustment_factors(np.array([10.0, 20.0, 40.0]), np.array([0.0, 1.0, 2.0]))
    assert factors == pytest.approx([0.9 * 0.9, 0.9, 1.0], rel=1e-15)


def test_dropped_zeros_do_not_make_a_price_coarse_and_a_coarser_part_borrows_nothing() -> None:
    column = ["1.123456", "1.12", "1.123457", "1.123458", "1.12", "1.13", "1.1", "1.14"]
    assert half_units(column).tolist() == pytest.approx([5e-7] * 4 + [5e-3] * 4)


PAID = [0, 0, 0, 1, 4, 12, 253, 1746]
"""Thousandths a share."""


@st.composite
def histories(draw: st.DrawFn, paid: list[int]) -> tuple[list[Decimal], list[Decimal]]:
    steps = draw(st.lists(st.integers(-400, 400), min_size=2, max_size=60))
    cents, close = draw(st.integers(800, 50_000)), []
    for step in steps:
        cents = max(500, cents + step)
        close.append(Decimal(cents) / 100)
    mills = draw(st.lists(st.sampled_from(paid), min_size=len(close), max_size=len(close)))
    return close, [Decimal(0), *(Decimal(mill) / 1000 for mill in mills[1:])]


@given(histories(PAID))
def test_distributions_and_adjusted_closes_come_back(history: tuple[list[Decimal], list[Decimal]]) -> None:
    close, paid = history
    written = prices(close, adjusted_closes(close, paid, 6))
    derived = derive_dividends(written, "X")
    assert derived.tolist() == pytest.approx([float(value) for value in paid], abs=1e-12)
    rebuilt = written.close * adjustment_factors(written.close, derived)
    exact = np.array([float(value) for value in adjusted_closes(close, paid, 20)])
    assert rebuilt == pytest.approx(exact, rel=1e-9)


@given(histories([0, 0, 0, 253, 1746]))
def test_a_coarsely_written_copy_yields_no_distribution_that_was_not_paid(
    history: tuple[list[Decimal], list[Decimal]],
) -> None:
    close, paid = history
    written = prices(close, adjusted_closes(close, paid, 3))
    derived = derive_dividends(written, "X")
    invented = (derived > 0) & (np.array([float(value) for value in paid]) == 0)
    assert not invented.any()


def test_a_negative_distribution_is_refused_with_its_day() -> None:
    wrong = prices(decimals("10.01", "10.02", "10.03"), decimals("10.01", "10.52", "10.03"))
    with pytest.raises(RefusedDataError, match=r"X on 2024-01-03: .* imply a distribution of -"):
        derive_dividends(wrong, "X")


def test_adjusted_closes_that_do_not_come_back_are_refused_with_their_day() -> None:
    # A drift of 0.0003 a day rounds away day by day, and adds up to what no rounding explains.
    close = [Decimal("10.123457")] * 40
    adjusted = [round(value * (1 - Decimal("0.00003") * (39 - day)), 6) for day, value in enumerate(close)]
    with pytest.raises(RefusedDataError, match=r"X on 2024-02-\d\d: adj_close does not come back"):
        derive_dividends(prices(close, adjusted), "X")
