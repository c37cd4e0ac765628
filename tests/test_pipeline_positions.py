"""Windows of an article on the real calendars: the days were looked up by hand."""

from datetime import UTC, date, datetime

import pytest

from figurecheck.claims.loading import load_article
from figurecheck.claims.settings import Settings
from figurecheck.errors import MeasureError
from figurecheck.paths import Project
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import World
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.reading import read_all
from projects import ROOT
from worlds import ended

NAMES = ("BTC-USD", "PSCT", "IWO", "DFEDTARU", "FOMC", "WALCL")
LATEST = date(2026, 8, 20)
ENDED = {"IWO": "2025-12-24"}
"""The world stands still at these days, whatever a refresh brings."""


@pytest.fixture(scope="module")
def world() -> World:
    project, catalogue = Project(ROOT), builtin_catalogue()
    article = load_article(project.article("ultra-small-cap-hedges"), catalogue)
    observed = read_all(project, [catalogue.get(name) for name in NAMES])
    return World(article, {name: ended(one, ENDED.get(name, str(LATEST))) for name, one in observed.items()}, LATEST)


def window(world: World, series: str, **rule: object) -> tuple[str, str]:
    found = evaluate("window_return", Settings.model_validate({"series": series, "window": rule}), world)
    return found.start.isoformat(), found.end.isoformat()


@pytest.mark.parametrize(
    ("series", "rule", "days"),
    [
        ("BTC-USD", {"rule": "calendar_year", "year": 2020}, ("2019-12-31", "2020-12-31")),
        ("PSCT", {"rule": "calendar_year", "year": 2022}, ("2021-12-31", "2022-12-30")),
        ("PSCT", {"rule": "calendar_year", "year": 2024}, ("2023-12-29", "2024-12-31")),
        ("PSCT", {"rule": "calendar_quarter", "year": 2025, "quarter": 3}, ("2025-06-30", "2025-09-30")),
        ("BTC-USD", {"rule": "calendar_month", "year": 2025, "month": 12}, ("2025-11-30", "2025-12-31")),
        ("PSCT", {"rule": "closes", "from": "2025-01-09", "to": "2025-01-12"}, ("2025-01-08", "2025-01-10")),
        ("PSCT", {"rule": "first_to_last", "from": "2024-01-01", "to": "2024-12-31"}, ("2024-01-02", "2024-12-31")),
        (
            "BTC-USD",
            {"rule": "from_event", "event": "cut-2025-09-17", "to": "publication"},
            ("2025-09-16", "2025-10-02"),
        ),
        ("PSCT", {"rule": "from_event", "event": "cut-2025-09-17", "to": "publication"}, ("2025-09-16", "2025-10-02")),
        ("BTC-USD", {"rule": "from_event", "event": "halving-2024", "to": "2024-12-31"}, ("2024-04-19", "2024-12-31")),
        ("PSCT", {"rule": "from_event", "event": "fomc-2020-03-15", "to": "2020-12-31"}, ("2020-03-13", "2020-12-31")),
        (
            "BTC-USD",
            {"rule": "from_event", "event": "fomc-2020-03-15", "to": "2020-12-31"},
            ("2020-03-14", "2020-12-31"),
        ),
        (
            "PSCT",
            {"rule": "around_event", "event": "cut-2025-09-17", "first": 0, "last": 5},
            ("2025-09-16", "2025-09-24"),
        ),
        (
            "PSCT",
            {"rule": "around_event", "event": "cut-2025-09-17", "first": -1, "last": 1},
            ("2025-09-15", "2025-09-18"),
        ),
        (
            "BTC-USD",
            {"rule": "around_event", "event": "cut-2025-09-17", "first": 0, "last": 0},
            ("2025-09-16", "2025-09-17"),
        ),
        ("BTC-USD", {"rule": "closes", "from": "2025-10-02", "to": "latest"}, ("2025-10-02", "2026-08-20")),
        ("BTC-USD", {"rule": "high_to_low", "from": "2021-11-01", "to": "2022-12-31"}, ("2021-11-08", "2022-11-21")),
        ("WALCL", {"rule": "calendar_year", "year": 2020}, ("2019-12-25", "2020-12-30")),
    ],
    ids=lambda value: value["rule"] if isinstance(value, dict) else None,
)
def test_a_window_begins_and_ends_on_these_days(
    world: World, series: str, rule: dict[str, object], days: tuple[str, str]
) -> None:
    assert window(world, series, **rule) == days


