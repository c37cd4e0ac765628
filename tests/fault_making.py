"""What a faulty provider does to its answers, and what changes at a provider, one function each."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from figurecheck.paths import Project
from local_providers import Answer, Fault, Providers, Question, frames_of
from projects import ROOT

FUND, COIN, RATE = "SPY", "BTC-USD", "DGS2"
STORED_TO = date(2024, 2, 29)
OFFERED_TO = date(2024, 3, 15)
HALF_DAY = date(2024, 11, 29)
"""The day after Thanksgiving of 2024, on which New York closed at 13.00 (18.00 in UTC)."""
NOW = datetime(2024, 3, 16, 14, tzinfo=UTC)


def answered(status: int, body: bytes = b"", kind: str = "text/plain", **headers: str) -> Fault:
    """Always this answer."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _question, _answer: Answer(body, status, kind, said)


def first(number: int, fault: Fault) -> Fault:
    """The fault for the first so many requests, then the ordinary answer."""
    return lambda question, answer: fault(question, answer) if question.number < number else answer


def sent(how: Callable[[Any, Answer], None]) -> Fault:
    """The ordinary answer, written in another way."""
    return lambda _question, answer: replace(answer, send=how)


def body(change: Callable[[bytes], bytes]) -> Fault:
    """The ordinary answer with its bytes changed."""
    return lambda _question, answer: replace(answer, body=change(answer.body))


def result(change: Callable[[dict[str, Any]], object]) -> Fault:
    """The ordinary chart with its result changed."""

    def faulty(_question: Question, answer: Answer) -> Answer:
        said = json.loads(answer.body)
        change(said["chart"]["result"][0])
        return replace(answer, body=json.dumps(said).encode())

    return faulty


def meta(**said: str) -> Fault:
    """The ordinary chart with other facts about itself."""
    return result(lambda chart: chart["meta"].update(said))


def bar(position: int, **values: float | None) -> Fault:
    """The ordinary chart with other figures in one bar."""

    def changed(chart: dict[str, Any]) -> None:
        for name, value in values.items():
            if name == "stamp":
                chart["timestamp"][position] += value
            elif name == "adjclose":
                chart["indicators"]["adjclose"][0]["adjclose"][position] = value
            else:
                chart["indicators"]["quote"][0][name][position] = value

    return result(changed)


def price(position: int, value: float | None) -> Fault:
    """All four prices of one bar, and its adjusted close."""
    return bar(position, open=value, high=value, low=value, close=value, adjclose=value)


def repeated(chart: dict[str, Any], where: int = -5) -> None:
    """One bar twice."""
    _insert(chart, where, chart["timestamp"][where])


def appended(day: date, hour: int) -> Fault:
    """A further bar, a copy of the last one, at an hour (UTC) of a day."""
    stamp = int(datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp())
    return result(lambda chart: _insert(chart, len(chart["timestamp"]), stamp))


def _insert(chart: dict[str, Any], where: int, stamp: int) -> None:
    copied = where - 1 if where > 0 else where
    chart["timestamp"].insert(where, stamp)
    for values in (*chart["indicators"]["quote"][0].values(), chart["indicators"]["adjclose"][0]["adjclose"]):
        values.insert(where, values[copied])


def swapped(chart: dict[str, Any]) -> None:
    """Two neighbouring bars in the wrong order."""
    stamps = chart["timestamp"]
    stamps[-3], stamps[-4] = stamps[-4], stamps[-3]


def shifted(chart: dict[str, Any]) -> None:
    """Every bar at midnight UTC, which in New York is the day before."""
    chart["timestamp"] = [stamp - stamp % 86_400 for stamp in chart["timestamp"]]
    for paid in chart["events"]["dividends"].values():
        paid["date"] -= paid["date"] % 86_400


def without_old_bars(chart: dict[str, Any]) -> None:
    """The first bars of the overlap are gone."""
    chart["timestamp"] = chart["timestamp"][4:]
    for values in (*chart["indicators"]["quote"][0].values(),):
        del values[:4]
    del chart["indicators"]["adjclose"][0]["adjclose"][:4]


def lines(old: str, new: str) -> Fault:
    """FRED's XML with some text replaced."""

    def changed(content: bytes) -> bytes:
        assert old.encode() in content, old
        return content.replace(old.encode(), new.encode())

    return body(changed)


def value_of(day: str, value: str) -> Fault:
    """FRED's XML with another value on a day."""

    def changed(content: bytes) -> bytes:
        before, _, after = content.decode().partition(f"date='{day}' value=\"")
        assert after, day
        return f"{before}date='{day}' value=\"{value}{after[after.index(chr(34)) :]}".encode()

    return body(changed)


def halved(providers: Providers) -> None:
    """The provider applies a split of 2 for 1 on 2024-03-05 to its whole history and reports it."""
    frame = providers.frames[FUND].copy()
    for column in ("open", "high", "low", "close", "dividend"):
        frame[column] = frame[column] / 2
    frame["volume"] = frame["volume"] * 2
    providers.frames[FUND] = frame
    providers.splits[FUND] = [(date(2024, 3, 5), 2.0)]


def halved_and_revised(providers: Providers) -> None:
    """A split, reported and applied, and one close off by a twentieth beside it."""
    halved(providers)
    revised("2024-02-21", 1.05)(providers)


def halved_in_silence(providers: Providers) -> None:
    """The same, but it reports no split."""
    halved(providers)
    providers.splits.clear()


def split_not_applied(providers: Providers) -> None:
    """The provider reports a split and halves the prices only from then on."""
    frame = providers.frames[FUND].copy()
    late = frame.index >= "2024-03-05"
    for column in ("open", "high", "low", "close"):
        frame.loc[late, column] = frame.loc[late, column] / 2
    providers.frames[FUND] = frame
    providers.splits[FUND] = [(date(2024, 3, 5), 2.0)]


def revised(day: str, factor: float) -> Callable[[Providers], None]:
    """The provider now states another close for a stored day."""

    def change(providers: Providers) -> None:
        frame = providers.frames[FUND].copy()
        frame.loc[day, ["open", "high", "low", "close"]] *= factor
        providers.frames[FUND] = frame

    return change


def offered_to_the_half_day(providers: Providers) -> None:
    """The provider has every bar up to that of the half-day, which it shows while the session is running, too."""
    providers.frames = frames_of(Project(ROOT), FUND, COIN, RATE, until=HALF_DAY)


def dividend_forgotten(chart: dict[str, Any]) -> None:
    """The list of distributions is empty, the adjusted closes still show one."""
    chart["events"] = {}


def dividend_invented(chart: dict[str, Any]) -> None:
    """A distribution that the adjusted closes do not show."""
    stamp = chart["timestamp"][-3]
    chart["events"].setdefault("dividends", {})[str(stamp)] = {"amount": 1.0, "date": stamp}


def to_itself(_question: Question, _answer: Answer) -> Answer:
    """Forwarded to the very address that was asked for."""
    return Answer(b"", 302, headers={"Location": "#"})


def round_and_round(question: Question, _answer: Answer) -> Answer:
    """Forwarded within the site, to another address each time."""
    return Answer(b"", 302, headers={"Location": f"/v8/finance/chart/{question.code}?round={question.number}"})
