"""The benchmarks as a file: every run as JSON, which a person can read and a diff can show."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from figurecheck.errors import MalformedDataError
from figurecheck.pages.speed.study import Comparison, Growing, Run, Site, SpeedStudy, Step, When
from figurecheck.paths import Project


def read_speed(project: Project) -> SpeedStudy | None:
    """The benchmarks as they were written, or None before their first run; raises MalformedDataError."""
    file = project.benchmarks
    if not file.exists():
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return SpeedStudy(
            machine={str(name): str(said) for name, said in found["machine"].items()},
            versions={str(name): str(said) for name, said in found["versions"].items()},
            comparisons=tuple(_comparison(one) for one in found["comparisons"]),
            growth=_growing(found["growth"]),
            workers=_growing(found["workers"]),
            missing={str(name): tuple(map(str, said)) for name, said in found["missing"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise MalformedDataError(f"{file.name}: not the benchmarks ({problem!r}); run: make bench") from problem


def speed_text(study: SpeedStudy) -> str:
    """``study`` as the text of its file."""
    return json.dumps(asdict(study), indent=1, default=date.isoformat) + "\n"


def _comparison(said: dict[str, Any]) -> Comparison:
    made = {name: _runs(said[name]) for name in ("ours", "other")}
    sites = tuple(Site(**{**site, "builder": tuple(site["builder"])}) for site in said["sites"])
    return Comparison(**{**said, **made, "sites": sites, "when": _when(said["when"])})


def _growing(said: dict[str, Any] | None) -> Growing | None:
    if said is None:
        return None
    steps = tuple(Step(int(step["size"]), _runs(step["runs"]), step.get("shares", {})) for step in said["steps"])
    return Growing(_when(said["when"]), steps)


def _runs(said: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**run) for run in said)


def _when(said: dict[str, str]) -> When:
    return When(date.fromisoformat(said["date"]), str(said["load"]), str(said["code"]))
