"""The same site by Zensical, the successor of Material for MkDocs: ``python -m figurecheck.pipeline.zensical_site``.

It reads the same mkdocs.yml, theme overrides and pages, from a copy below ``.cache/zensical``, and the site that comes
out gets the same heads, cards, bundle and redirects as that of MkDocs. One thing is translated: MkDocs leaves links in
raw HTML as they are, seen from the page's address; Zensical reads them as seen from the Markdown file, as both do with
links in Markdown.
"""

import posixpath
import re
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from figurecheck.errors import SiteError
from figurecheck.keys.kept import Kept
from figurecheck.paths import Project
from figurecheck.pipeline.addresses import keep_addresses
from figurecheck.pipeline.content_policy import protect
from figurecheck.pipeline.dressing import dress, pictures, promised
from figurecheck.pipeline.facts import series_facts
from figurecheck.pipeline.ledger import grown_ledger
from figurecheck.pipeline.links.checking import check_links
from figurecheck.pipeline.page_units import KeptPages
from figurecheck.pipeline.pieces import making
from figurecheck.pipeline.series_pieces import series_pieces
from figurecheck.pipeline.site_pieces import site_pieces
from figurecheck.pipeline.telling import Told, tell
from figurecheck.pipeline.working import work
from figurecheck.pipeline.workspace import open_workspace

_RAW_LINK = re.compile(r'(<[a-zA-Z][^<>]*?\s(?:href|src)=")([^"]+)(")')


def build_with_zensical(project: Project) -> Path:
    """Build the published reports with Zensical, strictly; returns the folder of the site.

    Raises SiteError before the first build, where Zensical is not installed or refuses, and for a broken address.
    """
    if not (project.reports / "index.md").is_file():
        raise SiteError(f"asked to build {project.reports} with Zensical; found no pages; make them with: make site")
    folder = project.root / ".cache" / "zensical"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.reports, folder / "reports")
    shutil.copytree(project.templates, folder / "templates")
    shutil.copy(project.mkdocs, folder)
    for page in (folder / "reports").rglob("*.md"):
        name = page.relative_to(folder / "reports").as_posix()
        page.write_text(with_links_from_the_file(page.read_text(encoding="utf-8"), name), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = (done.stdout + done.stderr).strip()
        raise SiteError(f"asked Zensical to build {folder}; it refused:\n{said}")
    site = folder / "site"
    kept = Kept(project.root / ".cache" / "units")
    told = _told(project, kept)
    with making(pictures(told.site), kept) as drawn:
        dress(project, told.site, told.files(project.reports), drawn(), site)
    protect(site)
    keep_addresses(project, site, promised(told.site))
    check_links(site)
    return site


def _told(project: Project, kept: Kept) -> Told:
    """What the site tells of: that of the last build, where nothing has changed since, without doing its work again."""
    workspace = open_workspace(project)
    judged, beside = work(workspace, kept, chain(site_pieces(workspace), series_pieces(workspace)), _quiet)
    ledgers = {one.article.article.slug: grown_ledger(project, one) for one in judged}
    facts = series_facts(workspace, beside)
    return tell(workspace, judged, facts, beside, ledgers, KeptPages(kept), _quiet, _written_before)


def _written_before(_path: str, _text: str) -> None:
    """The reports are there."""


def _quiet(_words: str, _done: int, _total: int) -> None:
    """Tell nobody what goes on."""


def with_links_from_the_file(text: str, name: str) -> str:
    """``text`` of the Markdown file ``name`` with the links of raw HTML as seen from the file, not from the page.

    The page of ``a/b.md`` lies at ``a/b/``, so ``../c/`` in it is ``c/`` for the file; an ``index.md`` lies where its
    page does. Whole addresses, addresses of the host and anchors stay.
    """
    folder, file = posixpath.split(name)
    if file == "index.md":
        return text

    def moved(found: re.Match[str]) -> str:
        before, address, after = found.groups()
        path = urlsplit(address).path
        if urlsplit(address).scheme or urlsplit(address).netloc or not path or path.startswith("/"):
            return found.group()
        target = posixpath.relpath(
            posixpath.join("/", folder, file.removesuffix(".md"), path), posixpath.join("/", folder)
        )
        slash = "/" if path.endswith(("/", "..", "/.")) else ""
        return f"{before}{target}{slash}{address[len(path) :]}{after}"

    return _RAW_LINK.sub(moved, text)


if __name__ == "__main__":
    sys.stdout.write(f"{build_with_zensical(Project(Path.cwd()))}\n")
