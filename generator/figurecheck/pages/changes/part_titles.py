"""What the parts of claims are called on pages, in place of their ids."""

from collections.abc import Iterable, Mapping

from figurecheck.claims.model import Claim

PartTitles = Mapping[tuple[str, str], str]
"""The title of a part, or of a figure beside the verdict, by the ids of its claim and its own."""


def part_titles(claims: Iterable[Claim]) -> PartTitles:
    """The titles of all parts and of all figures beside the verdicts."""
    return {(claim.id, one.id): one.title for claim in claims for one in (*claim.parts, *claim.beside)}
