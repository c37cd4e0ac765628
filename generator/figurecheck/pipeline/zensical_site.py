"""The same site by Zensical, the successor of Material for MkDocs: ``python -m figurecheck.pipeline.zensical_site``.

It reads the same mkdocs.yml, theme overrides and pages, from a copy below ``.cache/zensical``. One thing is translated:
MkDocs leaves links in raw HTML as they are, seen from the page's address; Zensical reads them as seen from the Markdown
file, as both do with links in Markdown.
"""

import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from figurecheck.errors import SiteError
from figurecheck.pages.addresses import BUNDLE
from figurecheck.paths import Project
from figurecheck.pipeline.content_policy import protect
from figurecheck.pipeline.links.checking import check_links

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
    _with_bundle(project, folder / "site")
    protect(folder / "site")
    check_links(folder / "site")
    return folder / "site"


def _with_bundle(project: Project, site: Path) -> None:
    """The release bundle is made for the published site, not from a page; the copy beside it links to the same one."""
    bundle = project.site / BUNDLE
    if bundle.is_file():
        (site / BUNDLE).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(bundle, site / BUNDLE)


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
