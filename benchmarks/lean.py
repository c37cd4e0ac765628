"""``python -m benchmarks.lean`` in a project: a build of the work that the plain script does.

It takes primary readings alone, although an article has to name others, and as many resamples as the script draws.
"""

from pathlib import Path

RESAMPLES = 2_000


def main() -> None:
    """Build the project of the working directory."""
    from figurecheck.pipeline.workers import start_server

    start_server(Path.cwd())
    from figurecheck.paths import Project
    from figurecheck.pipeline.build import build
    from figurecheck.pipeline.judge import Draws

    build(Project(Path.cwd()), _silent, draws=Draws(RESAMPLES, other=0))


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    main()
