"""FRED through fredapi, whose requests go through our session: the client alone has no time-out and shows its key."""

import math
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pandas as pd
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from fredapi import Fred

from figurecheck.errors import (
    AccessRefusedError,
    FigurecheckError,
    GarbledAnswerError,
    RateLimitedError,
    SourceError,
    WrongAnswerError,
)
from figurecheck.series.model import Series
from figurecheck.sources.base import Download
from figurecheck.sources.policy import Policy
from figurecheck.sources.secrets import HIDDEN, hidden, hide_in_logs
from figurecheck.sources.session import PatientAdapter, Secret, session_over

HOST = "api.stlouisfed.org"
UNUSED_KEY = "added-on-the-wire"
"""What fredapi believes to be the key; the adapter puts the real one into the address and nowhere else."""


class FredSource:
    """FRED, with at most two requests a second; ``now`` is an aware datetime."""

    def __init__(self, key: str, now: datetime, policy: Policy) -> None:
        hide_in_logs(key)
        self._key = key
        self._now = now
        self.adapter = PatientAdapter(policy, essential=lambda _address: True, secret=Secret(HOST, {"api_key": key}))
        self._client = _Client(self._answer)
        self._session = session_over(self.adapter)

    @property
    def name(self) -> str:
        """What provenance records call this source."""
        return "fred"

    @property
    def incremental(self) -> bool:
        """Only new days and an overlap are asked for."""
        return True

    @property
    def requests(self) -> dict[str, int]:
        """How many requests were sent so far, by kind."""
        return {"observations": sum(self.adapter.counts.values())}

    def fetch(self, series: Series, since: date | None) -> Download:
        """The observations of ``series`` from ``since`` (None: from its start) to today; days with '.' left out.

        Raises a SourceError that names what failed and never the key.
        """
        problem: SourceError | None = None
        try:
            values = self._client.get_series(series.code, since or series.start, self._now.date())
        except FigurecheckError as said:
            problem = type(said)(hidden(f"{series.id}: {said}", self._key)) if isinstance(said, SourceError) else None
        except Exception as said:  # noqa: BLE001  # whatever a library raises may hold the address with the key
            problem = GarbledAnswerError(hidden(f"{series.id}: {type(said).__name__}: {said}", self._key))
        if problem is not None:
            raise problem  # outside of the handler: the new error has no context that could show the key
        return self._download(values, series)

    def _download(self, values: pd.Series, series: Series) -> Download:
        if values.empty:
            raise GarbledAnswerError(f"{series.id}: an answer without observations; the series may have been renamed")
        index = pd.DatetimeIndex(values.index, name="day").as_unit("s")
        frame = pd.DataFrame({"value": values.to_numpy(dtype="float64")}, index=index).dropna()
        return Download(frame, f"{HOST}/fred/series/observations, {series.code}", (), self._now.astimezone(UTC).date())

    def _answer(self, address: str) -> Any:
        response = self._session.get(address)
        root = _root(response.content)
        said = {name: hidden(value, self._key) for name, value in root.attrib.items()}  # before anything is cut short
        if root.tag == "error" or response.status_code >= 400:
            raise _refusal(response.status_code, said.get("message", ""))
        if root.tag != "observations":
            raise GarbledAnswerError(f"found <{hidden(root.tag, self._key)}> where <observations> was due")
        _check(root, said)
        return root


class _Client(Fred):  # type: ignore[misc]
    """fredapi with its one request replaced by ours."""

    def __init__(self, answer: Callable[[str], Any]) -> None:
        super().__init__(api_key=UNUSED_KEY)
        self._answer = answer

    def _Fred__fetch_data(self, url: str) -> Any:  # noqa: N802  # the name that Python gives to fredapi's own method
        return self._answer(url)


def _root(content: bytes) -> Any:
    try:
        return fromstring(content)
    except (ParseError, DefusedXmlException) as problem:
        words = "an answer that is not FRED's XML"
        place = f" ({problem})" if isinstance(problem, ParseError) else f" ({type(problem).__name__})"
        raise GarbledAnswerError(words + place) from problem


def _refusal(status: int, message: str) -> SourceError:
    """The error for a refusal; FRED's own words about a key are never repeated, they may hold it."""
    letters = "".join(filter(str.isalnum, message)).lower()
    if status in {401, 403} or "apikey" in letters or HIDDEN in message:
        return AccessRefusedError(
            f"FRED refuses the key ({status}). Check FRED_API_KEY; a key is free at fred.stlouisfed.org."
        )
    words = f"FRED refuses ({status}): {message or 'no reason given'}"
    return RateLimitedError(words) if status == 429 else WrongAnswerError(words)


def _check(root: Any, said: Mapping[str, str]) -> None:
    """What fredapi would not notice: days given twice, observations held back, values in other units."""
    days = [child.get("date") for child in root]
    twice = next((day for day, after in pairwise(days) if day == after), None)
    if twice is not None or len(set(days)) < len(days):
        raise GarbledAnswerError(f"a day given twice: {twice or 'not one after the other'}")
    if said.get("count", str(len(days))) != str(len(days)):
        raise GarbledAnswerError(f"{len(days)} observations of {said['count']} announced")
    if said.get("units", "lin") != "lin":
        raise WrongAnswerError(f"values in the units {said['units']!r}, not as published")
    numbers = [child.get("value") for child in root]
    if any(value != "." and not _finite(value) for value in numbers):
        raise GarbledAnswerError("a value that is neither a number nor '.'")


def _finite(value: str | None) -> bool:
    try:
        return math.isfinite(float(value or ""))
    except ValueError:
        return False
