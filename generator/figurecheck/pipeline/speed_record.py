"""The benchmarks as a file: every run as JSON, which a person can read and a diff can show."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from figurecheck.errors import MalformedDataError
from figurecheck.pages.speed.study import Comparison, Run, SpeedStudy, Step
from figurecheck.paths import Project


def read_speed(project: Project) -> SpeedStudy | None:
    """The benchmarks as they were written, or None before their first run; raises MalformedDataError."""
    file = project.benchmarks
    if not file.exists():
        return None
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return SpeedStudy(
            date=date.fromisoformat(found["date"]),
            machine={str(name): str(said) for name, said in found["machine"].items()},
            versions={str(name): str(said) for name, said in found["versions"].items()},
            comparisons=tuple(_comparison(one) for one in found["comparisons"]),
            growth=tuple(_step(one) for one in found["growth"]),
            workers=tuple(_step(one) for one in found["workers"]),
            missing=tuple(map(str, found["missing"])),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise MalformedDataError(f"{file.name}: not the benchmarks ({problem!r}); run: make bench") from problem


def speed_text(study: SpeedStudy) -> str:
    """``study`` as the text of its file."""
    return json.dumps({**asdict(study), "date": study.date.isoformat()}, indent=1) + "\n"


def _comparison(said: dict[str, Any]) -> Comparison:
    runs = {name: tuple(Run(**run) for run in said[name]) for name in ("ours", "other")}
    return Comparison(**{**said, **runs})


def _step(said: dict[str, Any]) -> Step:
    return Step(int(said["size"]), Run(**said["run"]))
