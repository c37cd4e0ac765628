"""Reads the answer files of tests/expected: one expected number a row, with where it came from."""

import csv
from pathlib import Path

import pytest

EXPECTED = Path(__file__).parent / "expected"


def answers(topic: str) -> pytest.MarkDecorator:
    """Parametrise a test with ``case``, ``expected`` and ``tolerance`` from ``expected/<topic>.csv``."""
    with (EXPECTED / f"{topic}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if any(not row["source"] for row in rows):
        raise ValueError(f"{topic}.csv: every row needs the source of its number")
    return pytest.mark.parametrize(
        ("case", "expected", "tolerance"),
        [pytest.param(row["case"], float(row["expected"]), float(row["tolerance"]), id=row["case"]) for row in rows],
    )
