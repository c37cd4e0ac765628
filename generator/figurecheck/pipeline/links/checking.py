"""The check of the built site: each address that stays inside it leads to a file, each anchor to a place in a page.

MkDocs checks the links of Markdown. Here everything is checked as a browser would find it, whichever builder made it:
raw HTML, drawings, linked data, feeds, the search index, style sheets.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from figurecheck.errors import SiteError
from figurecheck.pipeline.links.data import (
    addresses_in_json,
    addresses_in_style,
    addresses_in_text,
    addresses_in_xml,
    locations_in_search,
)
from figurecheck.pipeline.links.found import Found
from figurecheck.pipeline.links.pages import read_page

_SEARCH = frozenset({"search/search_index.json", "search.json"})
_NOT_FOUND = "404.html"
"""The page of a missing address is shown at any depth, so its links alone begin at the top of the host."""
_FOLDERS = frozenset({"./", "../"})
"""What that page calls the folders of a missing address: the first page is found by going up, from any depth."""
_READERS = {
    ".json": addresses_in_json,
    ".webmanifest": addresses_in_json,
    ".xml": addresses_in_xml,
    ".svg": addresses_in_xml,
    ".txt": addresses_in_text,
    ".md": addresses_in_text,
    ".css": addresses_in_style,
}
_SHOWN = 20


@dataclass(frozen=True)
class Broken:
    """An address that leads nowhere: the file it stands in, the address as written, and what is wrong with it."""

    file: str
    address: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.address!r} {self.why}"


def check_links(site: Path, known: Mapping[str, Found] | None = None) -> int:
    """How many addresses inside the site were checked; ``known`` is what has been read of its pages, by their names.

    Raises SiteError that names file, address and target of each broken one.
    """
    found = {name: (known or {}).get(name) or _read(site, name) for name in _names(site)}
    own = found["index.html"].own if "index.html" in found else None
    check = _Check(found, frozenset(_all(site)), own)
    broken = [problem for name in found for problem in check.file(name)]
    if broken:
        more = f"\n  and {len(broken) - _SHOWN} more" if len(broken) > _SHOWN else ""
        lines = "".join(f"\n  {one}" for one in broken[:_SHOWN])
        raise SiteError(
            f"the built site has addresses that lead nowhere ({len(broken)}); it was not published:{lines}{more}"
        )
    return check.count


def _all(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())


def _names(site: Path) -> list[str]:
    return [name for name in _all(site) if Path(name).suffix in {".html", *_READERS}]


def _read(site: Path, name: str) -> Found:
    text = (site / name).read_text(encoding="utf-8")
    try:
        if name.endswith(".html"):
            return read_page(text)
        if name in _SEARCH:
            return Found(tuple(f"{'../' * name.count('/')}{one}" for one in locations_in_search(text)))
        return Found(_READERS[Path(name).suffix](text))
    except ValueError as problem:
        raise SiteError(f"{name} of the built site holds JSON that cannot be read: {problem}") from problem


class _Check:
    """Resolves addresses against the files and anchors of one site."""

    def __init__(self, found: dict[str, Found], files: frozenset[str], own: str | None) -> None:
        self._found, self._files, self._own = found, files, own
        self.count = 0

    def file(self, name: str) -> list[Broken]:
        """What is broken in one file."""
        found = self._found[name]
        broken = [Broken(name, f"#{one}", "is an id that stands twice") for one in found.repeated]
        broken += [
            Broken(name, f"#{one}", "is no id of this page") for one in sorted({*found.parts}) if one not in found.ids
        ]
        for address in dict.fromkeys(found.addresses):
            why = self._why(name, address.strip())
            broken += [Broken(name, address, why)] if why else []
        return broken

    def _why(self, name: str, address: str) -> str | None:
        """What is wrong with an address in the file ``name``; None where it is fine or another site's."""
        parts = urlsplit(self._relative(name, address))
        if parts.scheme or parts.netloc:
            return None
        self.count += 1
        target = _target(name, unquote(parts.path))
        if target is None:
            return "leads out of the site"
        if target not in self._files:
            slash = "; a folder ends with a slash" if f"{target}/index.html" in self._files else ""
            return f"leads to {target}, which does not exist{slash}"
        anchor = unquote(parts.fragment.split(":~:")[0])
        # A fragment with "=" keeps a choice that a script of the page reads; it names no place.
        if not anchor or "=" in anchor or not target.endswith(".html") or anchor in self._found[target].ids:
            return None
        return f"leads to {target}, which has no anchor {anchor!r}"

    def _relative(self, name: str, address: str) -> str:
        """``address`` as seen from the file ``name``, where it was written from the top of the site."""
        top = "../" * name.count("/")
        if self._own and address.startswith(self._own):
            return f"{top}./{address.removeprefix(self._own).removeprefix('/')}"
        if name == _NOT_FOUND and address.startswith("/"):
            return f"./{address.removeprefix(urlsplit(self._own or '/').path)}"
        if name == _NOT_FOUND and address in _FOLDERS:
            return "./"
        return address


def _target(name: str, path: str) -> str | None:
    """The file that ``path`` leads to from the file ``name``; None where it leaves the site."""
    if path.startswith("/"):
        return None
    if not path:
        return name
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if target.split("/")[0] == "..":
        return None
    is_folder = path.endswith("/") or path.rsplit("/", maxsplit=1)[-1] in {".", ".."}
    return posixpath.normpath(f"{target}/index.html") if is_folder else target
