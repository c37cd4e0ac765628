"""How a reader objects to a verdict: a link that is filled in, and the page that says what happens then."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from figurecheck.pages import answers, words
from figurecheck.pages.context import ArticleContext, ClaimContext, Settings, SiteContext

FORM = "dispute.yml"
"""The form in .github/ISSUE_TEMPLATE whose fields the link fills in."""
_GITHUB = "github.com"


@dataclass(frozen=True)
class DisputePage:
    """Everything the template of the page may use; addresses that are not known are empty."""

    repository: str
    issues: str
    contact: str
    contact_address: str


def dispute_page(site: SiteContext) -> DisputePage:
    """The page on objections."""
    known = site.settings
    return DisputePage(
        repository=known.repository or "",
        issues=f"{known.repository}/issues/new/choose" if _has_forms(known) else "",
        contact=known.contact or "",
        contact_address=f"mailto:{quote(known.contact, safe='@')}" if known.contact else "",
    )


def dispute_link(article: ArticleContext, claim: ClaimContext, settings: Settings) -> str:
    """Where the link "dispute this verdict" of a claim leads.

    To the form of the repository where that is on GitHub, else to a letter where a contact is known, both with claim,
    figure and release filled in; "" where neither is known, and the page says how instead.
    """
    said = _said(article, claim)
    if _has_forms(settings):
        query = urlencode({"template": FORM, "title": f"Dispute: {said['claim']}", **said}, quote_via=quote)
        return f"{settings.repository}/issues/new?{query}"
    if settings.contact:
        query = urlencode({"subject": f"Dispute: {said['claim']}", "body": _lines(said)}, quote_via=quote)
        return f"mailto:{quote(settings.contact, safe='@')}?{query}"
    return ""


def dispute_text(article: ArticleContext, claim: ClaimContext) -> str:
    """What a letter of objection begins with, to be copied where no address is known that a link could lead to."""
    return _lines({**_said(article, claim), "what is wrong": "", "what shows it": ""})


def _lines(said: dict[str, str]) -> str:
    return "\n".join(f"{words.capital(name)}: {value}".rstrip() for name, value in said.items())


def _has_forms(settings: Settings) -> bool:
    return settings.repository is not None and urlsplit(settings.repository).hostname == _GITHUB


def _said(article: ArticleContext, claim: ClaimContext) -> dict[str, str]:
    """What is filled in: the fields of the form, by their id."""
    figures = "; ".join(answers.figures(claim.today)) or words.DASH
    return {
        "claim": claim.claim.id,
        "figure": " ".join(f"{claim.claim.stated} stated; recomputed: {figures}".split()),
        "verdict": words.verdict(claim.today.verdict),
        "release": "" if article.release is None else article.release.id,
    }
