"""The common factor of a panel, against eigenvalues of numpy on tables joined by hand."""

from functools import reduce

import numpy as np
import pandas as pd
import pytest

from figurecheck.errors import WindowError
from figurecheck.measures.names import MEASURES
from worlds import evaluated, table

NAMES = ("BTC-USD", "ETH-USD", "PSCT", "IWC")
PANEL = {
    "panel": (("BTC-USD", "ETH-USD"), ("PSCT", "IWC")),
    "window": {"rule": "closes", "from": "2017-11-09", "to": "latest"},
}


def returns() -> np.ndarray:
    days = reduce(pd.DatetimeIndex.intersection, [table(name).index for name in NAMES])
    closes = pd.DataFrame({name: table(name)[days] for name in NAMES}).loc["2017-11-09":"2025-10-02"]
    return closes.pct_change().iloc[1:].to_numpy()


def share(rows: np.ndarray) -> float:
    return float(np.linalg.eigvalsh(np.corrcoef(rows.T))[-1] / rows.shape[1])


def test_the_share_is_the_largest_eigenvalue() -> None:
    found = evaluated("first_component_share", PANEL)
    assert found.value == pytest.approx(share(returns()), abs=1e-9)
    assert found.n == len(returns())
    assert found.series == NAMES
    for interval in (found.interval, found.second_interval):
        assert interval is not None
        assert interval.lower < found.value < interval.upper


def test_the_bar_is_what_shifted_blocks_reach_in_one_case_of_twenty() -> None:
    """Every shift of the funds by 20 rows or more, one by one."""
    rows = returns()
    shares = [share(np.hstack([rows[:, :2], np.roll(rows[:, 2:], by, axis=0)])) for by in range(20, len(rows) - 19)]
    bar = np.quantile(shares, 0.95)
    found = evaluated("share_above_independence", PANEL)
    assert found.value == pytest.approx(100 * (share(rows) - bar), abs=1e-7)
    assert MEASURES["share_above_independence"].unit == "percentage points"
    assert found.parameters["mean share of unrelated blocks"] == pytest.approx(np.mean(shares), abs=1e-9)
    plain = evaluated("first_component_share", PANEL)
    for moved, still in ((found.interval, plain.interval), (found.second_interval, plain.second_interval)):
        assert moved is not None
        assert still is not None
        above = [moved.lower / 100, moved.upper / 100]
        assert above == pytest.approx([still.lower - bar, still.upper - bar], abs=1e-9)


def test_the_smallest_loading_has_its_series() -> None:
    vector = np.linalg.eigh(np.corrcoef(returns().T))[1][:, -1]
    vector = vector * np.sign(vector.sum())
    found = evaluated("smallest_loading", PANEL)
    assert found.value == pytest.approx(vector.min(), abs=1e-9)
    loadings = [found.parameters[f"loading of {name}"] for name in NAMES]
    assert loadings == pytest.approx(vector.tolist(), abs=1e-9)
    assert found.interval is not None
    assert found.second_interval is None


def test_a_reading_without_a_panel_is_refused() -> None:
    with pytest.raises(WindowError, match="needs a panel"):
        evaluated("first_component_share", {"series": "PSCT", "window": PANEL["window"]})
