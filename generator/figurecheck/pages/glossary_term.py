"""One term of the glossary."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One term; ``forms`` are the words of a text that it explains, ``page`` the method page that goes on from it."""

    id: str
    title: str
    says: str
    forms: tuple[str, ...]
    page: str = ""
