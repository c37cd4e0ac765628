"""The catalogue of a project: the series of the package, and those that the project's data/catalogue.yml adds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from figurecheck.documents import Document, load_document
from figurecheck.errors import CatalogueError
from figurecheck.paths import Project
from figurecheck.series.catalogue import BUILTIN, PROVIDERS, Catalogue, builtin_catalogue, load_catalogue

ALLOWED = ("licences", "groups", "series")
"""What a file of one's own may hold. Baskets and second sources stay with the package: code and checks go with them."""


@dataclass(frozen=True)
class Declared:
    """Where a series of the project's own is declared: ``data/catalogue.yml:12``, and the code it is asked for by."""

    place: str
    code: str


def project_catalogue(project: Project) -> Catalogue:
    """The packaged series, then the project's own; raises CatalogueError with file and line for a wrong entry."""
    if not project.catalogue.is_file():
        return builtin_catalogue()
    document = load_document(project.catalogue, CatalogueError)
    _refuse(document)
    catalogue = load_catalogue(BUILTIN, project.catalogue)
    _refuse_built(document, catalogue)
    return catalogue


def declared(project: Project) -> Mapping[str, Declared]:
    """Where each of the project's own series is declared; empty where it has none."""
    if not project.catalogue.is_file():
        return {}
    document = load_document(project.catalogue, CatalogueError)
    name, known = f"data/{project.catalogue.name}", project_catalogue(project)
    return {
        str(one): Declared(f"{name}:{document.line(('series', one))}", known.get(one).code)
        for one in document.data["series"]
    }


def meant(code: str, catalogue: Catalogue) -> str:
    """`` did you mean GLD?`` of the codes that packaged series of the same kind have; empty where none is near."""
    hint = _near(code.upper(), {one.code for one in catalogue if one.code != code}, cutoff=0.5)
    return hint.removeprefix(";")


def _refuse(document: Document) -> None:
    """What can be said before the file is read with the package's groups: fields, sources and groups by name."""
    for field in document.data:
        if field not in ALLOWED:
            wanted = f"one of {', '.join(ALLOWED)}{_near(str(field), ALLOWED)}"
            raise document.error(CatalogueError, (field,), f"the field {field!r}", wanted)
    groups = _mapping(document.data.get("groups"))
    known = {*(one.group for one in builtin_catalogue()), *groups}
    for kind, entries in (("groups", groups), ("series", _mapping(document.data.get("series")))):
        for name, entry in entries.items():
            said = _mapping(entry)
            _one_of(document, (kind, name, "source"), said.get("source"), PROVIDERS)
            if kind == "series":
                _one_of(document, (kind, name, "group"), said.get("group"), sorted(known))


def _one_of(document: Document, where: tuple[str, str, str], found: object, allowed: Iterable[str]) -> None:
    choices = tuple(allowed)
    if isinstance(found, str) and found not in choices:
        words = f"one of {', '.join(choices)}{_near(found, choices)}"
        raise document.error(CatalogueError, where, repr(found), words)


def _refuse_built(document: Document, catalogue: Catalogue) -> None:
    """What needs the groups: a basket's group, a code that is there already, a code of no provider's form."""
    baskets = {one.group: name for name, one in catalogue.derived.items()}
    codes = {(one.source, one.code): one.id for one in builtin_catalogue().refreshed}
    for name in document.data["series"]:
        series = catalogue.get(name)
        if series.group in baskets:
            found = f"{series.group!r}, whose members make {baskets[series.group]}"
            raise document.error(CatalogueError, ("series", name, "group"), found, "a group without a basket")
        if series.source not in PROVIDERS:
            found = f"{series.group!r}, whose source is {series.source}"
            raise document.error(CatalogueError, ("series", name, "group"), found, "a group from yahoo or fred")
        if (series.source, series.code) in codes:
            there = codes[series.source, series.code]
            allowed = f"a code that is not there yet; use {there}"
            raise document.error(CatalogueError, ("series", name, "code"), repr(series.code), allowed)
        if odd := "".join(_odd(series.code)):
            wanted = f"a code of {series.source} in capitals{_capitals(series.code, [c for _, c in codes])}"
            found = repr(series.code) + ("" if odd.isascii() and odd.isalpha() else f" with {odd!r}")
            raise document.error(CatalogueError, ("series", name, "code"), found, wanted)


def _capitals(code: str, known: Iterable[str]) -> str:
    """The code in capitals where it is one then; otherwise those that are near."""
    large = code.upper()
    return _near(large, known) if any(_odd(large)) else f"; did you mean {large}?"


def _odd(code: str) -> Iterator[str]:
    return (sign for sign in code if not (sign.isascii() and (sign.isupper() or sign.isdigit() or sign in "^=.-_")))


def _near(found: str, choices: Iterable[str], cutoff: float = 0.6) -> str:
    near = get_close_matches(found, [*choices], n=3, cutoff=cutoff)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
