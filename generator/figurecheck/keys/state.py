"""Everything that a command read, as digests by name: files of the project, the code, Python, installed packages."""

from pathlib import Path

from figurecheck.keys.digests import folder_digests
from figurecheck.keys.packages import installed, python_version
from figurecheck.paths import SHIPPED

PACKAGE = Path(__file__).parents[1]
TOLD = ("templates", "studies", "mkdocs.yml")
"""What a project takes from the package where it has none of its own; beside the code of a checkout."""


def state(root: Path, *names: str) -> dict[str, str]:
    """The digests of the files and folders ``names`` of ``root``, of the whole package, and of its surroundings.

    Raises OSError for a file that cannot be read.
    """
    code = {f"code {name}": found for name, found in folder_digests(PACKAGE, ".").items()}
    shipped = {} if SHIPPED in {root, PACKAGE / "shipped"} else folder_digests(SHIPPED, *TOLD)
    code |= {f"package {name}": found for name, found in shipped.items()}
    return folder_digests(root, *names) | code | {"python": python_version(), "installed": installed()}
