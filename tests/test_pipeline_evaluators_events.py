"""Events as an article names them: which decisions, which days around them, and what they are compared with."""

import numpy as np
import pandas as pd
import pytest

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError, WindowError
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import Evaluated
from worlds import table, world_of

RISES = {"series": "FOMC", "change": "rise", "from": "2022-03-16", "to": "2022-12-14"}
CUT = {"rule": "around_event", "event": "cut-2025-09-17", "first": 0, "last": 1}


def evaluated(measure: str, settings: dict[str, object], as_of: str = "then") -> Evaluated:
    checked = Settings.model_validate({"price": "close", **settings})
    return evaluate(measure, checked, world_of(checked, as_of))


def test_the_effect_is_the_mean_over_the_seven_rises_of_2022() -> None:
    """The days of the Federal Reserve's calendar, typed here; PSCT's closes straight from its file."""
    days = ["2022-03-16", "2022-05-04", "2022-06-15", "2022-07-27", "2022-09-21", "2022-11-02", "2022-12-14"]
    close = table("PSCT")
    at = [close.index.get_loc(day) for day in days]
    expected = np.mean([close.iloc[row + 2] / close.iloc[row - 1] - 1 for row in at])
    found = evaluated("event_effect", {"series": "PSCT", "decisions": {**RISES, "first": 0, "last": 2}})
    assert found.value == pytest.approx(expected, rel=1e-12)
    assert (found.n, str(found.start), str(found.end)) == (7, "2022-03-15", "2022-12-16")
    assert found.interval is None
    assert 0.0 < found.parameters["p-value of the draws"] <= 1.0


def test_ordinary_days_stay_clear_of_every_decision() -> None:
    """52 Wednesdays of 2022, all sessions, less the eight scheduled decisions; the one of January moved nothing."""
    found = evaluated("event_effect", {"series": "PSCT", "decisions": {**RISES, "first": 0, "last": 0}})
    wednesdays = [day for day in table("PSCT").loc["2022"].index if day.day_of_week == 2]
    assert found.parameters["ordinary days"] == len(wednesdays) - 8


def test_the_rank_counts_windows_of_the_three_years_before() -> None:
    close = table("BTC-USD")
    reached = close["2025-09-18"] / close["2025-09-16"] - 1
    before = close.loc["2022-09-16":"2025-09-16"]
    others = (before.shift(-2) / before - 1).dropna()
    found = evaluated("event_rank", {"series": "BTC-USD", "window": CUT})
    assert found.value == pytest.approx((1 + (others >= reached).sum()) / (1 + len(others)))
    assert found.parameters["return of the window"] == pytest.approx(reached)


def test_bitcoin_is_adjusted_by_its_own_mean_of_the_days_before() -> None:
    returns = table("BTC-USD").pct_change()
    zero = returns.index.get_loc("2025-09-17")
    expected = returns.iloc[zero : zero + 2].sum() - 2 * returns.iloc[zero - 260 : zero - 10].mean()
    found = evaluated("abnormal_return", {"series": "BTC-USD", "window": CUT})
    assert found.value == pytest.approx(expected)
    assert found.interval is not None
    assert found.interval.degrees == 249


def test_a_share_is_adjusted_by_the_market() -> None:
    both = pd.DataFrame({"y": table("PSCT"), "x": table("SPY")}).dropna().pct_change()
    zero = both.index.get_loc("2025-09-17")
    learn = both.iloc[zero - 260 : zero - 10]
    slope, constant = np.polyfit(learn.x, learn.y, 1)
    window = both.iloc[zero : zero + 2]
    found = evaluated("abnormal_return", {"series": "PSCT", "against": "SPY", "window": CUT})
    assert found.value == pytest.approx(float((window.y - constant - slope * window.x).sum()))


def test_what_cannot_be_asked() -> None:
    with pytest.raises(InsufficientDataError, match="no cut"):
        evaluated("event_effect", {"series": "PSCT", "decisions": {**RISES, "change": "cut", "first": 0, "last": 0}})
    year = {"rule": "calendar_year", "year": 2024}
    with pytest.raises(WindowError, match="around an event"):
        evaluated("abnormal_return", {"series": "PSCT", "window": year})
    with pytest.raises(ValueError, match="a last session"):
        Settings.model_validate({"decisions": {**RISES, "first": 2, "last": 0}})
