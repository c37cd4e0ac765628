"""The units of a build and what each depends on: claims, their charts, the table of corrections, the site."""

from collections.abc import Mapping

from figurecheck.claims.model import Article, Claim, ClaimKind
from figurecheck.keys.code import Code, depends
from figurecheck.keys.digests import digest
from figurecheck.keys.packages import library_inputs, python_version
from figurecheck.keys.unit import Unit
from figurecheck.measures.names import MEASURES
from figurecheck.pipeline.judge import Draws
from figurecheck.store.reading import Observed

JUDGE = "pipeline.judge"
NULLS = "pipeline.specification_nulls"
WINDOWS = "pipeline.every_window"
DRAWING = ("pages.pictures", "pipeline.window_tables")
CORRECTIONS = "pipeline.corrections_facts"
BASKET = "pipeline.basket"
DRESSING = ("pipeline.dressing", "pipeline.addresses", "pipeline.links.checking", "pipeline.page_reading")

TABLES = ("measures.names.links", "measures.names.moves", "measures.names.risks")
"""The table of measures; what it says of the measures of a claim is an input of its own."""
PARSING = ("claims.retold", "claims.plain_text")
"""What only reads an article file; what comes of it is an input."""

COMPUTED = {"id", "kind", "stated", "needs", "parts", "beside"}
"""The fields of a claim that decide its outcome."""


def claim_unit(article: Article, claim: Claim, observed: Mapping[str, Observed], draws: Draws, *, basket: bool) -> Unit:
    """Judging one claim at both dates; ``observed`` are the series that it needs, ``basket`` whether one is made."""
    inputs = {
        "claim": digest(claim.model_dump_json(include=COMPUTED)),
        "resamples": draws.named,
        **_article(article),
        **data_inputs(observed),
        **{f"measure {name}": digest(repr(MEASURES[name])) for name in _measures(claim)},
        **_code(*claim_modules(claim, basket=basket)).inputs,
        "python": python_version(),
    }
    return Unit(f"claim {claim.id}", inputs)


def pictures_unit(article: Article, claim: Claim, judged: Unit) -> Unit:
    """Drawing the charts of one claim, which depend on all that its outcome depends on.

    What charts say of a measure is in the outcome, so they look into no table of measures either.
    """
    code = depends(*DRAWING, apart=(*TABLES, *PARSING))
    inputs = {
        **judged.inputs,
        **code.inputs,
        "claim": digest(claim.model_dump_json()),
        "events": digest(article.model_dump_json(include={"article", "proxies", "events"})),
    }
    return Unit(f"charts {claim.id}", inputs)


def corrections_unit(article: Article, observed: Mapping[str, Observed]) -> Unit:
    """The table of corrections of one article at both dates."""
    inputs = {
        **_article(article),
        **data_inputs(observed),
        **depends(CORRECTIONS, BASKET).inputs,
        "python": python_version(),
    }
    return Unit(f"corrections {article.article.slug}", inputs)


def site_unit(reports: Mapping[str, str], configuration: Mapping[str, str], last_day: str) -> Unit:
    """MkDocs' work: the digests of what it reads, the code that runs it, and every installed package.

    Theme, extensions of Markdown and plugins are named in a configuration that may name others, so all count.
    """
    code = depends("pipeline.site", "pipeline.mkdocs_process", "pipeline.content_policy", *DRESSING)
    page = {f"page {name}": found for name, found in reports.items()}
    inputs = {
        **page,
        **configuration,
        **code.inputs,
        **library_inputs(),
        "last day": last_day,
        "python": python_version(),
    }
    return Unit("site", inputs)


def claim_modules(claim: Claim, *, basket: bool) -> tuple[str, ...]:
    """The modules that compute a claim: the judge, the evaluators of its measures, and what makes a basket."""
    topics = sorted({MEASURES[measure].topic for measure in _measures(claim)})
    special = [NULLS] if claim.kind is ClaimKind.STRENGTH else []
    special += [WINDOWS] if any(part.every_window for part in claim.parts) else []
    special += [BASKET] if basket else []
    return (JUDGE, *special, *(f"pipeline.evaluators.{topic}" for topic in topics))


def _measures(claim: Claim) -> list[str]:
    return sorted({*(part.measure for part in claim.parts), *(entry.measure for entry in claim.beside)})


def _code(*modules: str) -> Code:
    return depends(*modules, apart=(NULLS, WINDOWS, *TABLES, *PARSING))


def _article(article: Article) -> dict[str, str]:
    """What a reading looks at in the article itself."""
    facts = article.article
    return {
        "publication": f"{facts.published.isoformat()} {facts.publication_day}",
        "proxies": digest(article.model_dump_json(include={"proxies"})),
        "events": digest(article.model_dump_json(include={"events"})),
    }


def data_inputs(observed: Mapping[str, Observed]) -> dict[str, str]:
    """The data files of ``observed`` and what the catalogue says of the series, as inputs of a unit."""
    found = {f"data {name}": one.sha256 for name, one in observed.items()}
    return found | {f"series {name}": digest(repr(one.series)) for name, one in observed.items()}
