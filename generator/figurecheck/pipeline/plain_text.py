"""Text that Markdown's marks cannot change, kept from its patterns: most cells of a table hold a word or a figure.

Markdown tries fourteen patterns on every piece of text. Where the characters that each of them needs are absent, it is
passed as it is; tags and entities, which Markdown only puts aside, are put aside here. The page is the same.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ENTITY_RE, HTML_RE
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString, Registry

NEEDED = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "!",
    "image_reference": "!",
    "short_reference": "[",
    "short_image_ref": "!",
    "footnote": "[",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "entity": "&",
    "not_strong": "*_",
    "em_strong": "*_",
    "em_strong2": "*_",
}
"""Patterns by their names in Markdown's registry: each needs at least one of its characters, each of which stands in
the text of a page or in none of its parts."""
_MARKED = re.compile(r"[`\\\[!*_\x02]|  \n|://|@")
"""What no text has that is passed: marks, what was put aside before, and addresses, which are links in brackets."""
_RAW = re.compile(f"{HTML_RE}|{ENTITY_RE}", re.DOTALL)
_BEFORE, _AFTER = 20.5, 19.5
"""On either side of Markdown's own treatment of text, which is at 20."""


class PlainText(Extension):  # type: ignore[misc]  # Markdown has no types
    """Adds itself around the patterns, unless another extension has brought one whose needs are not known here."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Called by Markdown for each page."""
        passing = _Passing(md)
        md.treeprocessors.register(passing, "plain_text", _BEFORE)
        md.treeprocessors.register(_Opening(passing), "plain_text_over", _AFTER)


class _Passing(Treeprocessor):  # type: ignore[misc]
    """Closes plain texts to the patterns, and takes away the patterns that no text of the page can need."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.closed: list[Element] = []
        self.closed_tails: list[Element] = []

    def run(self, root: Element) -> None:
        inline = self.md.treeprocessors["inline"]
        names = [name for name in NEEDED if name in self.md.inlinePatterns]
        if not isinstance(inline, InlineProcessor) or len(names) < len(self.md.inlinePatterns):
            return
        left = "".join(self._close(root))
        kept = Registry()
        for at, name in enumerate(sorted(names, key=self.md.inlinePatterns.get_index_for_name)):
            if any(needed in left for needed in NEEDED[name]):
                kept.register(self.md.inlinePatterns[name], name, -at)
        inline.inlinePatterns = kept

    def _close(self, root: Element) -> Iterator[str]:
        """Close each text that can be; the others, which the patterns have to see."""
        for element in root.iter():
            if element.text and not isinstance(element.text, AtomicString):
                if _MARKED.search(element.text) or element is root:
                    yield element.text
                else:
                    element.text = self._plain(element.text)
                    self.closed.append(element)
            if element.tail:
                if _MARKED.search(element.tail):
                    yield element.tail
                else:
                    element.tail = self._plain(element.tail)
                    self.closed_tails.append(element)

    def _plain(self, text: str) -> AtomicString:
        if "<" in text or "&" in text:
            text = _RAW.sub(lambda found: self.md.htmlStash.store(found.group()), text)
        return AtomicString(text)


class _Opening(Treeprocessor):  # type: ignore[misc]
    """Opens them again, for whatever comes behind the patterns."""

    def __init__(self, passing: _Passing) -> None:
        super().__init__(passing.md)
        self._passing = passing

    def run(self, root: Element) -> None:  # noqa: ARG002
        for element in self._passing.closed:
            element.text = str(element.text or "") or None
        for element in self._passing.closed_tails:
            element.tail = str(element.tail or "") or None


def makeExtension(**options: object) -> PlainText:  # noqa: N802
    """What Markdown calls where the module is named as an extension."""
    return PlainText(**options)
