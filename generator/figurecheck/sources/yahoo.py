"""Yahoo Finance through yfinance: one chart request a series, split-adjusted prices with the actions beside them."""

import atexit
import json
import logging
import shutil
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import yfinance
from requests import ConnectionError as NoConnection
from requests import Response, TooManyRedirects
from yfinance.cache import get_tz_cache, set_cache_location
from yfinance.data import YfData
from yfinance.exceptions import YFException, YFRateLimitError

from figurecheck.errors import (
    AccessRefusedError,
    GarbledAnswerError,
    RateLimitedError,
    SourceError,
    UnreachableError,
    WrongAnswerError,
)
from figurecheck.series.model import Calendar, Series
from figurecheck.sources.base import Download, Split
from figurecheck.sources.distributions import distributions
from figurecheck.sources.policy import Policy
from figurecheck.sources.session import PatientAdapter, session_over

CHART = "/v8/finance/chart/"
CURRENCY = "USD"
DOMAIN = "yahoo.com"
"""Redirects are followed within it: consent forms live there. One on another site is a failure."""
CRUMB = "/v1/test/getcrumb"
LONGEST_CRUMB = 100
"""Yahoo's have about a dozen characters; a longer answer is no crumb, and would make every address too long."""
KINDS = {CHART: "chart", CRUMB: "crumb"}
"""Paths of the requests that count; every other one is for a cookie."""


class YahooSource:
    """Yahoo Finance; ``now`` is an aware datetime.

    One cookie and one crumb serve all series. Nothing is kept between runs: a client's stale cookie or time zone
    cannot spoil the next one.
    """

    def __init__(self, now: datetime, policy: Policy) -> None:
        self._now = now
        self.adapter = PatientAdapter(policy, essential=lambda address: CHART in address)
        self._session = session_over(self.adapter, DOMAIN)
        self._session.hooks["response"].append(self._remember)
        self._answer: Response | None = None
        _give_the_client_a_folder()
        logging.getLogger("yfinance").setLevel(logging.CRITICAL)

    @property
    def name(self) -> str:
        """What provenance records call this source."""
        return "yahoo"

    @property
    def incremental(self) -> bool:
        """Only new days and an overlap are asked for."""
        return True

    @property
    def requests(self) -> dict[str, int]:
        """How many requests were sent so far, by kind: chart, crumb, cookie."""
        kinds: Counter[str] = Counter()
        for place, number in self.adapter.counts.items():
            kinds[next((kind for path, kind in KINDS.items() if path in place), "cookie")] += number
        return dict(kinds)

    def fetch(self, series: Series, since: date | None) -> Download:
        """The bars of ``series`` from ``since`` (None: from its start) on, the unfinished one of today included.

        Raises a SourceError for anything that is not the series asked for, whole and in order.
        """
        table = self._history(series, since or series.start)
        chart = self._chart(series)
        _check_identity(series, chart["meta"])
        _check_order(series, chart["timestamp"], self._now)
        frame = _frame(series, table, chart)
        splits = table["Stock Splits"]
        return Download(
            frame=frame,
            origin=f"query2.finance.yahoo.com{CHART}{series.code}",
            notes=(),
            retrieved_at=self._now.astimezone(UTC).date(),
            splits=tuple(Split(_day(at), float(ratio)) for at, ratio in splits[splits > 0].items()),
        )

    def _history(self, series: Series, since: date) -> pd.DataFrame:
        self._answer = None
        YfData.cache_get.cache_clear()  # it would hand out a failed answer again
        get_tz_cache().store(series.code, series.timezone)  # known from the catalogue: no request to ask for it
        until = self._now.astimezone(ZoneInfo(series.timezone)).date() + timedelta(days=1)
        with self._errors(series), _quiet():
            ticker = yfinance.Ticker(series.code, session=self._session)
            table: pd.DataFrame = ticker.history(
                interval="1d",
                start=since.isoformat(),
                end=until.isoformat(),
                prepost=False,
                actions=True,
                auto_adjust=False,
                back_adjust=False,
                repair=False,
                keepna=True,
                rounding=False,
                timeout=self.adapter.policy.timeout,
            )
        if table.empty:
            raise WrongAnswerError(f"{series.id}: an answer without bars from {since} on; it may have been delisted")
        return table

    @contextmanager
    def _errors(self, series: Series) -> Iterator[None]:
        """Give everything that the client may raise its name in our tree."""
        hiding = yfinance.config.debug.hide_exceptions
        yfinance.config.debug.hide_exceptions = False
        try:
            yield
        except SourceError as problem:
            raise type(problem)(f"{series.id}: {problem}") from problem
        except YFRateLimitError as problem:
            raise RateLimitedError(f"{series.id}: too many requests (429). Try again later.") from problem
        except NoConnection as problem:
            raise UnreachableError(f"{series.id}: {type(problem).__name__}") from problem
        except TooManyRedirects as problem:
            raise GarbledAnswerError(f"{series.id}: an answer that forwards again and again; given up") from problem
        except Exception as problem:  # the client fails in many ways on an answer of another shape
            raise self._told(series, problem) from problem
        finally:
            yfinance.config.debug.hide_exceptions = hiding

    def _told(self, series: Series, problem: Exception) -> SourceError:
        answer = self._answer
        if answer is not None and answer.status_code in {401, 403}:
            return AccessRefusedError(
                f"{series.id}: Yahoo refuses ({answer.status_code}), with and without a new cookie and crumb. "
                "Try again later."
            )
        if answer is not None and answer.content.lstrip()[:1] == b"<":
            return GarbledAnswerError(f"{series.id}: a web page in place of figures (consent or maintenance)")
        if isinstance(problem, YFException) and _has_chart(answer):
            return WrongAnswerError(f"{series.id}: {problem}")
        return GarbledAnswerError(f"{series.id}: an answer that cannot be read ({type(problem).__name__}: {problem})")

    def _remember(self, response: Response, **_options: Any) -> None:
        if CHART in str(response.url):
            self._answer = response
        elif CRUMB in str(response.url) and len(response.content) > LONGEST_CRUMB:
            response._content = b""  # noqa: SLF001  # as good as no crumb; requests has no public way to say so

    def _chart(self, series: Series) -> dict[str, Any]:
        if self._answer is None:
            raise GarbledAnswerError(f"{series.id}: no answer to look at")
        chart: dict[str, Any] = json.loads(self._answer.content)["chart"]["result"][0]
        return chart


