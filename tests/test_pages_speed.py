"""The page on speed: ratios and targets worded by hand, from a study made by hand."""

import json
from datetime import date
from pathlib import Path

import pytest

from figurecheck.errors import MalformedDataError
from figurecheck.pages.speed.page import speed_page
from figurecheck.pages.speed.study import Comparison, Run, SpeedStudy, Step
from figurecheck.pages.templating import environment, render
from figurecheck.paths import Project
from figurecheck.pipeline.speed_record import read_speed, speed_text

TEMPLATES = Path(__file__).parents[1] / "templates"
MACHINE = {
    "processor": "Some CPU", "cores": "2", "memory": "8 GiB", "system": "Linux 6", "python": "3.11.7",
    "load before": "0.1",
}  # fmt: skip
PLAIN = (Run(8.0, 7.0), Run(6.0, 6.0), Run(7.0, 7.0))


def study(**changes: object) -> SpeedStudy:
    slow = Comparison("a", (Run(7.0, 9.0),) * 3, PLAIN, 1.0, 1.29, {"drawing": 4.0, "reading": 2.9, "rest": 0.1})
    fast = Comparison("f", (Run(0.05, 0.05),), (Run(0.6, 0.6),), 12.0, 12.0, {})
    given = {
        "date": date(2026, 11, 24),
        "machine": MACHINE,
        "versions": {"numpy": "2.3"},
        "comparisons": (slow, fast),
        "growth": (Step(32, Run(10, 12, 300)), Step(320, Run(38.8, 50, 500)), Step(3_200, Run(355.6, 500, 1_200))),
        "workers": (Step(1, Run(30, 30)), Step(2, Run(16, 31)), Step(4, Run(15, 33))),
        "missing": ("QuantStats",),
    }
    return SpeedStudy(**{**given, **changes})  # type: ignore[arg-type]


def told(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_ratios_targets_and_the_script_of_ratio_one() -> None:
    page = speed_page(study())
    assert told(page.plain) == "7.0 s"
    assert [(line.ratio, line.target, line.reached) for line in page.lines] == [
        ("1.0", "at most 0.35", "missed"),
        ("12", "at least 6", "reached"),
    ]
    assert page.missing == "QuantStats"
    assert "Some CPU, 2 cores, 8 GiB of memory" in page.measured


def test_a_missed_target_says_where_the_time_goes() -> None:
    """The longest first; what takes less than a twentieth is left out."""
    (sentence,) = speed_page(study()).missed
    assert told(sentence) == (
        "The common work, from nothing takes 7.0 s. Of one such build: drawing 4.0 s and reading 2.9 s."
    )


def test_growth_compares_one_more_claim() -> None:
    """(38.8 - 10) / 288 = 0.1 and (355.6 - 38.8) / 2,880 = 0.11 seconds a claim, a tenth more."""
    page = speed_page(study())
    assert "costs 100 ms from the first size to the second and 110 ms up to the last: within" in told(page.growth_says)
    assert "1,200 MiB, is below the 1,500" in told(page.growth_says)
    dear = (*study().growth[:2], Step(3_200, Run(400.0, 500, 1_600)))
    said = told(speed_page(study(growth=dear)).growth_says)
    assert "125 ms up to the last: beyond" in said
    assert "1,600 MiB, is not below" in said
    assert speed_page(study(growth=dear[:2])).growth_says == ""


def test_two_workers_against_one() -> None:
    page = speed_page(study())
    assert page.workers_say == "Two workers are 1.9 times as fast as one; the target of 1.7 is reached."
    assert [line.compared for line in page.workers] == ["", "1.9", "2.0"]
    slower = speed_page(study(workers=(Step(1, Run(30, 30)), Step(2, Run(20, 31)))))
    assert slower.workers_say.endswith("1.5 times as fast as one; the target of 1.7 is missed.")


def test_the_page_renders_with_little_and_with_much() -> None:
    jinja = environment(TEMPLATES)
    much = render(jinja, "speed.md.j2", speed_page(study()))
    assert "# Speed" in much
    assert "{ #missed }" in much
    little = render(jinja, "speed.md.j2", speed_page(study(comparisons=(), growth=(), workers=(), missing=())))
    assert "{ #missed }" not in little
    assert "{ #growth }" not in little


def test_the_file_comes_back_as_it_was(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert read_speed(project) is None
    project.benchmarks.parent.mkdir()
    project.benchmarks.write_text(speed_text(study()), encoding="utf-8")
    assert read_speed(project) == study()


@pytest.mark.parametrize("change", [{"date": "soon"}, {"growth": [{"size": 1}]}, {"comparisons": [{"id": "a"}]}])
def test_another_file_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    project = Project(tmp_path)
    project.benchmarks.parent.mkdir()
    project.benchmarks.write_text(json.dumps({**json.loads(speed_text(study())), **change}), encoding="utf-8")
    with pytest.raises(MalformedDataError, match="make bench"):
        read_speed(project)
