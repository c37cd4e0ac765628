"""Python for notebooks: load an article, judge its claims, look at what comes out as objects, a frame or a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from html import escape
from pathlib import Path

import pandas as pd
from rich.table import Table
from rich.text import Text

from figurecheck.claims.model import Article, Claim
from figurecheck.errors import UsageError
from figurecheck.pages import answers, words
from figurecheck.pipeline.check import sound_workspace
from figurecheck.pipeline.judge import judge_article
from figurecheck.pipeline.locate import find_project
from figurecheck.pipeline.workspace import Workspace
from figurecheck.verdicts.outcome import AsOf, Measurement, Outcome, Verdict

COLUMNS = ("claim", "stated", "found", "at publication", "today", "readings that hold")


@dataclass(frozen=True)
class LoadedArticle:
    """An article of a project, checked; ``article`` has all that its file says, ``claims`` the ids in its order."""

    article: Article
    workspace: Workspace

    @property
    def slug(self) -> str:
        """The name of its file."""
        return self.article.article.slug

    @property
    def headline(self) -> str:
        """Its headline."""
        return self.article.article.headline

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims, in the order of the file."""
        return tuple(claim.id for claim in self.article.claims)

    def __repr__(self) -> str:
        return f"LoadedArticle({self.slug!r}, {len(self.claims)} claims)"


class UnknownFindingError(KeyError):
    """A claim that was not judged; says which may have been meant."""

    def __init__(self, claim: str, known: tuple[str, ...]) -> None:
        close = get_close_matches(claim, known, n=3)
        meant = f"did you mean {' or '.join(close)}?" if close else f"judged were {', '.join(known)}"
        super().__init__(f"asked for the finding of {claim!r}; {meant}")

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, repr=False)
class Finding:
    """One claim with its outcome at both dates, as results.json has them."""

    claim: Claim
    publication: Outcome
    today: Outcome

    @property
    def id(self) -> str:
        """The id of the claim."""
        return self.claim.id

    @property
    def verdict(self) -> Verdict:
        """Today's verdict; that of the day of publication is ``publication.verdict``."""
        return self.today.verdict

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        """Today's primary figure of each part, with unit, interval, days, trace; empty where nothing can be tested."""
        return self.today.measurements

    @property
    def value(self) -> float | None:
        """Today's first primary figure in its unit (a return of 23 % is 0.23), None where there is none."""
        return self.measurements[0].value if self.measurements else None

    def __repr__(self) -> str:
        return f"Finding({self.id!r}, stated {self.claim.stated!r}, found {self.cells[2]!r}, {self.verdict.value})"

    def __rich__(self) -> Table:
        return _table("", (self,))

    def _repr_html_(self) -> str:
        """The one row of the table, for the last line of a cell."""
        return _html("", (self,))

    @property
    def cells(self) -> tuple[str, ...]:
        """One row of the table in words, in the order of ``COLUMNS``."""
        found = "; ".join(answers.in_short(one) for one in self.measurements)
        held = f"{self.today.holding} of {self.today.count}" if self.today.count else ""
        then, now = words.verdict(self.publication.verdict), words.verdict(self.today.verdict)
        return (self.id, self.claim.stated, found, then, now, held)


