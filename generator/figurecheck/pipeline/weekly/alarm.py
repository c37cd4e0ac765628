"""What a weekly refresh must tell a person of its sources: one that stays dead, a revision that somebody must judge."""

from collections.abc import Mapping
from typing import Any

from figurecheck.errors import RevisedHistoryError
from figurecheck.pages import words
from figurecheck.pages.escaping import literal

PATIENCE = 3
"""A source is told of when it was refused so many times in a row."""
OPENING = (
    "These sources do not come in any more without a person. Their last good data stay, and get older.\n"
    "`figurecheck doctor` says what to run; this issue closes itself when all of them have come in again."
)


def alarm(refresh: Mapping[str, Any], refusals: Mapping[str, int]) -> str:
    """The text of the issue on sources, one line a series; empty where no source needs a person.

    ``refresh`` follows figurecheck.refresh/1, ``refusals`` are how many times in a row each series was refused by now.
    """
    lines = [_line(one, refusals.get(one["series"], 0)) for one in refresh["series"] if one["status"] == "refused"]
    found = [line for line in lines if line]
    return "\n".join([OPENING, "", *found, ""]) if found else ""


def nothing_came(refresh: Mapping[str, Any]) -> bool:
    """Whether series were asked for and every one of them was refused."""
    found = refresh["counts"]
    return bool(found["refused"]) and not found["written"] and not found["unchanged"]


def safe(value: object) -> str:
    """What a provider said, so that the forge shows its letters and calls nobody."""
    return "" if value is None else str(literal(value)).replace("@", "&#64;")


def _line(one: Mapping[str, Any], refusals: int) -> str:
    if one["error"] == RevisedHistoryError.__name__:
        return f"- {safe(one['series'])}: a revision waits for a person: {safe(one['reason'])}"
    if refusals >= PATIENCE:
        times = words.count(refusals, "time", "times")
        return f"- {safe(one['series'])}: refused {times} in a row: {safe(one['reason'])}"
    return ""
