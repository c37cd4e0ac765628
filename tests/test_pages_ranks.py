"""One statement on the ranks of a single event."""

from dataclasses import replace

from figurecheck.pages.ranks import rank_statement
from figurecheck.verdicts.outcome import AsOf, Target
from small_site import measurement, outcome

MARK = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")


def test_ranks_are_told_as_one_statement() -> None:
    """18.6 % for the move itself; 6.0 and 55.2 % are the smallest and largest of the others."""
    ranks = [
        replace(measurement("FUND", 1.0, 1.6, MARK, title="Rank", proxy=False), measure="event_rank", value=value)
        for value in (0.186, 0.552, 0.06, 0.125)
    ]
    told = rank_statement(replace(outcome("coin", AsOf.TODAY, ()), beside=tuple(ranks)))
    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        "Of the windows of the same length in the three years before, 18.6 % brought as much or more; for the shorter "
        "spans around the event itself it is 6.0 % to 55.2 %, by the span."
    )
    assert rank_statement(outcome("coin", AsOf.TODAY, ())) == ""
