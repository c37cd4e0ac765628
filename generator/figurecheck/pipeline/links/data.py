"""Reading what is made for machines: the addresses in JSON, XML, style sheets and plain text."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

_KEYS = frozenset({"url", "@id", "href", "page", "image", "logo", "icon", "contentUrl", "home_page_url", "feed_url"})
"""Keys of JSON whose value is an address, relative ones included: schema.org, JSON Feed, data packages."""
_WHOLE = re.compile(r"https?://[^\s\"'<>)\]]+")
_MARKDOWN = re.compile(r"\]\(([^)\s]+)\)")
_STYLE = re.compile(r"url\(\s*['\"]?([^'\")]+?)['\"]?\s*\)|@import\s+['\"]([^'\"]+)['\"]")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TEXT_TAGS = frozenset({"link", "loc", "guid", "url", "id", "uri", "docs"})


def addresses_in_json(text: str) -> tuple[str, ...]:
    """Every string that is a whole address, and every one under a key that holds addresses; raises ValueError."""
    return tuple(_walked(json.loads(text), ""))


def _walked(value: object, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _walked(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from _walked(inner, key)
    elif isinstance(value, str) and (key in _KEYS or _WHOLE.fullmatch(value)):
        yield value


def locations_in_search(text: str) -> tuple[str, ...]:
    """The places that a search index leads to, as seen from the top of the site; raises ValueError."""
    read = json.loads(text)
    return tuple(str(one["location"]) for one in read.get("docs", read.get("items", ())))


class _Feed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag.rsplit(":", maxsplit=1)[-1]
        self.addresses += [value for name, value in attrs if name in {"href", "src", "url"} and value]

    def handle_data(self, data: str) -> None:
        text = data.strip()
        if text and self._tag in _TEXT_TAGS and (self._tag in {"link", "loc"} or _WHOLE.fullmatch(text)):
            self.addresses.append(text)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._tag = ""


def addresses_in_xml(text: str) -> tuple[str, ...]:
    """The addresses of a feed, a site map or a drawing: in attributes, and as the text of elements that hold them."""
    reader = _Feed()
    reader.feed(text)
    reader.close()
    return tuple(reader.addresses)


def addresses_in_text(text: str) -> tuple[str, ...]:
    """Targets of Markdown links, and whole addresses wherever they stand."""
    return (*_MARKDOWN.findall(text), *(one.rstrip(".,;:") for one in _WHOLE.findall(text)))


def addresses_in_style(text: str) -> tuple[str, ...]:
    """What a style sheet loads: pictures, fonts, other style sheets."""
    return tuple(first or second for first, second in _STYLE.findall(_COMMENT.sub("", text)))
