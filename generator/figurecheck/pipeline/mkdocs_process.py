"""The process that runs MkDocs: ``python -m figurecheck.pipeline.mkdocs_process CONFIG DOCS SITE``.

MkDocs' own command line cannot be told another ``docs_dir``, which a staged build needs, nor a configuration laid over
the package's; its Python interface can.
"""

import json
import logging
import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from figurecheck.errors import SettingsError
from figurecheck.paths import Project
from figurecheck.pipeline.configuration import configuration


def main(config_file: str, docs: str, site: str) -> int:
    """Build ``docs`` into ``site`` strictly; warnings and errors go to standard error. Returns the exit code.

    The navigation and the included charts are those of ``docs``, not of the published reports that the configuration
    names.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    try:
        nav = json.loads((Path(docs) / "nav.yml").read_text(encoding="utf-8"))["nav"]
        told = configuration(Project(Path(config_file).parent))
        folders = {"docs_dir": docs, "site_dir": site, "strict": True, "nav": nav}
        config = load_config(config_file, **{**told, **folders})
        config.mdx_configs["pymdownx.snippets"]["base_path"] = [docs]
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (Abort, MkDocsException, SettingsError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
