"""What a built page holds for its policy and for the check of its links, found in one reading of its HTML.

A reading is remembered: most pages of a rebuild are those of the build before, or differ by nothing but the name of the
release that they cite, which is another one after every edit.
"""

import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from figurecheck.errors import SiteError
from figurecheck.keys.code import depends
from figurecheck.keys.digests import digest
from figurecheck.keys.remembered import Remembered, remembered
from figurecheck.pipeline.content_policy import Scripts
from figurecheck.pipeline.html_reading import read_html
from figurecheck.pipeline.links.found import Found
from figurecheck.pipeline.links.pages import Links
from figurecheck.pipeline.release_names import apart, cited


@dataclass(frozen=True)
class Reading:
    """The inline programs of a page in order, and its addresses and anchors."""

    programs: tuple[str, ...]
    found: Found


@dataclass
class Readings:
    """Reads pages, with what ``memory`` knows; they may cite one of ``releases``. ``found`` has what was read."""

    memory: Remembered
    releases: tuple[str, ...] = ()
    found: dict[str, Found] = field(default_factory=dict)

    def programs(self, page: str, name: str) -> tuple[str, ...]:
        """The inline programs of ``page``; raises SiteError for what no page of ours holds."""
        text, release = apart(page, self.releases)
        reading = _named(self._reading(text, name), release)
        self.found[name] = reading.found
        return reading.programs

    def _reading(self, page: str, name: str) -> Reading:
        mark = digest(page)
        kept = self.memory.find(name)
        before, known = ("", None) if kept is None else pickle.loads(kept)  # noqa: S301  # as keys.remembered says
        if known is not None and before == mark:
            reading: Reading = known
            return reading
        reading = read(page, name)
        self.memory.keep(name, pickle.dumps((mark, reading)))
        return reading


def read(page: str, name: str) -> Reading:
    """Read ``page`` once; raises SiteError for what no page of ours holds, and for linked data that is no JSON."""
    both = _Both(Scripts(), Links())
    try:
        read_html(page, both)
    except ValueError as problem:
        raise SiteError(f"{name} of the built site holds JSON that cannot be read: {problem}") from problem
    return Reading(both.scripts.allowed(name), both.links.found)


@contextmanager
def readings(file: Path, releases: tuple[str, ...]) -> Iterator[Readings]:
    """Readings that ``file`` remembers."""
    code = depends("pipeline.page_reading").inputs
    with remembered(file, digest(repr(code))) as memory:
        yield Readings(memory, releases)


@dataclass(frozen=True)
class _Both:
    """Hands the events of a page to both readers."""

    scripts: Scripts
    links: Links

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.scripts.start(tag, attributes)
        self.links.start(tag, attributes)

    def data(self, text: str) -> None:
        self.scripts.data(text)
        self.links.data(text)

    def end(self, tag: str) -> None:
        self.scripts.end(tag)
        self.links.end(tag)

    def close(self) -> None:
        """Nothing is left to do at the end of a page."""


def _named(reading: Reading, release: str) -> Reading:
    """``reading`` of a page that cites ``release``."""

    def told(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(cited(text, release) for text in texts)

    found = reading.found
    named = replace(
        found,
        addresses=told(found.addresses),
        ids=frozenset(told(tuple(found.ids))),
        repeated=told(found.repeated),
        parts=told(found.parts),
        own=None if found.own is None else cited(found.own, release),
    )
    return Reading(told(reading.programs), named)
