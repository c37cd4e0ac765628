"""The process that runs MkDocs: ``python -m figurecheck.pipeline.mkdocs_process CONFIG [MEMORY]``.

What to build comes as JSON, [DOCS, SITE, RELEASES], on standard input; until then it has read the configuration and
compiled the theme, and waits. MkDocs' own command line cannot be told another ``docs_dir``, which a staged build needs,
nor a configuration laid over the package's; its Python interface can. MEMORY is a file that keeps the compiled theme
and converted pages.
"""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from material.plugins.search import plugin as search
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from figurecheck.errors import SettingsError
from figurecheck.keys.digests import digest
from figurecheck.keys.remembered import Remembered, remembered
from figurecheck.pages.templating import referenced
from figurecheck.paths import Project
from figurecheck.pipeline import plain_text, raw_blocks
from figurecheck.pipeline.configuration import configuration
from figurecheck.pipeline.converted import Converted
from figurecheck.pipeline.packed import Packed
from figurecheck.pipeline.search_text import SearchText
from figurecheck.pipeline.template_code import TemplateCode

_CODE = digest(repr([digest(file.read_bytes()) for file in sorted(Path(__file__).parent.glob("*.py"))]))
"""All of this folder: whatever of it takes part in what is remembered."""


def main(config_file: str, told: Callable[[], str], memory_file: str = "") -> int:
    """Build what ``told`` says, strictly; warnings and errors go to standard error. Returns the exit code.

    ``told`` is asked once everything is ready that does not depend on the pages; where it says nothing, nothing is
    built. The navigation and the included charts are those of the folder that it names, not of the published reports.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    try:
        with remembered(Path(memory_file) if memory_file else None, _CODE) as memory:
            project = Project(Path(config_file).parent)
            said = configuration(project)
            config = _prepared(project, said, memory)
            asked = told()
            if asked:
                docs, site, releases = json.loads(asked)
                _keep_pages(Converted(memory, Path(docs), json.dumps(said, sort_keys=True, default=repr), releases))
                _build(config, docs, site)
    except (Abort, MkDocsException, SettingsError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _prepared(project: Project, configured: dict[str, Any], memory: Remembered) -> MkDocsConfig:
    """The configuration, its theme compiled; navigation and folders are told later, so any folder does till then."""
    folders = {"docs_dir": str(project.templates), "site_dir": str(project.site), "strict": True, "nav": None}
    said = {**configured, **folders}
    config = load_config(BytesIO(b"{}"), config_file_path=str(project.mkdocs), **said)
    config.markdown_extensions.extend([plain_text.__name__, raw_blocks.__name__])
    search.Parser = SearchText
    environment = _compiled(config.theme, memory)
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]
    return config


def _keep_pages(converted: Converted) -> None:
    """Let MkDocs ask ``converted`` for what it would convert, and hold what was made of every page compressed."""

    def render(self: Page, config: MkDocsConfig, files: Files) -> None:
        converted.render(self, config, files)

    Page.render = render  # type: ignore[method-assign]
    Page.content = Packed("_packed_content")  # type: ignore[assignment]


def _build(config: MkDocsConfig, docs: str, site: str) -> None:
    config.nav = json.loads((Path(docs) / "nav.yml").read_text(encoding="utf-8"))["nav"]
    config.docs_dir, config.site_dir = docs, site
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [docs]
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


class _Visible(FileSystemLoader):
    """Lists the files of a theme without its hidden folders: thousands of icons, which MkDocs would sort out."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _visible(folder)})


def _visible(folder: str | os.PathLike[str]) -> Iterator[str]:
    for top, below, files in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        yield from ((Path(top) / name).relative_to(folder).as_posix() for name in files)


def _compiled(theme: Theme, memory: Remembered) -> Environment:
    """The theme's Jinja with every template compiled that a page may use, as far as they name each other.

    One that is not there is left to MkDocs, which knows whether it is needed.
    """
    environment = theme.get_env()
    environment.loader = loader = _Visible(theme.dirs)
    environment.bytecode_cache = TemplateCode(memory)
    waiting = ["main.html", "404.html", "sitemap.xml"]
    seen: set[str | None] = {None}
    while waiting:
        name = waiting.pop()
        try:
            environment.get_template(name)
        except TemplateNotFound:
            continue
        named = referenced(environment, loader.get_source(environment, name)[0]) - seen
        seen |= named
        waiting += sorted(filter(None, named))
    return environment


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.read, *sys.argv[2:]))
