"""Results are kept as they come: what ends a build in the midst of its work loses none that came before."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from figurecheck.keys.kept import Kept
from figurecheck.paths import Project
from figurecheck.pipeline import planning, working
from figurecheck.pipeline.judge import FULL, Draws
from figurecheck.pipeline.pieces import Pieces
from figurecheck.pipeline.planning import outcomes_of, plan
from figurecheck.pipeline.working import RECOMPUTING, work
from figurecheck.pipeline.workspace import Workspace, open_workspace
from figurecheck.verdicts.corrections import Column, Corrections, Eras
from figurecheck.verdicts.outcome import AsOf
from projects import ROOT

EXACT = "rally-btc-2020"
DAY = date(2026, 8, 21)
COLUMN = Column("FUND", "Fund", small=True, ends=None, survivors=False)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return open_workspace(Project(ROOT))


def kept(folder: Path) -> Kept:
    return Kept(folder / "units")


def test_a_result_is_found_by_the_next_build_although_this_one_does_not_end(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Neither the other tasks nor the close of the store have come."""
    article = workspace.articles[0]
    first = plan(workspace, article, kept(tmp_path), FULL)
    (task,) = (task for task in first.tasks if task.name == ("claim", EXACT))
    first.take(*task.done())
    again = plan(workspace, article, kept(tmp_path), FULL)
    assert {task.name for task in first.tasks} - {task.name for task in again.tasks} == {("claim", EXACT)}
    assert len(again.tasks) == len(first.tasks) - 1


def test_a_table_is_kept_when_all_its_parts_are_there(workspace: Workspace, tmp_path: Path) -> None:
    article = workspace.articles[0]
    first = plan(workspace, article, kept(tmp_path), FULL)
    names = [task.name for task in first.tasks if task.name[0] == "corrections"]
    assert [name[1].rpartition(" ")[2] for name in names] == [*AsOf, "eras"]
    whole = Corrections("COIN", "Coin", DAY, DAY, DAY, COLUMN, (COLUMN,), (), (), ())
    eras = {as_of: Eras(DAY, (), ()) for as_of in AsOf}
    found = dict(zip(names, (whole, whole, eras), strict=True))
    for count, name in enumerate(reversed(names)):
        left = plan(workspace, article, kept(tmp_path), FULL).tasks
        assert sum(task.name in names for task in left) == len(names), count
        first.take(name, found[name])
    assert not any(task.name in names for task in plan(workspace, article, kept(tmp_path), FULL).tasks)


def test_the_work_keeps_what_came_before_it_was_ended(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Any] = []
    steps: list[tuple[str, int, int]] = []

    def ended(tasks: Any, _scheduler: str) -> Any:
        for task in sorted(tasks, key=lambda each: each.name != ("claim", EXACT)):
            if done:
                raise KeyboardInterrupt
            done.append(task.name)
            yield task.done()

    monkeypatch.setattr(working, "run", ended)
    with pytest.raises(KeyboardInterrupt):
        work(workspace, kept(tmp_path), (), lambda *said: steps.append(said))
    assert steps[0][:2] == (RECOMPUTING, 0), "the phase is named before the first result"
    assert len(list((tmp_path / "units").glob("??/*"))) == 2, "its outcome and its charts"
    again = plan(workspace, workspace.articles[0], kept(tmp_path), FULL)
    assert ("claim", EXACT) not in {task.name for task in again.tasks}


def test_without_resamples_for_others_only_primary_readings_are_taken(workspace: Workspace, tmp_path: Path) -> None:
    article = workspace.articles[0]
    lean = plan(workspace, article, kept(tmp_path), Draws(99, other=0))
    (task,) = (task for task in lean.tasks if task.name == ("claim", EXACT))
    outcomes, _ = task.done()[1]
    assert all(part.conventional == () for outcome in outcomes.values() for part in outcome.parts)


def test_a_claim_that_a_build_has_judged_is_not_judged_again(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, claim = workspace.find(EXACT)
    first = plan(workspace, article, kept(tmp_path), FULL)
    (task,) = (task for task in first.tasks if task.name == ("claim", EXACT))
    first.take(*task.done())
    asked: list[object] = []
    monkeypatch.setattr(planning, "judge_article", lambda *said: asked.append(said) or {EXACT: "judged anew"})
    assert outcomes_of(workspace, article, claim, kept(tmp_path))[AsOf.TODAY].claim == EXACT
    assert asked == []
    assert outcomes_of(workspace, article, claim, kept(tmp_path / "elsewhere")) == "judged anew"


def test_every_task_names_the_code_that_its_unit_depends_on(workspace: Workspace, tmp_path: Path) -> None:
    """A worker of a cluster is compared by it."""
    pieces = Pieces(kept(tmp_path))
    made = plan(workspace, workspace.articles[0], kept(tmp_path), FULL)
    assert made.tasks
    assert all(task.code for task in (*made.tasks, *pieces.tasks))
    (task,) = (task for task in made.tasks if task.name == ("claim", EXACT))
    assert {"pipeline.judge", "pipeline.evaluators.returns", "pages.pictures"} <= set(task.code)
