"""How far the claims of an article reach today, in the one wording that all pages share."""

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext


def reach(article: ArticleContext) -> str:
    """``up to 20 August 2026 in most, ...``: the last day of each claim's own series; "" where none can be tested."""
    return words.reach(claim.today.last_day for claim in article.claims if claim.today.last_day is not None)
