"""The benchmarks run from end to end on tiny work; how fast anything is, is never asserted."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks.__main__ import asked, check_machine, chosen, with_items
from benchmarks.article import MOST_CLAIMS, article_texts, stand_ins
from benchmarks.builds import OWN_PLAIN
from benchmarks.items import ALONG, ITEMS, SMALL, Sizes, measure
from benchmarks.kernels import KernelError, check_limits, correlation_here, limits_by_arch, sample, window_map
from benchmarks.project import ROOT
from benchmarks.record import machine, versions
from benchmarks.timing import BenchError, call, command, median_ratio, pairs
from benchmarks.workload import workload
from figurecheck.claims.loading import load_article
from figurecheck.pages.speed.study import Comparison, Growing, Run, SpeedStudy, Step, When
from figurecheck.pages.speed.targets import ROWS
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text
from figurecheck.pipeline.working import RECOMPUTING
from figurecheck.series.catalogue import builtin_catalogue


def test_the_work_is_the_same_each_time() -> None:
    first, second = workload(1_600), workload(1_600)
    assert first.closes.equals(second.closes)
    assert first.windows == second.windows
    assert first.closes.shape == (1_600, 20)
    assert len(first.windows) == 30


def test_every_fourth_claim_is_a_correlation_and_long_articles_are_parted() -> None:
    work = workload(1_600)
    texts = article_texts(work, {str(name): "IWM" for name in work.closes}, 900, lean=False)
    assert [text.count('"id": "c') for text in texts.values()] == [400, 400, 100]
    assert sum(text.count('"measure": "correlation"') for text in texts.values()) == 225


def test_the_longest_article_of_the_benchmarks_is_one_that_a_build_takes(tmp_path: Path) -> None:
    work = workload(1_600)
    for slug, text in article_texts(work, stand_ins(work), MOST_CLAIMS, lean=True).items():
        (tmp_path / f"{slug}.yml").write_text(text, encoding="utf-8")
        assert len(load_article(tmp_path / f"{slug}.yml", builtin_catalogue()).claims) == MOST_CLAIMS


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


def test_processors_are_counted_to_the_end_of_a_short_command(tmp_path: Path) -> None:
    """A tenth of a second, of which looks every twentieth would see a half."""
    busy = "import time\nwhile time.process_time() < 0.12: pass\nprint(time.process_time())"
    run = command(["python3", "-c", busy], tmp_path)
    assert 0.12 <= run.cpu < 0.3


def test_a_command_does_not_hold_what_the_benchmarks_hold(tmp_path: Path) -> None:
    """The kernel counts what a process held before it became the command; 100 MB of this one are none of it."""
    held = bytearray(100_000_000)
    assert command(["sh", "-c", "exec sleep 0.2"], tmp_path).peak < len(held) / 2e6


def test_the_peak_is_told_by_process(tmp_path: Path) -> None:
    """60 MB in the command, 30 in a child that is told by the name of its module."""
    (tmp_path / "lesser.py").write_text("import time; held = bytearray(30_000_000); time.sleep(1)", encoding="utf-8")
    greater = "import subprocess, sys\nheld = bytearray(60_000_000)\nsubprocess.run([sys.executable, '-m', 'lesser'])"
    run = command([sys.executable, "-c", greater], tmp_path)
    assert run.held.keys() == {"", "lesser"}
    assert run.held[""] > 57 > run.held["lesser"] > 28
    assert sum(run.held.values()) == pytest.approx(run.peak, abs=0.2)
    assert 0 < run.peak_at < run.wall


def test_a_command_that_fails_stops_the_benchmarks(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no such thing"):
        command(["sh", "-c", "echo no such thing; exit 3"], tmp_path)


def test_the_matrix_of_windows_agrees_with_the_loop() -> None:
    assert window_map(1, 20).id == "e"


def test_limits_are_compared_to_the_error_of_chance() -> None:
    """Blocks of one day, or limits of another interval, are noticed; another number of resamples is not."""
    x, y = sample()
    arch = limits_by_arch(x, y, 1_999)
    check_limits(correlation_here(x, y, 1_999), arch, 1_999)
    for other in (correlation_here(x, y, 1_999, block=1), correlation_here(x[:750], y[:750], 1_999)):
        with pytest.raises(KernelError, match="limits"):
            check_limits(other, arch, 1_999)


@pytest.mark.long
@pytest.mark.slow
def test_every_item_runs_once(tmp_path: Path) -> None:
    """All but the common work with everything, the dearest."""
    study = measure(SMALL, OWN_PLAIN, frozenset(ITEMS) - {"a-everything"})
    rows = {one.id: one for one in study.comparisons}
    assert {"a", "c", "d", "e", "f"} <= set(rows) <= set(ROWS)
    assert study.growth is not None
    assert study.workers is not None
    assert [step.size for step in study.growth.steps] == [8]
    assert [step.size for step in study.workers.steps] == [1, 2]
    assert all(run.wall > 0 and run.cpu >= 0 for one in rows.values() for run in (*one.ours, *one.other))
    assert [site.charts for site in rows["a"].sites] == [20, 20], "as many as were asked for"
    assert rows["a"].sites[0].pages > rows["a"].sites[1].pages > 40
    assert "claim c0003" in rows["a"].tasks
    assert {"measures/resampling", "charts/svg"} <= rows["a"].topics.keys()
    assert rows["a"].work == pytest.approx(sum(rows["a"].topics.values()), rel=0.1)
    expected = ["reading articles and data", RECOMPUTING, "building the site"]
    assert [name for name in rows["a"].shares if name in expected] == expected
    project = Project(tmp_path)
    project.benchmarks.parent.mkdir()
    project.benchmarks.write_text(speed_text(study), encoding="utf-8")
    assert read_speed(project) == study


def test_a_lean_article_has_a_chart_for_every_second_claim() -> None:
    """Ten correlations are drawn, and ten of thirty returns: the others have no field that could be drawn."""
    work = workload(1_600)
    (text,) = article_texts(work, {str(name): "IWM" for name in work.closes}, 40, lean=True).values()
    claims = json.loads(text)["claims"]
    parts = [part for claim in claims for part in claim["parts"]]
    assert all("alternatives" in part for part in parts)
    rules = [(part["measure"], part["primary"]["window"]["rule"]) for part in parts]
    assert rules.count(("correlation", "closes")) == 10
    assert rules.count(("window_return", "closes")) == 10
    assert rules.count(("window_return", "low_to_high")) == 20


def test_a_short_call_is_repeated_until_there_is_time_to_measure() -> None:
    calls = []
    run = call(lambda: calls.append(1))
    assert len(calls) > 100
    assert 0 < run.wall < 0.001


def test_items_are_named_with_or_without_spaces_and_a_row_brings_its_item() -> None:
    assert chosen("h,i") == chosen(" h , i,") == {"h", "i"}
    assert chosen("c, d,e") == {"a", "e"}
    assert chosen("") == set(ITEMS)


def test_rows_that_come_along_are_rows_of_the_page_and_no_items() -> None:
    assert ALONG.keys() <= set(ROWS) - ITEMS.keys()
    assert set(ALONG.values()) <= ITEMS.keys()


def test_what_is_asked_of_the_benchmarks_is_read_from_the_environment(tmp_path: Path) -> None:
    usual = asked({})
    assert (usual.only, usual.sizes, usual.source) == (frozenset(ITEMS), Sizes(), OWN_PLAIN)
    assert (usual.keeps, usual.shown) == (False, False)
    (tmp_path / "build.py").touch()
    other = asked({"BENCH_ONLY": "h", "BENCH_LONGEST": "800", "BENCH_PLAIN": str(tmp_path)})
    assert (other.only, other.sizes.longest, other.source) == (frozenset({"h"}), 800.0, tmp_path)
    assert (other.keeps, other.shown) == (True, True)
    small = asked({"BENCH_ONLY": "h", "BENCH_SMALL": "1"})
    assert (small.sizes, small.keeps, small.shown) == (SMALL, False, True)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("BENCH_ONLY", "nothing,h", "found no item nothing; there are a, a-everything, b, e, f, g, h, i (c and d are"),
        ("BENCH_ONLY", ",", "found no item named; there are a,"),
        ("BENCH_ONLY", " ", "found no item named; there are a,"),
        ("BENCH_LONGEST", "abc", "found no number of seconds above 0; write one"),
        ("BENCH_LONGEST", "nan", "found no number of seconds above 0; write one"),
        ("BENCH_LONGEST", "-5", "found no number of seconds above 0; write one"),
        ("BENCH_PLAIN", "/nonexist", "found no build.py there; name a folder that holds one, as benchmarks/plain does"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_line_and_nothing_is_measured(variable: str, value: str, said: str) -> None:
    """Run as ``make bench`` runs it, with the environment of this process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks"],
        cwd=ROOT,
        env={**os.environ, variable: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"asked for {variable}={value!r}; ")
    assert said in done.stderr


