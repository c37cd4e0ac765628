"""The step from pages to a site, made only where an input of it differs or the published site was touched."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from figurecheck.keys.digests import folder_digests
from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Unit
from figurecheck.paths import SHIPPED, Project
from figurecheck.pipeline.addresses import keep_addresses
from figurecheck.pipeline.content_policy import protect
from figurecheck.pipeline.dressing import dress, testable
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.judging import Step
from figurecheck.pipeline.links.checking import check_links
from figurecheck.pipeline.site import build_site
from figurecheck.pipeline.telling import Told
from figurecheck.pipeline.units import site_unit


@dataclass(frozen=True)
class SiteStep:
    """Whether the site was built into the stage (else the published one stays), and the list of its addresses."""

    built: bool
    addresses: str


def site_step(project: Project, generation: Generation, kept: Kept, told: Told, last_day: date, step: Step) -> SiteStep:
    """Build the site from the staged reports unless the published one is what would come out."""
    unit = _unit(project, generation, last_day)
    published = project.addresses.read_text(encoding="utf-8") if project.addresses.is_file() else ""
    if kept.find(unit, _result(project.site, published)) is not None:
        return SiteStep(False, published)
    site = generation.tree("site")
    step("building the site", 0, 1)
    build_site(project, generation.tree("reports"), site, last_day)
    step("adding what machines read", 0, 1)
    dress(project, told.site, told.files, site)
    protect(site)
    addresses = keep_addresses(project, site, testable(told.site))
    check_links(site)
    kept.keep(unit, _result(site, addresses))
    return SiteStep(True, addresses)


def _unit(project: Project, generation: Generation, last_day: date) -> Unit:
    """The work on the site; the record of every series goes into the release bundle."""
    pages = folder_digests(generation.tree("reports"), ".")
    own = folder_digests(project.root, "mkdocs.yml", "redirects.yml", "data/series")
    theme = {f"templates/{name}": found for name, found in folder_digests(project.templates, "theme").items()}
    package = {f"package {name}": found for name, found in folder_digests(SHIPPED, "mkdocs.yml").items()}
    return site_unit(pages, {**own, **theme, **package}, last_day.isoformat())


def _result(site: Path, addresses: str) -> bytes:
    """The files of a site and the list of addresses, as one comparable text."""
    return json.dumps({"files": folder_digests(site, "."), "addresses": addresses}, sort_keys=True).encode()
