"""The page on speed: ratios and targets worded by hand, from a study made by hand."""

import json
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from figurecheck.errors import MalformedDataError
from figurecheck.pages.speed.page import speed_page
from figurecheck.pages.speed.study import Comparison, Growing, Run, Site, SpeedStudy, Step, When
from figurecheck.pages.speed.targets import ROWS
from figurecheck.pages.templating import environment, render
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text

TEMPLATES = Path(__file__).parents[1] / "templates"
MACHINE = {
    "processor": "Some CPU", "cores": "2", "memory": "8 GiB", "system": "Linux 6", "python": "3.11.7",
}  # fmt: skip
WHEN = When(date(2026, 11, 24), "0.1", "aaaa")
PLAIN = (Run(8.0, 7.0), Run(6.0, 6.0), Run(7.0, 7.0))


SITES = (Site(71, 20, (9.0, 2.8, 2.6)), Site(42, 20, (1.4, 1.3, 1.5)))


def steps(*told: tuple[int, float, float, float]) -> Growing:
    return Growing(WHEN, tuple(Step(size, (Run(wall, cpu, peak),) * 3) for size, wall, cpu, peak in told))


GROWTH = ((32, 10, 12, 300), (320, 38.8, 50, 500), (3_200, 355.6, 500, 1_200))


def study(**changes: object) -> SpeedStudy:
    shares = {"drawing": 4.0, "reading": 2.9, "rest": 0.1}
    slow = Comparison("a", WHEN, (Run(7.0, 9.0),) * 3, PLAIN, 1.0, 1.29, shares, {}, {}, 0.0, ())
    fast = Comparison("f", WHEN, (Run(0.05, 0.05),), (Run(0.6, 0.6),), 12.0, 12.0, {}, {}, {}, 0.0, ())
    given = {
        "machine": MACHINE,
        "versions": {"numpy": "2.3"},
        "comparisons": (slow, fast),
        "growth": steps(*GROWTH),
        "workers": steps((1, 30, 30, 0), (2, 16, 31, 0), (4, 15, 33, 0)),
        "missing": {"g": ("QuantStats",)},
    }
    return SpeedStudy(**{**given, **changes})  # type: ignore[arg-type]


