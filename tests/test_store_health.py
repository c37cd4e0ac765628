import json
from datetime import date
from pathlib import Path

import pytest

from figurecheck.errors import MalformedDataError
from figurecheck.paths import Project
from figurecheck.store.health import (
    Cause,
    Change,
    SeriesHealth,
    State,
    health_text,
    read_health,
    write_health,
)

MONDAY = date(2026, 11, 23)
FRESH = SeriesHealth("SPY", "yahoo", State.FRESH, MONDAY, MONDAY, notices=("1 bar left out",))
REFUSED = SeriesHealth(
    "DGS2",
    "fred",
    State.REFUSED,
    MONDAY,
    None,
    "history was revised",
    changes=(Change(date(2026, 8, 19), "value", 4.1, None, Cause.REVISION, accepted=False),),
    refusals=2,
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert read_health(project) == {}
    assert write_health(project, {"SPY": FRESH, "DGS2": REFUSED})
    assert read_health(project) == {"DGS2": REFUSED, "SPY": FRESH}
    assert not write_health(project, {"DGS2": REFUSED, "SPY": FRESH})


def test_the_text_is_sorted_and_plain_json() -> None:
    said = json.loads(health_text([FRESH, REFUSED]))
    assert [entry["series"] for entry in said["series"]] == ["DGS2", "SPY"]
    assert said["series"][0]["changes"] == [
        {"day": "2026-08-19", "field": "value", "before": 4.1, "after": None, "cause": "revision", "accepted": False}
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"schema": "other", "series": []}', '{"schema": "figurecheck.health/1"}'])
def test_another_text_is_refused_with_what_to_do(tmp_path: Path, text: str) -> None:
    project = Project(tmp_path)
    project.data.mkdir()
    project.health.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedDataError, match=r"data/health\.json is malformed .* remove it"):
        read_health(project)
