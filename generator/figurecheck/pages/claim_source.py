"""Where a claim was made, for articles that gather the statements of several publishers."""

from dataclasses import dataclass

from figurecheck.claims.model import Claim
from figurecheck.pages import words


@dataclass(frozen=True)
class ClaimSource:
    """Who made a claim, on which day ("" where it is not known), and where."""

    publisher: str
    headline: str
    day: str
    address: str


def claim_source(claim: Claim) -> ClaimSource | None:
    """The source that the article file names for the claim; None where the article itself is the source."""
    said = claim.source
    if said is None:
        return None
    return ClaimSource(said.publisher, said.headline, "" if said.day is None else words.day(said.day), said.address)
