"""The words on the picture that is shown when a page is shared: verdict, claim, figure, release."""

from datetime import date

from figurecheck.charts.card import SIZE, Card
from figurecheck.pages import words
from figurecheck.pages.context import ArticleContext, ClaimContext, SiteContext
from figurecheck.pages.told_figure import data_day, told_figure
from figurecheck.verdicts.outcome import Verdict

__all__ = ["SITE_CARD", "SIZE", "card_path", "cards"]

SITE_CARD = "assets/card.png"
_COLOURS = {
    Verdict.HOLDS: "#14683f",
    Verdict.NOT_PROVEN: "#54479c",
    Verdict.DEPENDS: "#7a5200",
    Verdict.FAILS: "#a1261d",
    Verdict.NOT_TESTABLE: "#56636d",
}
"""The colour of each verdict in the light theme; a card has no theme."""
_PLAIN = "#17324a"


def card_path(article: ArticleContext, claim: ClaimContext) -> str:
    """Where the card of a claim lies on the site."""
    return f"{article.article.article.slug}/cards/{claim.claim.id}.png"


def cards(site: SiteContext) -> dict[str, Card]:
    """The card of every claim and of the site itself, by path."""
    name = site.settings.name
    found = {
        card_path(article, claim): _card(article, claim, name) for article in site.articles for claim in article.claims
    }
    return {**found, SITE_CARD: _site_card(site)}


def _card(article: ArticleContext, claim: ClaimContext, name: str) -> Card:
    verdict = claim.today.verdict
    word, shape, _ = words.VERDICTS[verdict]
    source = claim.claim.source
    publisher = article.article.article.publisher if source is None else source.publisher
    told = told_figure(claim.today)
    recomputed = () if told is None else (f"Recomputed: {told.said}", told.which)
    return Card(
        shape=shape,
        verdict=words.capital(word),
        colour=_COLOURS[verdict],
        title=_plain(claim.claim.paraphrase),
        figures=(f"Stated: {_plain(claim.claim.stated)}", *(line for line in recomputed if line)),
        foot=f"{name} \N{MIDDLE DOT} claim of {_plain(publisher)} \N{MIDDLE DOT} "
        f"data up to {_plain(words.day(data_day(claim, site_day(article))))}",
    )


def site_day(article: ArticleContext) -> date:
    """The day that the card of a claim without data names: that of the release, or the last one of any claim."""
    if article.release is not None:
        return article.release.day
    return max((claim.today.last_day for claim in article.claims if claim.today.last_day), default=date.min)


def _site_card(site: SiteContext) -> Card:
    verdicts = [claim.today.verdict for article in site.articles for claim in article.claims]
    return Card(
        shape="",
        verdict=site.settings.name,
        colour=_PLAIN,
        title="Which figures of a published market article are right? Recomputed from data, judged by a rule.",
        figures=(words.capital(words.tally_sentence(verdicts)),),
        foot=f"data up to {_plain(words.day(site.last_day))}",
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
