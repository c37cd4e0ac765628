"""The text that the search knows of a page, as the theme's own reader gives it and in a fraction of its time.

That reader is the standard library's, in Python, and asks at every tag whether any of the open elements is left out.
Here one expression finds the tags and a count of open elements answers. A page that it cannot read whole goes to the
theme's reader.
"""

import re
from collections import Counter
from html import escape, unescape

from material.plugins.search.plugin import Element, Parser, Section, void

from figurecheck.pipeline.raw_blocks import is_closed

_TAG = re.compile(
    r"<(?:(?P<end>/)?(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)"
    r"(?P<said>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*(?P<empty>/?)>"
    r"|!--(?!-?>)(?:(?!--).)*-->)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNREAD = frozenset({"script", "style"})
"""Elements whose text is no HTML; it is not looked for in the search."""
_FOREIGN = re.compile(r"<(?:textarea|xmp|iframe|noembed|noframes|noscript|plaintext)\b", re.IGNORECASE)
"""Elements that readers of different age read differently."""
_ASKED = ("data-search-exclude", "linenodiv", "headerlink")
_LEFT_OUT = re.compile(r"<figure\b(?=[^<>]*\sdata-search-exclude\b)[^<>]*>")
_HEADING = re.compile(r"<(?:h[1-6]|figure|script|style)\b|<!--")
_OBJECTS = frozenset({"script", "style", "object"})


class SearchText(Parser):  # type: ignore[misc]  # the theme has no types
    """Divides a page into its sections, as its parent does, whose results it gives."""

    def feed(self, data: str) -> None:
        """Read a whole page."""
        reader = None if _FOREIGN.search(data) else _Sections()
        if reader is not None and reader.read(without_figures(data)):
            self.data = reader.found
        else:
            super().feed(data)


class _Sections:
    """The rules of the theme's reader, whose elements are equal where their names are."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self._section: Section | None = None
        self._open: list[str] = []
        self._links: list[bool] = []
        self._count: Counter[str] = Counter()
        self._skip = set(_OBJECTS)
        self._within = 0

    def read(self, page: str) -> bool:
        """Whether the page could be read: each of its smaller-than signs begins a tag."""
        at = 0
        while (begin := page.find("<", at)) >= 0:
            if begin > at:
                self._data(page[at:begin])
            tag = _TAG.match(page, begin)
            if tag is None:
                return False
            at = tag.end()
            name = tag["name"]
            if name is None:
                continue
            name = name.lower()
            if tag["end"]:
                self._end(name)
                continue
            self._start(name, tag["said"])
            if tag["empty"]:
                self._end(name)
            elif name in _UNREAD:
                at = page.find(f"</{name}", at)
                if at < 0:
                    return False
        if at < len(page):
            self._data(page[at:])
        return True

    def _push(self, name: str, *, link: bool) -> None:
        self._open.append(name)
        self._links.append(link)
        self._count[name] += 1
        self._within += name in self._skip

    def _start(self, name: str, text: str) -> None:
        if name in void:
            return
        heading = name in _HEADINGS
        said = _attributes(text) if heading or any(word in text for word in _ASKED) else {}
        self._push(name, link=name == "a" and said.get("class") == "headerlink")
        if heading and "id" in said:
            self._heading(name, said)
        section = self._here()
        if "data-search-exclude" in said or said.get("class") == "linenodiv":
            self._leave_out(name)
        elif name in _KEPT and not self._within:
            self._written(section).append(f"<{name}>")

    def _leave_out(self, name: str) -> None:
        """What is in an element of this name is not looked for, until the next one of that name ends."""
        if name not in self._skip:
            self._skip.add(name)
            self._within += self._count[name]

    def _heading(self, name: str, said: dict[str, str]) -> None:
        depth = len(self._open)
        if name != "h1" and not self.found:
            self.found.append(Section(Element("hx"), depth))
        section = Section(Element(name, said), depth)
        if self.found:
            section.id = said["id"]
        self._section = section
        self.found.append(section)

    def _here(self) -> Section:
        if self._section is None:
            self._section = Section(Element("hx"))
            self.found.append(self._section)
        return self._section

    def _written(self, section: Section) -> list[str]:
        """Where a tag goes: into the title inside the heading itself, else into the text."""
        written: list[str] = section.title if self._count[section.el.tag] else section.text
        return written

    def _end(self, name: str) -> None:
        if not self._open or self._open[-1] != name:
            return
        if self._here().depth > len(self._open):
            self._leave()
        self._open.pop()
        self._links.pop()
        self._count[name] -= 1
        if name in self._skip:
            self._within -= 1
            if name not in _OBJECTS:
                self._skip.remove(name)
                self._within -= self._count[name]
        elif name in _KEPT and not self._within:
            _close(self._written(self._here()), name)

    def _leave(self) -> None:
        """The element around a heading ends: what follows belongs to the section before it."""
        for section in reversed(self.found):
            if section.depth <= len(self._open):
                self._here().depth = float("inf")
                self._section = section
                return

    def _data(self, text: str) -> None:
        if self._within:
            return
        text = unescape(text)
        preformatted = bool(self._count["pre"])
        if not preformatted:
            text = " " if text.isspace() else text.replace("\n", " ")
        section = self._here()
        if self._count[section.el.tag]:
            if not any(self._links):
                section.title.append(escape(text, quote=False))
        elif not text.isspace():
            section.text.append(escape(text, quote=False))
        elif preformatted or not section.text or not section.text[-1].isspace():
            section.text.append(text)


_KEPT = frozenset({"p", "code", "pre", "li", "ol", "ul", "sub", "sup"})
"""Elements whose tags the search keeps."""


def without_figures(page: str) -> str:
    """``page`` without the content of figures that the search leaves out, where what begins in one ends in it."""
    parts = list[str]()
    done = 0
    for figure in _LEFT_OUT.finditer(page):
        begin, end = figure.end(), page.find("</figure>", figure.end())
        inside = page[begin:end]
        if begin >= done and end >= 0 and not _HEADING.search(inside) and is_closed(inside):
            parts.append(page[done:begin])
            done = end
    return "".join((*parts, page[done:]))


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag, of two with one name the last."""
    found = _ATTRIBUTE.findall(text)
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in found}


def _close(data: list[str], name: str) -> None:
    """Write the end of an element, or take its beginning away where nothing stands behind it."""
    begin = data.index(f"<{name}>")
    if any(not one.isspace() for one in data[begin + 1 :]):
        data.append(f"</{name}>")
    else:
        del data[begin:]
