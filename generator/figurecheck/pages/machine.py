"""The files for machines and the pages that explain them: index, feeds, citations, llms.txt."""

from figurecheck.charts.icon import icon_svg
from figurecheck.pages.addresses import CLAIMS, DISPUTE, LLMS, REUSE
from figurecheck.pages.citing import all_bibtex, all_csl
from figurecheck.pages.claim_index import claims_schema_text, claims_text
from figurecheck.pages.context import SiteContext
from figurecheck.pages.dispute import dispute_page
from figurecheck.pages.feeds import feeds
from figurecheck.pages.llms import llms_text
from figurecheck.pages.rendering import Renderer
from figurecheck.pages.reuse import reuse_page

ICON_SVG = "assets/favicon.svg"


def machine_files(site: SiteContext, renderer: Renderer) -> dict[str, str]:
    """Every file by its path below ``reports``."""
    found = {
        ICON_SVG: icon_svg(),
        CLAIMS: claims_text(site),
        "schema/claims.schema.json": claims_schema_text(),
        LLMS: llms_text(site),
        REUSE: renderer.page(REUSE, "reuse.md.j2", reuse_page(site)),
        DISPUTE: renderer.page(DISPUTE, "dispute.md.j2", dispute_page(site)),
        **feeds(site),
    }
    for article in site.articles:
        slug, release = article.article.article.slug, article.release
        if release is not None:
            found[f"{slug}/downloads/citations.bib"] = all_bibtex(article, release, site.settings)
            found[f"{slug}/downloads/citations.csl.json"] = all_csl(article, release, site.settings)
    return found
