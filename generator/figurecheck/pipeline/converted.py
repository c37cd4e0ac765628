"""Markdown pages that MkDocs need not convert again: their text, what they include and where they may lead is the same.

MkDocs converts every page at every build, which takes half of its time. What it makes of a page is remembered apart
from the name of the release that the page cites. A build with a warning fails, and remembers nothing.
"""

import pickle
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from figurecheck.keys.digests import digest
from figurecheck.keys.remembered import Remembered
from figurecheck.pipeline.release_names import BLANK, apart, cited

_MARK = "--8<--"
_INCLUDED = re.compile(rf'^{_MARK} "([^"\n]+)"$', re.MULTILINE)
_convert = Page.render


@dataclass
class Converted:
    """Stands in for MkDocs' conversion of pages; ``said`` is all of the configuration that a conversion depends on."""

    memory: Remembered
    docs: Path
    said: str
    releases: Collection[str]
    _places: str = field(init=False, default="")

    def render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """What MkDocs calls for each page: sets its content, its headings, its anchors and its links to anchors.

        Nothing asks for the Markdown afterwards but whether there was any.
        """
        given = page.markdown or ""
        text, release = apart(given, self.releases)
        mark = self._mark(text, files)
        found = self._found(page, mark)
        if found is not None:
            _set(page, found, files)
        else:
            page.markdown = text
            _convert(page, config, files)
            made = _made(page)
            if BLANK in repr((made["toc"], *made["rest"])):
                page.markdown = given
                _convert(page, config, files)
                release = ""
            elif mark:
                self.memory.keep(_name(page), pickle.dumps((mark, made)))
        page.markdown, page.content = "", cited(page.content or "", release)

    def _found(self, page: Page, mark: str) -> dict[str, Any] | None:
        kept = self.memory.find(_name(page)) if mark else None
        if kept is None:
            return None
        before, found = pickle.loads(kept)  # noqa: S301  # written by this project, checked by digest
        return dict(found) if before == mark else None

    def _mark(self, text: str, files: Files) -> str:
        """A digest of all that the conversion of ``text`` depends on; "" where that is not sure."""
        names = _INCLUDED.findall(text)
        if len(names) != text.count(_MARK):
            return ""
        try:
            included = [(self.docs / name).read_text(encoding="utf-8") for name in names]
        except (OSError, ValueError):
            return ""
        if any(_MARK in one for one in included):
            return ""
        self._places = self._places or digest(repr([file.src_uri for file in files]))
        return digest(repr((self.said, text, included, self._places)))


def _name(page: Page) -> str:
    return f"page {page.file.src_uri}"


def _made(page: Page) -> dict[str, Any]:
    """All that a conversion sets; files stand by the names of their sources."""
    links = page.links_to_anchors
    leads = None if links is None else {file.src_uri: anchors for file, anchors in links.items()}
    return {
        "content": page.content,
        "headings": pickle.dumps(page.toc),
        "toc": [_heading(item) for item in page.toc],
        "rest": (page._title_from_render, page.present_anchor_ids, leads),  # noqa: SLF001  # MkDocs sets it so
    }


def _heading(item: Any) -> tuple[str, str, list[Any]]:
    return item.title, item.id, [_heading(one) for one in item.children]


def _set(page: Page, found: dict[str, Any], files: Files) -> None:
    page.content = found["content"]
    page.toc = pickle.loads(found["headings"])  # noqa: S301
    page._title_from_render, page.present_anchor_ids, leads = found["rest"]  # noqa: SLF001  # as MkDocs sets it
    given = ((files.get_file_from_path(name), anchors) for name, anchors in (leads or {}).items())
    page.links_to_anchors = None if leads is None else {file: anchors for file, anchors in given if file is not None}
