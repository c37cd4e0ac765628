"""The session beneath the clients: spacing, backoff, Retry-After, bounds; waits are recorded, not waited."""

import gzip
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from fault_making import NOW, answered, first
from figurecheck.errors import GarbledAnswerError, RateLimitedError, UnreachableError
from figurecheck.paths import Project
from figurecheck.series.catalogue import builtin_catalogue
from figurecheck.sources.fred import FredSource
from figurecheck.sources.policy import Policy
from figurecheck.sources.session import PatientAdapter, Secret, session_over
from local_providers import KEY, Answer, Providers, Question, frames_of, serving
from projects import ROOT

RATE = builtin_catalogue().get("DGS2")
ADDRESS = "https://api.stlouisfed.org/fred/series/observations?series_id=DGS2"


@pytest.fixture
def world() -> Iterator[Providers]:
    with serving(Providers(frames_of(Project(ROOT), "DGS2"), NOW)) as server:
        yield server


def policy(world: Providers, waits: list[float], **changes: object) -> Policy:
    ordinary = Policy(timeout=1.0, spacing=0.0, address=world.address, sleep=waits.append)
    return replace(ordinary, **changes)  # type: ignore[arg-type]


def test_waits_double_with_jitter_and_end_after_the_last_attempt(world: Providers) -> None:
    """Waits of 2, 4 and 8 seconds, each with up to 2 more, between four attempts."""
    world.faults["DGS2"] = answered(503)
    waits: list[float] = []
    with pytest.raises(UnreachableError, match="its own error 503, tried 4 times"):
        FredSource(KEY, NOW, policy(world, waits)).fetch(RATE, None)
    assert [low <= wait <= low + 2 for low, wait in zip((2, 4, 8), waits, strict=True)] == [True] * 3
    assert world.asked["fred"] == 4


def test_jitter_differs_from_run_to_run(world: Providers) -> None:
    world.faults["DGS2"] = answered(503)
    runs = []
    for _ in range(2):
        waits: list[float] = []
        with pytest.raises(UnreachableError):
            FredSource(KEY, NOW, policy(world, waits)).fetch(RATE, None)
        runs.append(waits)
    assert runs[0] != runs[1]


@pytest.mark.parametrize(("said", "waited"), [("7", 7.0), ("Sat, 16 Mar 2024 14:00:09 GMT", 9.0)])
def test_a_retry_after_is_waited_for_to_the_second(world: Providers, said: str, waited: float) -> None:
    """The server lives at 14:00:00, so the date is nine seconds away."""
    world.faults["DGS2"] = first(1, answered(429, Retry_After=said))
    waits: list[float] = []
    assert len(FredSource(KEY, NOW, policy(world, waits)).fetch(RATE, None).frame) > 2500
    assert waits == [waited]


def test_nobody_waits_a_day(world: Providers) -> None:
    world.faults["DGS2"] = answered(429, Retry_After="86400")
    waits: list[float] = []
    with pytest.raises(RateLimitedError, match="asks to wait 86400 seconds"):
        FredSource(KEY, NOW, policy(world, waits)).fetch(RATE, None)
    assert (waits, world.asked["fred"]) == ([], 1)


def test_at_most_two_requests_a_second(world: Providers) -> None:
    """On a clock that only sleeping moves, no two requests of the ordinary policy start within half a second."""
    moment, starts = [0.0], []

    def sleep(seconds: float) -> None:
        moment[0] += seconds

    def noted(_question: Question, answer: Answer) -> Answer:
        starts.append(moment[0])
        return answer

    world.faults["DGS2"] = noted
    ordinary = replace(Policy(), address=world.address, sleep=sleep, clock=lambda: moment[0])
    source = FredSource(KEY, NOW, ordinary)
    for _ in range(5):
        source.fetch(RATE, None)
    assert min(after - before for before, after in itertools.pairwise(starts)) >= 0.5


def test_a_compressed_body_is_read_and_bounded_by_its_full_length(world: Providers) -> None:
    def compressed(content: bytes) -> Answer:
        return Answer(gzip.compress(content), kind="text/xml", headers={"Content-Encoding": "gzip"})

    ordinary = world.answer(Question("fred", "DGS2", {"api_key": KEY}, 0)).body
    world.faults["DGS2"] = lambda _question, _answer: compressed(ordinary)
    assert len(FredSource(KEY, NOW, policy(world, [])).fetch(RATE, None).frame) > 2500
    world.faults["DGS2"] = lambda _question, _answer: compressed(b" " * 5_000_000)
    with pytest.raises(GarbledAnswerError, match="more than 1000000 bytes"):
        FredSource(KEY, NOW, policy(world, [], maximum_bytes=1_000_000)).fetch(RATE, None)


def test_the_key_is_on_the_wire_and_not_in_the_address_that_others_see(world: Providers) -> None:
    adapter = PatientAdapter(policy(world, []), lambda _: True, Secret("api.stlouisfed.org", {"api_key": KEY}))
    response = session_over(adapter).get(ADDRESS)
    assert response.status_code == 200
    assert KEY not in response.url + str(response.request.url)
    assert dict(adapter.counts) == {"api.stlouisfed.org/fred/series/observations": 1}


def test_cookies_are_kept_for_the_real_host(world: Providers) -> None:
    session = session_over(PatientAdapter(policy(world, []), lambda _: False))
    session.get("https://fc.yahoo.com/")
    assert [(cookie.name, cookie.domain) for cookie in session.cookies] == [("A3", ".yahoo.com")]