def told(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_ratios_targets_and_the_script_of_ratio_one() -> None:
    page = speed_page(study())
    assert told(page.plain) == "7.0 s"
    assert [(line.found, line.processors, line.target, line.reached) for line in page.lines] == [
        ("1.0 times as long", "1.3", "at most 0.35", "missed"),
        ("12 times as fast", "12", "at least 6", "reached"),
    ]
    assert told(page.lines[0].how) == "Three pairs, 24 November 2026, load 0.1 before, code aaaa"
    assert page.lines[1].how.startswith("One pair, ")
    assert page.machine == "Some CPU, 2 cores, 8 GiB of memory, Linux 6 and Python 3.11.7"


def test_a_thousand_times_is_the_most_that_is_said() -> None:
    fast = replace(study().comparisons[1], ratio=1_252.3)
    assert speed_page(study(comparisons=(fast,))).lines[0].found == "over 1,000 times as fast"


def test_rows_of_several_states_of_the_code_are_said_to_be() -> None:
    one, other = study().comparisons
    assert speed_page(study()).states == ""
    changed = replace(other, when=replace(WHEN, code="bbbb"))
    assert speed_page(study(comparisons=(one, changed))).states == "What was measured is of two states of the code."


def test_what_was_not_measured_is_named() -> None:
    """Two rows are there: the others are named, and growth and workers where they are left out."""
    named = speed_page(study()).missing.split("; ")
    assert named[:2] == ["QuantStats", "The common work with everything"]
    assert len(named) == len(set(named)) == len(ROWS) - 2
    assert named[-1] == "Jupyter Book"
    less = speed_page(study(growth=None, workers=None, missing={})).missing.split("; ")
    assert less[-2:] == ["the time by number of claims", "the time by number of workers"]
    slow = study().comparisons[0]
    whole = study(comparisons=tuple(replace(slow, id=name) for name in ROWS), missing={"g": ()})
    assert speed_page(whole).missing == ""


def test_a_missed_target_says_where_the_time_goes() -> None:
    """The longest first; what takes less than a twentieth is told together."""
    (row,) = speed_page(study()).missed
    assert (row.title, told(row.length)) == ("The common work, from nothing", "7.0 s")
    assert (
        told(*row.said) == "Of one such build, 7.0 s in its phases: drawing 4.0 s, reading 2.9 s and all else 100 ms."
    )


def test_a_missed_target_names_the_sites_and_the_dearest_tasks() -> None:
    """2.8 and 1.4 s of MkDocs over 7.0 s of the script are 0.40 and 0.20; 8.4 s of work on two cores are 4.2."""
    tasks = {f"claim c{number}": 0.1 * number for number in range(1, 10)}
    tasks |= {"piece basket SOME-BASKET": 2.0, "corrections a-slug at_publication": 1.0, "piece methods": 0.95}
    topics = {"measures/garch_likelihood": 5.0, "all else": 0.4}
    shares = {"recomputing claims": 4.4, "building the site": 2.1}
    slow = replace(study().comparisons[0], sites=SITES, shares=shares, tasks=tasks, topics=topics, work=8.4)
    (row,) = speed_page(study(comparisons=(slow,))).missed
    assert [told(sentence) for sentence in row.said[1:]] == [
        "Its site has 71 pages and 20 charts, that of the script 42 and 20: pages on methods, data, speed and for "
        "authors come with every site here. The site builder alone on them, its own start counted, takes 2.8 s, 0.40 "
        "of the time of the script; on the script's own pages it takes 1.4 s, 0.20 of it.",
        "Pages wait for the claims that they tell of, and the site builder waits for all pages; it takes 2.1 s of this "
        "build from then on. Claims and charts take 8.4 s of one processor, so at least 4.2 s on two. One after the "
        "other, these two take 0.90 of the time of the script: more than the target, which no saving elsewhere can "
        "reach.",
        "By what is computed or drawn: measures/garch likelihood 5.0 s and all else 400 ms.",
        "The dearest tasks, in time of one processor: basket (beside the claims) 2.0 s; a part of the table of "
        "corrections (a-slug at publication) 1.0 s; methods (beside the claims) 950 ms; the claim c9 900 ms; the claim "
        "c8 800 ms; the claim c7 700 ms; the claim c6 600 ms; the claim c5 500 ms; the claim c4 400 ms; the claim c3 "
        "300 ms.",
    ]


def test_a_target_that_leaves_room() -> None:
    """1.4 s and half of 0.7 s over 7.0 s of the script are 0.25; without claims 1.4 s are 0.20 of 0.4."""
    shares = {"building the site": 1.4}
    slow = replace(study().comparisons[0], shares=shares, work=0.7, sites=SITES)
    (row,) = speed_page(study(comparisons=(slow,))).missed
    assert row.said[-1].endswith("0.25 of the time of the script: so the target leaves 0.10 for all else.")
    edited = replace(slow, id="d", work=0.0)
    (row,) = speed_page(study(comparisons=(edited,))).missed
    assert len(row.said) == 2
    assert told(row.said[-1]).endswith(
        "it takes 1.4 s of this build from then on. That is 0.20 of the time of the script: so the target leaves 0.20 "
        "for all else."
    )


def test_the_processes_that_held_the_peak_of_memory() -> None:
    """Those of the run with the highest peak; what is neither the build nor MkDocs counts as workers."""
    held = {"": 500.0, "figurecheck.pipeline.mkdocs_process": 300.4, "python": 90.0, "multiprocessing": 10.0}
    low, high = Run(400, 500, 800, 1, {"": 800.0}), Run(420.0, 500, 900.4, 390.0, held)
    grown = Growing(WHEN, (*steps(*GROWTH).steps[:1], Step(320, (Run(40, 50, 700),)), Step(3_200, (high, low))))
    assert (
        "At that moment, 390.0 s after the start of 420.0 s, it was held so: the build itself 500 MiB, MkDocs 300 MiB "
        "and the server of workers with what it began 100 MiB." in told(speed_page(study(growth=grown)).growth_says)
    )
    alone = Growing(WHEN, (*grown.steps[:2], Step(3_200, (replace(high, held={"": 900.0, "python": 0.4}),))))
    assert "held so: the build itself 900 MiB." in told(speed_page(study(growth=alone)).growth_says)
    assert "At that moment" not in speed_page(study()).growth_says


def test_the_common_work_beside_another_tool() -> None:
    """0.9 times the script over 1.8 times the script."""
    a = replace(study().comparisons[0], ratio=0.9)
    page = speed_page(study(comparisons=(a, replace(a, id="g-jupyter-book", ratio=1.8))))
    assert page.peers.endswith("takes 0.90 times as long as the plain script and 0.50 times as long as Jupyter Book.")
    assert speed_page(study()).peers == ""


def test_growth_compares_one_more_claim() -> None:
    """(38.8 - 10) / 288 = 0.1 and (355.6 - 38.8) / 2,880 = 0.11 seconds a claim, a tenth more."""
    page = speed_page(study())
    assert "costs 100 ms from the first size to the second and 110 ms up to the last: within" in told(page.growth_says)
    assert "1,200 MiB, is below the 1,431 MiB of the target (1.5 GB)." in told(page.growth_says)
    dear = (*GROWTH[:2], (3_200, 400.0, 500, 1_600))
    said = told(speed_page(study(growth=steps(*dear))).growth_says)
    assert "125 ms up to the last: beyond" in said
    assert "1,600 MiB, is not below" in said
    assert speed_page(study(growth=steps(*dear[:2]))).growth_says.endswith("was not measured.")


def test_growth_is_told_by_phase() -> None:
    """(7.76 - 2) / 288 = 0.02 and (65.36 - 7.76) / 2,880 = 0.02 seconds a claim; the dearest phase comes first."""
    shares = (
        {"reading": 1.0, "judging": 2.0},
        {"reading": 3.88, "judging": 7.76, "of long articles": 1.0},
        {"reading": 32.68, "judging": 65.36, "of long articles": 11.0},
    )
    grown = steps(*GROWTH)
    phased = replace(grown, steps=tuple(replace(s, shares=each) for s, each in zip(grown.steps, shares, strict=True)))
    said = told(speed_page(study(growth=phased)).growth_says)
    phases = "judging 20 ms and 20 ms; reading 10 ms and 10 ms; of long articles 3.47 ms and 3.47 ms"
    assert said.endswith(f"By phase, the first of these costs and the last: {phases}.")
    assert "By phase" not in speed_page(study()).growth_says


def test_two_workers_against_one() -> None:
    page = speed_page(study())
    assert (
        page.workers_say
        == "Two workers are 1.88 times as fast as one, by run 1.9 to 1.9; the target of 1.7 is reached."
    )
    assert [(line.compared, line.runs) for line in page.workers] == [("", "3"), ("1.9", "3"), ("2.0", "3")]
    assert [told(line.processors) for line in page.workers] == ["30.0 s", "31.0 s", "33.0 s"]
    slower = speed_page(study(workers=steps((1, 30, 30, 0), (2, 20, 31, 0))))
    assert slower.workers_say.startswith(
        "Two workers are 1.50 times as fast as one, by run 1.5 to 1.5; the target of 1.7 is missed. "
    )
    uneven = Growing(WHEN, (Step(1, (Run(30, 30), Run(33, 33))), Step(2, (Run(20, 31), Run(16.5, 31)))))
    said = speed_page(study(workers=uneven)).workers_say
    assert "by run 1.5 to 2.0; the target of 1.7 is reached; single runs lie on both sides of it." in said


def test_the_page_renders_with_little_and_with_much() -> None:
    jinja = environment(TEMPLATES)
    untargeted = replace(study().comparisons[0], id="a-everything")
    much = unescape(render(jinja, "speed.md.j2", speed_page(study())))
    assert "# Speed" in much
    assert "| 1.0 times as long<br>processors: 1.3<br>target: at most 0.35<br>**missed** |" in much
    bare = render(jinja, "speed.md.j2", speed_page(study(comparisons=(untargeted,), growth=None, workers=None)))
    assert "target" not in bare.split("What")[1]
    assert "{ #missed }" in much
    little = render(jinja, "speed.md.j2", speed_page(study(comparisons=(), growth=None, workers=None, missing={})))
    assert "{ #missed }" not in little
    assert "{ #growth }" not in little


def test_the_file_comes_back_as_it_was(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert read_speed(project) is None
    project.benchmarks.parent.mkdir()
    project.benchmarks.write_text(speed_text(study()), encoding="utf-8")
    assert read_speed(project) == study()


@pytest.mark.parametrize("change", [{"machine": "mine"}, {"growth": [{"size": 1}]}, {"comparisons": [{"id": "a"}]}])
def test_another_file_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    project = Project(tmp_path)
    project.benchmarks.parent.mkdir()
    project.benchmarks.write_text(json.dumps({**json.loads(speed_text(study())), **change}), encoding="utf-8")
    with pytest.raises(MalformedDataError, match="make bench"):
        read_speed(project)
