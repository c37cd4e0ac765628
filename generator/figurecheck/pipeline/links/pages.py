"""Reading one HTML page: its links, its anchors, and what its labels and drawings refer to."""

import re
from collections.abc import Mapping

from figurecheck.pipeline.html_reading import read_html
from figurecheck.pipeline.links.data import addresses_in_json
from figurecheck.pipeline.links.found import Found

_ADDRESSES = frozenset({"href", "src", "poster", "action", "cite", "data", "xlink:href", "data-src", "data-svg"})
_REFERENCES = frozenset(
    {"headers", "list", "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns"}
)
"""Attributes that name ids of the same page, several of them apart by blanks."""
_DRAWN = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")
"""A gradient, clip path or marker that an attribute of a drawing uses."""
_LINKED_DATA = "application/ld+json"


class Links:
    """Collects the addresses and anchors of a page, those of linked data (JSON-LD) included."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.parts: list[str] = []
        self.own: str | None = None
        self._data: list[str] | None = None

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """An element begins."""
        self.ids += [said["id"]] if "id" in said else []
        self.ids += [said["name"]] if tag == "a" and said.get("name", said.get("id")) != said.get("id") else []
        if tag == "link" and said.get("rel") == "canonical":
            self.own = said.get("href")
        for name, value in said.items():
            self._read(name, value)
        if tag == "script" and said.get("type") == _LINKED_DATA:
            self._data = []

    def _read(self, name: str, value: str) -> None:
        if name in _ADDRESSES:
            self.addresses.append(value)
        elif name in {"srcset", "imagesrcset"}:
            self.addresses += [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
        elif name in _REFERENCES:
            self.parts += value.split()
        elif "url(" in value:
            self.parts += _DRAWN.findall(value)

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._data is not None:
            self._data.append(text)

    def end(self, tag: str) -> None:
        """An element ends; raises ValueError for linked data that is no JSON."""
        if tag == "script" and self._data is not None:
            self.addresses += addresses_in_json("".join(self._data))
            self._data = None

    def close(self) -> None:
        """Nothing is left to do at the end of a page."""

    @property
    def found(self) -> Found:
        """All that was read."""
        seen = set[str]()
        repeated = [one for one in self.ids if one in seen or seen.add(one)]  # type: ignore[func-returns-value]
        return Found(tuple(self.addresses), frozenset(seen), tuple(repeated), tuple(self.parts), self.own)


def read_page(text: str) -> Found:
    """The addresses and anchors of a page, linked data (JSON-LD) included; raises ValueError where that is no JSON."""
    reader = Links()
    read_html(text, reader)
    return reader.found
