"""The sentence on single stocks: its figure, its interval, how many stocks, their bias and their end."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from figurecheck.pages.answers import answer
from figurecheck.pages.single_stocks import single_stocks
from figurecheck.paths import Project
from figurecheck.pipeline.evaluate import evaluate
from figurecheck.pipeline.evaluators.base import World
from figurecheck.pipeline.workspace import open_workspace
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verdicts.outcome import AsOf, Interval, Target
from figurecheck.verdicts.rule import judge_part
from small_site import article, measurement, outcome, reading

PROJECT = Project(Path(__file__).parents[1])
BASKET = "ULTRA-SMALL-CAP-BASKET"
SAID = (
    "Context, which decides nothing: on its worst days a single one of the 19 stocks, 18 until 11 August 2016, loses "
    "on average 3.15 times as much as SPY (95 % interval 2.54 to 3.92); in their portfolio such losses partly cancel "
    "out. The stocks are survivors, still listed when their data end on 8 March 2024, which flatters them."
)


def test_the_sentence_stands_in_the_answer_and_moves_no_verdict() -> None:
    mark = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
    told = measurement("FUND", 1.0, 1.6, mark, title="It", proxy=False)
    judged = outcome("fund", AsOf.TODAY, (judge_part("one", "It", reading(told, "year", primary=True), ()),))
    found = replace(
        told,
        measure="stock_shortfall_ratio",
        series=(BASKET, "SPY"),
        unit="ratio",
        value=3.1494,
        interval=Interval(2.5403, 3.9179, 0.95, "a way"),
        end=date(2024, 3, 8),
        target=None,
        parameters={
            "stocks averaged": 19,
            "stocks on the first day": 18,
            "last day before the last stock begins": "2016-08-11",
        },
    )
    beside = replace(judged, beside=(found,))
    assert " ".join(single_stocks(beside).replace("\N{NO-BREAK SPACE}", " ").split()) == SAID
    claim = article().claim("fund")
    assert single_stocks(beside) in answer(claim, beside).closing
    assert answer(claim, beside).lead == answer(claim, judged).lead
    assert single_stocks(judged) == ""
    always = replace(judged, beside=(replace(found, parameters={"stocks averaged": 19}),))
    assert "a single one of the 19 stocks loses" in single_stocks(always)


def test_the_ratio_of_the_article_by_plain_pandas() -> None:
    """Each stock's own closes and dividends, without the project's code; the portfolio of them loses far less."""

    def moves(name: str) -> pd.Series:
        table = pd.read_csv(PROJECT.series / f"{name}.csv", index_col="day", parse_dates=True)
        table = table.loc["2014-01-02":"2024-03-08"]
        return (table.close / (table.close.shift(1) - table.dividend.fillna(0)) - 1).iloc[1:]

    def shortfall(values: pd.Series) -> float:
        days = 0.05 * len(values)
        ordered = values.sort_values().to_numpy()
        return -(ordered[: int(days)].sum() + (days - int(days)) * ordered[int(days)]) / days

    members, market = builtin_catalogue().stored(BASKET), moves("SPY")
    ratios = [shortfall(moves(name)) / shortfall(market[moves(name).index]) for name in members]
    workspace = open_workspace(PROJECT)
    (claim,) = (one for one in workspace.articles[0].claims if one.id == "smallcap-fragile")
    (entry,) = (one for one in claim.beside if one.measure == "stock_shortfall_ratio")
    world = World(workspace.articles[0], workspace.read([BASKET, "SPY", *members]), date(2025, 10, 2), replications=100)
    found = evaluate(entry.measure, entry.settings, world)
    assert found.value == pytest.approx(sum(ratios) / len(ratios))
    assert (found.parameters["stocks averaged"], found.parameters["stocks with every day"]) == (19, 18)
    firsts = sorted(str(pd.read_csv(PROJECT.series / f"{name}.csv").day[0]) for name in members)
    assert [first > "2014-01-02" for first in firsts].count(True) == 1
    before = moves("SPY").index[moves("SPY").index < firsts[-1]][-1]
    assert found.parameters["last day before the last stock begins"] == str(before.date()) == "2016-08-11"
    assert found.parameters["stocks on the first day"] == 18
    assert (found.start, found.end) == (date(2014, 1, 2), date(2024, 3, 8))
    assert 2.0 < found.parameters["largest ratio of a stock"] == pytest.approx(max(ratios))
