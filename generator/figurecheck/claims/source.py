"""Where a claim was made, for a set of statements by several publishers."""

from datetime import date

from figurecheck.claims.fields import Address, Words
from figurecheck.claims.statistics import Strict


class Source(Strict):
    """Who made a claim, and where: for a set of statements by several publishers.

    ``headline`` is the headline, or our words for the piece; ``publication_day`` as in the article's facts.
    """

    publisher: Words
    headline: Words
    day: date | None = None
    publication_day: date | None = None
    address: Address

    @property
    def known(self) -> date | None:
        """The last day whose closes the statement could know, as far as the file says."""
        return self.publication_day or self.day
