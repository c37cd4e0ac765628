"""The basket of a group of stocks as a series like any other: computed from what was observed, never stored."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from figurecheck.measures.returns import reinvested
from figurecheck.pipeline.evaluators.base import column
from figurecheck.series.catalogue import Catalogue
from figurecheck.series.model import Series
from figurecheck.store.provenance import Provenance
from figurecheck.store.reading import Observed

if TYPE_CHECKING:
    import pandas as pd

    from figurecheck.measures.basket import Basket


def with_baskets(observed: Mapping[str, Observed], names: Sequence[str], catalogue: Catalogue) -> dict[str, Observed]:
    """``observed`` with every basket that is named, whose members it must hold."""
    baskets = {name for name in names if name in catalogue.derived}
    made = {name: _basket(catalogue.get(name), [observed[one] for one in catalogue.stored(name)]) for name in baskets}
    return {**observed, **made}


def _basket(series: Series, members: Sequence[Observed]) -> Observed:
    frame = _frame(members)
    return Observed(series, frame, _checksum(members), _record(series, frame, members))


def _frame(members: Sequence[Observed]) -> "pd.DataFrame":
    """The columns of a price series; the path starts at 100, and there is no range or volume."""
    import pandas as pd

    from figurecheck.measures.basket import equal_weighted

    closes = equal_weighted(_table(members, {one.series.id: column(one, "close") for one in members}))
    grown = equal_weighted(_table(members, {one.series.id: _total_return(one) for one in members}))
    close = closes.path
    frame = pd.DataFrame(np.nan, index=close.index, columns=list(members[0].frame.columns))
    frame.index.name = members[0].frame.index.name
    return frame.assign(close=close, dividend=_dividends(closes, grown))


def _table(members: Sequence[Observed], paths: Mapping[str, np.ndarray]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame({one.series.id: pd.Series(paths[one.series.id], one.frame.index) for one in members})


def _total_return(observed: Observed) -> np.ndarray:
    return reinvested(column(observed, "close"), column(observed, "dividend"))


def _dividends(closes: "Basket", grown: "Basket") -> "pd.Series":
    """The dividends of the basket that make its total return the mean total return of its members."""
    path = closes.path
    share = 1.0 - (1.0 + closes.returns) / (1.0 + grown.returns)
    share = share.where(share.abs() > 1e-12, 0.0)
    return (path.shift(1) * share).fillna(0.0)


def _checksum(members: Sequence[Observed]) -> str:
    """The checksum of the checksums of the members, in their order."""
    return sha256("\n".join(one.sha256 for one in members).encode()).hexdigest()


def _record(series: Series, frame: "pd.DataFrame", members: Sequence[Observed]) -> Provenance:
    stocks = ", ".join(one.series.id for one in members)
    return Provenance(
        id=series.id,
        title=series.title,
        source=series.source,
        source_code=series.code,
        address=series.address,
        read_from=series.source,
        origin=f"computed from {stocks}",
        retrieved_at=max(one.provenance.retrieved_at for one in members),
        first_day=frame.index[0].date(),
        last_day=frame.index[-1].date(),
        rows=len(frame),
        sha256=_checksum(members),
        adjustment="mean of the returns of its members, each adjusted for splits; dividends apart",
        licence_id=series.licence.id,
        licence=series.licence.title,
        licence_address=series.licence.address,
        redistributable=False,
        missing=0,
        gaps=(),
        notes=("Its checksum is that of the checksums of its members.",),
        corrections=(),
        kept=(),
    )
