"""The step from pages to a site: MkDocs runs where an input of it differs, or the published site was touched."""

import json
from datetime import date

from figurecheck.keys.digests import folder_digests
from figurecheck.keys.kept import Kept
from figurecheck.keys.unit import Unit
from figurecheck.paths import Project
from figurecheck.pipeline.content_policy import protect
from figurecheck.pipeline.generation import Generation
from figurecheck.pipeline.site import build_site
from figurecheck.pipeline.units import site_unit


def site_step(project: Project, generation: Generation, kept: Kept, last_day: date) -> bool:
    """Build the site into the stage unless the published one is what would come out; returns whether it was built."""
    unit = _unit(project, generation, last_day)
    if kept.find(unit, _digests(project)) is not None:
        return False
    build_site(project, generation.tree("reports"), generation.tree("site"), last_day)
    protect(generation.tree("site"))
    kept.keep(unit, _text(folder_digests(generation.tree("site"), ".")))
    return True


def _unit(project: Project, generation: Generation, last_day: date) -> Unit:
    pages = folder_digests(generation.tree("reports"), ".")
    return site_unit(pages, folder_digests(project.root, "mkdocs.yml", "templates/theme"), last_day.isoformat())


def _digests(project: Project) -> bytes:
    """The published site as it is now."""
    return _text(folder_digests(project.site, "."))


def _text(found: dict[str, str]) -> bytes:
    return json.dumps(found, sort_keys=True).encode()
