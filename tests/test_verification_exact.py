"""The exact measures by the second route: small tables by hand, then every reading of the article by both routes."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from figurecheck.claims.model import Article, Claim, Part
from figurecheck.claims.readings import readings
from figurecheck.claims.settings import Settings
from figurecheck.errors import MeasureError
from figurecheck.paths import Project
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import World
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.store.reading import Observed
from figurecheck.verification.data import Data, all_of, public_at_publication
from figurecheck.verification.routes import ROUTES

ROOT = Path(__file__).parents[1]
DAYS = pd.to_datetime(["2020-12-31", "2021-01-04", "2021-01-05", "2021-12-31"])
WINDOW = {"rule": "calendar_year", "year": 2021}
EXACT = {"window_return", "level_change", "rises", "cuts", "unscheduled_cuts"}


@cache
def workspace() -> tuple[Article, dict[str, Observed]]:
    opened = open_workspace(Project(ROOT))
    article = opened.articles[0]
    return article, opened.observe(article, exact_claims(article))


def exact_claims(article: Article) -> tuple[Claim, ...]:
    return tuple(c for c in article.claims if c.parts and all(p.measure in EXACT for p in c.parts))


def hand_made(name: str, **columns: list[float]) -> Data:
    table = pd.DataFrame(columns, index=DAYS)
    return Data(workspace()[0], {name: table}, {name: builtin_catalogue().get(name)}, DAYS[-1])


def settings(series: str, price: str | None = None) -> Settings:
    return Settings.model_validate({"series": series, "window": WINDOW, "price": price})


@pytest.mark.parametrize(("price", "expected"), [("close", 0.32), ("total_return", 0.65)])
def test_a_dividend_buys_shares_at_the_price_less_the_dividend(price: str, expected: float) -> None:
    """A fifth is paid out of 11: 10 -> 11 -> 12 -> 13.2 with one share becoming 11 / (11 - 2.2) = 1.25 shares."""
    data = hand_made("PSCT", close=[10.0, 11.0, 12.0, 13.2], dividend=[5.0, 0.0, 2.2, 0.0])
    assert ROUTES["window_return"].compute(settings("PSCT", price), data).value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("measure", "expected"), [("level_change", 0.25), ("rises", 1.0), ("cuts", 2.0)])
def test_the_steps_of_a_level_are_counted_from_the_eve_of_the_window(measure: str, expected: float) -> None:
    data = hand_made("DGS2", value=[1.0, 0.75, 1.5, 1.25])
    assert ROUTES[measure].compute(settings("DGS2"), data).value == pytest.approx(expected, abs=1e-12)


def test_only_the_decisions_outside_a_meeting_that_lowered_the_range_count() -> None:
    data = hand_made("FOMC", lower=[0.0] * 4, upper=[2.0, 1.5, 1.75, 1.0], scheduled=[False, False, False, True])
    assert ROUTES["unscheduled_cuts"].compute(settings("FOMC"), data).value == 1.0


def test_publication_lets_in_what_was_public_and_nothing_later() -> None:
    article, observed = workspace()
    tables = public_at_publication(all_of(article, observed.values(), {})).tables
    known = {name: one.known_before(article.article.published) for name, one in observed.items()}
    assert {name: table.index[-1] for name, table in tables.items()} == {
        name: one.frame.index[-1] for name, one in known.items()
    }


@pytest.mark.parametrize("claim", exact_claims(workspace()[0]), ids=lambda claim: claim.id)
@pytest.mark.parametrize("date", ["at_publication", "today"])
def test_both_routes_agree_on_every_reading(claim: Claim, date: str) -> None:
    """Not only the primary ones: total returns, intraday extremes, proxies and every window rule of the article."""
    article, observed = workspace()
    data = all_of(article, observed.values(), {})
    if date == "at_publication":
        data = public_at_publication(data)
        cut = {name: one.known_before(article.article.published) for name, one in observed.items()}
        observed = {name: one for name, one in cut.items() if len(one.frame)}
    data = data.of_claim(claim)
    world = World(article, observed, data.latest.date())
    compared = [
        _both(part, reading.settings, world, data) for part in claim.parts for reading in readings(article, part)
    ]
    assert len(compared) > 3
    assert [pair for pair in compared if pair[0] != pytest.approx(pair[1], rel=1e-9)] == []


def _both(part: Part, chosen: Settings, world: World, data: Data) -> tuple[float | None, float | None]:
    try:
        first = evaluate(part.measure, chosen, world).value
    except MeasureError:
        with pytest.raises(MeasureError):
            ROUTES[part.measure].compute(chosen, data)
        return None, None
    return first, ROUTES[part.measure].compute(chosen, data).value
