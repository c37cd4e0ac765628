"""The method pages as files below ``reports``, and their place in the navigation."""

from figurecheck.pages.context import SiteContext
from figurecheck.pages.methods.coverage import coverage_page
from figurecheck.pages.methods.families import FAMILIES
from figurecheck.pages.methods.pages import families_page, family_page
from figurecheck.pages.rendering import Renderer

FOLDER = "methods"
Entry = dict[str, "str | list[str | Entry]"]


def method_pages(site: SiteContext, renderer: Renderer) -> dict[str, str]:
    """The list of families, a page for each, and the coverage study if there is one; nothing without their facts."""
    facts = site.methods
    if facts is None:
        return {}
    index, coverage = f"{FOLDER}/index.md", f"{FOLDER}/coverage.md"
    pages = {index: renderer.page(index, "methods.md.j2", families_page(facts, site.series))}
    for family in FAMILIES:
        path = f"{FOLDER}/{family.id}.md"
        page = family_page(family, facts, site.articles, site.series)
        pages[path] = renderer.page(path, "methods_family.md.j2", page)
    if facts.coverage is not None:
        pages[coverage] = renderer.page(coverage, "methods_coverage.md.j2", coverage_page(facts.coverage))
    return pages


def method_entries(site: SiteContext) -> list["str | Entry"]:
    """Titles and files of the method pages, in the order of the navigation."""
    if site.methods is None:
        return []
    entries: list[str | Entry] = [f"{FOLDER}/index.md"]
    entries += [{family.title: f"{FOLDER}/{family.id}.md"} for family in FAMILIES]
    return entries + ([{"Coverage of the intervals": f"{FOLDER}/coverage.md"}] if site.methods.coverage else [])
