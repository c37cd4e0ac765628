"""What a sampled figure rests on, in a few words: how many observations or events, and how many they are worth."""

from collections.abc import Iterator

from figurecheck.pages import words
from figurecheck.verdicts.outcome import Measurement

COUNTED = {
    "abnormal_return": ("day", "days"),
    "mean_abnormal_return": ("decision", "decisions"),
    "event_effect": ("decision", "decisions"),
    "event_rank": ("window", "windows"),
    "excess_episode_return": ("episode", "episodes"),
}
"""What the observations of a measure are, where they are not simply observations."""

EFFECTIVE = {
    "effective observations": "worth {} independent ones",
    "effective normal observations": "worth {} independent normal ones",
    "effective blocks": "worth {} independent blocks",
    "effective losses beyond it": "worth {} independent ones",
    "effective days on which both are beyond": "worth {} independent ones",
    "windows that fit side by side": "{} of them side by side",
    "longest episodes that fit side by side": "{} windows as long as the longest fit side by side",
}
"""Parameters that are effective numbers, and what is said of each."""

CAPPED = ("effective observations", "effective normal observations")
"""Effective numbers that end at the number of observations."""

ALL_COUNT = "days that undo each other's moves would be worth even more; more than all are never counted"
"""Why an effective number ends at the number of observations."""

ON_THOSE_DAYS = "returns it rests on"
"""How many returns carry a slope that holds on some days only; the effective number is that of the whole regression."""

EVENTS = {
    "losses beyond it": "{} losses beyond the threshold",
    "days on which both are beyond": "{} days on which both are beyond",
    "days below the line": "{} days below the line",
    "returns hedged by a sale": "{} of them hedged by a sale",
    "sessions learnt on": "{} sessions learnt on",
    "ordinary days": "{} ordinary days",
    ON_THOSE_DAYS: "{} of them on the days in question",
}
"""Parameters that count what a figure rests on beside its observations."""


EXACT = (words.FRACTION, words.POINTS, words.COUNT)
"""Units of figures that are exact unless something says otherwise: an interval, or a count of what they rest on."""


def support(measured: Measurement) -> str:
    """``2,998 observations, worth 1,204 independent ones``; "" for an exact figure.

    Where the literature has no effective number, what is counted stands alone; the method page says why.
    """
    named = list(_named(measured))
    if not (named or measured.intervals) and measured.unit in EXACT:
        return ""
    counted = words.count(measured.n, *COUNTED.get(measured.measure, ("observation", "observations")))
    return ", ".join([counted, *named])


def capped(measured: Measurement, name: str) -> bool:
    """Whether the parameter is an effective number that its definition ends at the number of observations."""
    return name in CAPPED and measured.parameters[name] == measured.n


def _named(measured: Measurement) -> Iterator[str]:
    some = measured.parameters.get(ON_THOSE_DAYS, measured.n)
    worth = EFFECTIVE if some == measured.n else {}
    for name, value in measured.parameters.items():
        told = {**EVENTS, **worth}.get(name)
        if name == ON_THOSE_DAYS and some == measured.n:
            continue
        if name in worth and capped(measured, name):
            yield f"worth all of them ({ALL_COUNT})"
        elif told is not None and not isinstance(value, str):
            yield told.format(words.whole(round(value)))
        elif name.startswith("days without a move of ") and not isinstance(value, str):
            yield f"{words.whole(round(value))} {name}"
