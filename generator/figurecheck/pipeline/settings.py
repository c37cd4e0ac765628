"""Whose site it is and where it lies: name, author, ``site_url`` and three entries of ``extra`` in mkdocs.yml."""

import re
from urllib.parse import urlsplit

from figurecheck.claims.plain_text import plain
from figurecheck.errors import SettingsError
from figurecheck.pages.context import MAKE, Settings
from figurecheck.paths import SHIPPED, Project
from figurecheck.pipeline.configuration import said_in

_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,59}")
LONGEST_NAME = 120


def site_settings(project: Project) -> Settings:
    """What mkdocs.yml says of the site.

    These are ``site_name``, ``site_author``, ``site_url``, and below ``extra`` the address of its ``repository``, a
    ``contact``, and the ``licence`` of its texts and results.
    Material's own ``repo_url`` is not used: with it every page asks the forge for counts, and pages ask nobody.
    What the package's mkdocs.yml asks the environment for, the addresses of site and repository, counts where the
    project's says nothing. Raises SettingsError where an address is not one, a name is not plain text, or a licence
    has no short name.
    """
    said, shipped = said_in(project.mkdocs), said_in(SHIPPED / "mkdocs.yml")
    extra = said.get("extra") or {}
    return Settings(
        site_address=_address(project, "site_url", said.get("site_url", shipped["site_url"])),
        repository=_address(project, "extra.repository", extra.get("repository", shipped["extra"]["repository"])),
        contact=_contact(project, extra.get("contact")),
        command=MAKE if (project.root / "templates").is_dir() else "figurecheck build",
        name=_name(project, "site_name", said.get("site_name")) or Settings.name,
        author=_name(project, "site_author", said.get("site_author")),
        licence=_licence(project, extra.get("licence")),
    )


def _name(project: Project, field: str, value: object) -> str:
    text = " ".join(str(value or "").split())
    place = f"{project.mkdocs.name}, {field}: found {text[:80]!r}"
    if len(text) > LONGEST_NAME:
        raise SettingsError(f"{place}; give at most {LONGEST_NAME} characters")
    try:
        return plain(text)
    except ValueError as problem:
        raise SettingsError(f"{place}; give {problem}") from problem


def _licence(project: Project, value: object) -> str:
    text = str(value or "")
    if text and not _LICENCE.fullmatch(text):
        wanted = "give the short name of a licence from spdx.org/licenses, such as CC-BY-4.0, or leave it out"
        raise SettingsError(f"{project.mkdocs.name}, extra.licence: found {text[:80]!r}; {wanted}")
    return text


def _address(project: Project, name: str, value: object) -> str | None:
    if not value:
        return None
    text = str(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"https", "http"} or not parts.hostname or any(sign in text for sign in " \"'<>?#"):
        raise SettingsError(
            f"{project.mkdocs.name}, {name}: found {text[:80]!r}; give an https address, or leave it out"
        )
    return text


def _contact(project: Project, value: object) -> str | None:
    if not value:
        return None
    name, _, host = str(value).partition("@")
    if not name or "." not in host or any(letter.isspace() or letter in "<>\"'?&" for letter in f"{name}{host}"):
        raise SettingsError(f"{project.mkdocs.name}, extra.contact: found {str(value)[:80]!r}; give an e-mail address")
    return str(value)
