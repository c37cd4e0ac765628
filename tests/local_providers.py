"""A server on this machine that speaks Yahoo's chart format and FRED's XML, fed from a data folder.

Every request for any host arrives here (the session's adapter sends it), with the real host in its Host header. A
fault is a function that changes what is answered, or answers itself.
"""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.series.model import Calendar, Kind, Series
from figurecheck.store.reading import Observed, read
from figurecheck.store.writing import stored

KEY = "abcdef0123456789abcdef0123456789"
CRUMB = "Tr7.xC2mbQe"


@dataclass
class Answer:
    """What goes out, and how: ``send`` replaces the ordinary way of writing it."""

    body: bytes
    status: int = 200
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    send: Callable[["Handler", "Answer"], None] | None = None


@dataclass(frozen=True)
class Question:
    """A request as it came: which service, which code, which parameters, and how many were like it before."""

    service: str
    code: str
    parameters: dict[str, str]
    number: int


Fault = Callable[[Question, Answer], Answer]


@dataclass
class Providers:
    """The state of the server: the observations it has, the moment it lives in, and the faults it was given."""

    frames: dict[str, pd.DataFrame]
    now: datetime
    faults: dict[str, Fault] = field(default_factory=dict)
    splits: dict[str, list[tuple[date, float]]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    address: str = ""
    date_header: datetime | None = None
    known: dict[str, Series] = field(default_factory=dict)
    """Series beside those of the package, by their code."""

    def answer(self, question: Question) -> Answer:
        """The ordinary answer, changed by the fault that was set for the code or the service."""
        plain = {"chart": self._chart, "fred": self._fred, "crumb": _crumb, "cookie": _cookie}[question.service]
        answer = plain(question)
        for name in (question.service, question.code):
            if name in self.faults:
                answer = self.faults[name](question, answer)
        return answer

    def _chart(self, question: Question) -> Answer:
        if question.code not in self.frames:
            words = {"code": "Not Found", "description": "No data found, symbol may be delisted"}
            return Answer(json.dumps({"chart": {"result": None, "error": words}}).encode(), 404)
        series = self.known.get(question.code) or _by_code(question.code)
        first = int(question.parameters.get("period1", "0"))
        last = int(question.parameters.get("period2", "99999999999"))
        table = self.frames[question.code]
        result = chart(series, table, first, last, self.splits.get(question.code, []))
        return Answer(json.dumps({"chart": {"result": [result], "error": None}}).encode())

    def _fred(self, question: Question) -> Answer:
        said = question.parameters
        if said.get("api_key") != KEY:
            words = "Bad Request.  The value for variable api_key is not registered."
            return Answer(f'<error code="400" message="{words}"/>'.encode(), 400, "text/xml")
        if question.code not in self.frames:
            return Answer(b'<error code="400" message="Bad Request.  The series does not exist."/>', 400, "text/xml")
        table = self.frames[question.code]
        first, last = said.get("observation_start", "1776-07-04"), said.get("observation_end", "9999-12-31")
        rows = table.loc[(table.index >= first) & (table.index <= pd.Timestamp(min(last, "2200-01-01")))]
        return Answer(observations(rows), kind="text/xml")


def chart(
    series: Series, table: pd.DataFrame, first: int, last: int, splits: list[tuple[date, float]]
) -> dict[str, Any]:
    """The ``result`` of Yahoo's chart for the rows between two moments; gaps are null."""
    opening = 0 if series.calendar is Calendar.ALWAYS else 9 * 3600 + 1800
    zone = ZoneInfo(series.timezone)
    stamps = [int(datetime(d.year, d.month, d.day, tzinfo=zone).timestamp()) + opening for d in table.index]
    close, dividend = table["close"].to_numpy(), table["dividend"].to_numpy()
    factor = np.ones(len(table))
    factor[:-1] = np.cumprod((1 - dividend[1:] / close[:-1])[::-1])[::-1]
    inside = [where for where, stamp in enumerate(stamps) if first <= stamp < last]
    columns = {name: table[name].to_numpy() for name in ("open", "high", "low", "close", "volume")}
    quote = {name: [_plain(values[w]) for w in inside] for name, values in columns.items()}
    paid = {str(stamps[w]): {"amount": float(dividend[w]), "date": stamps[w]} for w in inside if dividend[w] > 0}
    events: dict[str, Any] = {"dividends": paid} if paid else {}
    moments = [(int(datetime(d.year, d.month, d.day, tzinfo=zone).timestamp()) + opening, r) for d, r in splits]
    cut = {str(at): {"date": at, "numerator": r, "denominator": 1.0} for at, r in moments if first <= at < last}
    return {
        "meta": {
            "currency": "USD",
            "symbol": series.code,
            "exchangeTimezoneName": series.timezone,
            "instrumentType": "CRYPTOCURRENCY" if series.calendar is Calendar.ALWAYS else "ETF",
            "timezone": "UTC",
            "gmtoffset": 0,
            "priceHint": 2,
            "dataGranularity": "1d",
            "validRanges": ["1d", "5d", "max"],
        },
        "timestamp": [stamps[w] for w in inside],
        "events": events | ({"splits": cut} if cut else {}),
        "indicators": {
            "quote": [quote],
            "adjclose": [{"adjclose": [_plain(close[w] * factor[w]) for w in inside]}],
        },
    }


def _by_code(code: str) -> Series:
    """The series of the package that a provider calls ``code``: what we call GSPC is ``^GSPC`` there."""
    return next(one for one in builtin_catalogue() if one.code == code)


def observations(rows: pd.DataFrame) -> bytes:
    """FRED's XML for the rows; a value that is NaN is '.'."""
    lines = [
        f"<observation realtime_start='2026-01-01' realtime_end='2026-01-01' date='{day.date()}' "
        f"value={quoteattr('.' if np.isnan(value) else format(value, '.10g'))}/>"
        for day, value in rows["value"].items()
    ]
    return (
        f'<observations units="lin" count="{len(lines)}" limit="100000">' + "".join(lines) + "</observations>"
    ).encode()


def _crumb(_question: Question) -> Answer:
    return Answer(CRUMB.encode(), kind="text/plain")


def _cookie(_question: Question) -> Answer:
    expires = format_datetime(datetime.now(UTC) + timedelta(days=300), usegmt=True)
    cookie = f"A3=d=AQAB; Expires={expires}; Domain=.yahoo.com; Path=/; Secure; HttpOnly"
    return Answer(b"", 404, "text/html", {"Set-Cookie": cookie})


def _plain(value: float) -> float | int | None:
    return None if np.isnan(value) else float(value)


class Handler(BaseHTTPRequestHandler):
    """Turns requests into questions and writes answers."""

    protocol_version = "HTTP/1.1"
    providers: Providers

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        parameters = {name: values[0] for name, values in parse_qs(address.query).items()}
        service, code = _service(address.path, parameters)
        self.providers.asked[service] += 1
        question = Question(service, code, parameters, self.providers.asked[f"{service}/{code}"])
        self.providers.asked[f"{service}/{code}"] += 1
        answer = self.providers.answer(question)
        (answer.send or write)(self, answer)

    do_POST = do_GET  # noqa: N815  # the name that the server looks for

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def head(self, answer: Answer, length: int | None = None) -> None:
        """The status line and the headers."""
        self.send_response_only(answer.status)
        self.send_header("Date", format_datetime(self.providers.date_header or self.providers.now, usegmt=True))
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body) if length is None else length))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()


