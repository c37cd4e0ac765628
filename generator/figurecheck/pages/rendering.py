"""The text of a page from its template, with tips at its terms; whoever keeps such texts may give an earlier one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment

from figurecheck.pages.glossary import TEMPLATES, with_terms
from figurecheck.pages.templating import render, sources

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Source:
    """All that the text of a page is made from: ``templates`` are texts by name, ``tipped`` whether terms get tips."""

    path: str
    view: "DataclassInstance"
    templates: Mapping[str, str]
    tipped: bool


Reuse = Callable[[Source, Callable[[], str]], str]
"""The text of a page: the one that was kept of the same source, or what the function makes."""


@dataclass(frozen=True)
class Renderer:
    """Renders pages with the templates of ``jinja``; those in the folders ``tipped`` get tips at their terms."""

    jinja: Environment
    tipped: tuple[str, ...]
    reuse: Reuse | None = None

    def page(self, path: str, template: str, view: "DataclassInstance") -> str:
        """The Markdown of the page ``path`` (below reports); raises RenderError."""
        tipped = path.partition("/")[0] in self.tipped

        def make() -> str:
            text = render(self.jinja, template, view)
            return with_terms({path: text}, self.tipped, self.jinja)[path]

        if self.reuse is None:
            return make()
        templates = dict(sources(self.jinja, template))
        for each in TEMPLATES if tipped else ():
            templates |= sources(self.jinja, each)
        return self.reuse(Source(path, view, templates, tipped), make)
