"""How deep the worst days of the single stocks of a basket are beside those of the market: context, not a verdict."""

from collections.abc import Mapping

import pandas as pd

from figurecheck.claims.settings import Settings
from figurecheck.errors import InsufficientDataError
from figurecheck.measures.stock_shortfall import stock_shortfall
from figurecheck.pipeline.evaluators.base import Evaluated, World, path
from figurecheck.pipeline.evaluators.pairs import DELTA_OF_LOG, PAIRS_OF_DAYS, interval
from figurecheck.pipeline.evaluators.paths import basis, price_path
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verdicts.outcome import Interval


def _stock_shortfall_ratio(settings: Settings, world: World) -> Evaluated:
    """Days are those of the market between the first and the last day of the basket; a stock keeps its own gaps."""
    basket, market = (price_path(name, settings, world) for name in (settings.series, settings.against))
    days = market.loc[basket.index[0] : basket.index[-1]].index
    members = [world.series(name) for name in builtin_catalogue().stored(settings.series or "")]
    if len(members) < 2:
        raise InsufficientDataError(f"stocks: {settings.series} is one series; name a basket")
    paths = {one.series.id: pd.Series(path(one, basis(one, settings)), one.frame.index) for one in members}
    stocks = pd.DataFrame(paths).reindex(days).pct_change(fill_method=None).iloc[1:]
    found = stock_shortfall(
        stocks, market.loc[days].pct_change(fill_method=None).iloc[1:], world.seed, world.replications
    )
    return Evaluated(
        found.value,
        settings.measured,
        days[0].date(),
        days[-1].date(),
        found.n,
        "Rockafellar and Uryasev (2002), each stock on its own days",
        "mean over the stocks of risk of the stock / risk of the second on the same days",
        interval=Interval(found.robust_lower, found.robust_upper, found.level, DELTA_OF_LOG),
        second_interval=interval(found, PAIRS_OF_DAYS),
        parameters={
            "stocks averaged": found.stocks,
            "stocks with every day": found.whole,
            **_later(paths, days),
            "smallest ratio of a stock": found.smallest,
            "largest ratio of a stock": found.largest,
            "effective observations": found.effective_n,
            "block length": found.block_length,
            "bandwidth": found.bandwidth,
            "replications": found.replications,
            "seed": found.seed,
        },
    )


def _later(paths: Mapping[str, pd.Series], days: pd.Index) -> dict[str, str | int | float]:
    """How many stocks there are on the first day, and the last day before the last one joins; {} where all are."""
    firsts = [one.index[0] for one in paths.values()]
    before = days[days < max(firsts)]
    if before.empty:
        return {}
    return {
        "stocks on the first day": sum(first <= days[0] for first in firsts),
        "last day before the last stock begins": before[-1].date().isoformat(),
    }


EVALUATORS = {"stock_shortfall_ratio": _stock_shortfall_ratio}
