"""The benchmarks run from end to end on tiny work; how fast anything is, is never asserted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.__main__ import SMALL, measure, with_items
from benchmarks.article import article_texts
from benchmarks.builds import OWN_PLAIN
from benchmarks.kernels import window_map
from benchmarks.timing import BenchError, command, median_ratio, pairs
from benchmarks.workload import workload
from figurecheck.pages.speed.study import Comparison, Run, SpeedStudy, Step
from figurecheck.pages.speed.targets import ROWS
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text


def test_the_work_is_the_same_each_time() -> None:
    first, second = workload(1_600), workload(1_600)
    assert first.closes.equals(second.closes)
    assert first.windows == second.windows
    assert first.closes.shape == (1_600, 20)
    assert len(first.windows) == 30


def test_every_fourth_claim_is_a_correlation_and_long_articles_are_parted() -> None:
    work = workload(1_600)
    texts = article_texts(work, {str(name): "IWM" for name in work.closes}, 900)
    assert [text.count('"id": "c') for text in texts.values()] == [400, 400, 100]
    assert sum(text.count('"measure": "correlation"') for text in texts.values()) == 225


def test_both_sides_run_in_turn() -> None:
    order: list[str] = []

    def side(name: str) -> Run:
        order.append(name)
        return Run(float(len(order)), 1.0)

    first, second = pairs(lambda: side("a"), lambda: side("b"), 3)
    assert order == ["a", "b"] * 3
    assert median_ratio(first, second, "wall") == 3 / 4
    assert median_ratio(first, second, "cpu") == 1.0


def test_memory_and_processors_of_a_child_of_the_command_are_counted(tmp_path: Path) -> None:
    """Two processes with 60 MB each, one below the other, for half a second."""
    held = "import time; held = bytearray(60_000_000); time.sleep(0.6)"
    child = f"import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', '{held}'])"
    (tmp_path / "below.py").write_text(f"{child}\n{held}\nchild.wait()", encoding="utf-8")
    run = command(["python3", "below.py"], tmp_path)
    assert run.peak > 2 * 57
    assert run.wall > 0.5
    assert run.cpu < run.wall


def test_a_command_that_fails_stops_the_benchmarks(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no such thing"):
        command(["sh", "-c", "echo no such thing; exit 3"], tmp_path)


def test_the_matrix_of_windows_agrees_with_the_loop() -> None:
    assert window_map(1, 20).id == "e"


@pytest.mark.slow
def test_everything_runs_once(tmp_path: Path) -> None:
    study = measure(SMALL, OWN_PLAIN)
    assert {one.id for one in study.comparisons} >= {"a", "c", "d", "e", "f"}
    assert {one.id for one in study.comparisons} <= set(ROWS)
    assert [step.size for step in study.growth] == [8]
    assert [step.size for step in study.workers] == [1, 2]
    assert all(run.wall > 0 and run.cpu >= 0 for one in study.comparisons for run in (*one.ours, *one.other))
    project = Project(tmp_path)
    project.benchmarks.parent.mkdir()
    project.benchmarks.write_text(speed_text(study), encoding="utf-8")
    assert read_speed(project) == study


def test_items_measured_anew_take_the_place_of_kept_ones() -> None:
    one, other = (Comparison(name, (Run(1, 1),), (Run(2, 2),), 0.5, 0.5, {}) for name in "ae")
    given = (date(2026, 1, 1), {"cores": "2", "load before": "3"}, {"numpy": "2"})
    kept = SpeedStudy(*given, (one, other), (Step(1, Run(1, 1)),), (), ())
    anew = replace(
        kept, machine={"cores": "2", "load before": "0"}, comparisons=(replace(other, ratio=9.0),), growth=()
    )
    found = with_items(kept, anew)
    assert [(row.id, row.ratio) for row in found.comparisons] == [("a", 0.5), ("e", 9.0)]
    assert found.growth == kept.growth
    with pytest.raises(BenchError, match="another machine"):
        with_items(replace(kept, machine={"cores": "4"}), anew)