def test_the_readme_tells_of_every_variable_and_item() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    program = (ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8")
    known = set(re.findall(r'"(BENCH_[A-Z]+)"', program))
    assert known == {"BENCH_ONLY", "BENCH_LONGEST", "BENCH_PLAIN", "BENCH_SMALL"}
    assert known == set(re.findall(r"^\| `(BENCH_[A-Z]+)` \|", text, re.MULTILINE))
    assert f"({', '.join(ITEMS)}; {' and '.join(ALONG)} come along with a)" in text


def test_items_measured_anew_take_the_place_of_kept_ones_and_each_keeps_its_circumstances() -> None:
    before, later = When(date(2026, 1, 1), "3.0", "aaaa"), When(date(2026, 2, 1), "0.1", "bbbb")
    one, other = (
        Comparison(name, before, (Run(1, 1),), (Run(2, 2),), 0.5, 0.5, {}, {}, {}, 0.0, ()) for name in ("a", "e")
    )
    steps = (Step(1, (Run(1, 1),)),)
    missing = {"g": ("QuantStats",), "h": ("320 claims",)}
    kept = SpeedStudy({"cores": "2"}, {"numpy": "2"}, (one, other), Growing(before, steps), None, missing)
    anew = replace(
        kept, comparisons=(replace(other, ratio=9.0, when=later),), growth=None, workers=Growing(later, steps),
        missing={"g": ()},
    )  # fmt: skip
    found = with_items(kept, anew)
    assert [(row.id, row.ratio, row.when) for row in found.comparisons] == [("a", 0.5, before), ("e", 9.0, later)]
    assert found.growth == Growing(before, steps)
    assert found.workers == Growing(later, steps)
    assert found.missing == {"g": (), "h": ("320 claims",)}


def test_items_of_another_machine_or_other_libraries_are_refused_before_anything_is_measured() -> None:
    here = SpeedStudy(machine(), versions(), (), None, None, {})
    check_machine(here)
    for other in (replace(here, machine={"cores": "4"}), replace(here, versions={"numpy": "1"})):
        with pytest.raises(BenchError, match="another machine"):
            check_machine(other)
