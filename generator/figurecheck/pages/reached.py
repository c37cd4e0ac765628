"""How far the claims of an article reach today, in the one wording that all pages share."""

from datetime import date

from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext


def reach(article: ArticleContext) -> str:
    """``Today means data up to ...``: the last day of each claim's own series; "" where none can be tested.

    Claims to which no day has been added since publication, because their series have ended, are told apart.
    """
    going: list[date] = []
    ended: list[date] = []
    for claim in article.claims:
        now, then = claim.today.last_day, claim.at_publication.last_day
        if now is not None:
            (ended if now == then and now < article.article.article.publication_day else going).append(now)
    return " ".join(said for said in (words.reach(going), *(_ended(day, ended.count(day)) for day in sorted({*ended}))))


def _ended(day: date, number: int) -> str:
    return f"The data of {words.count(number, 'claim', 'claims')} end on {words.day(day)}, before the article came out."
