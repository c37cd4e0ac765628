"""``figurecheck diff A..B``: both sides are found, compared, and each change is given its causes."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from joblib import Parallel, delayed

from figurecheck.errors import DataError, DocumentError, UsageError
from figurecheck.ledger.changes import ClaimChange, Comparison, Diff, Kind, LeftOut, SeriesChange
from figurecheck.ledger.code import code_version
from figurecheck.ledger.compare import BOTH_DATES, SINCE_PUBLICATION, View, compare, named_causes, named_series
from figurecheck.ledger.entry import State
from figurecheck.paths import Project
from figurecheck.pipeline.diff.attribution import Parts, Stage, attributed, stages
from figurecheck.pipeline.diff.places import Places, places
from figurecheck.pipeline.diff.range import two_states
from figurecheck.pipeline.diff.sides import PUBLICATION, Side, side
from figurecheck.pipeline.judging import Step
from figurecheck.store.catalogue import project_catalogue

NOTHING = State(None, "", {})


@dataclass(frozen=True)
class Task:
    """A changed claim with its stages and those of their entries that are known already."""

    change: ClaimChange
    stages: tuple[Stage, ...]
    known: Mapping[int, Parts]

    def run(self) -> ClaimChange:
        """Judge the stages that are not known, and share out the change."""
        path = [(stage.cause, self.known.get(at) or stage.judge()) for at, stage in enumerate(self.stages)]
        return attributed(self.change, path)


def diff(project: Project, words: str, step: Step, article: str | None = None) -> Comparison:
    """The changes ``A..B``, one Diff an article of either side; ``step`` is told what goes on (words, done, total).

    Where A is ``publication``, its verdicts are set against today's of B; otherwise both dates of judgement are
    compared. Only claims that changed are judged again, and of them only the stages that no results file has. With
    ``article`` (a slug) only that one is compared. Raises UsageError for words that name no two states, and where
    there is no article that both sides know.
    """
    old_word, new_word = two_states(words)
    if new_word == PUBLICATION:
        raise UsageError(f"asked for the changes {words!r}; publication is the older state; write publication..today")
    with ExitStack() as stack:
        step("finding both states", 0, 1)
        old, new = side(project, old_word, stack), side(project, new_word, stack)
        missing = {**old.missing, **new.missing}
        both = dict.fromkeys((*new.states, *old.states))
        known = [slug for slug in both if slug not in missing]
        asked = known if article is None else [slug for slug in known if slug == article]
        if not asked:
            raise _nothing(words, missing, article, list(both))
        left_out = tuple(LeftOut(slug, why) for slug, why in missing.items()) if article is None else ()
        return Comparison(tuple(_article(project, old, new, slug, step) for slug in asked), left_out)


def _nothing(words: str, missing: Mapping[str, str], article: str | None, both: list[str]) -> UsageError:
    why = [reason for slug, reason in missing.items() if article in {None, slug}]
    known = ", ".join(dict.fromkeys((*both, *missing)))
    found = "; ".join(why) or (f"there is no article {article}; there are: {known}" if known else "there is no article")
    return UsageError(f"asked for the changes {words!r}; {found}")


def _article(project: Project, old: Side, new: Side, slug: str, step: Step) -> Diff:
    before, after = old.states.get(slug, NOTHING), new.states.get(slug, NOTHING)
    views = SINCE_PUBLICATION if old.label == PUBLICATION else BOTH_DATES
    series, stored = named_series(before, after), project_catalogue(project).stored
    named = [
        replace(change, causes=named_causes(before, after, change, series, stored))
        for change in compare(before, after, views)
    ]
    seen, told = _recomputed(old, new, slug, named, step) if old.project and new.project else (None, named)
    first = before.publication_day if old.label == PUBLICATION else before.data_day
    days, code = (first, after.data_day), (before.code, after.code)
    return Diff(slug, old.label, new.label, days, code, series if seen is None else seen, tuple(told))


def _recomputed(
    old: Side, new: Side, slug: str, named: Sequence[ClaimChange], step: Step
) -> tuple[tuple[SeriesChange, ...] | None, list[ClaimChange]]:
    """What happened to the series, and the changes with their shares; the changes with a note where that fails."""
    view: View = SINCE_PUBLICATION[0] if old.label == PUBLICATION else BOTH_DATES[0]
    try:
        ground = _ground(old, new, slug, view)
        changes = [ground.change(name) for name in sorted(ground.named)]
    except (DataError, DocumentError) as problem:
        note = f"Amounts cannot be computed: {problem}"
        return None, [replace(change, note=note) for change in named]
    states = old.states[slug], new.states[slug]
    tasks = {at: _task(ground, states, change) for at, change in enumerate(named) if change.kind in _SHARED}
    told = list(named)
    ready = {at: task.run() for at, task in tasks.items() if len(task.known) == len(task.stages)}
    waiting = [(at, task) for at, task in tasks.items() if at not in ready]
    for done, (at, change) in enumerate(_run(waiting)):
        step("recomputing claims that changed", done, len(waiting))
        ready[at] = change
    for at, change in ready.items():
        told[at] = change
    return tuple(change for change in changes if change.causes), told


_SHARED = (Kind.FLIP, Kind.MOVED)


def _run(waiting: Sequence[tuple[int, Task]]) -> "Sequence[tuple[int, ClaimChange]]":
    found = Parallel(n_jobs=-1, batch_size=1)(delayed(task.run)() for _, task in waiting)
    return [(at, change) for (at, _), change in zip(waiting, found, strict=True)]


def _ground(old: Side, new: Side, slug: str, view: View) -> Places:
    """Both projects; the results of each fit its data and its article (``sides``)."""
    if old.project is None or new.project is None:
        raise UsageError("asked to recompute a state of which only results are known")
    return places(project_catalogue(new.project), old.project, new.project, slug, view)


def _task(ground: Places, states: tuple[State, State], change: ClaimChange) -> Task:
    view: View = (change.as_of, change.as_of) if change.as_of else SINCE_PUBLICATION[0]
    path = stages(replace(ground, view=view), change.claim)
    known: dict[int, Parts] = {}
    for at, (state, as_of) in ((0, (states[0], view[0])), (len(path) - 1, (states[1], view[1]))):
        parts = {key[2]: entry for key, entry in state.entries.items() if key[:2] == (as_of, change.claim)}
        if state.code == code_version() and all(e.definition == path[at].definition for e in parts.values()):
            known[at] = parts
    return Task(change, path, known)
