"""Made corrections of one asset, and the pages that tell them."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from figurecheck.pages.corrections.pictures import corrections_picture
from figurecheck.pages.site import render_site
from figurecheck.series.model import Series
from figurecheck.verdicts.corrections import (
    Cell,
    Column,
    Correction,
    Corrections,
    CorrectionsPair,
    Outside,
    Resampling,
    Roles,
    Rule,
    SinceThen,
    Slope,
    Split,
    Summary,
)
from figurecheck.verdicts.outcome import Interval
from read_pages import read
from small_site import series, small_site

TEMPLATES = Path(__file__).parents[1] / "templates"
FUND = Column("FUND", "The fund", small=True, ends=None, survivors=False)
BASKET = Column("WIDE", "The basket", small=True, ends=date(2024, 3, 8), survivors=True)
SPLIT = Split(
    value=0.31,
    source=-0.4,
    slope=0.28,
    slope_inside=0.27,
    implied=-0.13,
    drift=0.51,
    first_close=date(2021, 1, 2),
    last_close=date(2021, 6, 30),
    slope_interval=Interval(0.19, 0.37, 0.95, "long-run variance"),
    slope_inside_interval=Interval(0.18, 0.36, 0.95, "long-run variance"),
    implied_range=Interval(-0.17, -0.09, 0.95, "long-run variance"),
    drift_range=Interval(0.44, 0.58, 0.95, "long-run variance"),
)


def slope(value: float, role: str) -> Slope:
    return Slope(value, Interval(value - 0.04, value + 0.04, 0.95, "bootstrap"), role, 100)


def state_slope(value: float, role: str, *, fragile: bool = False) -> Slope:
    """A slope with two inferences."""
    second = Interval(value - 0.05, value + 0.05, 0.95, "long-run variance")
    return replace(slope(value, role), second=second, limit_errors=(0.0003, 0.0004), fragile=fragile)


def roles(series: str, inside: str = "not a safe haven") -> Roles:
    told = slope(0.071, "diversifier"), slope(0.05, "not a safe haven")
    known_outside, known_inside = state_slope(0.061, "diversifier"), state_slope(0.121, "not a safe haven")
    return Roles(
        series=series,
        first_day=date(2020, 1, 2),
        last_day=date(2021, 6, 30),
        average=told[0],
        crashes=told[1],
        outside=state_slope(0.071, "diversifier"),
        inside=state_slope(0.105, inside),
        known_outside=known_outside,
        known_inside=known_inside,
        margin=0.036,
        resampling=Resampling(33.6, 9_999, 7),
    )


def cell(series: str, value: float | None, split: Split | None = None) -> Cell:
    reason = "" if value is not None else "ends on 2024-03-08"
    return Cell(series, value, reason, 20, 0.53 if value is not None else None, 900, 36, split)


def correction(peak: date, value: float, *, after: bool) -> Correction:
    cells = (cell("FUND", value, SPLIT), cell("WIDE", None))
    move = 0.14 if after else -0.05
    return Correction(
        peak, date(2021, 2, 1), date(2021, 1, 20), None, -0.3, move, not after, after, after, cells, cells
    )


def facts(last: float = 0.08) -> Corrections:
    limits = Interval(-0.075, -0.034, 0.95, "placebo")
    outside = Outside(-0.092, 2)
    summaries = tuple(Summary("FUND", ex_ante, 2, -0.041, -0.055, limits, 0.5, outside) for ex_ante in (False, True))
    rows = (correction(date(2020, 5, 1), -0.1, after=False), correction(date(2021, 1, 10), last, after=True))
    rules = (Rule("falls of 20%", "20%", 2, 1, rows, summaries), Rule("falls of 15%", "15%", 2, 1, rows, ()))
    return Corrections(
        falling="COIN",
        falling_title="Coin",
        first_day=date(2020, 1, 1),
        last_day=date(2021, 6, 30),
        publication_day=date(2021, 1, 2),
        leading=FUND,
        columns=(FUND, BASKET),
        rules=rules,
        roles=(roles("FUND"), roles("WIDE")),
        since_publication=(SinceThen("FUND", SPLIT),),
    )


def frames() -> dict[str, tuple[Series, pd.DataFrame]]:
    rows = pd.DataFrame({"close": [1.0]}, index=pd.DatetimeIndex(["2021-06-30"]))
    return {name: (series(name), rows) for name in ("COIN", "FUND", "WIDE")}


@cache
def pages() -> dict[str, str]:
    site = small_site()
    told = site.articles[0]
    pair = CorrectionsPair(facts(), facts())
    pictures = (corrections_picture(facts(), frames()),)
    with_table = replace(told, corrections=pair, corrections_pictures=pictures)
    return render_site(replace(site, articles=(with_table,)), TEMPLATES)


def page(name: str) -> str:
    return read(pages()[f"an-article/{name}.md"])
