"""The state that a results.json describes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from figurecheck.ledger.entry import Entry, SeriesMark, State, joint_checksum
from figurecheck.verdicts.outcome import AsOf


def state_of_results(document: Mapping[str, Any]) -> State:
    """Every figure of a results document, with the marks of its series.

    Files that are older than a field give it empty. Raises KeyError, TypeError or ValueError for other documents.
    """
    if document["schema"] != "figurecheck.results/1":
        raise ValueError(f"the schema {document['schema']!r}")
    outcomes = [(claim, as_of.value) for claim in document["claims"] for as_of in AsOf]
    entries = [entry for claim, as_of in outcomes for entry in _entries(claim, as_of)]
    return State(
        data_day=date.fromisoformat(document["data"]["last_day"]),
        code=str(document.get("code", "")),
        entries={entry.key: entry for entry in entries},
        reads={(as_of, claim["id"]): dict(claim[as_of]["data"]) for claim, as_of in outcomes},
        series={name: _mark(said) for name, said in document.get("series", {}).items()},
        publication_day=date.fromisoformat(document["data"]["publication_day"]),
    )


def mark_document(mark: SeriesMark) -> dict[str, Any]:
    """A mark as plain values, as ``results.json`` keeps it."""
    years = {year: {"prices": p, "dividends": d, "last": last} for year, (p, d, last) in mark.years.items()}
    return {"sha256": mark.sha256, "last_day": mark.last_day.isoformat(), "rows": mark.rows, "years": years}


def _mark(said: Mapping[str, Any]) -> SeriesMark:
    years = {year: (str(x["prices"]), str(x["dividends"]), float(x["last"])) for year, x in said["years"].items()}
    return SeriesMark(str(said["sha256"]), date.fromisoformat(said["last_day"]), int(said["rows"]), years)


def _entries(claim: Mapping[str, Any], as_of: str) -> Iterator[Entry]:
    outcome = claim[as_of]
    measured = {one["part"]: one for one in outcome["measurements"]}
    for part in outcome.get("parts") or [{"id": "", "verdict": "", "fragile": False}]:
        yield _entry(claim, as_of, part, measured.get(part["id"]))


def _entry(claim: Mapping[str, Any], as_of: str, part: Mapping[str, Any], figure: Mapping[str, Any] | None) -> Entry:
    outcome = claim[as_of]
    limits = (None, None) if figure is None or figure["interval"] is None else figure["interval"]
    last_day = outcome["last_day"]
    return Entry(
        as_of=as_of,
        claim=str(claim["id"]),
        part=str(part["id"]),
        value=None if figure is None else float(figure["value"]),
        lower=limits[0],
        upper=limits[1],
        unit="" if figure is None else str(figure["unit"]),
        verdict=str(outcome["verdict"]),
        part_verdict=str(part["verdict"]),
        fragile=part.get("fragile"),
        last_day=None if last_day is None else date.fromisoformat(last_day),
        data=joint_checksum(outcome["data"]),
        definition=str(claim.get("definition", "")),
    )
