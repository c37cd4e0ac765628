"""The release bundle: results, tables and free observations as one data package, with citation and checksums."""

import csv
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import StringIO
from typing import Any

from figurecheck.pages import words
from figurecheck.pages.context import Settings, SiteContext
from figurecheck.pages.release import Release

_SERIES = "downloads/"
_TYPES = {
    "date": ("day", "from", "to", "data_to", "data_day", "claim_day", "start", "end"),
    "integer": ("n",),
    "number": ("value", "lower", "upper", "level", "second_lower", "second_upper"),
    "boolean": ("primary", "holds", "fragile"),
}
"""The columns of our tables whose cells are not read as text, by type."""
_MIT = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}


def bundle_files(site: SiteContext, files: Mapping[str, str], observations: Mapping[str, Any]) -> dict[str, str]:
    """Every file of the bundle by its path in it.

    ``files`` are those of the reports folder; ``observations`` describes the data folder, of which only
    the series that may be passed on are taken, because ``files`` holds no other.
    """
    chosen = {place: text for path, text in files.items() if (place := place_in_bundle(path))}
    package = _package(site, chosen, observations)
    whole = {
        **chosen,
        "datapackage.json": json.dumps(package, indent=1, ensure_ascii=False) + "\n",
        "CITATION.cff": _citation(site),
    }
    return {**whole, "SHA256SUMS": "".join(_sums(whole))}


def place_in_bundle(path: str) -> str:
    """Where a file of the reports folder stands in the bundle; empty for one that is not part of it."""
    if path.startswith(_SERIES):
        return f"data/{path.removeprefix(_SERIES)}"
    if path == "claims.json" or path.startswith("schema/") or path.endswith(("/results.json", "/ledger.head")):
        return path
    return path.replace("/downloads/", "/tables/") if path.endswith((".csv", ".bib", ".csl.json")) else ""


def _package(site: SiteContext, files: Mapping[str, str], observations: Mapping[str, Any]) -> dict[str, Any]:
    described = {f"data/{one['path'].rsplit('/')[-1]}": one for one in observations["resources"]}
    resources = [
        {**described[path], "path": path} if path in described else _table(path, text, site.settings)
        for path, text in sorted(files.items())
        if path.endswith(".csv")
    ]
    return {
        "profile": "tabular-data-package",
        "name": "figurecheck-release",
        "title": f"{site.settings.name}: results, and the observations that may be passed on",
        "description": f"Data up to {site.last_day.isoformat()}. results.json of each article has every figure.",
        "version": _version(site),
        "releases": {slug: release.id for slug, release in _releases(site)},
        **_licences(site.settings),
        "resources": resources,
    }


def _table(path: str, text: str, settings: Settings) -> dict[str, Any]:
    body = text.encode()
    header = next(csv.reader(StringIO(text)))
    return {
        "profile": "tabular-data-resource",
        "name": words.slug(path.removesuffix(".csv")),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{sha256(body).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {"fields": [_field(column, path) for column in header], "missingValues": [""]},
        **_licences(settings),
    }


def _licences(settings: Settings) -> dict[str, Any]:
    """The licence of what the site itself says; none where its author gives none."""
    if not settings.licence:
        return {}
    return {"licenses": [_MIT if settings.licence == _MIT["name"] else {"name": settings.licence}]}


def _field(column: str, path: str) -> dict[str, str]:
    if "/windows-" in path:
        first = column == "from / to"
        return {"name": column, "type": "date"} if first else {"name": column, "type": "number"}
    kind = next((kind for kind, columns in _TYPES.items() if column in columns), "string")
    return {"name": column, "type": kind}


def _citation(site: SiteContext) -> str:
    """CITATION.cff of the release (Citation File Format 1.2.0); JSON strings are YAML."""
    known = {"url": site.settings.site_address, "repository-code": site.settings.repository}
    said = {
        "cff-version": "1.2.0",
        "message": "Please cite the data release that a figure was taken from.",
        "title": f"{site.settings.name}: published market figures, recomputed",
        "type": "dataset",
        "version": _version(site),
        "date-released": site.last_day.isoformat(),
        **({"license": site.settings.licence} if site.settings.licence else {}),
        **{name: value for name, value in known.items() if value is not None},
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
    author = f"  - name: {json.dumps(site.settings.cited, ensure_ascii=False)}"
    return "\n".join((*lines, *_identifiers(site), "authors:", author)) + "\n"


def _releases(site: SiteContext) -> list[tuple[str, Release]]:
    """The release of each article that has one, by the article's name."""
    return [(one.article.article.slug, one.release) for one in site.articles if one.release is not None]


def _version(site: SiteContext) -> str:
    """One name for the releases of all articles; that of the only one where there is one."""
    releases = _releases(site)
    if len(releases) < 2:
        return releases[0][1].id if releases else site.version
    text = "".join(f"{slug} {release.id}\n" for slug, release in sorted(releases, key=lambda each: each[0]))
    return Release(max(release.day for _, release in releases), sha256(text.encode()).hexdigest()).id


def _identifiers(site: SiteContext) -> Iterator[str]:
    """Which release is which article's, as CITATION.cff has room for it."""
    releases = _releases(site)
    if releases:
        yield "identifiers:"
    for slug, release in releases:
        yield "  - type: other"
        yield f"    value: {json.dumps(release.id)}"
        yield f"    description: {json.dumps(f'The release of {slug}')}"


def _sums(files: Mapping[str, str]) -> Iterator[str]:
    """One line a file, as ``sha256sum --check`` reads it."""
    for path, text in sorted(files.items()):
        yield f"{sha256(text.encode()).hexdigest()}  {path}\n"
