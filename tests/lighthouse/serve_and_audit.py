"""Serves the built site as a static host would and lets Lighthouse audit a page of each type: make lighthouse."""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
sys.path.insert(0, str(FOLDER.parent))

from browsing import CHROMIUM, serving  # noqa: E402
from page_types import page_types  # noqa: E402


def main(site: Path) -> int:
    """Lighthouse's exit code; 1 where a page of the site ``site`` has a mark below what it owes."""
    pages = [page for page in page_types(site) if not page.endswith(".html")]
    with serving(site) as address:
        command = ["node", "audit.mjs", address, *pages]
        return subprocess.run(
            command, cwd=FOLDER, check=False, env={**os.environ, "CHROMIUM": str(CHROMIUM)}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
