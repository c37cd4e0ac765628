"""llms.txt: what the site is and where its machine-readable parts lie, for language models (llmstxt.org, 2024)."""

import re
from collections.abc import Iterator

from figurecheck.pages import words
from figurecheck.pages.addresses import ATOM, BUNDLE, CLAIMS, JSON_FEED, address, claim_path, in_order
from figurecheck.pages.context import ArticleContext, ClaimContext, Settings, SiteContext


def llms_text(site: SiteContext) -> str:
    """A title, what the site does, then lists of links, the reports first."""
    known = site.settings
    blocks = [
        f"# {known.name}",
        "> Recomputes the figures that published market articles claim, judges each by a rule fixed beforehand, and "
        "shows every step. Each claim has two verdicts: as of publication and with today's data.",
        f"The newest data are of {_plain(words.day(site.last_day))}. Nothing here is investment advice. "
        "Quote a verdict with its data release, and say at which of the two dates it holds.",
        *(_article(article, known) for article in site.articles),
        _section("For machines", _machine_files(site)),
        _section(
            "How it is done",
            (
                _link("Method", address(known, "method/"), "the rule, rounding, readings, the scale of verdicts"),
                _link("Data", address(known, "data/"), "every series with its source, span, checksum and terms"),
                _link("Cite and reuse", address(known, "reuse/"), "releases, addresses that stay, citation"),
            ),
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def _article(article: ArticleContext, known: Settings) -> str:
    facts = article.article.article
    report = _link("The report", address(known, f"{facts.slug}/"), f"{_plain(facts.headline)}, {facts.publisher}")
    claims = (
        _link(
            claim.claim.name,
            address(known, claim_path(article, claim)),
            f"stated {claim.claim.stated}{_by(claim)}; {words.verdict(claim.today.verdict)}",
        )
        for claim in in_order(article)
    )
    return _section(_plain(facts.headline), (report, *claims))


def _by(claim: ClaimContext) -> str:
    """Who stated it, if that is not the article itself."""
    return "" if claim.claim.source is None else f" by {_plain(claim.claim.source.publisher)}"


def _machine_files(site: SiteContext) -> Iterator[str]:
    known = site.settings
    yield _link("claims.json", address(known, CLAIMS), "every claim with both verdicts and its figures")
    for article in site.articles:
        facts = article.article.article
        name = f"results.json of {facts.headline}"
        yield _link(name, address(known, f"{facts.slug}/results.json"), "every reading, interval and test")
    yield _link("Release bundle", address(known, BUNDLE), "all results and free observations in one archive")
    yield _link("Atom feed", address(known, ATOM), "verdicts that turned, series that are out of date")
    yield _link("JSON Feed", address(known, JSON_FEED), "the same")


def _section(title: str, links: tuple[str, ...] | Iterator[str]) -> str:
    return "\n\n".join((f"## {title}", "\n".join(links)))


def _link(name: str, target: str, about: str) -> str:
    return f"- [{re.sub(r'[][]', '', _plain(name))}]({target}): {_plain(about)}"


def _plain(text: str) -> str:
    return " ".join(text.split())
