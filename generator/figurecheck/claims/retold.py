"""A section in our own words: plain text in which marks stand where the article makes a claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from figurecheck.claims.plain_text import plain

LONGEST = 2000
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_MARK = re.compile(rf"\{{(?P<claim>{_ID})(?:\.(?P<part>{_ID}))?(?:: (?P<words>[^{{}}]+))?\}}")
_FIGURE = re.compile(r"(?<![A-Za-z])\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Marked:
    """A place where a claim is made; ``words`` is "" where the stated figure itself stands there.

    ``part`` names the part whose verdict counts, "" for the claim as a whole.
    """

    claim: str
    part: str
    words: str


def paragraphs(text: str) -> tuple[tuple[str | Marked, ...], ...]:
    """The paragraphs of a retelling, each as text and marks in turn; braces that make no mark stay as they are."""
    return tuple(tuple(_pieces(line)) for line in text.splitlines() if line.strip())


def marks(text: str) -> tuple[Marked, ...]:
    """The marks of a retelling in their order."""
    return tuple(piece for paragraph in paragraphs(text) for piece in paragraph if isinstance(piece, Marked))


def retelling(text: str) -> str:
    """``text`` itself; raises ValueError where a mark is not one, or a figure is typed instead of marked."""
    plain(text)
    if len(text) > LONGEST:
        raise ValueError(f"at most {LONGEST} characters, not {len(text)}")
    rest = " ".join(piece if isinstance(piece, str) else piece.words for line in paragraphs(text) for piece in line)
    if not rest.strip() and not marks(text):
        raise ValueError("words, not spaces alone")
    brace = re.search(r"[{}].{0,20}", rest)
    if brace is not None:
        raise ValueError(f"marks of the form {{claim}}, {{claim.part}} or {{claim: words}}, not {brace[0]!r}")
    typed = [word for word in rest.split() if _FIGURE.search(_YEAR.sub("", word))]
    if typed:
        raise ValueError(
            f"years as the only numbers, not {typed[0]!r}; mark a figure by the id of its claim, "
            "and write a name that has a number in other words"
        )
    return text


def _pieces(line: str) -> Iterator[str | Marked]:
    at = 0
    for found in _MARK.finditer(line):
        if found.start() > at:
            yield line[at : found.start()]
        yield Marked(found["claim"], found["part"] or "", found["words"] or "")
        at = found.end()
    if at < len(line):
        yield line[at:]
