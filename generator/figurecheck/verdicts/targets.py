"""From what an article states, or a threshold of its file, to the set of values that would make a part true."""

from figurecheck.claims.figures import Figure
from figurecheck.claims.model import Claim, TargetBlock
from figurecheck.verdicts.outcome import Target


def target_of(claim: Claim, block: TargetBlock) -> Target:
    """The target of a part; a stated figure takes its rounding band, with the sign of its direction."""
    if block.stated is not None:
        return _stated(claim, falling=block.stated == "fall")
    low = block.at_least if block.at_least is not None else block.above
    high = block.at_most if block.at_most is not None else block.below
    return Target(
        low,
        high,
        low_included=block.at_least is not None,
        high_included=block.at_most is not None,
        claimed=None,
        why=block.why or "",
    )


def _stated(claim: Claim, *, falling: bool) -> Target:
    figure = claim.figure
    low, high = figure.band
    why = _rounding(figure) if high is not None else f"{figure.text}, read as a minimum"
    if falling:
        return Target(
            None if high is None else -high,
            -low,
            low_included=False,
            high_included=True,
            claimed=-figure.value,
            why=why,
        )
    return Target(low, high, low_included=True, high_included=False, claimed=figure.value, why=why)


def _rounding(figure: Figure) -> str:
    """Which values are meant; what the figure is rounded to is said where it is not read so anyway."""
    values = f"the values that round to {figure.text}"
    return values if figure.unit == figure.read_unit else f"{values}, said to be rounded to {figure.unit:f}"
