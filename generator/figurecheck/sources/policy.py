"""How patient a client is with a provider: time-outs, distance between requests, repeats."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Patience with one provider; every length of time in seconds.

    ``timeout`` bounds the wait for a connection and for each further byte, ``deadline`` a whole answer, ``spacing``
    the distance between two requests. A request is tried ``attempts`` times at most; the wait doubles from
    ``first_wait`` with as much jitter on top and stays below ``longest_wait``, which is also the longest Retry-After
    that is waited for. ``address`` sends every request to a server on this machine instead, in tests and rehearsals.
    """

    timeout: float = 10.0
    deadline: float = 60.0
    spacing: float = 0.6
    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 90.0
    maximum_bytes: int = 20_000_000
    address: str | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
