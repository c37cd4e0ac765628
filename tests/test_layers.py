"""The import table of ARCHITECTURE.md is true: every arrow between rooms is in it, and it has no circle."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "figurecheck"
FILES = sorted(PACKAGE.rglob("*.py"))
ROOMS = sorted({file.relative_to(PACKAGE).parts[0].removesuffix(".py") for file in FILES})
ASKING_CALLS = {"now", "utcnow", "today", "getenv", "cwd", "urlopen", "time_ns", "perf_counter"}
MAY_ASK_THE_WORLD = {"pipeline", "api", "cli", "sources", "start", "__main__"}


@cache
def table() -> dict[str, tuple[list[str], list[str]]]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    block = text.split("| room | holds |")[1].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block]
    return {row[0]: (words(row[2]), words(row[3])) for row in rows}


def words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


def room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def files(name: str) -> list[Path]:
    return [file for file in FILES if room(file) == name]


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(target: str, rooms: list[str]) -> bool:
    return any(target == name or target.startswith(f"{name}.") for name in rooms)


@pytest.mark.parametrize("name", [name for name in ROOMS if name not in {"__init__", "__main__"}])
def test_a_room_imports_only_what_it_may(name: str) -> None:
    rooms = [*table()[name][0], name, "__version__"]
    ours = [
        (file.name, target.removeprefix("figurecheck."))
        for file in files(name)
        for target in imports(file)
        if target.startswith("figurecheck.")
    ]
    assert [(file, target) for file, target in ours if not allowed(target, rooms)] == []


@pytest.mark.parametrize("name", ROOMS)
def test_a_third_party_package_stays_in_its_room(name: str) -> None:
    rooms = table()
    reserved = {package for _, packages in rooms.values() for package in packages}
    own = set(rooms.get(name, ([], []))[1])
    used = {(file.name, target.split(".")[0]) for file in files(name) for target in imports(file)}
    assert {(file, package) for file, package in used if package in reserved - own} == set()


@pytest.mark.parametrize("name", sorted(set(ROOMS) - MAY_ASK_THE_WORLD))
def test_only_the_upper_rooms_ask_the_clock_or_the_environment(name: str) -> None:
    found = []
    for file in files(name):
        attributes = [node for node in ast.walk(parsed(file)) if isinstance(node, ast.Attribute)]
        called = {id(n.func) for n in ast.walk(parsed(file)) if isinstance(n, ast.Call)}
        asks = [n for n in attributes if n.attr == "environ" or (n.attr in ASKING_CALLS and id(n) in called)]
        found += [f"{file.name}:{node.lineno}" for node in asks]
    assert found == []


def test_every_room_is_in_the_table_and_there_is_no_circle() -> None:
    rooms = table()
    assert {room(file) for file in FILES} - {"__init__", "__main__"} == set(rooms)
    graph = {name: {target.split(".")[0] for target in targets} for name, (targets, _) in rooms.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(rooms)
