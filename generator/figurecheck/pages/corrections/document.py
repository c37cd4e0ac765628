"""The corrections as plain values of the results: roles, returns since publication and means, at both dates."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from figurecheck.pages.corrections.answer import note
from figurecheck.pages.distance_document import significant
from figurecheck.verdicts.corrections import Corrections, CorrectionsPair, Roles, Rule, SinceThen, Slope, Summary
from figurecheck.verdicts.outcome import AsOf, Interval

ROLES_CSV = "downloads/roles.csv"
MEANS_CSV = "downloads/means.csv"
SINCE_CSV = "downloads/since-publication.csv"

PLACES = {
    "average": "outside tails",
    "crashes": "worst twentieth",
    "outside": "outside corrections",
    "inside": "in corrections",
    "known_outside": "outside corrections, as known",
    "known_inside": "in corrections, as known",
}
"""What a slope of Roles is called in the results, by its field."""

_RESAMPLED = frozenset(PLACES) - {"average", "crashes"}


def corrections_document(pair: CorrectionsPair) -> dict[str, Any]:
    """``falling``, the primary rule, the day of the break, and what each date gives."""
    now = pair.today
    return {
        "falling": now.falling,
        "rule": now.rules[0].words,
        "break": None if now.eras is None else now.eras.day.isoformat(),
        AsOf.TODAY.value: _at_one_date(now),
        AsOf.PUBLICATION.value: _at_one_date(pair.at_publication),
    }


def _at_one_date(found: Corrections) -> dict[str, Any]:
    return {
        "roles": [_roles(days, one) for days, roles in _stretches(found) for one in roles],
        "since_publication": [_since(one) for one in found.since_publication],
        "means": [_mean(rule, one) for rule in found.rules for one in rule.summaries],
    }


def _stretches(found: Corrections) -> Iterator[tuple[str, tuple[Roles, ...]]]:
    yield "all", found.roles
    if found.eras is not None:
        yield "before", found.eras.before
        yield "since", found.eras.since


def _roles(days: str, told: Roles) -> dict[str, Any]:
    return {
        "series": told.series,
        "days": days,
        "from": told.first_day.isoformat(),
        "to": told.last_day.isoformat(),
        "nil_within": significant(told.margin),
        "block_length": significant(told.resampling.block_length),
        "replications": told.resampling.replications,
        "seed": told.resampling.seed,
        "slopes": [_slope(place, getattr(told, name)) for name, place in PLACES.items()],
    }


def _slope(place: str, told: Slope) -> dict[str, Any]:
    return {
        "place": place,
        "value": significant(told.value),
        "interval": _limits(told.interval),
        "level": told.interval.level,
        "method": told.interval.method,
        "second_interval": None if told.second is None else _limits(told.second),
        "second_method": None if told.second is None else told.second.method,
        "limit_errors": None if told.limit_errors is None else [significant(error) for error in told.limit_errors],
        "role": told.role,
        "fragile": told.fragile,
        "returns": told.returns,
    }


def _since(one: SinceThen) -> dict[str, Any]:
    split = one.split
    return {
        "series": one.series,
        "from": split.first_close.isoformat(),
        "to": split.last_close.isoformat(),
        "return": significant(split.value),
        "falling_return": significant(split.source),
        "slope_before": significant(split.slope),
        "slope_before_interval": _limits(split.slope_interval),
        "slope_since": None if split.slope_inside is None else significant(split.slope_inside),
        "slope_since_interval": None if split.slope_inside_interval is None else _limits(split.slope_inside_interval),
        "level": split.slope_interval.level,
        "method": split.slope_interval.method,
        "implied": significant(split.implied),
        "implied_range": _limits(split.implied_range),
        "rest": significant(split.drift),
        "rest_range": _limits(split.drift_range),
    }


def _mean(rule: Rule, one: Summary) -> dict[str, Any]:
    return {
        "rule": rule.short,
        "counted": "ex_ante" if one.ex_ante else "hindsight",
        "series": one.series,
        "corrections": one.corrections,
        "mean": significant(one.mean),
        "excess": significant(one.excess),
        "interval": _limits(one.interval),
        "level": one.interval.level,
        "method": one.interval.method,
        "share_of_gains": significant(one.share_of_gains),
        "outside_excess": None if one.outside is None else significant(one.outside.excess),
        "outside_corrections": None if one.outside is None else one.outside.corrections,
    }


def _limits(interval: Interval) -> list[float]:
    return [significant(interval.lower), significant(interval.upper)]


def corrections_files(pair: CorrectionsPair) -> dict[str, str]:
    """The same as CSV files by their paths, one row a slope, a split or a mean, with the date it was computed for."""
    document = corrections_document(pair)
    tables = {ROLES_CSV: "roles", SINCE_CSV: "since_publication", MEANS_CSV: "means"}
    notes = {column.series: note(column) for column in (*pair.at_publication.columns, *pair.today.columns)}
    return {path: _csv(_rows(document, name, notes)) for path, name in tables.items()}


def _rows(document: Mapping[str, Any], table: str, notes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    for as_of in (AsOf.TODAY, AsOf.PUBLICATION):
        for row in document[as_of.value][table]:
            shared = {"as_of": as_of.value} | {name: value for name, value in row.items() if name != "slopes"}
            drawn = {"block_length": None, "replications": None, "seed": None}
            resampled = {PLACES[name] for name in _RESAMPLED}
            for slope in row.get("slopes", [{}]):
                analytic = "place" in slope and slope["place"] not in resampled
                told = _flat(shared | (drawn if analytic else {}) | slope)
                yield told | {"series_note": notes[row["series"]]}


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with two columns, ``lower`` and ``upper``, in the place of each pair of limits."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name.endswith(("interval", "range", "errors")):
            start = name.removesuffix("interval") if name == "interval" else f"{name}_"
            lower, upper = (None, None) if value is None else value
            flat |= {f"{start}lower": lower, f"{start}upper": upper}
        else:
            flat[name] = value
    return flat


def _csv(rows: Iterable[dict[str, Any]]) -> str:
    told = list(rows)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=list(told[0]) if told else ["as_of"], lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if value is None else value for name, value in row.items()} for row in told)
    return buffer.getvalue()
