"""The dark theme without scripts: what the style sheet alone does where the reader's system asks for dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route

from browsing import laid_out
from figurecheck.paths import Project
from page_types import page_types

pytestmark = pytest.mark.browser

DARKEST_LIGHT = 0.05
"""Relative luminance: a background below it is dark, as white has 1 and black 0 (WCAG 2.2)."""


def luminance(colour: str) -> float:
    """Relative luminance of a computed ``rgb(...)``, by the formula of WCAG 2.2."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def background(browser: Browser, address: str, scheme: str, *, scripts: bool) -> str:
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    found = str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    context.close()
    return found


def test_without_scripts_the_system_decides(browser: Browser, address: str) -> None:
    dark = background(browser, address, "dark", scripts=False)
    assert luminance(dark) < DARKEST_LIGHT
    assert luminance(background(browser, address, "light", scripts=False)) == 1
    assert dark == background(browser, address, "dark", scripts=True), "both ways give one dark theme"


def test_a_reader_with_scripts_who_chose_light_stays_in_the_light(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'default')")
    assert luminance(page.evaluate("getComputedStyle(document.body).backgroundColor")) == 1
    context.close()


def as_without_scripts(route: Route) -> None:
    """The answer without its scripts, and the style sheet without its condition: axe itself needs a script."""
    answer = route.fetch()
    text = re.sub(r"<script.*?</script>", "", answer.text(), flags=re.DOTALL)
    route.fulfill(response=answer, body=text.replace(" and (scripting: none)", ""))


def test_axe_finds_enough_contrast_in_the_dark_without_scripts(browser: Browser, address: str, built: Project) -> None:
    found = {}
    context = browser.new_context(color_scheme="dark")
    context.route(re.compile(r"(/|\.html|dark\.css)$"), as_without_scripts)
    page = context.new_page()
    for name in page_types(built.site):
        page.goto(address + name)
        assert luminance(page.evaluate("getComputedStyle(document.body).backgroundColor")) < DARKEST_LIGHT, name
        laid_out(page)
        violations = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
        if violations:
            found[name] = [node["html"][:160] for each in violations for node in each["nodes"][:3]]
    context.close()
    assert found == {}


def test_both_dark_themes_declare_the_same(built: Project) -> None:
    """The style sheet for no scripts repeats the theme's scheme and ours, because CSS cannot refer to them."""
    [theme] = (built.site / "assets" / "stylesheets").glob("palette*.css")
    own = (built.site / "assets" / "figurecheck.css").read_text(encoding="utf-8")
    repeated = (built.site / "assets" / "dark.css").read_text(encoding="utf-8")
    owed = blocks(theme.read_text(encoding="utf-8"), "slate") + blocks(own, "slate")
    assert owed
    assert blocks(repeated, "default") == owed


def blocks(css: str, scheme: str) -> list[str]:
    """The declarations of a scheme's own rules in order, blanks apart."""
    rules = re.findall(rf'\[data-md-color-scheme="?{scheme}"?\]\s*{{([^}}]*)}}', css)
    return [re.sub(r"\s+", "", line) for rule in rules for line in rule.split(";") if line.strip()]
