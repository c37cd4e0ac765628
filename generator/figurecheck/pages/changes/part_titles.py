"""What the parts of claims are called on pages, in place of their ids."""

from collections.abc import Iterable, Mapping

from figurecheck.claims.model import Claim

PartTitles = Mapping[tuple[str, str], str]
"""The title of a part, or of a figure beside the verdict, by the ids of its claim and its own."""


def part_titles(claims: Iterable[Claim]) -> PartTitles:
    """The titles of all parts and of all figures beside the verdicts."""
    found: dict[tuple[str, str], str] = {}
    for claim in claims:
        found |= {(claim.id, part.id): part.title for part in claim.parts}
        found |= {(claim.id, entry.id): entry.title for entry in claim.beside}
    return found
