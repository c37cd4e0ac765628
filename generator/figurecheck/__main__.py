"""``python -m figurecheck`` is the command line."""

from figurecheck.start import main

main()
