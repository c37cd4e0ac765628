"""What the work on one article gives: the outcomes of its claims, their charts, and the table of corrections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from figurecheck.claims.model import Article
from figurecheck.pages.context import Picture
from figurecheck.pages.sources import Frames
from figurecheck.store.reading import Observed
from figurecheck.verdicts.corrections import CorrectionsPair
from figurecheck.verdicts.outcome import AsOf, Outcome

Step = Callable[[str, int, int], None]
Outcomes = dict[str, dict[AsOf, Outcome]]


@dataclass(frozen=True)
class Drawn:
    """The charts of a claim, and its tables of windows by their path below the reports."""

    pictures: tuple[Picture, ...]
    tables: dict[str, str]


@dataclass(frozen=True)
class Judged:
    """One article with the observations it needs, and of every claim the outcome at both dates and what was drawn.

    ``corrections`` is None where no claim of the article reads any.
    """

    article: Article
    observed: dict[str, Observed]
    outcomes: Outcomes
    drawn: Mapping[str, Drawn]
    corrections: CorrectionsPair | None

    @property
    def last_day(self) -> date:
        """The newest day in the observations."""
        return max(series.last_day for series in self.observed.values())

    @property
    def frames(self) -> Frames:
        """Series and observations by id."""
        return frames(self.observed)


def frames(observed: Mapping[str, Observed]) -> Frames:
    """Series and observations by id, as charts take them."""
    return {name: (found.series, found.frame) for name, found in observed.items()}