@dataclass(frozen=True, repr=False)
class Findings(Mapping[str, Finding]):
    """Findings by the id of their claim, in the order of the article; a table in a notebook and for rich."""

    article: LoadedArticle
    found: Mapping[str, Finding]
    last_day: date | None

    def __getitem__(self, claim: str) -> Finding:
        if claim not in self.found:
            raise UnknownFindingError(claim, tuple(self.found))
        return self.found[claim]

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __repr__(self) -> str:
        return f"Findings({self.article.slug!r}, {len(self)} claims)"

    @property
    def title(self) -> str:
        """The headline, and the newest day that a figure looks at."""
        until = f", data to {words.day(self.last_day)}" if self.last_day else ""
        return f"{self.article.headline}{until}"

    def frame(self) -> pd.DataFrame:
        """One row a primary figure, at both dates: claim, part, as_of, verdict, value, unit, limits, days, holds.

        A claim without a figure has one row a date whose value is missing.
        """
        rows = [row for one in self.values() for outcome in (one.publication, one.today) for row in _rows(outcome)]
        columns = ["claim", "part", "as_of", "verdict", "value", "unit", "lower", "upper", "start", "end", "holds"]
        return pd.DataFrame(rows, columns=columns)

    def __rich__(self) -> Table:
        return _table(self.title, tuple(self.values()))

    def _repr_html_(self) -> str:
        """The same table for a notebook; every text is escaped."""
        return _html(self.title, tuple(self.values()))


def _table(title: str, findings: Sequence[Finding]) -> Table:
    table = Table(title=Text(title) if title else None, title_justify="left", show_edge=False)
    for name in COLUMNS:
        table.add_column(name, overflow="fold")
    for one in findings:
        table.add_row(*(Text(cell) for cell in one.cells))
    return table


def _html(title: str, findings: Sequence[Finding]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in COLUMNS)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in one.cells)}</tr>" for one in findings)
    caption = f"<caption>{escape(title)}</caption>" if title else ""
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def load_article(name: str | Path, project: str | Path | None = None) -> LoadedArticle:
    """The article called ``name`` (its slug, or the path of its file), checked as a build checks it.

    Without ``project`` the project is the nearest one at or above the file, or the working directory. Raises
    UsageError where there is no such project or article, ArticleError with file and line for the first problem.
    """
    file = Path(name).absolute() if Path(name).suffix == ".yml" else None
    start = Path(project).absolute() if project else file.parent if file else Path.cwd()
    place = find_project(start)
    workspace = sound_workspace(place)
    known = {article.article.slug: article for article in workspace.articles}
    slug = file.stem if file else str(name)
    if slug not in known or (file and file != place.article(slug).absolute()):
        raise UsageError(f"asked for the article {str(name)!r}; {place.articles} has: {', '.join(known)}")
    return LoadedArticle(known[slug], workspace)


def judge(article: LoadedArticle | str, *claims: str) -> Findings:
    """Judge the ``claims`` named (all without any) at publication and today, with as many resamples as a build.

    ``article`` is what :func:`load_article` gives, or the name that it would take.
    The figures are those of results.json. A whole article takes as long as a build; one claim a second or a few.
    Raises UsageError for an unknown id and DataError where observations are missing or edited.
    """
    article = load_article(article) if isinstance(article, str) else article
    wanted = tuple(dict.fromkeys(claims or article.claims))
    chosen = tuple(_claim(article, one) for one in wanted)
    observed = article.workspace.observe(article.article, chosen)
    outcomes = judge_article(article.article, observed, chosen)
    found = {
        claim.id: Finding(claim, outcomes[claim.id][AsOf.PUBLICATION], outcomes[claim.id][AsOf.TODAY])
        for claim in chosen
    }
    last_days = [one.today.last_day for one in found.values() if one.today.last_day]
    return Findings(article, found, max(last_days, default=None))


def _claim(article: LoadedArticle, identifier: str) -> Claim:
    owner, claim = article.workspace.find(identifier)
    if owner is not article.article:
        raise UsageError(f"asked for the claim {identifier!r} of {article.slug}; it is one of {owner.article.slug}")
    return claim


def _rows(outcome: Outcome) -> Iterator[tuple[object, ...]]:
    common = (outcome.as_of.value, outcome.verdict.value)
    if not outcome.measurements:
        yield (outcome.claim, None, *common, *[None] * 7)
    for one in outcome.measurements:
        limits = (one.interval.lower, one.interval.upper) if one.interval else (None, None)
        yield (outcome.claim, one.part, *common, one.value, one.unit, *limits, one.start, one.end, one.holds)
