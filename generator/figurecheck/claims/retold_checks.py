"""What must be true of the retold sections: marks of claims that exist and are made there, and none left out."""

from collections.abc import Iterator

from figurecheck.claims.model import Article, Section
from figurecheck.claims.problems import Problem, unknown
from figurecheck.claims.retold import Marked, marks
from figurecheck.documents import Path_


def check_retold(article: Article) -> Iterator[Problem]:
    """Everything that is wrong with the marks of the sections; a section without marks is text alone, and fine."""
    for at, section in enumerate(article.sections):
        path: Path_ = ("sections", at, "retelling")
        found = marks(section.retelling)
        for mark in found:
            yield from _mark(article, section, mark, path)
        if found:
            yield from _left_out(article, section, {mark.claim for mark in found}, path)


def _mark(article: Article, section: Section, mark: Marked, path: Path_) -> Iterator[Problem]:
    claims = {claim.id: claim for claim in article.claims}
    if mark.claim not in claims:
        yield from unknown(path, mark.claim, claims, "claim")
        return
    claim = claims[mark.claim]
    if mark.part:
        yield from unknown(path, mark.part, (part.id for part in claim.parts), f"part of {claim.id}")
    if section.id not in (claim.section, *claim.also_in):
        yield Problem(path, f"the claim {claim.id!r}", "claims that the article makes in this section")
    if not mark.words and not any(letter.isdigit() for letter in claim.stated):
        yield Problem(path, f"{claim.id!r}, which states no figure", f"words for it: {{{claim.id}: words}}")


def _left_out(article: Article, section: Section, marked: set[str], path: Path_) -> Iterator[Problem]:
    made = [claim.id for claim in article.claims if section.id in (claim.section, *claim.also_in)]
    missing = [name for name in made if name not in marked]
    if missing:
        yield Problem(path, f"no mark of {', '.join(missing)}", "every claim of the section marked, or none of them")