def write(handler: Handler, answer: Answer) -> None:
    """The ordinary way."""
    handler.head(answer)
    handler.wfile.write(answer.body)


def _service(path: str, parameters: dict[str, str]) -> tuple[str, str]:
    if path.startswith("/v8/finance/chart/"):
        return "chart", unquote(path.rsplit("/", 1)[1])
    if path.startswith("/fred/series/observations"):
        return "fred", parameters.get("series_id", "")
    return ("crumb" if path.endswith("getcrumb") else "cookie"), ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of the play."""


@contextmanager
def serving(providers: Providers) -> Iterator[Providers]:
    """The server, on a free port, until the end of the block."""
    handler = type("BoundHandler", (Handler,), {"providers": providers})
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    providers.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield providers
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def hang(handler: Handler, _answer: Answer) -> None:
    """No answer at all, for longer than a client waits."""
    time.sleep(0.5)
    handler.close_connection = True


def hang_inside(handler: Handler, answer: Answer) -> None:
    """Half of the body, then silence."""
    handler.head(answer)
    handler.wfile.write(answer.body[: len(answer.body) // 2])
    handler.wfile.flush()
    time.sleep(0.5)
    handler.close_connection = True


def drip(handler: Handler, answer: Answer) -> None:
    """A byte now and then: no single wait is long, the whole never ends."""
    handler.head(answer, 100_000)
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)
    handler.close_connection = True


def cut_off(handler: Handler, answer: Answer) -> None:
    """Half of the body, then the end of the connection."""
    handler.head(answer)
    handler.wfile.write(answer.body[: len(answer.body) // 2])
    handler.close_connection = True


def reset(handler: Handler, _answer: Answer) -> None:
    """A connection that is reset."""
    handler.connection.setsockopt(1, 13, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # SO_LINGER with no time: RST
    handler.connection.close()
    handler.close_connection = True


def as_sent(observed: Observed) -> pd.DataFrame:
    """The observations as the provider sent them, before the corrections of the ledger were made."""
    frame = observed.frame.copy()
    for correction in observed.provenance.corrections:
        frame.loc[pd.Timestamp(correction.day), correction.field] = correction.wrong
    for kept in observed.provenance.kept:
        frame.loc[pd.Timestamp(kept.day), kept.field] = kept.value
    return frame


def frames_of(project: Project, *identifiers: str, until: date | None = None) -> dict[str, pd.DataFrame]:
    """The stored observations of a project by provider code, up to a day."""
    catalogue = builtin_catalogue()
    chosen = [catalogue.get(name) for name in identifiers] or [one for one in catalogue if one.kind is not Kind.EVENTS]
    found = {one.code: as_sent(read(project, one)) for one in chosen if stored(project, one) is not None}
    return found if until is None else {code: frame.loc[: pd.Timestamp(until)] for code, frame in found.items()}
