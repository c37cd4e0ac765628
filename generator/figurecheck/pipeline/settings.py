"""The addresses that the project may know: ``site_url`` and two entries of ``extra`` in mkdocs.yml."""

from urllib.parse import urlsplit

from figurecheck.errors import SettingsError
from figurecheck.pages.context import MAKE, Settings
from figurecheck.paths import Project
from figurecheck.pipeline.configuration import said_in


def site_settings(project: Project) -> Settings:
    """What mkdocs.yml says of the site's address, its repository (``extra.repository``) and ``extra.contact``.

    Material's own ``repo_url`` is not used: with it every page asks the forge for counts, and pages ask nobody.
    Raises SettingsError where an address is not one.
    """
    said = said_in(project.mkdocs)
    extra = said.get("extra") or {}
    return Settings(
        site_address=_address(project, "site_url", said.get("site_url")),
        repository=_address(project, "extra.repository", extra.get("repository")),
        contact=_contact(project, extra.get("contact")),
        command=MAKE if (project.root / "templates").is_dir() else "figurecheck build",
    )


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
