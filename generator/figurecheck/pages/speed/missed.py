"""Where the time of a missed row goes: its phases, its sites beside those of the script, its dearest tasks."""

from collections.abc import Iterator
from statistics import median

from figurecheck.pages import words
from figurecheck.pages.speed.study import Comparison
from figurecheck.pages.speed.targets import ROWS
from figurecheck.pages.speed.telling import ratio, seconds

_SMALL_SHARE = 0.05
"""A phase below this share of the time is counted with the rest."""
_DEAREST = 10


def missed_sentences(one: Comparison) -> Iterator[str]:
    """One entry of the list: the sentences that there is something to say in."""
    said = (_phases(one), _site(one), _tasks(one))
    yield " ".join(filter(None, (f"{ROWS[one.id].title}: {seconds(median(run.wall for run in one.ours))}.", *said)))


def _phases(one: Comparison) -> str:
    """The longest phases first, the small ones as one."""
    total = sum(one.shares.values())
    named = sorted(one.shares.items(), key=lambda share: -share[1])
    told = [(name, length) for name, length in named if length >= _SMALL_SHARE * total]
    rest = total - sum(length for _, length in told)
    more = [("all else", rest)] if rest > 0 else []
    phrases = [f"{name} {seconds(length)}" for name, length in (*told, *more)]
    return f"Of one such build: {words.listed(phrases)}." if phrases else ""


def _site(one: Comparison) -> str:
    """The site builder takes the pages as they are; what it takes alone bounds what other work can save."""
    if not one.sites:
        return ""
    ours, script = one.sites
    share = ratio(ours.builder / median(run.wall for run in one.other))
    alone = ratio(script.builder / median(run.wall for run in one.other))
    return (
        f"Its site has {words.whole(ours.pages)} pages and {words.whole(ours.charts)} charts, that of the script "
        f"{words.whole(script.pages)} and {words.whole(script.charts)}. The site builder on the pages of this "
        f"project's site takes {seconds(ours.builder)}, {share} of the time of the script; on the script's own pages "
        f"it takes {seconds(script.builder)}, {alone} of it."
    )


def _tasks(one: Comparison) -> str:
    """The dearest tasks, each by the seconds of one processor."""
    dearest = sorted(one.tasks.items(), key=lambda task: -task[1])[:_DEAREST]
    if not dearest:
        return ""
    told = words.listed(f"{name} {seconds(length)}" for name, length in dearest)
    return f"The dearest tasks, in time of one processor: {told}."
