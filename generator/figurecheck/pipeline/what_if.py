"""Which series the what-if page offers."""

from collections.abc import Mapping

from figurecheck.claims.model import Article
from figurecheck.pages.context import WhatIfSeries
from figurecheck.pipeline.workspace import Workspace
from figurecheck.series.model import Kind

_WINDOW = "window_return"


def what_if_series(
    workspace: Workspace, article: Article, growths: Mapping[str, str | None]
) -> tuple[WhatIfSeries, ...]:
    """Every series that ``offered`` names with its growth, which ``growths`` gives; those without one are left out."""
    names = offered(workspace, article)
    found = workspace.read(names)
    series = ((found[name], growths[name]) for name in names)
    return tuple(
        WhatIfSeries(one.series, one.first_day, one.last_day, text) for one, text in series if text is not None
    )


def offered(workspace: Workspace, article: Article) -> tuple[str, ...]:
    """The prices that a return claim is judged by, those of the article's assets, and every admitted proxy."""
    claimed = [
        part.primary.series
        for claim in article.claims
        for part in claim.parts
        if part.measure == _WINDOW and part.primary.series is not None
    ]
    assets = [one.id for asset in article.article.assets for one in workspace.catalogue if _is(asset, one.id)]
    proxies = [entry.id for proxy in article.proxies for entry in proxy.admitted]
    names = dict.fromkeys((*claimed, *assets, *proxies))
    return tuple(name for name in names if workspace.catalogue.get(name).kind is Kind.PRICE)


def _is(asset: str, series: str) -> bool:
    """Whether a series is the price of an asset: ``BTC-USD`` is that of ``BTC``."""
    return series.partition("-")[0] == asset
