"""The pieces of a build that tell of series alone: each is made anew only where a file of its series is another one."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from figurecheck.errors import MissingDataError
from figurecheck.keys.code import depends
from figurecheck.keys.packages import python_version
from figurecheck.keys.unit import Unit
from figurecheck.ledger.entry import SeriesMark
from figurecheck.pipeline.judge import series_of
from figurecheck.pipeline.pieces import Piece
from figurecheck.pipeline.refresh_facts import compared_series, comparison_facts
from figurecheck.pipeline.units import BASKET, data_inputs
from figurecheck.pipeline.workspace import Workspace
from figurecheck.series.catalogue import Catalogue
from figurecheck.store.provenance import Provenance
from figurecheck.store.reading import Observed

SECOND_SOURCES = "second sources"
_SNAPSHOTS = "ledger.snapshots"
_REFRESHES = "pipeline.refresh_facts"


def series_pieces(workspace: Workspace) -> Iterator[Piece]:
    """The mark of every series that an article reads or a page offers, the record of baskets, and second sources.

    A mark needs every cell of its file, so a file that is offered for download was read whole.
    """
    read = {one for article in workspace.articles for claim in article.claims for one in series_of(article, claim)}
    stored = {member for one in read for member in workspace.catalogue.stored(one)}
    offered = {one.id for one in workspace.catalogue if one.licence.redistributable}
    for name, one in workspace.read(stored | offered).items():
        yield _piece(mark_name(name), _SNAPSHOTS, (_mark, one), {name: one})
    for name in workspace.catalogue.derived:
        members = workspace.read(workspace.catalogue.stored(name))
        yield _piece(basket_name(name), BASKET, (_record, name, members, workspace.catalogue), members)
    compared = _compared(workspace)
    yield _piece(SECOND_SOURCES, _REFRESHES, (comparison_facts, compared, workspace.catalogue), compared)


def mark_name(series: str) -> str:
    """What the mark of a stored series is called among the pieces."""
    return f"mark {series}"


def basket_name(series: str) -> str:
    """What the record of a basket is called among the pieces."""
    return f"basket {series}"


def _compared(workspace: Workspace) -> dict[str, Observed]:
    """The series that are held against a second source, and those sources, as far as their data are there."""
    found: dict[str, Observed] = {}
    for name in compared_series(workspace.catalogue):
        with suppress(MissingDataError):
            found |= workspace.read((name,))
    return found


def _piece(name: str, code: str, call: tuple[Any, ...], observed: Mapping[str, Observed]) -> Piece:
    """``call`` is a function of the module ``code``, or one that imports it, then its arguments."""
    unit = Unit(name, {**data_inputs(observed), **depends(code).inputs, "python": python_version()})
    return Piece(unit, call[0], call[1:], (code,))


def _mark(observed: Observed) -> SeriesMark:
    from figurecheck.ledger.snapshots import series_marks

    return series_marks([observed])[observed.series.id]


def _record(name: str, members: Mapping[str, Observed], catalogue: Catalogue) -> Provenance:
    from figurecheck.pipeline.basket import with_baskets

    return with_baskets(members, (name,), catalogue)[name].provenance
