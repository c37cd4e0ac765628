"""The glossary: a page of all terms, and on every other page a link with a tip at the first use of each.

Methods that a page names in its tables alone are explained there, by a link with a title: a box that scrolls would cut
a tip.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment

from figurecheck.pages.addresses import up
from figurecheck.pages.glossary_methods import METHODS
from figurecheck.pages.glossary_term import Term
from figurecheck.pages.glossary_terms import TERMS
from figurecheck.pages.templating import render

PAGE = "glossary.md"
TEMPLATE = "term.md.j2"
HEAD_TEMPLATE = "term_head.md.j2"
CELL_TEMPLATE = "term_cell.md.j2"
TEMPLATES = (TEMPLATE, HEAD_TEMPLATE, CELL_TEMPLATE)

_HTML = r"<[^>]*>"
_KEPT = re.compile(
    r"<span class=\"fc-tipped.*?</span></span>"  # a link with its tip
    r"|<span class=\"fc-verdict[^>]*>.*?</span>[^<]*</span>"  # a verdict
    r"|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\{[^}]*\})?"  # a link or a picture
    r"|`[^`]*`|<(?:code|summary|a|small|th|math)\b.*?</(?:code|summary|a|small|th|math)>"
    rf"|{_HTML}|\{{[^}}]*\}}|&[#\w]+;"
)
"""What is left as it is inside a line of prose."""

_HEADS = re.compile(r"\s*<thead>")
"""The line of column heads beneath a chart: there a tip would be cut by the box that scrolls, so a title stands in."""

_ROW = re.compile(r"\s*\|(?!\s*:?-)")
"""A row of a table that is written in Markdown."""

_NO_PROSE = re.compile(r"\s*(?:#|\||<(?!span|/?strong|/?em)|--8<--|!!!|\*\[|`{3})")
"""Lines without prose: headings, tables, blocks of HTML, included files."""


@dataclass(frozen=True)
class TermLink:
    """A term in the text: its words there, the page or address that explains it, and the explanation."""

    id: str
    words: str
    path: str
    says: str


@dataclass(frozen=True)
class GlossaryEntry:
    """A term on the page of all terms; ``path`` is "" where no method page goes on from it."""

    id: str
    title: str
    says: str
    path: str


@dataclass(frozen=True)
class GlossaryPage:
    """Everything the template of the glossary may use."""

    entries: tuple[GlossaryEntry, ...]


def glossary_page(pages: Container[str]) -> GlossaryPage:
    """All terms in the order of the alphabet; ``pages`` are those of the site, so that every link leads somewhere."""
    return GlossaryPage(
        tuple(
            GlossaryEntry(term.id, term.title, term.says, term.page if term.page in pages else "")
            for term in sorted(TERMS, key=lambda term: term.title.lower())
        )
    )


def with_terms(pages: dict[str, str], folders: tuple[str, ...], jinja: Environment) -> dict[str, str]:
    """``pages`` with a tip at the first use of every term, on the Markdown pages inside ``folders``."""
    return {
        path: _marked(text, path, jinja) if path.endswith(".md") and path.partition("/")[0] in folders else text
        for path, text in pages.items()
    }


def _marked(text: str, path: str, jinja: Environment) -> str:
    """The Markdown of one page with its tips, and its column heads beneath charts with links."""
    head, fence, body = _split(text)
    left = {form: term for term in TERMS for form in term.forms}
    address, above = f"{up(_built(path))}{_built(PAGE)}", "../" * path.count("/")
    lines = [
        _head(line, left, address, jinja) if _HEADS.match(line) else line
        for line in _lines(body.split("\n"), left, above, jinja)
    ]
    methods = {form: term for term in METHODS for form in term.forms if form in left}
    return head + fence + "\n".join(_rows(lines, methods, above, jinja))


def _built(path: str) -> str:
    """The address of the Markdown page ``path`` on the built site, from its top."""
    return path.removesuffix("index.md").replace(".md", "/")


def _head(line: str, left: Mapping[str, Term], address: str, jinja: Environment) -> str:
    """A line of column heads with a link at each term that the text above has not explained; all stay to be told."""

    def link(found: re.Match[str]) -> str:
        term = left[found[0]]
        return render(jinja, HEAD_TEMPLATE, TermLink(term.id, found[0], address, term.says)).rstrip("\n")

    return _any_of(tuple(left)).sub(link, line) if left else line


def _split(text: str) -> tuple[str, str, str]:
    """Front matter, its closing line, and the rest."""
    if not text.startswith("---\n"):
        return "", "", text
    head, fence, body = text.partition("\n---\n")
    return (head, fence, body) if fence else ("", "", text)


def _lines(lines: list[str], left: dict[str, Term], up: str, jinja: Environment) -> Iterator[str]:
    quoted = False
    for line in lines:
        quoted = quoted or "<pre" in line
        yield line if quoted or _NO_PROSE.match(line) else "".join(_prose(line, left, up, jinja, TEMPLATE))
        quoted = quoted and "</pre>" not in line


def _rows(lines: list[str], left: dict[str, Term], up: str, jinja: Environment) -> Iterator[str]:
    """``lines`` with a link at the first use of every term of ``left`` in a row of a table."""
    for line in lines:
        yield "".join(_prose(line, left, up, jinja, CELL_TEMPLATE)) if _ROW.match(line) else line


def _prose(line: str, left: dict[str, Term], up: str, jinja: Environment, template: str) -> Iterator[str]:
    at = 0
    for kept in _KEPT.finditer(line):
        yield _first_uses(line[at : kept.start()], left, up, jinja, template)
        yield kept[0]
        at = kept.end()
    yield _first_uses(line[at:], left, up, jinja, template)


def _first_uses(text: str, left: dict[str, Term], up: str, jinja: Environment, template: str) -> str:
    """``text`` with a tip at each term that the page has not used before; a term that was used leaves ``left``."""

    def tip(found: re.Match[str]) -> str:
        term = left.get(found[0])
        if term is None:
            return found[0]
        for form in term.forms:
            left.pop(form, None)
        link = TermLink(term.id, found[0], f"{up}{PAGE}", term.says)
        return render(jinja, template, link).rstrip("\n")

    if not left or _any_of(_FORMS).search(text) is None:
        return text
    return _any_of(tuple(left)).sub(tip, text)


_FORMS = tuple(form for term in TERMS for form in term.forms)


@lru_cache(maxsize=4_096)
def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Any of ``forms`` as a word of its own, the longest that fits."""
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")
