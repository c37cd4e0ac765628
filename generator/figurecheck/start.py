"""Where the command line starts: a build that has nothing to do is over before the command line itself is imported."""

import sys
from pathlib import Path

from figurecheck.keys.whole import LastBuild


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] == ["build"]:
        said = LastBuild(Path.cwd()).unchanged()
        if said is not None:
            sys.stdout.write("".join(f"{line}\n" for line in said))
            return
    from figurecheck.cli import main as command_line

    command_line()
