"""What is added to a built site, whichever builder made it: heads for machines, cards, icons, the release bundle."""

import json
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from joblib import Parallel, delayed

from figurecheck.charts.icon import icon_png
from figurecheck.charts.social_card import Card, draw_card
from figurecheck.errors import OutputError
from figurecheck.pages.addresses import BUNDLE, claim_path
from figurecheck.pages.bundle import bundle_files
from figurecheck.pages.cards import cards
from figurecheck.pages.context import SiteContext
from figurecheck.pages.heads import ICON, OTHER, TOUCH_ICON, heads, with_head
from figurecheck.paths import Project
from figurecheck.store.datapackage import datapackage_text

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The oldest moment that the format knows: a build has no clock."""
_READABLE = 0o644 << 16
_UNIX = 3
_NO_PAGE = "404.html"
_AGE = re.compile(r'<p class="fc-age".*?</p>', re.DOTALL)
_HELP = "<p>There is no page at this address. The menu and the search lead to every page that there is.</p>"
_EFFORT = 6
"""Of zlib; nine takes four times as long for one and a half hundredths of the size."""


def dress(project: Project, site: SiteContext, files: Mapping[str, str], built: Path) -> None:
    """Add to the site in ``built`` what ``site`` says; ``files`` are those of the reports folder, by path."""
    _heads(site, built)
    _help_who_is_lost(built)
    pictures = {ICON: icon_png(48), TOUCH_ICON: icon_png(180), **_drawn(cards(site))}
    observations = json.loads(datapackage_text(project, (facts.series for facts in site.series)))
    for path, content in {**pictures, BUNDLE: zipped(bundle_files(site, files, observations))}.items():
        _write(built / path, content)


def testable(site: SiteContext) -> dict[str, bool]:
    """Whether each claim can be tested, by the path of its page."""
    return {claim_path(article, one): one.claim.testable for article in site.articles for one in article.claims}


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


def _help_who_is_lost(built: Path) -> None:
    """The page for missing addresses comes from the theme: add what to do, and the age of the data as on the home page.

    Raises OutputError where the home page does not tell the age or the theme's page has no place for it.
    """
    age = _AGE.search((built / "index.html").read_text(encoding="utf-8"))
    before, end, after = (built / _NO_PAGE).read_text(encoding="utf-8").rpartition("</article>")
    if age is None or not end:
        raise OutputError(f"{_NO_PAGE} cannot say how old the data are; is the theme another one?")
    _write(built / _NO_PAGE, f"{before}{_HELP}{age[0]}{end}{after}".encode())


def _drawn(wanted: dict[str, Card]) -> dict[str, bytes]:
    pictures = Parallel(n_jobs=-1)(delayed(draw_card)(card) for card in wanted.values())
    return dict(zip(wanted, pictures, strict=True))


def _write(file: Path, content: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as problem:
        raise OutputError(f"cannot stage {file.name}: {problem.strerror}; is the disk full?") from problem
