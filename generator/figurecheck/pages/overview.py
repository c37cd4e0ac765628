"""The chart of the home page, worded: two assets of an article, the policy rate, and the falls of the first asset."""

from datetime import date

import pandas as pd

from figurecheck.charts.overview import IndexedLine, OverviewChart, draw_overview, draw_overview_for_phones, falls
from figurecheck.claims.model import Article
from figurecheck.pages import words
from figurecheck.pages.context import Picture
from figurecheck.pages.figures.drawn import overview_numbers
from figurecheck.pages.sources import Frames, last_day, source_line
from figurecheck.series.model import Series

OVERVIEW_SINCE = date(2018, 12, 31)
FALL = 0.30
_SHORT = 30


def overview_picture(article: Article, first: str, second: str, rate: str, frames: Frames) -> Picture:
    """The chart of the home page: two assets of the article, the policy rate, the falls of the first one."""
    (one, one_frame), (two, two_frame), (three, rate_frame) = (frames[name] for name in (first, second, rate))
    published = article.article.publication_day
    base = max(OVERVIEW_SINCE, _first(one_frame), _first(two_frame))
    shaded = tuple((start, end) for start, end in falls(one_frame["close"].dropna(), FALL) if end > base)
    label = _second_label(article, two)
    title = f"{one.title} and {words.mid_sentence(label)} since {words.day(base)}"
    chart = OverviewChart(
        name=f"overview-{article.article.slug}",
        title=title,
        description=_overview_description(one, two, (one_frame, two_frame), base, len(shaded)),
        base=base,
        first=IndexedLine(one.title, one_frame["close"]),
        second=IndexedLine(label, two_frame["close"]),
        rate=rate_frame["value"],
        rate_label=three.title,
        corrections=shaded,
        shade_label=f"shaded: corrections of {one.title} by {words.percent(FALL, 0, plus=False)} or more",
        published=published,
        published_label="article",
        index_tick=words.whole_tick,
        percent=words.level_tick,
    )
    caption = (
        f"Closing prices on a logarithmic scale, {words.day(base)} = 100; policy rate in {three.unit}. "
        f"Shaded: falls of {one.title} from a peak by {words.percent(FALL, 0, plus=False)} or more, known only later; "
        "smaller corrections are left out. "
        f"{source_line(one, one_frame)} {source_line(two, two_frame)} {source_line(three, rate_frame)}"
    )
    numbers = overview_numbers(chart, (one, two), falls_of=one.title)
    drawings = draw_overview(chart), draw_overview_for_phones(chart)
    return Picture("overview", title, caption, chart.description, drawings[0], numbers, phone=drawings[1])


def _second_label(article: Article, two: Series) -> str:
    """``Small-cap technology (fund PSCT)``: what a proxy stands for, and the proxy; anything else by its title."""
    proxy = article.proxy_of(two.id)
    if proxy is None:
        return two.title
    meaning = proxy.title.partition(",")[0]
    return f"{meaning} ({two.group} {two.id})" if len(meaning) <= _SHORT else f"{two.id} (proxy)"


def _first(frame: pd.DataFrame) -> date:
    first: pd.Timestamp = frame.index[0]
    return first.date()


def _overview_description(
    one: Series, two: Series, frames: tuple[pd.DataFrame, pd.DataFrame], base: date, shaded: int
) -> str:
    ends = []
    for series, frame in zip((one, two), frames, strict=True):
        prices = frame["close"].loc[pd.Timestamp(base) :].dropna()
        index = prices / float(prices.iloc[0]) * 100
        low, high = (f"{words.whole_tick(float(at(index)))}" for at in (pd.Series.min, pd.Series.max))
        last = f"stands at {words.whole_tick(float(index.iloc[-1]))} on {words.day(last_day(frame))}"
        ends.append(f"{series.title} ran between {low} and {high} and {last}")
    number = words.count(shaded, "fall", "falls")
    shown = f"{words.capital(number)} of {one.title} shaded"
    return f"Line chart. With {words.day(base)} at 100, {words.listed(ends)}. {shown}."
