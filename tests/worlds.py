"""The project's own observations: as worlds that readings look at, and as plain tables read without the store."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd

from figurecheck.claims.loading import load_article
from figurecheck.claims.model import Article
from figurecheck.claims.settings import Settings
from figurecheck.paths import Project
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import Evaluated, World
from figurecheck.pipeline.judge import known_at_publication
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.reading import Observed, read

ROOT = Path(__file__).parents[1]
PUBLISHED = pd.Timestamp("2025-10-02")
"""The last day whose closes were known when the article came out."""


@cache
def flagship() -> Article:
    """The project's own article."""
    return load_article(ROOT / "articles" / "ultra-small-cap-hedges.yml", builtin_catalogue())


@cache
def stored(name: str) -> Observed:
    """One series, read once."""
    return read(Project(ROOT), builtin_catalogue().get(name))


def observations(*names: str) -> dict[str, Observed]:
    """Some series by id."""
    return {name: stored(name) for name in names}


def ended(observed: Observed, day: str) -> Observed:
    """A series as it would be if it had ended on ``day``."""
    return replace(observed, frame=observed.frame.loc[:day])


@cache
def world(as_of: str, *names: str, besides: tuple[str, ...] = (), replications: int = 999) -> World:
    """A world that knows ``names``, "then" (at publication) or "now"; its last day is the last that they share.

    Series of ``besides`` are known too, and do not move the last day.
    """
    observed: Mapping[str, Observed] = observations(*names, *besides)
    if as_of == "then":
        observed = known_at_publication(flagship(), observed)
    return World(flagship(), observed, min(observed[name].last_day for name in names), replications=replications)


def world_of(settings: Settings, as_of: str = "then") -> World:
    """The world of a reading: what it measures, and what tells its regime."""
    telling = tuple(name for name in settings.used if name not in settings.measured)
    return world(as_of, *settings.measured, besides=telling)


def evaluated(measure: str, settings: dict[str, object], as_of: str = "then") -> Evaluated:
    """The figure of a measure in the world of the reading."""
    checked = Settings.model_validate(settings)
    return evaluate(measure, checked, world_of(checked, as_of))


@cache
def table(name: str, column: str = "close") -> pd.Series:
    """One column of a data file, by pandas alone."""
    return pd.read_csv(ROOT / "data" / "series" / f"{name}.csv", index_col="day", parse_dates=True)[column]


def together(first: str, second: str, start: str, end: pd.Timestamp = PUBLISHED) -> pd.DataFrame:
    """Closes of two series, in columns x and y, on the days from ``start`` to ``end`` that both have."""
    both = pd.concat({"x": table(first), "y": table(second)}, axis=1, join="inner").dropna()
    return both.loc[start:end]
