"""Reads the answer files of tests/expected: one expected number a row, with where it came from."""

import csv
from collections.abc import Collection
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"


def answers(topic: str, computed: Collection[str] | None = None) -> pytest.MarkDecorator:
    """Parametrise a test with ``case``, ``expected`` and ``tolerance`` from ``expected/<topic>.csv``.

    ``computed`` names the cases that the test can compute; one without a row, or the other way round, is an error.
    """
    with (EXPECTED / f"{topic}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if any(not row["source"] for row in rows):
        raise ValueError(f"{topic}.csv: every row needs the source of its number")
    if computed is not None and {row["case"] for row in rows} != set(computed):
        raise ValueError(f"{topic}.csv: its cases are not those that the test computes")
    return pytest.mark.parametrize(
        ("case", "expected", "tolerance"),
        [pytest.param(row["case"], float(row["expected"]), float(row["tolerance"]), id=row["case"]) for row in rows],
    )
