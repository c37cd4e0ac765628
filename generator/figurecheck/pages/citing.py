"""How to cite the verdict on a claim: as a sentence, as BibTeX, and as CSL-JSON."""

import json
from dataclasses import dataclass
from typing import Any

from figurecheck.pages import words
from figurecheck.pages.addresses import address, claim_path
from figurecheck.pages.context import ArticleContext, ClaimContext, Settings
from figurecheck.pages.release import Release
from figurecheck.pages.told_figure import data_day, told_figure

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
"""Signs that BibTeX and LaTeX would read as commands, and how they are written; braces of commands stay in pairs."""


@dataclass(frozen=True)
class Citation:
    """A page of a claim as one release had it; ``permalink`` is "" where the site does not know its address."""

    text: str
    bibtex: str
    csl: str
    permalink: str
    release: str


def citation(article: ArticleContext, claim: ClaimContext, release: Release, settings: Settings) -> Citation:
    """The three forms of one citation; they name the release, so that a later figure is not taken for this one."""
    link = permalink(article, claim, release, settings)
    where = link or claim_path(article, claim)
    site = f"{settings.name}, data" if settings.author else "Data"
    said = f"{_title(article, claim)}. {_verdict(claim)}. {site} release {release.id}, {_reach(claim, release)}."
    return Citation(
        text=f"{settings.cited} ({release.day.year}). {said} {where}",
        bibtex=_bibtex(article, claim, release, settings),
        csl=json.dumps(csl_item(article, claim, release, settings), indent=1, ensure_ascii=False),
        permalink=link,
        release=release.id,
    )


def permalink(article: ArticleContext, claim: ClaimContext, release: Release, settings: Settings) -> str:
    """The address of the page with the release it was read in; "" where the site does not know its own address."""
    if settings.site_address is None:
        return ""
    return f"{address(settings, claim_path(article, claim))}?release={release.id}"


def csl_item(article: ArticleContext, claim: ClaimContext, release: Release, settings: Settings) -> dict[str, Any]:
    """One item of CSL-JSON (Citation Style Language 1.0.2, 2021); the date is the day that dates the release."""
    link = permalink(article, claim, release, settings)
    return {
        "id": _key(article, claim),
        "type": "webpage",
        "author": [{"literal": settings.cited}],
        "title": _title(article, claim),
        "container-title": settings.name,
        "version": release.id,
        "issued": {"date-parts": [[release.day.year, release.day.month, release.day.day]]},
        "note": f"{_verdict(claim)}. {words.capital(_reach(claim, release))}.{_page(article, claim, link)}",
        "language": "en",
        **({"URL": link} if link else {}),
    }


def all_bibtex(article: ArticleContext, release: Release, settings: Settings) -> str:
    """The BibTeX of every claim of an article."""
    entries = (_bibtex(article, one, release, settings) for one in article.claims)
    return "\n\n".join(entries) + "\n"


def all_csl(article: ArticleContext, release: Release, settings: Settings) -> str:
    """The CSL-JSON of every claim of an article."""
    items = [csl_item(article, one, release, settings) for one in article.claims]
    return json.dumps(items, indent=1, ensure_ascii=False) + "\n"


def _bibtex(article: ArticleContext, claim: ClaimContext, release: Release, settings: Settings) -> str:
    link = permalink(article, claim, release, settings)
    fields = {
        "author": f"{{{_escaped(settings.cited)}}}",
        "title": f"{{{_escaped(_title(article, claim))}}}",
        "howpublished": _escaped(settings.name),
        "year": str(release.day.year),
        "month": str(release.day.month),
        "note": _escaped(
            f"Data release {release.id}, {_reach(claim, release)}. {_verdict(claim)}.{_page(article, claim, link)}"
        ),
        **({"url": link} if link else {}),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(article, claim)},\n{lines}\n}}"


def _key(article: ArticleContext, claim: ClaimContext) -> str:
    return f"figurecheck-{article.article.article.slug}-{claim.claim.id}"


def _title(article: ArticleContext, claim: ClaimContext) -> str:
    source = claim.claim.source
    publisher = article.article.article.publisher if source is None else source.publisher
    said = _plain(claim.claim.paraphrase).rstrip(".")
    return f"Checked: \N{LEFT DOUBLE QUOTATION MARK}{said}\N{RIGHT DOUBLE QUOTATION MARK} ({publisher})"


def _verdict(claim: ClaimContext) -> str:
    """``Verdict: holds; recomputed: +314.3 %``."""
    told = told_figure(claim.today)
    said = f"Verdict: {words.verdict(claim.today.verdict)}"
    if told is None:
        return said
    return f"{said}; recomputed{f', {told.which}' if told.which else ''}: {told.said}"


def _reach(claim: ClaimContext, release: Release) -> str:
    return f"data up to {_plain(words.day(data_day(claim, release.day)))}"


def _page(article: ArticleContext, claim: ClaimContext, link: str) -> str:
    """The path of the page, where the address of the site is not known."""
    return "" if link else f" Page: {claim_path(article, claim)}"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(letter, letter) for letter in text)
