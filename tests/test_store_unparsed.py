"""Observations whose file was verified and not parsed: the same as parsed ones, in every process, and no library."""

import pickle
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from figurecheck.errors import MalformedDataError
from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Calendar
from figurecheck.store.reading import Observed, read, read_record, verified
from projects import ROOT

PROJECT = Project(ROOT)
CATALOGUE = builtin_catalogue()
NAMES = [next(one.id for one in CATALOGUE if one.calendar is calendar) for calendar in Calendar] + ["FOMC"]
"""A series of every calendar, whose observations become public in different ways, and a list of decisions."""


@pytest.mark.parametrize("name", NAMES)
def test_what_was_public_is_counted_without_parsing(name: str) -> None:
    """Against the rows that a parsed file keeps, at a moment inside each day of a week, its weekend included."""
    series = CATALOGUE.get(name)
    whole, unparsed = read(PROJECT, series), verified(PROJECT, series)
    begin = datetime(2020, 3, 16, 14, 30, tzinfo=UTC)
    moments = [begin + timedelta(days=day, hours=shift) for day in range(7) for shift in (0, 6, 12)]
    assert [unparsed.count_before(one) for one in moments] == [len(whole.known_before(one).frame) for one in moments]
    assert len(unparsed.days) == len(whole.frame) > unparsed.count_before(begin)
    assert "frame" not in vars(unparsed)


def test_a_file_is_parsed_when_its_observations_are_asked_for_and_goes_elsewhere_as_it_is() -> None:
    whole, unparsed = (one(PROJECT, CATALOGUE.get("SPY")) for one in (read, verified))
    sent = pickle.loads(pickle.dumps(unparsed))  # noqa: S301
    assert (unparsed.first_day, unparsed.last_day, unparsed.days) == (whole.first_day, whole.last_day, whole.days)
    for each in (unparsed, sent):
        assert "frame" not in vars(each)
        assert each.frame.equals(whole.frame)
        assert "_content" not in vars(each)
    with pytest.raises(AttributeError):
        unparsed.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_a_table_is_parsed_once_in_a_process_and_what_one_does_to_it_no_other_sees() -> None:
    first, second = (verified(PROJECT, CATALOGUE.get("SPY")) for _ in range(2))
    before = first.frame["close"].iloc[0]
    assert np.shares_memory(first.frame["close"].to_numpy(), second.frame["close"].to_numpy())
    first.frame.loc[first.frame.index[0], "close"] = -1.0
    first.frame["more"] = 0.0
    third = verified(PROJECT, CATALOGUE.get("SPY"))
    for each in (second, third):
        assert each.frame["close"].iloc[0] == before
        assert "more" not in each.frame.columns


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no rows"),
        (b"day,open\n", "no rows"),
        (b"day,open\nnever,1\n", "no day"),
        (b"day,open\n\xff,1\n", "not UTF-8"),
    ],
)
def test_days_of_what_is_no_table_are_refused(content: bytes, words: str) -> None:
    series = CATALOGUE.get("SPY")
    one = Observed.unparsed(series, content, read_record(PROJECT, series))
    with pytest.raises(MalformedDataError, match=f"SPY: .*{words}"):
        _ = one.last_day
    with pytest.raises(MalformedDataError, match="SPY"):
        _ = one.frame


def test_a_build_imports_no_tables_before_it_needs_one() -> None:
    program = "import sys, figurecheck.pipeline.build; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
