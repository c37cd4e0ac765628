"""Where the command line starts: a build that has nothing to do is over before anything heavy is imported."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from figurecheck.errors import UsageError
from figurecheck.keys.unit import Told
from figurecheck.keys.whole import LastBuild, Said
from figurecheck.pipeline.locate import find_project

_FLAGS = ("--explain",)
_OPTIONS = ("--project", "--scheduler", "--keep")


@dataclass(frozen=True)
class _Build:
    """The words of a build that may find that it has nothing to do."""

    root: Path
    explain: bool
    scheduler: bool


def main() -> None:
    """Run the command line."""
    asked = _build(sys.argv[1:])
    if asked is not None:
        said = LastBuild(asked.root, os.environ).unchanged()
        if said is not None:
            _say(said, explain=asked.explain)
            return
        if not asked.scheduler:
            from figurecheck.pipeline.workers import start_server

            start_server(asked.root)
    from figurecheck.cli import main as command_line

    command_line()


def _build(words: Sequence[str]) -> _Build | None:
    """What is asked of a build; None for other commands, for words that ask for work, and where there is no project."""
    if words[:1] != ["build"]:
        return None
    given: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if name in _OPTIONS:
            given[name] = value if equals else next(rest, "")
            if not given[name]:
                return None
        elif word in _FLAGS:
            given[word] = word
        else:
            return None
    if not _is_size(given.get("--keep", "0")) or not _has_port(given.get("--scheduler", ":0")):
        return None
    try:
        project = find_project(Path(given.get("--project", Path.cwd())))
    except UsageError:
        return None
    return _Build(project.root, "--explain" in given, bool(given.get("--scheduler")))


def _is_size(word: str) -> bool:
    """Whether ``word`` is a number of MiB; what is wrong with another one is said by the command line."""
    try:
        return float(word) >= 0
    except ValueError:
        return False


def _has_port(word: str) -> bool:
    """Whether ``word`` ends as an address does; what is wrong with another one is said by the command line too."""
    return word.rpartition(":")[2].isdigit()


def _say(said: Said, *, explain: bool) -> None:
    """What the last build said, after every unit as reused where that is asked for."""
    if explain:
        from figurecheck.cli import print_units

        print_units(Told(unit, ran=False, why="") for unit in said.units)
    sys.stdout.write("".join(f"{line}\n" for line in said.lines))
