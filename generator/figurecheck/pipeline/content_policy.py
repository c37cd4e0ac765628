"""The Content-Security-Policy of every built page, written after the build, so that it suits any site builder.

A page may run the files of its own site and the few inline scripts of the theme, named by their hashes. What the theme
needs is on every page; an inline script that only some pages have came from somewhere else, and is refused.
Source: Content Security Policy Level 3 (W3C, 2024).
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from figurecheck.errors import SiteError
from figurecheck.pipeline.html_reading import read_html

RULES = (
    ("default-src", "'none'"),
    ("style-src", "'self' 'unsafe-inline'"),
    ("img-src", "'self' data:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
)
"""Everything but the scripts. Styles may be inline: charts and tables carry them, and they run nothing."""

_PROGRAMS = frozenset({"", "module", "text/javascript", "application/javascript"})
"""Types of script elements that a browser executes; any other is data."""
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcdoc"})
_RUNNING = ("javascript:", "vbscript:", "data:text")
_BLANKS = re.compile(r"[\x00-\x20]+")
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_BASE = re.compile(r'new URL\("[^"\\]*",location\)')


class Scripts:
    """Collects the inline programs of a page, and what would run without being a script element."""

    def __init__(self) -> None:
        self.programs: list[str] = []
        self.refused: list[str] = []
        self._parts: list[str] | None = None

    def start(self, tag: str, said: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in {"iframe", "object", "embed", "base", "applet"}:
            self.refused.append(f"<{tag}>")
        self.refused += [f"{name}=" for name in said if name.startswith("on")]
        self.refused += [f"{name}={value[:40]}" for name, value in said.items() if name in _ADDRESSES and _runs(value)]
        if tag == "meta" and said.get("http-equiv"):
            self.refused.append(f"<meta http-equiv={said['http-equiv']}>")
        if tag == "script" and "src" not in said and said.get("type", "").strip().lower() in _PROGRAMS:
            self._parts = []

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._parts is not None:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "script" and self._parts is not None:
            self.programs.append("".join(self._parts))
            self._parts = None

    def close(self) -> None:
        """Nothing is left to do at the end of a page."""

    def allowed(self, name: str) -> tuple[str, ...]:
        """The programs of the page ``name``; raises SiteError where it holds what runs and is none."""
        if self.refused:
            raise SiteError(
                f"the page {name} holds {self.refused[0]}, which no page of ours does; it was not published"
            )
        return tuple(self.programs)


def _runs(address: str) -> bool:
    """Whether a browser would execute ``address``; it ignores blanks and letter case in the scheme."""
    return _BLANKS.sub("", address).lower().startswith(_RUNNING)


def inline_programs(page: str, name: str) -> tuple[str, ...]:
    """The text of every inline script of ``page`` that a browser would execute, in order.

    Raises SiteError where the page ``name`` holds what runs without a script element: event handlers, addresses with a
    script scheme, frames, plug-ins, another base address or http-equiv instructions.
    """
    reader = Scripts()
    read_html(page, reader)
    return reader.allowed(name)


def shape(program: str) -> str:
    """``program`` with the address of the site's top blanked, which is all that differs between pages of a theme."""
    return _BASE.sub('new URL("",location)', program)


def policy(programs: Iterable[str]) -> str:
    """The policy that allows the files of the site and ``programs`` by their SHA-256."""
    digests = dict.fromkeys(base64.b64encode(hashlib.sha256(p.encode()).digest()).decode() for p in programs)
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in digests)])
    (first, *others) = RULES
    return "; ".join(f"{rule} {value}" for rule, value in (first, ("script-src", scripts), *others))


def with_policy(page: str, name: str, allowed: frozenset[str]) -> str:
    """``page`` with its policy as the first thing that could matter, right behind its character set.

    ``allowed`` are the shapes of the scripts that the page may hold. Raises SiteError for any other script and for a
    page without a head.
    """
    return _with_policy(page, name, inline_programs(page, name), allowed)


def _with_policy(page: str, name: str, programs: tuple[str, ...], allowed: frozenset[str]) -> str:
    strange = [program for program in programs if shape(program) not in allowed]
    if strange:
        raise SiteError(f"the page {name} holds a script that is not the theme's ({strange[0].strip()[:60]!r})")
    head = _HEAD.search(page)
    if head is None:
        raise SiteError(f"the page {name} has no head; its Content-Security-Policy cannot be written")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(programs)}">'
    return f"{page[: head.end()]}{tag}{page[head.end() :]}"


def common_programs(programs: Iterable[Iterable[str]]) -> frozenset[str]:
    """The shapes of the inline scripts that every page holds, from those of each page: the scripts of the theme."""
    found = [frozenset(map(shape, each)) for each in programs]
    return frozenset.intersection(*found) if found else frozenset()


def protect(site: Path, read: Callable[[str, str], tuple[str, ...]] = inline_programs) -> int:
    """Write the policy into every page below ``site``; returns how many there are. Raises SiteError.

    ``read`` gives the inline programs of a page, which is given with its name.
    """
    files = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*.html"))}
    pages = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    programs = {name: read(page, name) for name, page in pages.items()}
    allowed = common_programs(programs.values())
    for name, file in files.items():
        text = _with_policy(pages[name], name, programs[name], allowed)
        file.write_text(text, encoding="utf-8", newline="\n")
    return len(files)
