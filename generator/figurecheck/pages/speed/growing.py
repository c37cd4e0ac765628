"""More and more claims, more and more workers: each size in words, and what their growth comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from figurecheck.pages import words
from figurecheck.pages.speed.study import Growing, Step
from figurecheck.pages.speed.targets import EXTRA_GROWTH, MOST_MEMORY, TWO_WORKERS
from figurecheck.pages.speed.telling import ratio, seconds

_OURS, _BUILDER = "", "figurecheck.pipeline.mkdocs_process"
"""The processes of a build by the module that they run; all others are its workers and what starts them."""
_SHARED = (
    "The cores of the workers also run the scheduler and the build that asks, and every worker parses for itself the "
    "series that it needs."
)
_LEAST = 0.5
"""MiB below which a process is as good as gone."""
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
        memory = _mebibytes(peak) if peak else ""
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
        f"{_mebibytes(peak)}, is {room} the {_mebibytes(MOST_MEMORY)} of the target (1.5{words.SPACE}GB)."
    )
    return " ".join(filter(None, (said, _held(steps), _by_phase(steps))))


def _held(steps: tuple[Step, ...]) -> str:
    """When the peak was, and which processes held it."""
    run = max((run for step in steps for run in step.runs), key=lambda run: run.peak)
    if not run.held:
        return ""
    ours, builder = run.held.get(_OURS, 0.0), run.held.get(_BUILDER, 0.0)
    rest = sum(run.held.values()) - ours - builder
    holders = {"the build itself": ours, "MkDocs": builder, "the server of workers with what it began": rest}
    held = words.listed(f"{name} {_mebibytes(share)}" for name, share in holders.items() if share >= _LEAST)
    return f"At that moment, {seconds(run.peak_at)} after the start of {seconds(run.wall)}, it was held so: {held}."


def _mebibytes(number: float) -> str:
    return f"{words.whole(round(number))}{words.SPACE}MiB"


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
    """Whether two workers are as much faster than one as was asked, and how far that differs from run to run."""
    steps = {} if grown is None else {step.size: step for step in grown.steps}
    if not {1, 2} <= steps.keys():
        return ""
    found = _wall(steps[1]) / _wall(steps[2])
    pairs = [one.wall / two.wall for one, two in zip(steps[1].runs, steps[2].runs, strict=True)]
    low, high = min(pairs), max(pairs)
    met = "reached" if found >= TWO_WORKERS else "missed"
    both = "; single runs lie on both sides of it" if low < TWO_WORKERS <= high else ""
    said = (
        f"Two workers are {words.rounded(found, 2)} times as fast as one, by run {ratio(low)} to {ratio(high)}; the "
        f"target of {words.plain(TWO_WORKERS)} is {met}{both}."
    )
    return said if found >= TWO_WORKERS else f"{said} {_SHARED}"


def _each(first: Step, second: Step) -> float:
    return (_wall(second) - _wall(first)) / (second.size - first.size)


def _wall(step: Step) -> float:
    return median(run.wall for run in step.runs)


def _peak(step: Step) -> float:
    return max(run.peak for run in step.runs)
