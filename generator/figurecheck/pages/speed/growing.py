"""More and more claims, more and more workers: each size in words, and what their growth comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from figurecheck.pages import words
from figurecheck.pages.speed.study import Growing, Step
from figurecheck.pages.speed.targets import EXTRA_GROWTH, MOST_MEMORY, TWO_WORKERS
from figurecheck.pages.speed.telling import ratio, seconds

_HELD = (
    "MkDocs holds every page to its end, beside the build, which holds what the pages were told from; at which moment "
    "the peak falls, and what each process has of it, was not measured."
)
_PHASES = 5
"""So many phases are told, the dearest."""


@dataclass(frozen=True)
class SizeLine:
    """One size: claims or workers, its seconds on the clock and of processors, its runs, memory at the peak, ratio."""

    size: str
    seconds: str
    processors: str
    runs: str
    memory: str
    compared: str


def size_lines(grown: Growing | None, one: str, many: str) -> Iterator[SizeLine]:
    """A line for each size; ``one`` and ``many`` are what is counted."""
    steps = () if grown is None else grown.steps
    for step in steps:
        compared = "" if step is steps[0] else ratio(_wall(steps[0]) / _wall(step))
        size = f"{words.whole(step.size)}{words.SPACE}{one if step.size == 1 else many}"
        peak = _peak(step)
        memory = f"{words.whole(round(peak))}{words.SPACE}MiB" if peak else ""
        worked = seconds(median(run.cpu for run in step.runs))
        yield SizeLine(size, seconds(_wall(step)), worked, words.whole(len(step.runs)), memory, compared)


def growth_says(grown: Growing | None) -> str:
    """What one more claim costs in a long article against a short one, which needs three sizes."""
    steps = () if grown is None else grown.steps
    if not steps:
        return ""
    if len(steps) < 3:
        return "Whether growth is linear, and how much memory the longest article takes, was not measured."
    early, late = (_each(*pair) for pair in ((steps[0], steps[1]), (steps[-2], steps[-1])))
    within = "within" if late <= (1 + EXTRA_GROWTH) * early else "beyond"
    peak = max(map(_peak, steps))
    room = "below" if peak < MOST_MEMORY else "not below"
    said = (
        f"One more claim costs {seconds(early)} from the first size to the second and {seconds(late)} up to the "
        f"last: {within} the target of {words.percent(EXTRA_GROWTH, 0, plus=False)} more. The memory at the peak, "
        f"{words.whole(round(peak))}{words.SPACE}MiB, is {room} the {words.whole(round(MOST_MEMORY))} of the target."
    )
    held = "" if peak < MOST_MEMORY else _HELD
    return " ".join(filter(None, (said, held, _by_phase(steps))))


def _by_phase(steps: tuple[Step, ...]) -> str:
    """What one more claim costs in each phase, from the first size to the second and up to the last."""
    pairs = (steps[0], steps[1]), (steps[-2], steps[-1])
    if not all(step.shares for pair in pairs for step in pair):
        return ""
    phases = {
        name: [(b.shares[name] - a.shares.get(name, 0.0)) / (b.size - a.size) for a, b in pairs]
        for name in steps[-1].shares
        if name in steps[1].shares
    }
    dearest = sorted(phases.items(), key=lambda phase: -phase[1][1])[:_PHASES]
    told = "; ".join(f"{name} {seconds(early)} and {seconds(late)}" for name, (early, late) in dearest)
    return f"By phase, the first of these costs and the last: {told}."


def workers_say(grown: Growing | None) -> str:
    """Whether two workers are as much faster than one as was asked."""
    walls = {} if grown is None else {step.size: _wall(step) for step in grown.steps}
    if not {1, 2} <= walls.keys():
        return ""
    found = walls[1] / walls[2]
    met = "reached" if found >= TWO_WORKERS else "missed"
    return f"Two workers are {ratio(found)} times as fast as one; the target of {words.plain(TWO_WORKERS)} is {met}."


def _each(first: Step, second: Step) -> float:
    return (_wall(second) - _wall(first)) / (second.size - first.size)


def _wall(step: Step) -> float:
    return median(run.wall for run in step.runs)


def _peak(step: Step) -> float:
    return max(run.peak for run in step.runs)
