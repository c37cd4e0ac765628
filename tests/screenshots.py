"""Pictures of the main pages in both themes at three widths, for eyes: make screenshots."""

import sys
from pathlib import Path

from browsing import chromium, serving
from page_types import every_page, page_types

ROOT = Path(__file__).parents[1]
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
TALLEST = 6000
"""Pixels: a page is pictured from its top to here."""


def main_pages(site: Path) -> list[str]:
    """The pages at the top, those of the articles, and one of each type."""
    top = [page for page in every_page(site) if page.count("/") < 2]
    return list(dict.fromkeys([*top, *page_types(site)]))


def take(site: Path, folder: Path) -> int:
    """Write ``<page>-<width>-<theme>.png`` for each main page below ``folder``; returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = main_pages(site)
    with chromium() as browser, serving(site) as address:
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
                page = context.new_page()
                for name in pages:
                    page.goto(address + name, wait_until="networkidle")
                    high = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                    page.set_viewport_size({"width": width, "height": high})
                    file = name.strip("/").replace("/", "-").removesuffix(".html") or "home"
                    page.screenshot(path=folder / f"{file}-{width}-{scheme}.png")
                    page.set_viewport_size({"width": width, "height": 800})
                context.close()
    return len(pages) * len(SCHEMES) * len(WIDTHS)


if __name__ == "__main__":
    count = take(ROOT / "site", ROOT / "screenshots")
    sys.stdout.write(f"{count} pictures in {ROOT / 'screenshots'}\n")
