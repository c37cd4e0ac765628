"""What is added to a built site, whichever builder made it: heads for machines, cards, icons, the release bundle."""

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from figurecheck.errors import OutputError
from figurecheck.pages.addresses import ANCHORS, ANCHORS_TESTED, BUNDLE, DATA, claim_path
from figurecheck.pages.bundle import bundle_files
from figurecheck.pages.cards import cards
from figurecheck.pages.context import SiteContext
from figurecheck.pages.heads import ICON, OTHER, TOUCH_ICON, heads, with_head
from figurecheck.pages.marks import anchor
from figurecheck.paths import Project
from figurecheck.pipeline.pieces import Piece
from figurecheck.pipeline.site_pieces import picture_pieces
from figurecheck.store.datapackage import datapackage_text

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The oldest moment that the format knows: a build has no clock."""
_READABLE = 0o644 << 16
_UNIX = 3
_NO_PAGE = "404.html"
_AGE = re.compile(r'<p class="fc-age".*?</p>', re.DOTALL)
_HELP = (
    "<p>There is no page at this address.</p>"
    '<p class="fc-styled">The menu and the search lead to every page that there is.</p>'
)
_PLAIN = """<style>
:where(html) { color-scheme: var(--fc-scheme, light dark); }
:where(body) { font-family: system-ui, sans-serif; }
:where(article) { line-height: 1.6; margin: 2rem auto; }
article { max-width: var(--fc-unbound, min(40rem, 100% - 1rem)); }
.md-toggle { display: none; }
.md-header, .md-tabs > *, .md-sidebar__scrollwrap, .md-footer, .md-skip, .fc-styled { display: var(--fc-styled, none); }
</style>"""
"""Without an address of its own the site cannot name its style sheets on a page that is shown at any depth. Where they
are not found, the variables that they set are missing too: then the text stands alone, in a readable width."""
_NEAR = (
    "<p>If this site lies below a folder of its host, look for its first page "
    '<a href="./">in this folder</a>, <a href="../">one folder up</a>, or further up.</p>'
)
_SKIPPED = {
    '<div data-md-component="skip">': (
        '<div data-md-component="skip"><a href="#not-found" class="md-skip">Skip to content</a>'
    ),
    "<h1>": '<h1 id="not-found">',
}
"""The way past the menu that the theme gives every other page."""
_HOME = re.compile(r'<a href="([^"]*)"[^>]*class="[^"]*md-logo')
_EFFORT = 6
"""Of zlib; nine takes four times as long for one and a half hundredths of the size."""


def pictures(site: SiteContext) -> Iterator[Piece]:
    """The cards of shared links and the icons, as pieces called by their paths."""
    return picture_pieces(cards(site), {ICON: 48, TOUCH_ICON: 180})


def dress(
    project: Project, site: SiteContext, files: Mapping[str, str], drawn: Mapping[str, bytes], built: Path
) -> None:
    """Add to the site in ``built`` what ``site`` says.

    ``files`` are those of the reports folder and ``drawn`` the ``pictures``, by path.
    """
    _heads(site, built)
    _help_who_is_lost(built, anywhere=site.settings.site_address is None)
    observations = json.loads(datapackage_text(project, (facts.series for facts in site.series)))
    for path, content in {**drawn, BUNDLE: zipped(bundle_files(site, files, observations))}.items():
        _write(built / path, content)


def promised(site: SiteContext) -> dict[str, tuple[str, ...]]:
    """The anchors that stay, by the path of their page: parts of each claim's page, and every series, as feeds link to.

    A claim that cannot be tested has fewer parts.
    """
    claims = {
        claim_path(article, one): (*ANCHORS, *(ANCHORS_TESTED if one.claim.testable else ()))
        for article in site.articles
        for one in article.claims
    }
    return {**claims, DATA: tuple(anchor(facts.series.id) for facts in site.series)}


def zipped(files: Mapping[str, str]) -> bytes:
    """``files`` as a ZIP archive, in alphabetical order and without the moment of its making."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, text in sorted(files.items()):
            entry = zipfile.ZipInfo(path, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = _READABLE, _UNIX
            archive.writestr(entry, text.encode(), compresslevel=_EFFORT)
    return buffer.getvalue()


def _heads(site: SiteContext, built: Path) -> None:
    particular = heads(site)
    for file in sorted(built.rglob("*.html")):
        name = file.relative_to(built).as_posix()
        if name == _NO_PAGE:
            continue
        path = name.removesuffix("index.html")
        page = file.read_text(encoding="utf-8")
        text = with_head(page, path, particular.get(path, OTHER), site.settings)
        file.write_text(text, encoding="utf-8", newline="\n")


def _help_who_is_lost(built: Path, *, anywhere: bool) -> None:
    """The page for missing addresses comes from the theme: add what to do, and the age of the data as on the home page.

    A site that may lie ``anywhere`` offers folders too, because it cannot name its first page.

    Raises OutputError where the home page does not tell the age or the theme's page has no place for it.
    """
    age = _AGE.search((built / "index.html").read_text(encoding="utf-8"))
    before, end, after = (built / _NO_PAGE).read_text(encoding="utf-8").rpartition("</article>")
    home = _HOME.search(before)
    if age is None or home is None or not end:
        raise OutputError(f"{_NO_PAGE} cannot lead home or say how old the data are; is the theme another one?")
    way = f'<p><a href="{home[1]}">Go to the first page</a></p>{_NEAR if anywhere else ""}'
    page = f"{before}{_HELP}{way}{age[0]}{end}{after}".replace("</head>", f"{_PLAIN}</head>", 1)
    for mark, more in _SKIPPED.items():
        page = page.replace(mark, more, 1)
    _write(built / _NO_PAGE, page.encode())


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as problem:
        raise OutputError(f"cannot stage {file.name}: {problem.strerror}; is the disk full?") from problem
