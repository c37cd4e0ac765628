"""What a series is called: a fund by its ticker, a basket by its title, never by the identifier of its file."""

from dataclasses import replace

import pandas as pd

from figurecheck.pages.readings import part_readings
from figurecheck.pages.series_names import headed, named, spoken
from figurecheck.pages.sources import source_line, sources_together
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.verdicts.outcome import AsOf, Choice, Target
from figurecheck.verdicts.rule import judge_part
from small_site import measurement, outcome, reading

BASKET = "ULTRA-SMALL-CAP-BASKET"


def test_a_fund_is_called_by_its_ticker_and_a_basket_by_its_title() -> None:
    assert (spoken("IWC"), named("IWC"), headed("IWC")) == ("IWC", "IWC", "IWC")
    assert spoken(BASKET) == "equal-weighted basket of ultra-small-cap technology stocks"
    assert named(BASKET) == "the equal-weighted basket of ultra-small-cap technology stocks"
    assert headed(BASKET) == "Basket"


def test_a_chart_names_the_basket_by_its_title_as_nobody_else_knows_its_code() -> None:
    frame = pd.DataFrame({"close": [1.0]}, index=pd.DatetimeIndex(["2024-03-08"]))
    frames = {name: (builtin_catalogue().get(name), frame) for name in (BASKET, "SPY")}
    assert sources_together(frames, frames).replace("\N{NO-BREAK SPACE}", " ") == (
        "Source: own computation (equal-weighted basket of ultra-small-cap technology stocks); Yahoo Finance (SPY); "
        "last day 8 March 2024."
    )
    assert BASKET not in source_line(*frames[BASKET])


def test_a_reading_of_the_basket_is_called_by_its_title() -> None:
    mark = Target(0.5, None, low_included=True, high_included=False, claimed=None, why="Half.")
    told = replace(measurement(BASKET, 1.0, 1.6, mark, title="It", proxy=True), proxies=(BASKET,))
    one = replace(reading(told, "year", primary=True), choices=(Choice("series", BASKET, "Nearest."),))
    other = replace(reading(told, "year", primary=False), choices=(Choice("series", "IWC", "A fund."),))
    now = outcome("coin", AsOf.TODAY, (judge_part("one", "It", one, (other,)),))
    (said,) = part_readings(now, now)
    assert said.rows[0].cells == ("equal-weighted basket of ultra-small-cap technology stocks (proxy)",)
    assert said.whys[0].choice == "equal-weighted basket of ultra-small-cap technology stocks"
