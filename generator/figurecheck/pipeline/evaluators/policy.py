"""What the Federal Reserve did inside a window: changes of a level, days of rises and cuts."""

from collections.abc import Callable

from figurecheck.claims.settings import Price, Settings
from figurecheck.measures import policy
from figurecheck.measures.windows import Days
from figurecheck.pipeline.evaluators.base import Evaluated, World, column, days_of, located, main_column, step
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import TraceStep


def _level_change(settings: Settings, world: World) -> Evaluated:
    observed, track, (start, end, hindsight) = located(settings, world, Price.CLOSE)
    name = main_column(observed)
    value = policy.level_change(column(observed, name), start, end)
    trace = (step(observed, start, name, "start"), step(observed, end, name, "end"))
    return _evaluated(
        value,
        track.series.id,
        track.days[start : end + 1],
        "last minus first",
        "end - start",
        trace,
        hindsight=hindsight,
    )


def _counted(settings: Settings, world: World, role: str, find: Callable[[Observed, int, int], list[int]]) -> Evaluated:
    observed, track, (start, end, hindsight) = located(settings, world, Price.CLOSE)
    name = main_column(observed)
    found = find(observed, start, end)
    trace = tuple(step(observed, at, name, role) for at in found)
    method, formula = "days counted", f"number of {role}s"
    return _evaluated(
        float(len(found)), track.series.id, track.days[start : end + 1], method, formula, trace, hindsight=hindsight
    )


def _rises(settings: Settings, world: World) -> Evaluated:
    return _counted(settings, world, "rise", lambda o, i, j: policy.rises(column(o, main_column(o)), i, j))


def _cuts(settings: Settings, world: World) -> Evaluated:
    return _counted(settings, world, "cut", lambda o, i, j: policy.cuts(column(o, main_column(o)), i, j))


def _unscheduled_cuts(settings: Settings, world: World) -> Evaluated:
    def find(observed: Observed, start: int, end: int) -> list[int]:
        upper, scheduled = column(observed, "upper"), column(observed, "scheduled")
        return policy.unscheduled_cuts(days_of(observed), upper, scheduled, start, end)

    return _counted(settings, world, "cut", find)


def _evaluated(
    value: float, series: str, days: Days, method: str, formula: str, trace: tuple[TraceStep, ...], *, hindsight: bool
) -> Evaluated:
    start, end = days[0].item(), days[-1].item()
    return Evaluated(value, (series,), start, end, days.size, method, formula, trace, hindsight)


EVALUATORS = {
    "level_change": _level_change,
    "rises": _rises,
    "cuts": _cuts,
    "unscheduled_cuts": _unscheduled_cuts,
}
