"""Judging a claim on two series: its last day, its resamples, what an ended series leaves, all that it used."""

from datetime import date

import pytest

from figurecheck.pipeline.judge import judge_claim, known_at_publication, series_of
from figurecheck.verdicts.outcome import AsOf, Outcome, Verdict
from worlds import ended, flagship, observations, table

CLAIM = "rates-opportunity-cost"
TODAY = "2026-08-20"
"""What is called today here, so that a refresh moves no verdict of these tests; IWO is taken to have ended before."""
ENDED = {"IWO": "2025-12-24"}


def judged(name: str, as_of: AsOf) -> Outcome:
    claim = flagship().claim(name)
    found = observations(*series_of(flagship(), claim))
    observed = {name: ended(one, ENDED.get(name, TODAY)) for name, one in found.items()}
    known = known_at_publication(flagship(), observed) if as_of is AsOf.PUBLICATION else observed
    return judge_claim(flagship(), claim, known, as_of)


@pytest.fixture(scope="module")
def solana() -> Outcome:
    return judged("align-sol", AsOf.TODAY)


def test_every_series_of_a_pair_a_panel_and_a_regime_is_accounted_for() -> None:
    used = {
        name: series_of(flagship(), flagship().claim(name)) for name in ("corr-btc-r2ktech-volatile", "risk-on-off")
    }
    assert used["corr-btc-r2ktech-volatile"] == ("BTC-USD", "IWC", "IWM", "IWO", "PSCT", "VIXCLS")
    assert used["risk-on-off"] == ("ADA-USD", "BTC-USD", "ETH-USD", "IWC", "IWM", "IWO", "PSCT", "XRP-USD")


def test_the_last_day_is_the_one_that_both_series_have(solana: Outcome) -> None:
    expected = min(table(name).loc[:TODAY].index[-1] for name in ("PSCT", "SOL-USD")).date()
    assert solana.last_day == expected
    assert solana.measurements[0].end == expected
    assert set(solana.data) == set(series_of(flagship(), flagship().claim("align-sol")))


def test_the_primary_reading_and_figures_beside_it_draw_ten_times_as_many_resamples(solana: Outcome) -> None:
    (part,) = solana.parts
    drawn = {reading.parameters["replications"] for reading in part.computed}
    assert solana.measurements[0].parameters["replications"] == 9_999
    assert drawn == {999, 499}
    assert {each.parameters["replications"] for each in solana.beside if "replications" in each.parameters} == {9_999}


def test_a_series_that_has_ended_leaves_with_its_last_day(solana: Outcome) -> None:
    (part,) = solana.parts
    left = [reading for reading in part.conventional if reading.measurement is None]
    assert left
    assert {choice.value for reading in left for choice in reading.choices if choice.axis == "series"} == {"IWO"}
    assert all("2025-12-24" in reading.reason for reading in left)
    others = [reading for reading in part.conventional if reading.measurement is not None]
    assert "IWO" not in {choice.value for reading in others for choice in reading.choices if choice.axis == "series"}


def test_nothing_known_after_publication_enters_its_verdict() -> None:
    outcome = judged(CLAIM, AsOf.PUBLICATION)
    assert outcome.last_day == date(2025, 10, 1)
    every = [*outcome.measurements, *(found for part in outcome.parts for found in part.computed), *outcome.beside]
    assert max(found.end for found in every) <= date(2025, 10, 2)
    assert len(every) == 22


def test_an_interval_across_the_mark_is_not_proven(solana: Outcome) -> None:
    measured = solana.measurements[0]
    assert [interval.lower < 0.3 < interval.upper for interval in measured.intervals] == [True, True]
    assert solana.verdict is Verdict.NOT_PROVEN
    assert not solana.fragile
