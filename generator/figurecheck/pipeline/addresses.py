"""Addresses that were published stay: a list that is only added to, and redirects for pages that moved."""

import html
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from figurecheck.documents import Document, load_document, validate
from figurecheck.errors import MovedAddressError, RedirectError
from figurecheck.pages.addresses import ATOM, CLAIMS, JSON_FEED, LLMS, RSS
from figurecheck.paths import Project
from figurecheck.redirects import Redirect, Redirects

_ID = re.compile(r'\sid="([^"]+)"')
_MACHINE = (ATOM, JSON_FEED, RSS, CLAIMS, LLMS)
_FILES = ("downloads/*", "*/downloads/*", "*/results.json", "*/ledger.csv", "schema/*.json")
"""What pages offer to take away. Charts and cards are parts of their pages and come and go with them."""
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"


Promised = Mapping[str, Collection[str]]
"""The anchors that pages promise to keep, by the path of the page."""


def keep_addresses(project: Project, site: Path, promised: Promised) -> str:
    """Write the redirects into the built ``site``; returns the list of addresses with what is new.

    Raises RedirectError for a redirect that leads nowhere or hides a page, MovedAddressError for an address that was
    published and is gone. Only a site that knows its own address has RSS, so a build without one does not miss it.
    """
    now = set(published_addresses(site, promised))
    before = known_addresses(project)
    moved = _redirects(project, now, before)
    gone = sorted(before - now - moved.keys() - {RSS})
    if gone:
        raise MovedAddressError(
            f"{len(gone)} published address{'' if len(gone) == 1 else 'es'} would be gone, first {gone[0]!r}; keep it, "
            f"or say in {project.redirects.name} where it leads now; where the site was never published, "
            f"delete {project.addresses.relative_to(project.root).as_posix()} and build again"
        )
    for source, target in moved.items():
        _write_redirect(site, source, target)
    return "".join(f"{one}\n" for one in sorted(before | now))


def known_addresses(project: Project) -> set[str]:
    """What was published so far: one address a line, relative to the top of the site, "./" for the top itself."""
    if not project.addresses.is_file():
        return set()
    return set(project.addresses.read_text(encoding="utf-8").split())


def published_addresses(site: Path, promised: Promised) -> Iterable[str]:
    """Every page, the promised parts of pages, the files for machines and those that pages offer to take away."""
    for file in site.rglob("index.html"):
        path = file.relative_to(site).parent.as_posix()
        page = "./" if path == "." else f"{path}/"
        yield page
        if page in promised:
            there = set(_ID.findall(file.read_text(encoding="utf-8")))
            yield from (f"{page}#{name}" for name in promised[page] if name in there)
    yield from (name for name in _MACHINE if (site / name).is_file())
    yield from (file.relative_to(site).as_posix() for pattern in _FILES for file in site.glob(pattern))


def _redirects(project: Project, now: set[str], before: set[str]) -> dict[str, str]:
    if not project.redirects.is_file():
        return {}
    document = load_document(project.redirects, RedirectError)
    found: dict[str, str] = {}
    for number, one in enumerate(validate(document, Redirects, RedirectError).redirects):
        _check(document, number, one, now, before)
        found[one.source] = one.target
        within = (known for known in before if known.startswith(f"{one.source}#"))
        found |= dict.fromkeys(within, one.target)
    return found


def _check(document: Document, number: int, one: Redirect, now: set[str], before: set[str]) -> None:
    where = ("redirects", number)
    if one.source in now:
        raise document.error(
            RedirectError, (*where, "source"), f"{one.source!r}, which is there", "a page that is gone"
        )
    if one.source not in before:
        allowed = "an address that was published, as reports/addresses.txt has it"
        raise document.error(RedirectError, (*where, "source"), repr(one.source), allowed)
    if one.target not in now:
        raise document.error(RedirectError, (*where, "target"), repr(one.target), "an address that is there")


def _write_redirect(site: Path, source: str, target: str) -> None:
    """A page that leads on, without a script; an old part of a page that stays, and an old file, need none."""
    if "#" in source or not source.endswith("/"):
        return
    leads = html.escape("../" * source.count("/") + target)
    file = site / source / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<title>Moved</title><meta name="robots" content="noindex"><link rel="canonical" href="{leads}">'
        f'<meta http-equiv="refresh" content="0; url={leads}"></head>'
        f'<body><p>This page has moved: <a href="{leads}">{leads}</a></p></body></html>\n'
    )
    file.write_text(text, encoding="utf-8", newline="\n")
