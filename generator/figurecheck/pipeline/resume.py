"""Continuing a refresh that was killed: what came in whole on the same day is not asked for again."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from figurecheck.paths import Project
from figurecheck.series.model import Series
from figurecheck.store.atomic import remove, write_text
from figurecheck.store.health import State, read_health
from figurecheck.store.writing import stored


class Unfinished:
    """The mark of a running refresh, which one that was killed leaves behind."""

    def __init__(self, project: Project, today: date) -> None:
        self._project = project
        self._today = today

    @property
    def mark(self) -> Path:
        """The file that is there while a refresh runs."""
        return self._project.root / ".cache" / "refresh-began"

    def begin(self) -> None:
        """Leave the mark."""
        write_text(self.mark, f"{self._today}\n")

    def end(self) -> None:
        """Take the mark away."""
        remove(self.mark)

    def remaining(self, series: Iterable[Series]) -> list[Series]:
        """Those of ``series`` that a refresh of today, cut short, did not bring in."""
        if not self.mark.is_file() or self.mark.read_text(encoding="utf-8").strip() != self._today.isoformat():
            return list(series)
        health = read_health(self._project)
        fresh = {
            name for name, entry in health.items() if entry.state is State.FRESH and entry.last_attempt == self._today
        }
        return [one for one in series if one.id not in fresh or stored(self._project, one) is None]
