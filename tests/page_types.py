"""Which pages a site has, and a few of them that between them hold every kind of thing that any of them holds."""

from pathlib import Path

from lxml import html


def every_page(site: Path) -> list[str]:
    """The address of every page below the top of the site, the page of a missing address included."""
    found = sorted(file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("*.html"))
    if not found:
        raise FileNotFoundError(f"asked for the pages of {site}; found none; build them with: make site")
    return found


def page_types(site: Path) -> list[str]:
    """Pages in which every kind of element, class and role of the site's content occurs at least once.

    The first is the one with most kinds, the next the one with most kinds that are still missing, and so on: new kinds
    of pages join by themselves.
    """
    kinds = {
        page: _kinds(site / page / "index.html" if not page.endswith(".html") else site / page)
        for page in every_page(site)
    }
    missing = frozenset().union(*kinds.values())
    chosen = []
    while missing:
        best = max(kinds, key=lambda page: (len(kinds[page] & missing), page))
        chosen.append(best)
        missing -= kinds[best]
    return chosen


def _kinds(file: Path) -> frozenset[tuple[str, str]]:
    """Every (element, class or role) in the content of a page; the menus are alike on all of them."""
    content = html.fromstring(file.read_bytes()).find(".//article")
    found = set[tuple[str, str]]()
    for element in content.iter() if content is not None else ():
        if isinstance(element.tag, str):
            words = [*element.get("class", "").split(), *element.get("role", "").split()]
            found |= {(element.tag, word) for word in (*words, "")}
    return frozenset(found)
