"""From judged outcomes to ledger entries, and from observations to the marks by which a later build knows them."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from figurecheck.claims.model import Article, Claim
from figurecheck.ledger.definitions import definition_hash
from figurecheck.ledger.entry import Entry, SeriesMark, joint_checksum, rounded
from figurecheck.series.model import Kind
from figurecheck.store.reading import Observed
from figurecheck.verdicts.outcome import AsOf, Outcome, PartOutcome

SHORT = 12
_KNOWN_BY = {Kind.PRICE: "close", Kind.LEVEL: "value", Kind.EVENTS: "upper"}


def article_entries(article: Article, outcomes: Mapping[str, Mapping[AsOf, Outcome]]) -> tuple[Entry, ...]:
    """Every part of every claim at both dates, in the order of the article file, publication first."""
    return tuple(
        entry
        for claim in article.claims
        for as_of in (AsOf.PUBLICATION, AsOf.TODAY)
        for entry in claim_entries(article, claim, outcomes[claim.id][as_of])
    )


def claim_entries(article: Article, claim: Claim, outcome: Outcome) -> tuple[Entry, ...]:
    """The parts of one claim at one date; a claim without parts has one entry without a figure."""
    definition = definition_hash(article, claim)
    return tuple(_entry(outcome, part, definition) for part in outcome.parts or (None,))


def _entry(outcome: Outcome, part: PartOutcome | None, definition: str) -> Entry:
    measured = None if part is None else part.primary.measurement
    interval = None if measured is None else measured.interval
    return Entry(
        as_of=outcome.as_of.value,
        claim=outcome.claim,
        part="" if part is None else part.id,
        value=None if measured is None else rounded(measured.value),
        lower=None if interval is None else rounded(interval.lower),
        upper=None if interval is None else rounded(interval.upper),
        unit="" if measured is None else measured.unit,
        verdict=outcome.verdict.value,
        part_verdict="" if part is None else part.verdict.value,
        fragile=part is not None and part.fragile,
        last_day=outcome.last_day,
        data=joint_checksum(outcome.data),
        definition=definition,
    )


def series_marks(observed: Iterable[Observed]) -> dict[str, SeriesMark]:
    """The mark of each series by its id, in alphabetical order."""
    found = {one.series.id: _mark(one) for one in observed}
    return dict(sorted(found.items()))


def _mark(observed: Observed) -> SeriesMark:
    import pandas as pd

    frame = observed.frame
    index = pd.DatetimeIndex(frame.index)
    days = np.asarray(index.to_numpy(), dtype="datetime64[D]").astype("<i8")
    priced = frame.drop(columns="dividend", errors="ignore").to_numpy(dtype="<f8")
    paid = frame["dividend"].to_numpy(dtype="<f8") if "dividend" in frame else np.zeros(len(frame), dtype="<f8")
    known = frame[_KNOWN_BY[observed.series.kind]].to_numpy(dtype="<f8")
    names, starts = np.unique(index.year.to_numpy(), return_index=True)
    rows = map(slice, starts, (*starts[1:], len(frame)))
    years = {
        str(year): (_digest(days[one], priced[one]), _paid(days[one], paid[one]), float(known[one][-1]))
        for year, one in zip(names, rows, strict=True)
    }
    return SeriesMark(observed.sha256, observed.last_day, len(frame), years)


def _paid(days: NDArray[np.int64], paid: NDArray[np.float64]) -> str:
    there = paid != 0.0
    return _digest(days[there], paid[there])


def _digest(days: NDArray[np.int64], values: NDArray[np.float64]) -> str:
    """A short checksum of days, shape (n,), and of the values beside them, shape (n, ...)."""
    digest = sha256(days.tobytes())
    digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()[:SHORT]
