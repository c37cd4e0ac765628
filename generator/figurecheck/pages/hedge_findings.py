"""What failed tests of a hedge say in one sentence that names both sides: how one moved with the other, and when."""

from collections.abc import Sequence
from itertools import takewhile

from figurecheck.pages import words
from figurecheck.pages.series_names import plainly, spoken
from figurecheck.verdicts.outcome import Measurement, PartOutcome, Verdict

_DAYS = {"hedge_slope": "on ordinary days", "tail_slope": "on its worst days"}
_EPISODES = "excess_episode_return"
MEASURES = (*_DAYS, _EPISODES)


def hedge_finding(parts: Sequence[PartOutcome]) -> str:
    """``Ultra-small caps (IWC) moved with Bitcoin, not against it, on ordinary days``.

    "" unless every part is a failed test of a hedge between the same two series, each asking for the values on the
    hedge's side of its mark.
    """
    found = [one for part in parts if (one := _failed(part)) is not None]
    if not found or len(found) < len(parts) or len({one.series for one in found}) > 1:
        return ""
    other = plainly(found[0].series[-1])
    measures = {one.measure for one in found}
    days = [said for measure, said in _DAYS.items() if measure in measures]
    clauses = [f"moved with {other}, not against it, {words.listed(days)}"] if days else []
    if _EPISODES in measures:
        whose = "its" if days else f"{other}'s"
        known = ", seen in hindsight," if any(one.hindsight for one in found) else ""
        clauses.append(f"earned less in {whose} corrections{known} than over equally long times")
    return f"{_named(found)} {', and '.join(clauses)}"


def _failed(part: PartOutcome) -> Measurement | None:
    measured = part.primary.measurement
    if measured is None or measured.target is None or part.verdict is not Verdict.FAILS:
        return None
    below = measured.target.low is None
    asked = {**dict.fromkeys(_DAYS, True), _EPISODES: False}
    return measured if asked.get(measured.measure) is below else None


def _named(found: Sequence[Measurement]) -> str:
    """What the titles of the parts begin with alike, and the fund that stands for it; else the series alone."""
    named = spoken(found[0].series[0])
    split = [one.title.split() for one in found]
    alike = [group[0] for group in takewhile(lambda group: len(set(group)) == 1, zip(*split, strict=False))]
    told = len(found) > 1 and bool(alike) and found[0].series[0] in found[0].proxies
    return f"{' '.join(alike)} ({named})" if told else named
