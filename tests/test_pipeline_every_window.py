"""The tier of every-window readings against brute force over the data files, and apart from the verdict."""

import io
from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd
import pytest

from figurecheck.claims.model import WindowPeriod
from figurecheck.pipeline.every_window import every_window
from figurecheck.pipeline.judge import judge_claim, known_at_publication, series_of
from figurecheck.pipeline.window_tables import window_tables, windows_csv
from figurecheck.verdicts.every_window import EveryWindow
from figurecheck.verdicts.outcome import AsOf, Outcome, PartOutcome
from worlds import flagship, observations, table, world


@cache
def judged(name: str, as_of: AsOf = AsOf.TODAY) -> Outcome:
    claim = flagship().claim(name)
    observed = observations(*series_of(flagship(), claim))
    known = known_at_publication(flagship(), observed) if as_of is AsOf.PUBLICATION else observed
    return judge_claim(flagship(), claim, known, as_of)


def windows_of(part: PartOutcome) -> EveryWindow:
    assert part.windows is not None
    return part.windows


def brute_force(name: str, start: str, end: str) -> list[tuple[date, date, float]]:
    """Every pair of days, one after the other."""
    closes = [(stamp.date(), float(value)) for stamp, value in table(name).loc[start:end].items()]
    return [(a, b, last / first - 1) for at, (a, first) in enumerate(closes) for b, last in closes[at + 1 :]]


def shift(window: tuple[date, date, float], start: date, end: date) -> int:
    return abs((window[0] - start).days) + abs((window[1] - end).days)


def test_the_nearest_window_of_bitcoin_in_2024_is_the_one_that_brute_force_finds() -> None:
    (part,) = judged("rally-btc-2024").parts
    found = windows_of(part)
    every = brute_force("BTC-USD", "2023-12-31", "2024-12-31")
    fitting = [window for window in every if 1.25 <= window[2] < 1.75]
    start, end = date(2023, 12, 31), date(2024, 12, 31)
    first = min(fitting, key=lambda window: (shift(window, start, end), abs(window[2] - 1.5)))
    assert (found.count, found.holding) == (len(every), len(fitting))
    assert found.nearest is not None
    assert (found.nearest.start, found.nearest.end, found.nearest.value) == pytest.approx(first)
    assert found.nearest.shift == shift(first, start, end)
    assert found.flip == found.nearest
    exact = min(every, key=lambda window: (abs(window[2] - 1.5), shift(window, start, end)))
    assert found.exact is not None
    assert (found.exact.start, found.exact.end, found.exact.value) == pytest.approx(exact)
    assert abs(found.exact.value - 1.5) < 0.001 < abs(found.nearest.value - 1.5)
    assert found.lowest.value == pytest.approx(min(window[2] for window in every))
    assert found.highest.value == pytest.approx(max(window[2] for window in every))


def test_the_days_to_the_other_answer_of_a_claim_that_holds() -> None:
    (part,) = judged("rally-btc-2020").parts
    found = windows_of(part)
    start, end = date(2019, 12, 31), date(2020, 12, 31)
    failing = [w for w in brute_force("BTC-USD", "2019-12-31", "2020-12-31") if not 2.5 <= w[2] < 3.5]
    assert found.flip is not None
    assert found.flip.shift == min(shift(window, start, end) for window in failing) > 0
    assert found.nearest is not None
    assert (found.nearest.start, found.nearest.end, found.nearest.shift) == (start, end, 0)


def test_where_no_window_fits_the_closest_is_named() -> None:
    (part,) = judged("drop-r2ktech-2022").parts
    found = windows_of(part)
    every = brute_force("PSCT", "2021-12-31", "2022-12-31")
    assert (found.nearest, found.flip, found.holding) == (None, None, 0)
    deepest = min(every, key=lambda window: window[2])
    assert (found.closest.start, found.closest.end) == deepest[:2]


def test_a_period_that_begins_on_a_closed_day_begins_with_the_close_before() -> None:
    """31 December 2023 was a Sunday; the last close before it is of Friday the 29th."""
    assert windows_of(judged("rally-smalltech-2024").parts[0]).start == date(2023, 12, 29)


def test_windows_decide_nothing() -> None:
    claim = flagship().claim("rally-btc-2024")
    without = claim.model_copy(
        update={"parts": tuple(part.model_copy(update={"every_window": None}) for part in claim.parts)}
    )
    observed = observations(*series_of(flagship(), claim))
    bare, full = (judge_claim(flagship(), each, observed, AsOf.TODAY) for each in (without, claim))
    assert replace(full, parts=tuple(replace(part, windows=None) for part in full.parts)) == bare
    assert bare.parts[0].windows is None


def test_a_period_beyond_what_was_known_at_publication_has_no_windows() -> None:
    """Bitcoin at publication is known to 2 October 2025; a period to the end of that month is not computed."""
    claim = flagship().claim("sep2025-btc")
    period = WindowPeriod.model_validate({"from": "2025-08-31", "to": "2025-10-31", "why": "A longer one."})
    part = claim.parts[0].model_copy(update={"every_window": period})
    measured = judged("sep2025-btc").parts[0].primary.measurement
    assert every_window(part, measured, world("then", "BTC-USD")) is None
    later = every_window(part, measured, world("now", "BTC-USD"))
    assert later is not None
    assert later.end == date(2025, 10, 31)


def test_both_dates_have_their_windows_and_none_reaches_beyond_publication() -> None:
    (part,) = judged("sep2025-r2ktech", AsOf.PUBLICATION).parts
    assert windows_of(part).end == date(2025, 10, 2)


def test_every_rally_and_drop_has_its_windows() -> None:
    figures = [claim for claim in flagship().claims if claim.kind.value == "figure"]
    assert len(figures) == 9
    parts = [part for claim in figures for part in judged(claim.id).parts]
    assert len(parts) == 10
    assert all(part.windows is not None for part in parts)


def test_the_table_of_windows_is_the_whole_triangle() -> None:
    found = windows_of(judged("sep2025-btc").parts[0])
    frame = pd.read_csv(io.StringIO(windows_csv(found)), index_col=0)
    every = brute_force("BTC-USD", "2025-08-31", "2025-10-02")
    assert frame.notna().sum().sum() == len(every) == found.count
    for start, end, value in every:
        assert frame.loc[str(start), str(end)] == pytest.approx(value, abs=5.1e-5)


def test_parts_with_the_same_windows_share_one_table() -> None:
    outcomes = [judged(name) for name in ("drop-btc-2022", "drop-both-2022-60", "drop-r2ktech-2022")]
    assert sorted(window_tables("a", outcomes)) == [
        "a/downloads/windows-btc-usd-2021-12-31-2022-12-31.csv",
        "a/downloads/windows-psct-2021-12-31-2022-12-30.csv",
    ]
