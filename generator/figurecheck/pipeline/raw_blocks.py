"""Figures of pages, which are HTML already, kept from Markdown: drawings and tables have half of all tags.

A figure at the left edge outside of every element whose content is Markdown is one raw block, which Markdown reads tag
by tag and gives back as it was. Here its content steps aside before that and comes back behind it. The page is the
same, and so are the anchors that MkDocs finds in it.
"""

import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

_FIGURE = re.compile(r"<figure\b[^<>]*>")
_END = "</figure>"
_HOLDER = re.compile(r"^[ ]{0,3}<(\w+)\b[^<>]*\smarkdown\b", re.MULTILINE)
_FENCE = re.compile(r"^[ ]*(?:```|~~~)", re.MULTILINE)
_EMPTY = re.compile(r"<(?:br|hr|img|input|wbr)\b[^<>]*(?<!/)>")
_LOOSE = re.compile(r"&(?!#?\w+;)")
_ID = re.compile(r"<[^<>]*?\sid=\"([^\"<>]+)\"")
_ASIDE = re.compile(rf"{STX}figure:(\d+){ETX}(?:<i id=\"[^\"]*\"></i>)*{STX}figure{ETX}")
_BEFORE_READING = 22
"""Snippets are there at 32; MkDocs reads anchors at 21, Markdown raw blocks at 20."""
_AFTER_RAW = 25
"""Raw blocks are put back at 30."""


class RawBlocks(Extension):  # type: ignore[misc]  # Markdown has no types
    """Puts the content of figures aside and back again."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Markdown for each page."""
        aside: list[str] = []
        md.preprocessors.register(_Aside(md, aside), "raw_blocks", _BEFORE_READING)
        md.postprocessors.register(_Back(md, aside), "raw_blocks", _AFTER_RAW)


class _Aside(Preprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, aside: list[str]) -> None:
        super().__init__(md)
        self._aside = aside

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if _FENCE.search(text):
            return lines
        holders = list(_holders(text))
        parts = list[str]()
        done = 0
        for begin, end in _figures(text):
            if not any(first <= begin < last for first, last in holders) and is_closed(text[begin:end]):
                parts += [text[done:begin], self._put(text[begin:end])]
                done = end
        return "".join((*parts, text[done:])).split("\n")

    def _put(self, inside: str) -> str:
        """What stands for the content of a figure: its number, and its anchors for MkDocs."""
        self._aside.append(inside)
        anchors = "".join(f'<i id="{name}"></i>' for name in _ID.findall(inside))
        return f"{STX}figure:{len(self._aside) - 1}{ETX}{anchors}{STX}figure{ETX}"


class _Back(Postprocessor):  # type: ignore[misc]
    def __init__(self, md: Markdown, aside: list[str]) -> None:
        super().__init__(md)
        self._aside = aside

    def run(self, text: str) -> str:
        return _ASIDE.sub(lambda found: self._aside[int(found[1])], text) if self._aside else text


def _figures(text: str) -> Iterator[tuple[int, int]]:
    """Where the content of each figure that is a whole block begins and ends: blank lines are around it."""
    for figure in _FIGURE.finditer(text):
        begin, end = figure.end(), text.find(_END, figure.end())
        behind = end + len(_END)
        alone = text.endswith("\n\n", 0, figure.start()) and text.startswith("\n\n", behind)
        if end >= 0 and alone and not any(word in text[begin:end] for word in ("<figure", "<script", "<!--")):
            yield begin, end


def _holders(text: str) -> Iterator[tuple[int, int]]:
    """Where elements whose content is Markdown begin and end; one that is not closed ends with the page."""
    past = 0
    for holder in _HOLDER.finditer(text):
        if holder.start() < past:
            continue
        depth = 0
        past = len(text)
        for tag in re.compile(rf"<(/?){holder[1]}\b").finditer(text, holder.start()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                past = tag.end()
                break
        yield holder.start(), past


def is_closed(inside: str) -> bool:
    """Whether ``inside`` is HTML that nothing has to be added to: elements that end, ampersands written out."""
    alone = inside.count("/>") + len(_EMPTY.findall(inside))
    return inside.count("<") == 2 * inside.count("</") + alone and not _LOOSE.search(inside)


def makeExtension(**options: object) -> RawBlocks:  # noqa: N802
    """What Markdown calls where the module is named as an extension."""
    return RawBlocks(**options)
