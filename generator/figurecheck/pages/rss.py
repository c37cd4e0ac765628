"""The feed as RSS 2.0, for readers that know no other; only for a site that knows its own address.

Source: RSS 2.0 (RSS Advisory Board, 2009); the link of a channel must be a whole address.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from figurecheck.pages.addresses import RSS, address
from figurecheck.pages.context import SiteContext
from figurecheck.pages.news import News, newest_day

_ATOM = "http://www.w3.org/2005/Atom"


def rss_text(site: SiteContext, entries: Sequence[News], title: str, about: str) -> str:
    """The channel with ``entries`` in their order; each is known by its name, which is no address."""
    ET.register_namespace("atom", _ATOM)
    feed = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(feed, "channel")
    _add(channel, "title", title)
    _add(channel, "link", address(site.settings, ""))
    _add(channel, "description", about)
    _add(channel, "language", "en")
    _add(channel, "lastBuildDate", _moment(newest_day(site, tuple(entries))))
    own = {"rel": "self", "type": "application/rss+xml", "href": address(site.settings, RSS)}
    ET.SubElement(channel, f"{{{_ATOM}}}link", own)
    for one in entries:
        path, mark, fragment = one.path.partition("#")
        item = ET.SubElement(channel, "item")
        _add(item, "title", one.title)
        _add(item, "link", f"{address(site.settings, path)}{mark}{fragment}")
        _add(item, "description", one.text)
        ET.SubElement(item, "guid", {"isPermaLink": "false"}).text = one.urn
        _add(item, "pubDate", _moment(one.day))
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _moment(day: date) -> str:
    """Midnight in coordinated universal time, as letters write it (RFC 822, 1982)."""
    return format_datetime(datetime.combine(day, time(), UTC))
