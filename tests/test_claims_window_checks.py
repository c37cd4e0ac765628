"""A period of windows that cannot be right is a clear error with its line."""

from pathlib import Path

import pytest

from article_text import ARTICLE, changed, line_of, problems_of

PERIOD = "{from: 2023-12-30, to: 2025-01-02, why: The year with a day to spare.}"
PLACE = "claims[0].parts[0].every_window"

# (passage, replacement, marker of the line, field, found, allowed); the last two are parts of the message
CASES = {
    "a figure without its windows": (
        f"        every_window: {PERIOD}\n", "", "      - id: small", "claims[0].parts[0]",
        "without 'every_window'", "from, to, why",
    ),
    "a period without a reason": (
        ", why: The year with a day to spare.", "", "every_window", f"{PLACE}.why", "nothing", "which must be there",
    ),
    "an end before the start": (
        "to: 2025-01-02, why", "to: 2023-01-02, why", "to: 2023-01-02", f"{PLACE}.to",
        "2023-01-02", "an end after the start 2023-12-30",
    ),
    "an end at publication before the start": (
        "{from: 2023-12-30, to: 2025-01-02", "{from: 2025-11-01, to: publication", "2025-11-01", f"{PLACE}.to",
        "an end on 2025-10-02", "a day after 2025-11-01",
    ),
    "a period that begins inside the primary window": (
        "from: 2023-12-30,", "from: 2024-02-01,", "from: 2024-02-01,", f"{PLACE}.from",
        "a period from 2024-02-01", "2023-12-31 or earlier",
    ),
    "a period that ends inside the primary window": (
        "to: 2025-01-02, why", "to: 2024-06-30, why", "to: 2024-06-30, why", f"{PLACE}.to",
        "a period to 2024-06-30", "2024-12-31 or later",
    ),
    "an unknown day": ("to: 2025-01-02, why", "to: soon, why", "to: soon", f"{PLACE}.to", "'soon'", "YYYY-MM-DD"),
    "windows of a count": (
        "          why: The upper end of the range.\n",
        "          why: The upper end of the range.\n"
        "        every_window: {from: 2023-12-31, to: 2024-12-31, why: The whole of it.}\n",
        "The whole of it", "claims[1].parts[0].every_window", "the measure cuts", "window_return only",
    ),
    "a primary reading in hindsight": (
        "window: {rule: calendar_year, year: 2024}", "window: {rule: low_to_end, from: 2024-01-01, to: 2024-12-31}",
        "every_window", PLACE, "on extremes", "fixed days",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_bad_period_says_where_and_what(tmp_path: Path, name: str) -> None:
    old, new, marker, field, found, allowed = CASES[name]
    text = changed(old, new)
    error = next(error for error in problems_of(tmp_path, text) if error.field == field)
    assert found in error.found
    assert allowed in error.allowed
    assert error.line == line_of(text, marker)


def test_a_period_around_the_primary_window_is_fine(tmp_path: Path) -> None:
    assert PERIOD in ARTICLE
    assert problems_of(tmp_path, ARTICLE) == []
