"""Every family of measures, in the order of the navigation."""

from figurecheck.pages.methods.model import Family
from figurecheck.pages.methods.texts import (
    alignment,
    correlation,
    dynamics,
    episodes,
    events,
    hedging,
    liquidity,
    readings,
    regimes,
    returns,
    structure,
    tails,
)

FAMILIES: tuple[Family, ...] = (
    returns.FAMILY,
    alignment.FAMILY,
    correlation.FAMILY,
    regimes.FAMILY,
    dynamics.FAMILY,
    episodes.FAMILY,
    hedging.FAMILY,
    tails.FAMILY,
    events.FAMILY,
    liquidity.FAMILY,
    structure.FAMILY,
    readings.FAMILY,
)

PLUMBING = ("checks", "daily")
"""Files of measures/ that compute nothing but checks of input; the table of names is a folder beside them."""
