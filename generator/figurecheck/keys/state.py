"""Everything that a command read, as digests by name: files of the project, the code, Python, installed packages."""

from pathlib import Path

from figurecheck.keys.digests import folder_digests
from figurecheck.keys.packages import installed, python_version

PACKAGE = Path(__file__).parents[1]


def state(root: Path, *names: str) -> dict[str, str]:
    """The digests of the files and folders ``names`` of ``root``, of the whole package, and of its surroundings.

    Raises OSError for a file that cannot be read.
    """
    code = {f"code {name}": found for name, found in folder_digests(PACKAGE, ".").items()}
    return folder_digests(root, *names) | code | {"python": python_version(), "installed": installed()}