@pytest.mark.parametrize(
    ("series", "rule", "said"),
    [
        ("BTC-USD", {"rule": "calendar_year", "year": 2013}, "begin on 2014-09-17"),
        ("BTC-USD", {"rule": "calendar_year", "year": 2014}, "begin on 2014-09-17"),
        ("IWO", {"rule": "closes", "from": "2025-10-02", "to": "latest"}, "2025-12-24"),
        ("PSCT", {"rule": "calendar_year", "year": 2027}, "2026-08-20"),
        ("PSCT", {"rule": "around_event", "event": "cut-2025-09-17", "first": 0, "last": 200}, None),
    ],
)
def test_a_window_outside_the_data_is_refused_or_found(
    world: World, series: str, rule: dict[str, object], said: str | None
) -> None:
    if said is None:
        assert window(world, series, **rule)[0] == "2025-09-16"
        return
    with pytest.raises(MeasureError, match=said):
        window(world, series, **rule)


def test_the_trace_multiplies_out(world: World) -> None:
    settings = {"series": "PSCT", "window": {"rule": "calendar_year", "year": 2020}, "price": "total_return"}
    found = evaluate("window_return", Settings.model_validate(settings), world)
    step = {entry.role: entry.value for entry in found.trace if entry.role != "dividend"}
    assert step["end"] * step["reinvested"] / step["start"] - 1 == pytest.approx(found.value, rel=1e-12)
    assert found.value == pytest.approx(0.278, abs=5e-4), "PSCT's published total return of 2020 is 27.8 %"
    assert sum(entry.role == "dividend" for entry in found.trace) > 0


def test_counts_list_the_days_that_they_count(world: World) -> None:
    """The seven rises of 2022 as the Federal Reserve announced them, in force the day after."""
    settings = {"series": "DFEDTARU", "window": {"rule": "calendar_year", "year": 2022}}
    found = evaluate("rises", Settings.model_validate(settings), world)
    days = ["2022-03-17", "2022-05-05", "2022-06-16", "2022-07-28", "2022-09-22", "2022-11-03", "2022-12-15"]
    assert [step.day.isoformat() for step in found.trace] == days
    assert [step.value for step in found.trace] == [0.5, 1.0, 1.75, 2.5, 3.25, 4.0, 4.5]


def test_only_what_was_public_is_known(world: World) -> None:
    """Bitcoin's day of 2 October 2025 ended at 20:00 in New York, before the article of 02:29."""
    moment = world.article.article.published
    assert moment == datetime(2025, 10, 3, 6, 29, tzinfo=UTC)
    assert world.observed["BTC-USD"].known_before(moment).last_day == date(2025, 10, 2)
    assert world.observed["PSCT"].known_before(moment).last_day == date(2025, 10, 2)
    assert world.observed["WALCL"].known_before(moment).last_day == date(2025, 10, 1)
    assert world.observed["FOMC"].known_before(moment).last_day == date(2025, 9, 17)


@pytest.mark.parametrize(("start", "end"), [(-1, -1), (1, 1), (-5, 5), (5, -5), (0, 3)])
@pytest.mark.parametrize("series", ["BTC-USD", "PSCT"])
def test_a_moved_window_is_the_one_that_pandas_shifts_to(world: World, series: str, start: int, end: int) -> None:
    """The close of the year's ends, taken from the column shifted by as many rows."""
    settings = {
        "series": series,
        "window": {"rule": "calendar_year", "year": 2022},
        "shift": {"start": start, "end": end},
    }
    found = evaluate("window_return", Settings.model_validate(settings), world)
    close = world.observed[series].frame["close"]
    first, last = (close.shift(-by).loc[:day].iloc[-1] for by, day in ((start, "2021-12-31"), (end, "2022-12-31")))
    assert found.value == pytest.approx(last / first - 1, rel=1e-12)
    assert found.trace[0].value == first


def test_a_moved_window_outside_the_observations_is_refused(world: World) -> None:
    settings = {
        "series": "BTC-USD",
        "window": {"rule": "closes", "from": "2014-09-18", "to": "2014-10-01"},
        "shift": {"start": -5, "end": 0},
    }
    with pytest.raises(MeasureError, match=r"moved by -5 and \+0 sessions"):
        evaluate("window_return", Settings.model_validate(settings), world)