def _has_chart(answer: Response | None) -> bool:
    try:
        return answer is not None and "chart" in answer.json().keys()  # noqa: SIM118  # a list has none
    except (ValueError, AttributeError):
        return False


@cache
def _give_the_client_a_folder() -> None:
    """A folder of this process for the client's own notes of cookies and time zones, removed at its end."""
    folder = mkdtemp(prefix="figurecheck-yahoo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_cache_location(folder)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the client's warnings about its own use of pandas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _check_identity(series: Series, meta: dict[str, Any]) -> None:
    due = {"symbol": series.code, "currency": CURRENCY, "exchangeTimezoneName": series.timezone}
    for name, value in due.items():
        if meta.get(name) != value:
            raise WrongAnswerError(f"{series.id}: found the {name} {meta.get(name)!r}; asked for {value!r}")


def _check_order(series: Series, stamps: list[int], now: datetime) -> None:
    """Refuse what the client would sort and drop in silence; the last bar may be a live copy of the one before."""
    days = [datetime.fromtimestamp(stamp, ZoneInfo(series.timezone)).date() for stamp in stamps]
    today = now.astimezone(ZoneInfo(series.timezone)).date()
    if days[-1] > today:
        raise GarbledAnswerError(f"{series.id}: found {days[-1]}, which is after today, {today}")
    for position, (before, after) in enumerate(pairwise(days), start=2):
        if after == before and position < len(days):
            raise GarbledAnswerError(f"{series.id}: found {after} twice")
        if after < before:
            raise GarbledAnswerError(f"{series.id}: found {after} after {before}; days must ascend")


def _frame(series: Series, table: pd.DataFrame, chart: dict[str, Any]) -> pd.DataFrame:
    days = pd.DatetimeIndex([_day(at) for at in table.index], name="day").as_unit("s")
    columns = {name: table[name.capitalize()].to_numpy(dtype=np.float64) for name in ("open", "high", "low", "close")}
    frame = pd.DataFrame(columns, index=days)
    frame["volume"] = table["Volume"].to_numpy(dtype=np.float64)
    absent = _days_without_volume(series, chart)
    frame.loc[frame.index.isin(absent), "volume"] = np.nan  # the client writes 0 where the provider said nothing
    frame["dividend"] = 0.0 if series.calendar is Calendar.ALWAYS else distributions(series, table)
    return frame[list(series.columns)]


def _days_without_volume(series: Series, chart: dict[str, Any]) -> pd.DatetimeIndex:
    volumes = chart["indicators"]["quote"][0]["volume"]
    zone = ZoneInfo(series.timezone)
    absent = [stamp for stamp, volume in zip(chart["timestamp"], volumes, strict=True) if volume is None]
    return pd.DatetimeIndex([pd.Timestamp(datetime.fromtimestamp(stamp, zone).date()) for stamp in absent])


def _day(at: Any) -> date:
    day: date = pd.Timestamp(at).date()
    return day
