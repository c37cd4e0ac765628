"""What stands on the picture of a shared link."""

from dataclasses import dataclass

SIZE = (1200, 630)
"""Width and height in pixels, as those who show such pictures ask for."""


@dataclass(frozen=True)
class Card:
    """The words of a card from top to bottom; ``colour`` is that of the verdict, ``shape`` its sign ("" without)."""

    shape: str
    verdict: str
    colour: str
    title: str
    figures: tuple[str, ...]
    foot: str
