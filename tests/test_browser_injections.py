"""Every hostile string in every text of a site, opened in a real browser: nothing runs and nobody else is asked."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import chromium, serving
from figurecheck.pages.site import render_site
from figurecheck.pipeline.content_policy import protect
from injections import INJECTIONS, injected_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
SPY = "window.hits = []; window.hit = (...words) => window.hits.push(words.join(' ') || 'hit');"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile site as MkDocs builds it, without a policy that could hide what comes through."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(TEMPLATES / "theme", root / "templates" / "theme")
    for path, text in {**render_site(injected_site(), TEMPLATES), "an-article/results.json": "{}"}.items():
        file = root / "reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={"PATH": ""})
    assert done.returncode == 0, done.stderr
    control = (
        '<html><head></head><body><p>&lt;</p><script>hit("control")</script><img src="https://evil.invalid/x"></body>'
    )
    (root / "site" / "control").mkdir()
    (root / "site" / "control" / "index.html").write_text(control, encoding="utf-8")
    return root / "site"


class Watch:
    """A page that notes calls of ``hit``, dialogs, requests to elsewhere and where it ends up."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address, self.asked, self.dialogs = address, [], []  # type: ignore[var-annotated]
        self.page: Page = browser.new_page()
        self.page.add_init_script(SPY)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.route("**/evil.invalid/**", lambda route: route.abort())

    def seen(self, path: str) -> list[str]:
        """Everything that must not happen on the page at ``path``."""
        self.page.goto(self.address + path, wait_until="load")
        strange = [url for url in self.asked if not url.startswith((self.address, "data:", "blob:"))]
        found = [*self.page.evaluate("window.hits"), *self.dialogs, *strange]
        self.asked.clear()
        return found if self.page.url == self.address + path else [*found, self.page.url]


@pytest.fixture(scope="module")
def watch(hostile: Path) -> Iterator[Watch]:
    with serving(hostile) as address, chromium() as browser:
        yield Watch(browser, address)


def test_the_watch_sees_what_runs(watch: Watch) -> None:
    assert watch.seen("control/") == ["control", "https://evil.invalid/x"]


@pytest.mark.parametrize("path", ["", "data/", "health/", "about/", "method/", "an-article/", "404.html"])
def test_nothing_runs_where_all_strings_stand(watch: Watch, path: str) -> None:
    assert watch.seen(path) == []


def test_nothing_runs_on_the_page_of_any_string(watch: Watch) -> None:
    found = {text: watch.seen(f"an-article/claim-{at}/") for at, text in enumerate(INJECTIONS)}
    assert {text: seen for text, seen in found.items() if seen} == {}


def test_a_reader_sees_the_letters_of_a_string(watch: Watch) -> None:
    """Of the first strings of each kind; white space and invisible characters apart, which a page may fold."""
    for at in (0, 32, 82, 110):
        watch.page.goto(f"{watch.address}an-article/claim-{at}/")
        assert " ".join(INJECTIONS[at].split()) in " ".join(watch.page.locator("h1").inner_text().split())


def test_the_search_shows_strings_as_letters(watch: Watch) -> None:
    watch.seen("")
    field = watch.page.locator("[data-md-component=search-query]")
    field.click()
    watch.page.wait_for_function("performance.getEntriesByType('resource').some(e => e.name.endsWith('_index.json'))")
    field.press_sequentially("script", delay=80)
    watch.page.locator(".md-search-result__link").first.wait_for()
    assert watch.page.evaluate("window.hits") == []


def test_the_guard_after_the_build_finds_nothing_either(hostile: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(hostile, copy, ignore=shutil.ignore_patterns("control"))
    assert protect(copy) >= len(INJECTIONS)
