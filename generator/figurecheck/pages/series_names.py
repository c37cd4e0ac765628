"""What a series is called in a sentence: a fund by its ticker, a basket of our own by its title."""

from figurecheck.pages import words
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Series


def spoken(series: str) -> str:
    """``PSCT``; a basket has no ticker, so it is ``equal-weighted basket of ultra-small-cap technology stocks``."""
    catalogue = builtin_catalogue()
    return words.mid_sentence(catalogue.get(series).title) if series in catalogue.derived else series


def plainly(series: str) -> str:
    """What is traded as itself by its title (``Bitcoin``), everything else as ``spoken``."""
    known = builtin_catalogue().entries.get(series)
    return known.title if isinstance(known, Series) and known.group == "crypto-asset" else spoken(series)


def named(series: str) -> str:
    """The same after a verb: ``PSCT``, ``the equal-weighted basket of ultra-small-cap technology stocks``."""
    return f"the {spoken(series)}" if series in builtin_catalogue().derived else series


def headed(series: str) -> str:
    """The same for the head of a row or column: ``PSCT``, ``Basket of ultra-small caps``."""
    return "Basket" if series in builtin_catalogue().derived else series
