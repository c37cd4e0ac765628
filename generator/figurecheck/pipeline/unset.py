"""What a project has not said of itself: whose it is, where it lies, whom readers can write to, how it is published."""

from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.paths import Project
from figurecheck.pipeline.settings import site_settings


@dataclass(frozen=True)
class Unset:
    """One thing that is not said: where, what follows from it, and what to write."""

    what: str
    found: str
    remedy: str


def unset(project: Project) -> Iterator[Unset]:
    """Everything that readers of the site miss and its author can say; raises SettingsError for a bad mkdocs.yml."""
    known, name = site_settings(project), project.mkdocs.name
    if known.contact is None and known.repository is None:
        words = "readers find no address for objections, nor where the source lies"
        yield Unset(f"{name}, extra", words, "write repository or contact below extra")
    if known.site_address is None:
        words = "the site does not know where it is read, so permalinks and feeds have no whole addresses"
        yield Unset(f"{name}, site_url", words, "write the address")
    if not known.author:
        words = f"citations of a verdict name the site alone, {known.name!r}"
        yield Unset(f"{name}, site_author", words, "write the name of the author")
    if not known.licence:
        words = "the pages say that texts and results have no licence"
        yield Unset(f"{name}, extra.licence", words, "write a short name from spdx.org/licenses, such as CC-BY-4.0")
    workflows = project.root / ".github" / "workflows"
    if (workflows / "weekly.yml").is_file() and not (workflows / "pages.yml").is_file():
        words = "no workflow publishes what is pushed to main; only the weekly run publishes"
        remedy = "run figurecheck init in another folder and copy .github/workflows/pages.yml from there"
        yield Unset(".github/workflows/pages.yml", words, remedy)
