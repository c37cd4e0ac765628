"""Reading a built page as events: elements that begin, text, elements that end.

libxml2 reads HTML as HTML 5 does, four times as fast as the reader of the standard library.
"""

from collections.abc import Mapping
from typing import Protocol

from lxml import etree


class Reader(Protocol):
    """What takes the events of a page, in order; names of elements and attributes come in small letters."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def data(self, text: str) -> None:
        """A piece of text; a long one may come in several."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def close(self) -> None:
        """The page is over."""


def read_html(page: str, reader: Reader) -> None:
    """Hand the events of ``page`` to ``reader``; elements that HTML leaves unsaid, such as a body, are said."""
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    parser.feed(page.encode("utf-8", "surrogatepass"))
    parser.close()
