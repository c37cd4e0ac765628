"""The article against itself in one table: what it says, what else, and which of the two the data bear out."""

from dataclasses import dataclass

from figurecheck.pages.relations import RelationRow, RelationView


@dataclass(frozen=True)
class Opposition:
    """A relation of two sides that do not fit together, with the claims of each."""

    view: RelationView
    one: tuple[RelationRow, ...]
    other: tuple[RelationRow, ...]


def oppositions(views: tuple[RelationView, ...]) -> tuple[Opposition, ...]:
    """The lines of the table, from the relations that have two sides."""
    return tuple(Opposition(view, _side(view, "first"), _side(view, "second")) for view in views)


def _side(view: RelationView, side: str) -> tuple[RelationRow, ...]:
    return tuple(row for row in view.rows if row.side == side)
