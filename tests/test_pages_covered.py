"""Coverage beside the intervals: every way of inference that the results carry has its row of the study."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from figurecheck.pages.covered import KINDS, UNSTUDIED

ROOT = Path(__file__).parents[1]
RESULTS = sorted((ROOT / "reports").glob("*/results.json"))
KNOWN = {(measure.split(":")[0], method) for measure, method in KINDS}


def published(found: object) -> Iterator[tuple[str, str]]:
    """Every measure of a document with every way of inference that it carries."""
    if isinstance(found, dict):
        for interval in found.get("intervals") or ():
            yield found["measure"], interval["method"]
        for value in found.values():
            yield from published(value)
    elif isinstance(found, list):
        for value in found:
            yield from published(value)


@pytest.mark.parametrize("path", RESULTS, ids=lambda path: path.parent.name)
def test_every_published_interval_has_its_kind_or_is_named_as_not_tried(path: Path) -> None:
    ways = set(published(json.loads(path.read_text(encoding="utf-8"))["claims"]))
    assert len(ways) > 20
    assert ways - KNOWN - UNSTUDIED == set()
    assert (KNOWN | UNSTUDIED) - ways == set()


def test_there_are_results_to_look_at() -> None:
    assert RESULTS


def test_every_kind_is_a_row_of_the_study() -> None:
    study = json.loads((ROOT / "studies" / "coverage.json").read_text(encoding="utf-8"))
    assert set(KINDS.values()) - {row["interval"] for row in study["rows"]} == set()


def test_nothing_is_both_tried_and_not() -> None:
    assert not KNOWN & UNSTUDIED
