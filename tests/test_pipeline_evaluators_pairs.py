"""Returns of a pair are those that pandas gives on the days that both have, at both dates, for prices and for rates."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from figurecheck.claims.settings import Settings
from figurecheck.claims.statistics import Frequency, Method
from figurecheck.errors import WindowError
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.pairs import Pair, aligned, log_levels, pair
from worlds import PUBLISHED, ended, table, together, world, world_of

SINCE = {"rule": "closes", "from": "2014-09-17", "to": "latest"}
PAIR = {"series": "PSCT", "against": "BTC-USD", "window": SINCE}


def both(settings: dict[str, object], as_of: str = "then") -> Pair:
    checked = Settings.model_validate(settings)
    return pair(checked, world_of(checked, as_of))


def test_daily_returns_are_taken_between_common_days() -> None:
    """Both files joined by hand; the weekend is part of Bitcoin's Monday."""
    expected = together("PSCT", "BTC-USD", "2014-09-17").pct_change().iloc[1:]
    found = both(PAIR)
    np.testing.assert_allclose(found.x, expected.x, rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(found.y, expected.y, rtol=1e-10, atol=1e-13)
    assert (str(found.start), str(found.end)) == ("2014-09-17", "2025-10-02")
    bitcoin = table("BTC-USD")
    monday = bitcoin["2025-09-29"] / bitcoin["2025-09-26"] - 1
    assert found.y[found.found.returns.index == "2025-09-29"] == pytest.approx(monday)


def test_nothing_after_publication_is_known_then_and_all_of_it_now() -> None:
    assert pd.Timestamp(both(PAIR).end) == PUBLISHED
    last = min(table(name).index[-1] for name in ("PSCT", "BTC-USD"))
    assert pd.Timestamp(both(PAIR, "now").end) == last


def test_rates_enter_as_differences_in_their_own_unit() -> None:
    """Bond and stock markets close on different days; PSCT's days are those of the exchange."""
    rate, bitcoin = table("DGS2", "value"), table("BTC-USD")
    days = table("PSCT").index.intersection(rate.index).intersection(bitcoin.index)
    days = days[(days >= "2014-09-17") & (days <= "2025-10-01")]
    found = both({"series": "BTC-USD", "against": "DGS2", "window": SINCE})
    np.testing.assert_allclose(found.y, rate[days].diff().iloc[1:], atol=1e-12)
    np.testing.assert_allclose(found.x, bitcoin[days].pct_change().iloc[1:], atol=1e-12)
    sessions = table("PSCT").loc["2014-09-17":"2025-10-01"].index
    assert found.found.left_out == len(sessions.difference(days)) == 20
    assert str(found.end) == "2025-10-01"


def test_two_assets_around_the_clock_keep_their_weekends() -> None:
    found = both({"series": "SOL-USD", "against": "BTC-USD", "window": {**SINCE, "from": "2020-04-10"}})
    expected = together("SOL-USD", "BTC-USD", "2020-04-10").pct_change().iloc[1:]
    np.testing.assert_allclose(found.x, expected.x, atol=1e-12)
    assert set(found.found.returns.index.day_of_week) == set(range(7))


def test_weeks_run_from_last_session_to_last_session() -> None:
    """By hand for one month: 2024-03-29 was Good Friday, so that week ends on Thursday."""
    settings = {**PAIR, "window": {"rule": "closes", "from": "2024-03-07", "to": "2024-04-12"}, "frequency": "weekly"}
    found = both(settings)
    ends = ["2024-03-15", "2024-03-22", "2024-03-28", "2024-04-05", "2024-04-12"]
    assert [str(day.date()) for day in found.found.returns.index] == ends
    closes = table("PSCT")[["2024-03-08", *ends]]
    np.testing.assert_allclose(found.x, closes.pct_change().iloc[1:], atol=1e-12)


def test_dividends_count_for_the_fund_alone() -> None:
    window = {"rule": "closes", "from": "2024-01-02", "to": "2024-12-31"}
    plain, reinvested = (both({**PAIR, "window": window, "price": price}) for price in ("close", "total_return"))
    np.testing.assert_allclose(reinvested.y, plain.y, atol=1e-12)
    paid = table("PSCT", "dividend").loc["2024-01-03":"2024-12-31"]
    before = table("PSCT").shift(1).loc["2024-01-03":"2024-12-31"]
    np.testing.assert_allclose(reinvested.x - plain.x, paid / before, atol=1e-6)
    assert (paid > 0).sum() >= 2


def test_a_series_that_has_ended_leaves_the_readings_of_today() -> None:
    """As if IWO had no observation after 2025-12-24."""
    asked = {**PAIR, "series": "IWO"}
    checked = Settings.model_validate(asked)
    today = world("now", "PSCT", "BTC-USD", besides=("IWO",))
    today = replace(today, observed={**today.observed, "IWO": ended(today.observed["IWO"], "2025-12-24")}, memory={})
    with pytest.raises(WindowError, match="2025-12-24"):
        pair(checked, today)
    assert str(both(asked).end) == "2025-10-02"


def test_a_window_before_the_first_price_is_refused() -> None:
    with pytest.raises(WindowError, match="2014-09-17"):
        both({**PAIR, "window": {**SINCE, "from": "2014-09-01"}})


def test_a_window_from_a_closed_day_begins_with_the_session_before_for_both() -> None:
    """2023-12-31 was a Sunday: both start from the close of Friday 29 December."""
    found = both({**PAIR, "window": {"rule": "closes", "from": "2023-12-31", "to": "2024-06-28"}})
    assert str(found.start) == "2023-12-29"
    bitcoin = table("BTC-USD")
    assert found.y[0] == pytest.approx(bitcoin["2024-01-02"] / bitcoin["2023-12-29"] - 1)


def test_log_levels_begin_at_zero_and_end_at_the_whole_return() -> None:
    checked = Settings.model_validate(PAIR)
    levels, days = log_levels(checked, world("then", "PSCT", "BTC-USD"))
    closes = together("PSCT", "BTC-USD", "2014-09-17")
    np.testing.assert_allclose(levels, np.log(closes / closes.iloc[0]), atol=1e-9)
    assert list(days) == list(closes.index)
    with pytest.raises(WindowError, match="overlap"):
        log_levels(checked.model_copy(update={"frequency": Frequency.TWO_DAY}), world("then", "PSCT", "BTC-USD"))


def test_the_same_days_are_aligned_once() -> None:
    checked = Settings.model_validate(PAIR)
    here = world("then", "PSCT", "BTC-USD")
    assert aligned(checked, here) is aligned(checked.model_copy(update={"method": Method.GARCH}), here)


def test_a_reading_without_a_second_series_is_refused() -> None:
    with pytest.raises(WindowError, match="two series"):
        both({"series": "PSCT", "window": SINCE})


def test_every_evaluator_of_a_pair_starts_on_the_same_day() -> None:
    """A window from New Year's Day begins for PSCT on the last session before, and for Bitcoin there as well."""
    settings = {**PAIR, "window": {**SINCE, "from": "2020-01-01"}, "price": "total_return", "frequency": "daily"}
    checked = {
        name: Settings.model_validate({**settings, **({"tail": 0.05} if name == "tail_dependence" else {})})
        for name in ("correlation", "correlation_trend", "tail_dependence", "correlation_room")
    }
    starts = {name: str(evaluate(name, one, world_of(one, "then")).start) for name, one in checked.items()}
    assert set(starts.values()) == {"2019-12-31"}
