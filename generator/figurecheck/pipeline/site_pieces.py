"""The pieces of a site that no claim makes: facts of the method pages, growth, the chart of the home page, pictures.

What computes them is imported where it runs, which is a worker: the build itself needs neither statistics nor plotting.
"""

import pickle
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from figurecheck.charts.card import Card
from figurecheck.claims.model import Article
from figurecheck.keys.code import depends
from figurecheck.keys.digests import digest
from figurecheck.keys.kept import Kept
from figurecheck.keys.packages import python_version
from figurecheck.keys.unit import Unit
from figurecheck.pages.context import Picture
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.methods.facts import MethodFacts
from figurecheck.pages.methods.families import FAMILIES
from figurecheck.pages.sources import Frames
from figurecheck.pipeline.judging import frames
from figurecheck.pipeline.pieces import Piece
from figurecheck.pipeline.units import data_inputs
from figurecheck.pipeline.what_if import offered
from figurecheck.pipeline.workspace import Workspace
from figurecheck.store.reading import Observed

METHODS = "facts of the method pages"


def site_pieces(workspace: Workspace) -> Iterator[Piece]:
    """What can be made before any claim is judged."""
    yield _methods(workspace)
    offers = dict.fromkeys(chain.from_iterable(offered(workspace, article) for article in workspace.articles))
    yield from (_growth(one) for one in workspace.read(offers).values())
    for article in workspace.articles:
        if article.overview is not None:
            yield _overview(article, workspace.read(article.overview.series))


def kept_study(workspace: Workspace, kept: Kept) -> CoverageStudy | None:
    """The coverage study as a build kept it with its facts, else read now; None before its first run.

    To read it imports every measure that it counts intervals of, which takes longer than to answer about a claim.
    """
    found = kept.find(_methods(workspace).unit)
    if found is not None:
        facts: MethodFacts = pickle.loads(found)  # noqa: S301  # written by this project, checked by digest
        return facts.coverage
    from figurecheck.pipeline.coverage.record import read_study

    return read_study(workspace.project)


def growth_name(series: str) -> str:
    """What the growth of a series is called among the pieces."""
    return f"growth {series}"


def overview_name(article: Article) -> str:
    """What the chart of the home page is called among the pieces."""
    return f"overview {article.article.slug}"


def picture_pieces(cards: Mapping[str, Card], icons: Mapping[str, int]) -> Iterator[Piece]:
    """Pictures that are no charts, each called by its path: the cards, and the icons by their side in pixels."""
    for path, card in cards.items():
        yield _piece(path, ("charts.social_card",), (_card, card), card=repr(card))
    for path, side in icons.items():
        yield _piece(path, ("charts.icon",), (_icon, side), side=str(side))


def _methods(workspace: Workspace) -> Piece:
    file = workspace.project.coverage_study
    study = file.read_text(encoding="utf-8") if file.exists() else None
    named = {parameter.code.partition(".")[0] for family in FAMILIES for parameter in family.parameters}
    code = ("pipeline.method_facts", *(f"measures.{module}" for module in sorted(named)))
    return _piece(METHODS, code, (_method_facts, study), study=digest(study or ""))


def _growth(observed: Observed) -> Piece:
    name = observed.series.id
    return _piece(growth_name(name), ("pipeline.growth",), (_growth_text, observed), **data_inputs({name: observed}))


def _overview(article: Article, observed: Mapping[str, Observed]) -> Piece:
    told = digest(article.model_dump_json(include={"article", "overview", "proxies", "events"}))
    call = (_overview_picture, article, frames(observed))
    return _piece(overview_name(article), ("pages.overview",), call, told=told, **data_inputs(observed))


def _piece(name: str, code: tuple[str, ...], call: tuple[Any, ...], **inputs: str) -> Piece:
    """``call`` is a function of the modules ``code``, then its arguments."""
    unit = Unit(name, {**inputs, **depends(*code).inputs, "python": python_version()})
    return Piece(unit, call[0], call[1:], code)


def _method_facts(study: str | None) -> MethodFacts:
    from figurecheck.pipeline.method_facts import method_facts

    return method_facts(study)


def _growth_text(observed: Observed) -> str | None:
    from figurecheck.pipeline.growth import growth

    return growth(observed)


def _overview_picture(article: Article, found: Frames) -> Picture | None:
    from figurecheck.pages.overview import overview_picture

    return None if article.overview is None else overview_picture(article, *article.overview.series, found)


def _card(card: Card) -> bytes:
    from figurecheck.charts.social_card import draw_card

    return draw_card(card)


def _icon(side: int) -> bytes:
    from figurecheck.charts.icon import icon_png

    return icon_png(side)
