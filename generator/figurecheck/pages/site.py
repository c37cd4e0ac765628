"""The whole site as text: every file below the reports folder, from one context."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from jinja2 import BytecodeCache

from figurecheck.errors import RenderError
from figurecheck.pages import words
from figurecheck.pages.age import Ages
from figurecheck.pages.changes.page import PAGE as CHANGES
from figurecheck.pages.changes.page import changes_page
from figurecheck.pages.claim import claim_page
from figurecheck.pages.context import MAKE, ArticleContext, ClaimContext, Picture, SeriesFacts, SiteContext
from figurecheck.pages.corrections.document import corrections_files
from figurecheck.pages.corrections.section import CSV, PAGE, corrections_page
from figurecheck.pages.corrections.table import corrections_csv
from figurecheck.pages.data import data_page, download_path
from figurecheck.pages.figures.view import picture_files
from figurecheck.pages.glossary import PAGE as GLOSSARY
from figurecheck.pages.glossary import glossary_page
from figurecheck.pages.guide.site import guide_pages
from figurecheck.pages.health import health_page
from figurecheck.pages.home import home_page
from figurecheck.pages.machine import machine_files
from figurecheck.pages.method import about_page, method_page
from figurecheck.pages.methods.site import method_pages
from figurecheck.pages.nav import nav_text
from figurecheck.pages.rendering import Renderer, Reuse
from figurecheck.pages.report import report_page
from figurecheck.pages.speed.page import PAGE as SPEED
from figurecheck.pages.speed.page import speed_page
from figurecheck.pages.tables import readings_csv
from figurecheck.pages.templating import environment
from figurecheck.pages.what_if import PAGE as WHAT_IF
from figurecheck.pages.what_if import what_if_files, what_if_page

ASSETS = "assets"
"""The folder below the templates whose files are copied as they are."""


def render_site(
    site: SiteContext, templates: Path, reuse: Reuse | None = None, code: BytecodeCache | None = None
) -> dict[str, str]:
    """All that :func:`site_files` gives, by path in the order of the alphabet."""
    return dict(sorted(site_files(site, templates, reuse, code)))


def site_files(
    site: SiteContext, templates: Path, reuse: Reuse | None = None, code: BytecodeCache | None = None
) -> Iterator[tuple[str, str]]:
    """Every page, chart, table and style sheet with its path below ``reports``, one after the other.

    So whoever writes them needs room for one claim, not for all. ``reuse`` may give the text of a page that was
    rendered before from the same; without it every page is rendered. ``code`` may know compiled templates.
    Raises RenderError where a template is missing or asks for something it was not given.
    """
    jinja = environment(templates, code)
    renderer = Renderer(jinja, tuple(article.article.article.slug for article in site.articles), reuse)
    ages, named = Ages(site, jinja), set[str]()
    for path, text in chain(_site(site, renderer), *(_article(article, site, renderer) for article in site.articles)):
        named.add(path)
        yield path, ages.told(path, text)
    more = {**method_pages(site, renderer), **guide_pages(jinja, _program(site)), **machine_files(site, renderer)}
    more[GLOSSARY] = renderer.page(GLOSSARY, "glossary.md.j2", glossary_page(named | more.keys()))
    more |= {download_path(facts.series.id): facts.table for facts in site.series if facts.table is not None}
    yield from ((path, ages.told(path, text)) for path, text in more.items())
    yield from _assets(templates).items()


def _site(site: SiteContext, renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The pages of no article."""
    yield "index.md", renderer.page("index.md", "home.md.j2", home_page(site))
    yield "data.md", renderer.page("data.md", "data.md.j2", data_page(site))
    yield "method.md", renderer.page("method.md", "method.md.j2", method_page(families=site.methods is not None))
    yield "health.md", renderer.page("health.md", "health.md.j2", health_page(site))
    yield "about.md", renderer.page("about.md", "about.md.j2", about_page(site))
    yield "nav.yml", nav_text(site)
    if site.speed is not None:
        yield SPEED, renderer.page(SPEED, "speed.md.j2", speed_page(site.speed))


def _program(site: SiteContext) -> str:
    """Where the program lies: a checkout says it of itself, another project's repository is not the program's."""
    known = site.settings
    return known.repository or "" if known.command == MAKE else ""


def _article(article: ArticleContext, site: SiteContext, renderer: Renderer) -> Iterator[tuple[str, str]]:
    slug = article.article.article.slug
    series = {facts.series.id: facts for facts in site.series}
    report = report_page(article, words.day(site.last_day), series)
    yield f"{slug}/index.md", renderer.page(f"{slug}/index.md", "report.md.j2", report)
    if article.corrections is not None:
        view = corrections_page(article, article.corrections)
        yield f"{slug}/{PAGE}", renderer.page(f"{slug}/{PAGE}", "corrections.md.j2", view)
        yield f"{slug}/{CSV}", corrections_csv(article.corrections.today)
        yield from ((f"{slug}/{path}", text) for path, text in corrections_files(article.corrections).items())
        yield from _charts(slug, article.corrections_pictures)
    if article.since is not None:
        changes = changes_page(article, article.since, words.day(site.last_day))
        yield f"{slug}/{CHANGES}", renderer.page(f"{slug}/{CHANGES}", "changes.md.j2", changes)
    if article.what_if:
        yield f"{slug}/{WHAT_IF}", renderer.page(f"{slug}/{WHAT_IF}", "what_if.md.j2", what_if_page(article))
        yield from ((f"{slug}/{path}", text) for path, text in what_if_files(article).items())
    if article.picture is not None:
        yield from _charts(slug, [article.picture])
    for claim in article.claims:
        name = claim.claim.id
        yield f"{slug}/{name}.md", _claim(article, claim, series, site, renderer)
        yield from _charts(slug, claim.pictures)
        if claim.claim.testable:
            yield f"{slug}/downloads/{name}.csv", readings_csv(claim, series)


def _claim(
    article: ArticleContext, claim: ClaimContext, series: dict[str, SeriesFacts], site: SiteContext, renderer: Renderer
) -> str:
    """The page of one claim; the release that it cites is named last, because it is another one with every claim."""
    path, release = f"{article.article.article.slug}/{claim.claim.id}.md", article.release
    cited = article if release is None else replace(article, release=release.unnamed)
    told = claim_page(cited, claim, series, site.methods, site.settings)
    text = renderer.page(path, "claim.md.j2", told)
    return text if release is None else release.named(text)


def _charts(slug: str, pictures: Iterable[Picture]) -> Iterator[tuple[str, str]]:
    return ((f"{slug}/{path}", text) for one in pictures for path, text in picture_files(one).items())


def _assets(templates: Path) -> dict[str, str]:
    files = sorted(path for path in (templates / ASSETS).rglob("*") if path.is_file())
    links = [path for path in files if path.is_symlink()]
    if links:
        raise RenderError(f"{links[0].relative_to(templates)} is a symbolic link; only files of the project go out")
    return {path.relative_to(templates).as_posix(): path.read_text(encoding="utf-8") for path in files}
