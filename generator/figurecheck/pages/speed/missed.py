"""Where the time of a missed row goes, and what bounds it: phases, both sites, modules and tasks."""

from dataclasses import dataclass
from statistics import median

from figurecheck.pages import words
from figurecheck.pages.speed.study import Comparison
from figurecheck.pages.speed.targets import ROWS
from figurecheck.pages.speed.telling import ratio, seconds

_SMALL_SHARE = 0.05
"""A phase below this share of the time is counted with the rest."""
_LEAST = 0.0005
"""Seconds of the rest below which it is what rounding left."""
_DEAREST = 10
_BUILDING = "building the site"
"""The phase in which MkDocs works; its start, before there are pages, is not in it."""


_KINDS = {
    "claim": "the claim {}",
    "corrections": "a part of the table of corrections ({})",
    "piece": "{} (beside the claims)",
}
"""A task by the first word of its name, and what stands behind it."""


@dataclass(frozen=True)
class Missed:
    """A row whose target was missed: its title, its seconds, and a sentence for each thing there is to say."""

    title: str
    length: str
    said: tuple[str, ...]


def missed_row(one: Comparison, cores: int) -> Missed:
    """What is said of one row; ``cores`` are those of the machine."""
    said = (_phases(one), _site(one), _floor(one, cores), _topics(one), _tasks(one))
    length = seconds(median(run.wall for run in one.ours))
    return Missed(ROWS[one.id].title, length, tuple(sentence for sentence in said if sentence))


def _phases(one: Comparison) -> str:
    """The longest phases first, the small ones as one."""
    total = sum(one.shares.values())
    named = sorted(one.shares.items(), key=lambda share: -share[1])
    told = [(name, length) for name, length in named if length >= _SMALL_SHARE * total]
    rest = total - sum(length for _, length in told)
    more = [("all else", rest)] if rest >= _LEAST else []
    phrases = [f"{name} {seconds(length)}" for name, length in (*told, *more)]
    return f"Of one such build, {seconds(total)} in its phases: {words.listed(phrases)}." if phrases else ""


def _site(one: Comparison) -> str:
    """What a site from nothing has beside that of the script, and what MkDocs takes for either."""
    if not one.sites or not one.work:
        return ""
    ours, script = one.sites
    took, theirs = (median(site.builder) for site in one.sites)
    return (
        f"Its site has {words.whole(ours.pages)} pages and {words.whole(ours.charts)} charts, that of the script "
        f"{words.whole(script.pages)} and {words.whole(script.charts)}: pages on methods, data, speed and for authors "
        f"come with every site here. The site builder alone on them, its own start counted, takes {seconds(took)}, "
        f"{ratio(_script(one, took))} of the time of the script; on the script's own pages it takes "
        f"{seconds(theirs)}, {ratio(_script(one, theirs))} of it."
    )


def _script(one: Comparison, length: float) -> float:
    """A time as a share of that of the script."""
    return length / median(run.wall for run in one.other)


def _floor(one: Comparison, cores: int) -> str:
    """What no other saving can go below: pages wait for claims, and the site builder waits for all pages."""
    target, built = ROWS[one.id].target, one.shares.get(_BUILDING, 0.0)
    if target is None or not built:
        return ""
    shared = one.work / cores
    least = _script(one, built + shared)
    work = (
        f" Claims and charts take {seconds(one.work)} of one processor, so at least {seconds(shared)} on "
        f"{words.number(cores)}."
        if one.work
        else ""
    )
    both = "One after the other, these two take" if one.work else "That is"
    end = (
        "more than the target, which no saving elsewhere can reach"
        if least > target
        else f"so the target leaves {ratio(target - least)} for all else"
    )
    return (
        f"Pages wait for the claims that they tell of, and the site builder waits for all pages; it takes "
        f"{seconds(built)} of this build from then on.{work} {both} {ratio(least)} of the time of the script: {end}."
    )


def _topics(one: Comparison) -> str:
    """The dearest modules, each by the seconds of one processor."""
    dearest = sorted(one.topics.items(), key=lambda topic: ("/" not in topic[0], -topic[1]))[:_DEAREST]
    if not dearest:
        return ""
    told = words.listed(f"{_module(name)} {seconds(length)}" for name, length in dearest)
    return f"By what is computed or drawn: {told}."


def _module(name: str) -> str:
    return name.replace("_", " ")


def _tasks(one: Comparison) -> str:
    """The dearest tasks, each by the seconds of one processor."""
    dearest = sorted(one.tasks.items(), key=lambda task: -task[1])[:_DEAREST]
    if not dearest:
        return ""
    told = "; ".join(f"{_task(name)} {seconds(length)}" for name, length in dearest)
    return f"The dearest tasks, in time of one processor: {told}."


def _task(name: str) -> str:
    """A basket goes by that word alone: what must be said of one stands where its figures do, of which this is none."""
    kind, _, rest = name.partition(" ")
    of = rest.partition(" ")[0] if kind == "piece" else rest
    return _KINDS[kind].format(of.replace("_", " "))
