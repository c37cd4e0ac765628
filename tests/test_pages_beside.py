"""Figures beside a verdict print how they were computed; a tail says whether its law fits, a lead which way it goes."""

import html
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from figurecheck.pages import words
from figurecheck.pages.lead_words import lead
from figurecheck.pages.methods.coverage import CoverageStudy
from figurecheck.pages.tail_fit import RISKS, tail_fit
from figurecheck.paths import Project
from figurecheck.verdicts.outcome import Measurement, Target
from small_site import measurement
from test_pages_covered import row

SLUG = "ultra-small-cap-hedges"
MARK = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")


def figure(measure: str, unit: str, parameters: dict[str, str | int | float]) -> Measurement:
    told = measurement("PSCT", 1.0, 1.6, MARK, title="It", proxy=False)
    return replace(told, series=("PSCT", "BTC-USD"), measure=measure, unit=unit, parameters=parameters)


def tail(chance: float) -> str:
    parameters = {
        "Anderson-Darling p-value": chance,
        "shape from quantile 0.85": 0.0512,
        "shape from quantile 0.975": "too few losses",
        "shape from quantile 0.95": 0.29,
    }
    return tail_fit(figure("tail_shape", "coefficient", parameters)).replace("\N{NO-BREAK SPACE}", " ")


def test_a_law_that_is_rejected_is_said_to_be() -> None:
    assert "p 0.040 and rejects the law at 5 %, so the shape describes the tail badly." in tail(0.04)
    assert "does not reject the law" in tail(0.06)


def test_other_thresholds_stand_beside_the_shape() -> None:
    assert "With other thresholds the shape is 0.05 above the quantile 0.85 and 0.29 above the quantile 0.95." in tail(
        0.5
    )


def test_the_risks_of_a_tail_say_how_often_their_intervals_hold() -> None:
    """888 and 901 of 1,000 in the world with clustered volatility."""
    kinds = zip(RISKS.values(), (888, 901), strict=True)
    study = CoverageStudy(date(2026, 1, 2), 7, 1250, 0.95, {}, tuple(row(kind, covered) for kind, covered in kinds))
    told = figure("tail_shape", "coefficient", {"Anderson-Darling p-value": 0.5})
    said = tail_fit(told, study).replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith(
        " The intervals of its risks, which stand among the settings, hold the truth in 88.8 % (value at risk) and "
        "90.1 % (expected shortfall) of simulated histories with clustered volatility."
    )
    assert tail_fit(told, replace(study, rows=())) == tail_fit(told)


@pytest.mark.parametrize(("slope", "way"), [(-0.114, "the other way"), (0.114, "the same way")])
def test_a_lead_says_how_far_it_looks_back_and_which_way_it_goes(slope: float, way: str) -> None:
    told = lead(figure("granger_causality", words.P_VALUE, {"lags": 5, "slope on the day before": slope}))
    assert "looks back over five returns" in told
    assert f"PSCT then tended to move {way}" in told
    assert "the return of Bitcoin before" in told


def test_other_figures_say_neither() -> None:
    told = figure("correlation", "coefficient", {})
    assert tail_fit(told) == lead(told) == ""


def beside(built: Project) -> list[tuple[str, dict[str, Any]]]:
    results = json.loads(built.results(SLUG).read_text(encoding="utf-8"))
    return [(claim["id"], one) for claim in results["claims"] for one in claim["today"]["beside"] if one["parameters"]]


def test_every_parameter_of_every_figure_beside_a_verdict_stands_on_its_page(built: Project) -> None:
    found = beside(built)
    assert len(found) > 50
    pages: dict[str, str] = {}
    for claim, one in found:
        if claim not in pages:
            text = (built.report(SLUG) / f"{claim}.md").read_text(encoding="utf-8")
            plain = re.sub(r"\[([^\]]+)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)
            pages[claim] = re.sub(r"<[^>]+>", "", html.unescape(plain))
        for name, value in one["parameters"].items():
            if name in {"replications", "seed", "block length", "lags", "draws", "ordinary days", "bandwidth"}:
                assert f"{name} {words.parameter(name, value)}" in pages[claim], (claim, one["part"], name)


def test_what_is_folded_away_ends_before_the_next_section(built: Project) -> None:
    """A box that is left open would hide everything after it, the readings and the data of a claim included."""
    pages = sorted((built.root / "reports").rglob("*.md"))
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages}
    unbalanced = [name for name, text in texts.items() if text.count("<details") != text.count("</details>")]
    assert unbalanced == []
