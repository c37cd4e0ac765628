"""What a build makes beside its claims: kept under its key as they are, else a task among theirs."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Unit
from figurecheck.pipeline.tasks import Name, Task, run

_KIND = "piece"


@dataclass(frozen=True)
class Piece:
    """``call`` with ``arguments``; the result depends on the inputs of ``unit`` alone, whose name is its own.

    ``code`` are the modules that the call runs, as in a task.
    """

    unit: Unit
    call: Callable[..., Any]
    arguments: tuple[Any, ...]
    code: tuple[str, ...]


@dataclass
class Pieces:
    """Pieces of which some are there already; ``tasks`` are to be done for the others."""

    kept: Kept
    found: dict[str, Any] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    _waiting: dict[str, Unit] = field(default_factory=dict)

    def want(self, pieces: Iterable[Piece]) -> None:
        """Look each piece up, and make a task of what was not kept."""
        for piece in pieces:
            name = piece.unit.name
            content = self.kept.find(piece.unit)
            if content is not None:
                self.found[name] = pickle.loads(content)  # noqa: S301  # written by this project, checked by digest
                continue
            self._waiting[name] = piece.unit
            self.tasks.append(Task((_KIND, name), 1, piece.call, piece.arguments, piece.code))

    def take(self, name: Name, found: Any) -> None:
        """The result of a task, which is kept at once and stands in ``found`` by the name of its unit."""
        self.found[name[1]] = found
        self.kept.keep(self._waiting[name[1]], pickle.dumps(found))

    def take_all(self, results: Iterable[tuple[Name, Any]]) -> Mapping[str, Any]:
        """Every result that comes, and what was there already."""
        for name, found in results:
            self.take(name, found)
        return self.found


@contextmanager
def making(pieces: Iterable[Piece], kept: Kept) -> Iterator[Callable[[], Mapping[str, Any]]]:
    """Begin to make what was not kept, on the cores of this machine; what is yielded waits for all of it.

    Its results stand by the names of their units. Whatever the block did not wait for is given up.
    """
    wanted = Pieces(kept)
    wanted.want(pieces)
    with closing(run(wanted.tasks)) as results:
        yield lambda: wanted.take_all(results)
