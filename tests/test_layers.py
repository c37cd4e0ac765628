"""The import table of ARCHITECTURE.md is true: every arrow between rooms is in it, and it has no circle."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "figurecheck"
FILES = sorted(PACKAGE.rglob("*.py"))
ASKING_CALLS = {"now", "utcnow", "today", "getenv", "cwd", "urlopen", "time_ns", "perf_counter"}
MAY_ASK_THE_WORLD = {"pipeline", "api", "cli", "sources", "start", "__main__"}


def table() -> dict[str, tuple[list[str], list[str]]]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    block = text.split("| room | holds |")[1].split("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block]
    return {row[0]: (words(row[2]), words(row[3])) for row in rows}


def words(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(",") if word.strip()]


def room(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def allowed(target: str, rooms: list[str]) -> bool:
    return any(target == name or target.startswith(f"{name}.") for name in rooms)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_its_room_may(file: Path) -> None:
    here = room(file)
    if here in {"__init__", "__main__"}:
        return
    rooms = [*table()[here][0], here, "__version__"]
    ours = [name.removeprefix("figurecheck.") for name in imports(file) if name.startswith("figurecheck.")]
    assert [name for name in ours if not allowed(name, rooms)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_a_third_party_package_stays_in_its_room(file: Path) -> None:
    rooms = table()
    reserved = {package for _, packages in rooms.values() for package in packages}
    used = {name.split(".")[0] for name in imports(file)}
    assert used & reserved <= set(rooms.get(room(file), ([], []))[1])


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_only_the_upper_rooms_ask_the_clock_or_the_environment(file: Path) -> None:
    if room(file) in MAY_ASK_THE_WORLD:
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    called = [n.func.attr for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    environment = [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr == "environ"]
    assert [name for name in called if name in ASKING_CALLS] + environment == []


def test_every_room_is_in_the_table_and_there_is_no_circle() -> None:
    rooms = table()
    assert {room(file) for file in FILES} - {"__init__", "__main__"} == set(rooms)
    graph = {name: {target.split(".")[0] for target in targets} for name, (targets, _) in rooms.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(rooms)
