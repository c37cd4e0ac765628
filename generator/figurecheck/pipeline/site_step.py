"""The step from pages to a site, made only where an input of it differs or the published site was touched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from figurecheck.keys.digests import digest, folder_digests
from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Unit
from figurecheck.pages.context import Settings
from figurecheck.paths import SHIPPED
from figurecheck.pipeline.addresses import keep_addresses
from figurecheck.pipeline.content_policy import protect
from figurecheck.pipeline.dressing import dress, pictures, promised
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.judging import Step
from figurecheck.pipeline.links.checking import check_links
from figurecheck.pipeline.page_reading import readings
from figurecheck.pipeline.pieces import making
from figurecheck.pipeline.site import SiteBuilder
from figurecheck.pipeline.telling import Told
from figurecheck.pipeline.units import site_unit
from figurecheck.pipeline.workers import end_workers


@dataclass(frozen=True)
class SiteStep:
    """The files of the site built into the stage (none: the published one stays), and the list of its addresses."""

    files: frozenset[str]
    addresses: str


def site_step(generation: Generation, kept: Kept, told: Told, builder: SiteBuilder, step: Step) -> SiteStep:
    """Build the site from the staged reports unless the published one is what would come out."""
    project = generation.project
    unit = _unit(generation, told.site.settings, builder.last_day)
    published = project.addresses.read_text(encoding="utf-8") if project.addresses.is_file() else ""
    if kept.find(unit, _result(folder_digests(project.site, "."), published)) is not None:
        for picture in pictures(told.site):
            kept.reuse(picture.unit)
        return SiteStep(frozenset(), published)
    site = generation.tree("site")
    step("building the site", 0, 1)
    releases = tuple(one.release.id for one in told.site.articles if one.release is not None)
    with making(pictures(told.site), kept) as drawn:
        builder.ask(generation.tree("reports"), site, releases)
        pictured = drawn()
    end_workers()  # MkDocs needs most room at its end, when nothing is left to draw
    builder.wait()
    step("adding what machines read", 0, 1)
    dress(project, told.site, told.files(generation.tree("reports")), pictured, site)
    with readings(kept.folder / "readings", releases) as pages:
        protect(site, pages.programs)
    addresses = keep_addresses(project, site, promised(told.site))
    check_links(site, pages.found)
    files = folder_digests(site, ".")
    kept.keep(unit, _result(files, addresses))
    return SiteStep(frozenset(files), addresses)


def _unit(generation: Generation, settings: Settings, last_day: date) -> Unit:
    """The work on the site; the record of every series goes into the release bundle."""
    project = generation.project
    pages = folder_digests(generation.tree("reports"), ".")
    own = folder_digests(project.root, "mkdocs.yml", "redirects.yml", "data/series")
    theme = {f"templates/{name}": found for name, found in folder_digests(project.templates, "theme").items()}
    package = {f"package {name}": found for name, found in folder_digests(SHIPPED, "mkdocs.yml").items()}
    addresses = {"addresses of the site": digest(repr(settings))}
    return site_unit(pages, {**own, **theme, **package, **addresses}, last_day.isoformat())


def _result(files: Mapping[str, str], addresses: str) -> bytes:
    """The files of a site and the list of addresses, as one comparable text."""
    return json.dumps({"files": dict(files), "addresses": addresses}, sort_keys=True).encode()
