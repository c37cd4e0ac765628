"""The faults of providers that the suite plays, each with what it must lead to."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from fault_making import (
    COIN,
    FUND,
    HALF_DAY,
    NOW,
    OFFERED_TO,
    RATE,
    answered,
    appended,
    bar,
    body,
    dividend_forgotten,
    dividend_invented,
    first,
    halved,
    halved_and_revised,
    halved_in_silence,
    lines,
    meta,
    offered_to_the_half_day,
    price,
    repeated,
    result,
    revised,
    round_and_round,
    sent,
    shifted,
    split_not_applied,
    swapped,
    to_itself,
    value_of,
    without_old_bars,
)
from local_providers import KEY, Fault, Providers, cut_off, drip, hang, hang_inside, reset


@dataclass(frozen=True)
class Case:
    """A named fault of one series: what it does to the answers, and what must come of it.

    ``error`` is the kind of the refusal; None where the refresh must get over it, with ``words`` in its notices.
    ``service`` is what fails where it is not the series itself; ``waits`` are the seconds that must be asked for.
    """

    name: str
    code: str
    fault: Fault | None
    error: str | None
    words: str = ""
    change: Callable[[Providers], None] | None = None
    service: str = ""
    waits: tuple[float, ...] | None = None
    last_day: date | None = None
    now: datetime = field(default=NOW)


CONSENT = b"<!doctype html><html><body><form action='/consent'><button>Accept all</button></form></body></html>"
EMPTY_CHART = b'{"chart": {"result": [], "error": null}}'
TOO_MANY = answered(429, b"Too Many Requests")
LATER_TODAY = datetime(2024, 3, 15, 18, tzinfo=UTC)  # Friday, 14.00 in New York: the session runs until 16.00
LAST_WHOLE = date(2024, 11, 27)
"""The session before the half-day."""
EXPLODED = b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><observations count="0">&b;</observations>'

SMALL_TALK = {
    "silence in its body": sent(hang_inside), "a reset connection": sent(reset), "its own error": answered(500),
    "a refusal": answered(401, b"Unauthorized"), "too many requests": answered(429, b"Too Many Requests"),
    "a web page": answered(200, CONSENT, "text/html"), "nothing": answered(200), "another site": answered(
        302, Location="https://consent.invalid/x"),
}  # fmt: skip

CASES = (
    # what comes before the figures: without a cookie or a crumb the chart is asked for all the same
    *(Case(f"the {service} request gets {name}", FUND, fault, None, service=service)
      for service in ("cookie", "crumb") for name, fault in SMALL_TALK.items()),
    # the transport
    Case("429 without Retry-After", FUND, TOO_MANY, "RateLimitedError", "too many requests (429)"),
    Case("429 with a Retry-After too long to wait for", FUND, answered(429, Retry_After="86400"), "RateLimitedError",
         "asks to wait 86400 seconds", waits=()),
    Case("429 once with a short Retry-After", FUND, first(1, answered(429, Retry_After="1")), None,
         waits=(1.0,)),
    Case("429 once with a Retry-After as a date", FUND,
         first(1, answered(429, Retry_After="Sat, 16 Mar 2024 14:00:02 GMT")), None,
         waits=(2.0,)),
    Case("401 with and without a crumb", FUND, answered(401, b'{"finance": {"error": "Invalid Crumb"}}'),
         "AccessRefusedError", "refuses (401)"),
    Case("401 once, then a new crumb works", FUND, first(1, answered(401, b"Invalid Crumb")), None),
    Case("403", FUND, answered(403, b"Forbidden"), "AccessRefusedError", "refuses (403)"),
    Case("a burst of two 503", FUND, first(2, answered(503)), None),
    Case("502 without end", FUND, answered(502, b"Bad Gateway"), "UnreachableError", "its own error 502"),
    Case("500 of FRED without end", RATE, answered(500, b"oops"), "UnreachableError", "its own error 500"),
    Case("silence before the answer", FUND, sent(hang), "UnreachableError", "no whole answer"),
    Case("silence inside the body", FUND, sent(hang_inside), "UnreachableError", "no whole answer"),
    Case("silence inside FRED's body", RATE, sent(hang_inside), "UnreachableError", "no whole answer"),
    Case("a body that drips without end", FUND, sent(drip), "UnreachableError", "no whole answer"),
    Case("a connection that is reset", FUND, sent(reset), "UnreachableError", "no whole answer"),
    Case("a connection that is reset twice", RATE, first(2, sent(reset)), None),
    Case("a body that is cut off", FUND, sent(cut_off), "UnreachableError", "no whole answer"),
    Case("a body too long", FUND, body(lambda said: said + b" " * 3_000_000), "GarbledAnswerError", "more than"),
    # the form
    Case("JSON that ends too early", FUND, body(lambda said: said[:-40]), "GarbledAnswerError", "cannot be read"),
    Case("JSON that is none", FUND, answered(200, b"Will return soon", "application/json"), "GarbledAnswerError"),
    Case("JSON of another shape", FUND, answered(200, b'["chart"]'), "GarbledAnswerError", "cannot be read"),
    Case("JSON nested 200,000 deep", FUND, answered(200, b'{"chart": ' * 200_000, "application/json"),
         "GarbledAnswerError", "cannot be read"),
    Case("JSON nested 200,000 deep instead of a crumb", FUND, answered(200, b"[" * 200_000, "application/json"), None,
         service="crumb"),
    Case("XML nested 200,000 deep", RATE, answered(200, b"<a>" * 200_000, "text/xml"), "GarbledAnswerError",
         "not FRED's XML"),
    Case("whole XML nested 50,000 deep", RATE, answered(200, b"<a>" * 50_000 + b"</a>" * 50_000, "text/xml"),
         "GarbledAnswerError", "found <a> where"),
    Case("a consent page with 200", FUND, answered(200, CONSENT, "text/html"), "GarbledAnswerError", "a web page"),
    Case("an empty result", FUND, answered(200, EMPTY_CHART), "WrongAnswerError", "no price data"),
    Case("no such symbol", FUND, answered(404, json.dumps({"chart": {"result": None, "error": {
        "code": "Not Found", "description": "No data found, symbol may be delisted"}}}).encode()),
        "WrongAnswerError", "delisted"),
    Case("XML that ends too early", RATE, body(lambda said: said[:-40]), "GarbledAnswerError", "not FRED's XML"),
    Case("XML that is none", RATE, answered(200, b"<html><p>hello"), "GarbledAnswerError", "not FRED's XML"),
    Case("XML that explodes", RATE, answered(200, EXPLODED, "text/xml"), "GarbledAnswerError", "not FRED's XML"),
    Case("other XML", RATE, answered(200, b"<releases/>", "text/xml"), "GarbledAnswerError", "found <releases>"),
    Case("no observation", RATE, answered(200, b'<observations units="lin" count="0"/>'), "GarbledAnswerError",
         "without observations"),
    Case("fewer observations than announced", RATE, lines('count="', 'count="9'), "GarbledAnswerError", "announced"),
    Case("values in other units", RATE, lines('units="lin"', 'units="pch"'), "WrongAnswerError", "units 'pch'"),
    Case("a value that is a word", RATE, value_of("2024-03-05", "n/a"), "GarbledAnswerError", "neither a number"),
    # the wrong thing
    Case("another symbol", FUND, meta(symbol="SPYX"), "WrongAnswerError", "found the symbol 'SPYX'"),
    Case("another currency", FUND, meta(currency="GBp"), "WrongAnswerError", "found the currency 'GBp'"),
    Case("another time zone", FUND, meta(exchangeTimezoneName="Asia/Tokyo"), "WrongAnswerError", "'Asia/Tokyo'"),
    Case("a bad key", RATE, answered(400, b'<error code="400" message="The value for variable api_key is not '
         b'registered."/>', "text/xml"), "AccessRefusedError", "Check FRED_API_KEY"),
    Case("the key echoed in an error", RATE, answered(400, f'<error code="400" message="Bad api_key {KEY} '
         f'from {KEY.upper()}"/>'.encode(), "text/xml"), "AccessRefusedError", "Check FRED_API_KEY"),
    Case("the key echoed split and as per cent codes", RATE, answered(406, f'<error message="no {KEY[:9]}-{KEY[9:]} '
         f'{"".join(f"%{ord(c):02X}" for c in KEY)}"/>'.encode(), "text/xml"), "AccessRefusedError", "refuses the key"),
    Case("FRED forwards to another host", RATE, answered(302, Location="http://evil.invalid/x"), "GarbledAnswerError",
         "forwards to another address"),
    Case("Yahoo forwards to another site", FUND, answered(302, Location="https://consent.invalid/x"),
         "GarbledAnswerError", "forwards to another site, https://consent.invalid"),
    Case("Yahoo forwards to a site that only ends alike", FUND, answered(302, Location="https://evilyahoo.com/x"),
         "GarbledAnswerError", "forwards to another site"),
    Case("Yahoo forwards to itself", FUND, to_itself, "GarbledAnswerError", "forwards to itself"),
    Case("Yahoo forwards again and again", FUND, round_and_round, "GarbledAnswerError", "again and again"),
    Case("a message of 200,000 characters with commands", FUND, answered(404, json.dumps({"chart": {"result": None,
         "error": {"code": "Not Found", "description": "\x1b[31m\n::error::" + "y" * 200_000}}}).encode()),
         "WrongAnswerError", "yyyy"),
    Case("the key echoed in nonsense", RATE, answered(200, f"<a>api_key={KEY}".encode()), "GarbledAnswerError"),
    # the days
    Case("a day twice", FUND, result(repeated), "GarbledAnswerError", "twice"),
    Case("a day twice at FRED", RATE, lines("date='2024-03-06'", "date='2024-03-05'"), "GarbledAnswerError", "twice"),
    Case("days out of order", FUND, result(swapped), "GarbledAnswerError", "days must ascend"),
    Case("days out of order at FRED", RATE, lines("date='2024-03-06'", "date='2024-02-03'"), "RefusedDataError",
         "days must ascend"),
    Case("days one too early (time zone)", FUND, result(shifted), "RefusedDataError", "gone from the source"),
    Case("a day on which the exchange was closed", FUND, bar(-6, stamp=86_400.0), "RefusedDataError", "closed"),
    Case("a day in the future", FUND, bar(-1, stamp=30 * 86_400.0), "GarbledAnswerError", "which is after today"),
    Case("a day in the future at FRED", RATE, lines("date='2024-03-15'", "date='2024-04-15'"), "RefusedDataError",
         "after today"),
    Case("history shrunk", FUND, result(without_old_bars), "RefusedDataError", "4 stored days are gone"),
    Case("a stored value that is '.' now", RATE, value_of("2024-02-28", "."), "RefusedDataError",
         "1 stored days are gone"),
    Case("a new value that is '.'", RATE, value_of("2024-03-15", "."), None, last_day=date(2024, 3, 14)),
    # the values
    Case("a price of zero", FUND, price(-2, 0.0), "RefusedDataError", "0 on 2024-03-14"),
    Case("a negative price", FUND, bar(-2, low=-3.0), "RefusedDataError", "-3 on 2024-03-14"),
    Case("an absurd price", FUND, price(-2, 51_000.0), "RefusedDataError", "2024-03-14"),
    Case("a price ten times too high", COIN, price(-2, 480_000.0), "RefusedDataError", "move of up to"),
    Case("an infinite price", FUND, price(-3, float("inf")), "RefusedDataError", "2024-03-13"),
    Case("an absurd rate", RATE, value_of("2024-03-14", "468"), "RefusedDataError", "outside"),
    Case("a bar without prices in the middle", FUND, price(-3, None), "RefusedDataError", "no close on 2024-03-13"),
    Case("a last bar without prices", FUND, price(-1, None), None, "it has no close", last_day=date(2024, 3, 14)),
    Case("the bar of a running session", FUND, None, None, "its session was not over", now=LATER_TODAY,
         last_day=date(2024, 3, 14)),
    Case("the bar of a half-day while its session is running", FUND, None, None,
         "the bar of 2024-11-29 was left out: its session was not over", offered_to_the_half_day,
         last_day=LAST_WHOLE, now=datetime(2024, 11, 29, 17, 30, tzinfo=UTC)),
    Case("the bar of a half-day just after its early close", FUND, None, None,
         "the bar of 2024-11-29 was left out: its session was not over", offered_to_the_half_day,
         last_day=LAST_WHOLE, now=datetime(2024, 11, 29, 19, 30, tzinfo=UTC)),
    Case("the bar of a half-day that has settled, before an ordinary session would close", FUND, None, None, "",
         offered_to_the_half_day, last_day=HALF_DAY, now=datetime(2024, 11, 29, 20, 30, tzinfo=UTC)),
    Case("the bar of a running day", COIN, appended(date(2024, 3, 16), 13), None, "its day was not over",
         last_day=OFFERED_TO),
    Case("a live copy of the last bar", FUND, appended(date(2024, 3, 15), 20), None, "", last_day=OFFERED_TO),
    Case("a split that history does not show", FUND, None, "RefusedDataError", "do not show", split_not_applied),
    Case("a split that is not reported", FUND, None, "RevisedHistoryError", "by one factor, 2", halved_in_silence),
    Case("a split, reported and applied", FUND, None, None, "", halved, last_day=OFFERED_TO),
    Case("a split, reported and applied, beside one revised day", FUND, None, "RevisedHistoryError",
         "4 stored values differ from what the source says now: 2024-02-21 close 248.605 -> 261.035",
         halved_and_revised),
    Case("a distribution missing from the list", FUND, result(dividend_forgotten), "RefusedDataError",
         "imply 1.595"),
    Case("a distribution that was not paid", FUND, result(dividend_invented), "RefusedDataError",
         "lists a distribution of 1.000"),
    Case("history revised by 1 %", FUND, None, "RevisedHistoryError", "2024-02-21 close", revised("2024-02-21", 1.01)),
    Case("history revised by 2 in 100,000", FUND, None, "RevisedHistoryError", "2024-02-21",
         revised("2024-02-21", 1.00002)),
    Case("the last digit jitters", FUND, None, None, "", revised("2024-02-21", 1.000001),
         last_day=OFFERED_TO),
    Case("history revised at FRED", RATE, value_of("2024-02-20", "4.99"), "RevisedHistoryError", "4.59 -> 4.99"),
    # the clock
    Case("a clock that is two years behind", FUND, None, "ClockError", "set the clock", now=NOW - timedelta(days=730)),
    Case("a clock that is a week ahead", FUND, None, "ClockError", "set the clock", now=NOW + timedelta(days=7)),
)  # fmt: skip
"""Every fault of a provider, by name."""


OF_THE_MACHINE = (
    ("disk full: no file may grow beyond 100 kB", "exit 1, old data kept",
     "test_pipeline_refresh_processes.py::test_a_full_disk_is_an_error_and_keeps_everything"),
    ("disk full: a file system without room for the series", "exit 1, old data kept",
     "test_store_full_disk.py::test_a_full_file_system_keeps_the_old_files"),
    ("disk full: wherever in a refresh of four series the room ends", "exit 1, every series old or new",
     "test_pipeline_refresh_full_disk.py::test_wherever_the_room_ends_every_series_is_old_or_new"),
    ("disk full: midway through a whole refresh", "exit 1, every series old or new, the next start ends it",
     "test_pipeline_refresh_full_disk.py::test_a_disk_that_fills_midway_through_a_whole_refresh"),
    ("read-only folder", "exit 1, old data kept",
     "test_pipeline_refresh_command.py::test_a_read_only_folder_is_an_error_and_keeps_everything"),
    ("kill -9 at random moments", "every file old or new", "test_kills.py"),
    ("kill -9 while a provider hangs", "continued by the next start",
     "test_pipeline_refresh_processes.py::test_a_killed_refresh_is_continued"),
    ("kill -9 at ten random moments of a whole refresh", "every series old or new, the next start ends it",
     "test_pipeline_refresh_killed.py"),
    ("two refreshes at once", "exit 1, one of them goes on",
     "test_pipeline_refresh_processes.py::test_two_refreshes_at_once_are_one"),
)  # fmt: skip
"""Faults that no provider plays: name, outcome, the test that plays it."""


def table() -> str:
    """All faults as a table in Markdown, with what comes of each and the counts."""
    rows = [f"| {one.name} | {'FRED' if one.code == RATE else 'Yahoo'} | {one.error or 'survived'} |" for one in CASES]
    refused = sum(one.error is not None for one in CASES)
    count = f"{len(CASES)} faults: {refused} refused with the last good data kept, {len(CASES) - refused} survived."
    rows += [f"| {name} | none: the machine | {outcome} (`{test}`) |" for name, outcome, test in OF_THE_MACHINE]
    count += f" {len(OF_THE_MACHINE)} faults of the machine beside them."
    return "\n".join(["| fault | provider | outcome |", "|:--|:--|:--|", *rows, "", count, ""])


if __name__ == "__main__":
    sys.stdout.write(table())
