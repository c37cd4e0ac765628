"""The process that runs MkDocs: ``python -m figurecheck.pipeline.mkdocs_process CONFIG DOCS SITE``.

MkDocs' own command line cannot be told another ``docs_dir``, which a staged build needs; its Python interface can.
"""

import logging
import sys

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException


def main(config_file: str, docs: str, site: str) -> int:
    """Build ``docs`` into ``site`` strictly; warnings and errors go to standard error. Returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s", stream=sys.stderr)
    try:
        config = load_config(config_file, docs_dir=docs, site_dir=site, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (Abort, MkDocsException) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
