"""The article against itself in one table: what it says, what else, and which of the two the data bear out."""

from dataclasses import dataclass

from figurecheck.pages.marks import Mark
from figurecheck.pages.relations import RelationRow, RelationView


@dataclass(frozen=True)
class SideClaim:
    """One claim of one side."""

    name: str
    path: str
    mark: Mark
    mark_before: Mark | None


@dataclass(frozen=True)
class Opposition:
    """Two sides that do not fit together; ``result_before`` is "" where the answer at publication was the same."""

    title: str
    sort: str
    why: str
    one: tuple[SideClaim, ...]
    other: tuple[SideClaim, ...]
    result: str
    result_before: str


def oppositions(views: tuple[RelationView, ...]) -> tuple[Opposition, ...]:
    """The rows of the table, from the relations that have two sides."""
    return tuple(
        Opposition(
            title=view.title,
            sort=view.sort,
            why=view.why,
            one=_side(view, "first"),
            other=_side(view, "second"),
            result=view.brief,
            result_before=view.result_before,
        )
        for view in views
    )


def _side(view: RelationView, side: str) -> tuple[SideClaim, ...]:
    return tuple(_claim(row) for row in view.rows if row.side == side)


def _claim(row: RelationRow) -> SideClaim:
    return SideClaim(row.name, row.path, row.mark, row.mark_before)
