"""The feeds, all with the same entries: verdicts that turned and series that are out of date.

Atom and JSON Feed are always there, for they need no address and are valid before the site knows where it will be
read; RSS 2.0 stands beside them where it does. Sources: RFC 4287 (2005); JSON Feed 1.1 (Simmons and Reece, 2020).
"""

import json
from datetime import date
from xml.etree import ElementTree as ET

from figurecheck.pages.addresses import ATOM, JSON_FEED, RSS, address
from figurecheck.pages.context import SiteContext
from figurecheck.pages.news import News, newest_day, news, urn
from figurecheck.pages.rss import rss_text

ABOUT = "Only two things are news here: a verdict that turned, and a series behind a verdict that is out of date."
_NAMESPACE = "http://www.w3.org/2005/Atom"


def title(site: SiteContext) -> str:
    """What the feeds of a site are called."""
    return f"{site.settings.name}: verdicts that turned"


def feeds(site: SiteContext) -> dict[str, str]:
    """The feeds by path; without news they are valid and have no entries."""
    entries = news(site)
    found = {ATOM: atom_text(site, entries), JSON_FEED: json_feed_text(site, entries)}
    return found if site.settings.site_address is None else {**found, RSS: rss_text(site, entries, title(site), ABOUT)}


def atom_text(site: SiteContext, entries: tuple[News, ...]) -> str:
    """The feed as Atom 1.0."""
    known = site.settings.site_address is not None
    feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
    _add(feed, "id", address(site.settings, ATOM) if known else urn(ATOM))
    _add(feed, "title", title(site))
    _add(feed, "subtitle", ABOUT)
    _add(feed, "updated", _moment(newest_day(site, entries)))
    _add(ET.SubElement(feed, "author"), "name", site.settings.cited)
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address(site.settings, ATOM)})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": address(site.settings, "")})
    for one in entries:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", one.urn)
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        ET.SubElement(entry, "link", {"rel": "alternate", "href": _link(site, one)})
        _add(entry, "content", one.text)
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def json_feed_text(site: SiteContext, entries: tuple[News, ...]) -> str:
    """The feed as JSON Feed 1.1; addresses are left out where the site does not know its own."""
    known = site.settings.site_address is not None
    ours = {"home_page_url": address(site.settings, ""), "feed_url": address(site.settings, JSON_FEED)}
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(site),
        "description": ABOUT,
        **(ours if known else {}),
        "language": "en",
        "authors": [{"name": site.settings.cited}],
        "items": [
            {
                "id": one.urn,
                **({"url": _link(site, one)} if known else {}),
                "title": one.title,
                "content_text": one.text,
                "date_published": _moment(one.day),
                "_figurecheck": {"path": one.path},
            }
            for one in entries
        ],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _link(site: SiteContext, one: News) -> str:
    path, mark, fragment = one.path.partition("#")
    return f"{address(site.settings, path)}{mark}{fragment}"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """Midnight in coordinated universal time: the day of the data, for a build has no clock."""
    return f"{day.isoformat()}T00:00:00Z"
