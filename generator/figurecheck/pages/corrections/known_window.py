"""What a window as it could be known is, and what the falling asset itself did in such windows."""

from figurecheck.pages import words
from figurecheck.verdicts.corrections import Corrections, Rule


def known_window(found: Corrections, rule: Rule) -> str:
    """What stands wherever a figure as it could be known does.

    Counts the windows of ``rule`` in which the falling asset rose, and gives its mean return over all of them.
    """
    moves = [row.known_move for row in rule.rows]
    rose, mean = sum(move > 0 for move in moves), sum(moves) / len(moves)
    return (
        "A window as it could be known runs from the day the fall was known to the day its end was known. "
        f"{found.falling_title} itself rose in {words.share(rose, len(moves))} such windows; over all of them its "
        f"mean return was {words.percent(mean)}."
    )
