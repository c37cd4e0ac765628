"""``python -m figurecheck`` is the command line."""

from figurecheck.cli import main

main()
