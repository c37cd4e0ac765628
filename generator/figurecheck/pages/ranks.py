"""How rare a single move was: the ranks of all its windows in one statement."""

from figurecheck.pages import words
from figurecheck.verdicts.outcome import Outcome

RANK = "event_rank"


def rank_statement(outcome: Outcome) -> str:
    """How many windows of the same lengths before brought as much or more; "" where nothing is ranked.

    The first rank beside the verdict is that of the move itself, the others are those of the days around the event.
    """
    ranks = [one.value for one in outcome.beside if one.measure == RANK]
    if not ranks:
        return ""
    first = (
        f"Of the windows of the same length in the three years before, {words.percent(ranks[0], plus=False)} brought "
        "as much or more"
    )
    if len(ranks) == 1:
        return f"{first}."
    low, high = (words.percent(each, plus=False) for each in (min(ranks[1:]), max(ranks[1:])))
    return f"{first}; for the shorter spans around the event itself it is {low} to {high}, by the span."
