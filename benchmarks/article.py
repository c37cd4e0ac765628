"""W as an article: claims about windows and correlations, lean as the plain script has them or with everything.

Each claim names a second reading, as an article must. A lean article has twenty charts for forty claims: two of three
returns run from the low of a day to the high of another, two fields that no chart shows together. With everything, each
claim has a chart.
"""

import json
from math import ceil
from typing import Any

from benchmarks.workload import WindowTask, Workload
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Calendar, Kind

MOST_CLAIMS = 400
"""Claims of one article; more make further articles, because a file may have 1 MB."""
SECTIONS = 4
"""Of W, and of any article of so many claims that each of its sections can tell all of its own."""
_TOLD = 80
"""Claims that the text of one section has room for."""
PUBLISHED = "2025-10-03T02:29:00-04:00"
PUBLICATION_DAY = "2025-10-02"
_EVERY_FOURTH = 4
_DRAWN = 3
"""Of the returns of a lean article every third has a chart."""


def article_texts(work: Workload, names: dict[str, str], claims: int, *, lean: bool) -> dict[str, str]:
    """Article files by slug as JSON, which is YAML; every fourth claim is a correlation, the others are windows.

    ``names`` gives the series of the catalogue that stands for each series of W.
    """
    parts = [range(first, min(first + MOST_CLAIMS, claims)) for first in range(0, claims, MOST_CLAIMS)]
    return {slug_of(at): _article_text(work, names, part, slug_of(at), lean=lean) for at, part in enumerate(parts)}


def slug_of(at: int) -> str:
    """What the article is called that comes at ``at``, the first at 0."""
    return f"w{at}"


def _article_text(work: Workload, names: dict[str, str], numbers: range, slug: str, *, lean: bool) -> str:
    many = max(SECTIONS, ceil(len(numbers) / _TOLD))
    made = [{**_claim(work, names, number, lean=lean), "section": f"part-{number % many + 1}"} for number in numbers]
    sections = sorted({claim["section"] for claim in made})
    article = {
        "schema": "figurecheck.article/1",
        "stale_after_days": 14,
        "article": {
            "slug": slug,
            "headline": "Work that serves timing only",
            "byline": "Nobody",
            "publisher": "The benchmarks of this project",
            "published": PUBLISHED,
            "publication_day": PUBLICATION_DAY,
            "summary": work.paragraphs[0][0][:500],
        },
        "sections": [_section(name, made) for name in sections],
        "claims": made,
    }
    return json.dumps(article, indent=1) + "\n"


def _section(name: str, claims: list[dict[str, Any]]) -> dict[str, str]:
    marks = " ".join(f"It says {{{claim['id']}: this}}." for claim in claims if claim["section"] == name)
    return {"id": name, "title": name.replace("-", " ").capitalize(), "retelling": marks}


def _claim(work: Workload, names: dict[str, str], number: int, *, lean: bool) -> dict[str, Any]:
    correlated = number % _EVERY_FOURTH == _EVERY_FOURTH - 1
    part = _correlation(work, names, number) if correlated else _return(work, names, number)
    if lean:
        part = _lean(part, number)
    said = "moved together" if correlated else "rose"
    return {
        "id": f"c{number:04d}",
        "kind": "direction",
        "title": f"Claim {number}",
        "paraphrase": f"In case {number} what is meant {said}.",
        "stated": said,
        "note": work.paragraphs[number % len(work.paragraphs)][0],
        "parts": [{"id": "one", "title": "The one part", **part}],
    }


def _lean(part: dict[str, Any], number: int) -> dict[str, Any]:
    """The part as it is, or as one from a low to a high where its return is to have no chart."""
    returns = number - number // _EVERY_FOURTH
    if part["measure"] != "window_return" or returns % _DRAWN == 0:
        return part
    upward, downward = ({**part["primary"]["window"], "rule": rule} for rule in ("low_to_high", "high_to_low"))
    return {
        **part,
        "primary": {**part["primary"], "window": upward, "price": "intraday"},
        "alternatives": {"window": [{"value": downward, "why": "The deepest fall inside."}]},
    }


def _return(work: Workload, names: dict[str, str], number: int) -> dict[str, Any]:
    window = work.windows[number % len(work.windows)]
    start, end = _moved(work, window, number // len(work.windows))
    ends = {"from": start, "to": end}
    return {
        "measure": "window_return",
        "target": {"at_least": window.claimed, "why": "It is what is said."},
        "primary": {
            "series": names[window.ticker],
            "window": {"rule": "closes", **ends},
            "price": "close",
            "why": "The window that is named.",
        },
        "alternatives": {
            "window": [{"value": {"rule": "low_to_high", **ends}, "why": "The widest rise inside."}],
        },
    }


def _moved(work: Workload, window: WindowTask, sessions: int) -> tuple[str, str]:
    """The window some sessions earlier, so that no two claims of a long article ask for the same."""
    days = [day.date().isoformat() for day in work.days]
    start, end = days.index(window.start), days.index(window.end)
    back = min(sessions, start - 1)
    return days[start - back], days[end - back]


def _correlation(work: Workload, names: dict[str, str], number: int) -> dict[str, Any]:
    first, second = work.pairs[number // _EVERY_FOURTH % len(work.pairs)]
    start, end = work.sample
    return {
        "measure": "correlation",
        "target": {"at_least": 0.3, "why": "It is a mark that serves timing only."},
        "primary": {
            "series": names[first],
            "against": names[second],
            "window": {"rule": "closes", "from": start, "to": end},
            "frequency": "daily",
            "method": "pearson",
            "price": "close",
            "why": "The days that are named.",
        },
        "alternatives": {"price": [{"value": "total_return", "why": "With distributions."}]},
    }


def stand_ins(work: Workload) -> dict[str, str]:
    """A share or fund of the catalogue for each series of W, in order."""
    shares = (one.id for one in builtin_catalogue() if one.kind is Kind.PRICE and one.calendar is Calendar.XNYS)
    return {str(name): next(shares) for name in work.closes}
