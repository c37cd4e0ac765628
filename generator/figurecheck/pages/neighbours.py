"""The claims before and after one in the order of the article, each with its verdict."""

from dataclasses import dataclass

from figurecheck.pages.addresses import in_order
from figurecheck.pages.context import ArticleContext
from figurecheck.pages.marks import Mark, mark_of


@dataclass(frozen=True)
class Neighbour:
    """Another claim of the article: where its page lies, what it is called, today's verdict."""

    path: str
    name: str
    mark: Mark


@dataclass(frozen=True)
class Neighbours:
    """The claim before and the claim after; None at the ends of the article."""

    before: Neighbour | None
    after: Neighbour | None


def neighbours(article: ArticleContext, claim: str) -> Neighbours:
    """What stands before and after ``claim``; raises ValueError where the article has no such claim."""
    told = list(in_order(article))
    place = [one.claim.id for one in told].index(claim)
    views = [Neighbour(f"{one.claim.id}.md", one.claim.name, mark_of(one.today)) for one in told]
    return Neighbours(views[place - 1] if place else None, views[place + 1] if place + 1 < len(views) else None)
