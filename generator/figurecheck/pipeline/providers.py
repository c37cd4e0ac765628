"""Which provider a series is asked from, and why some are not asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlsplit

from figurecheck.errors import UsageError
from figurecheck.series.model import Series
from figurecheck.sources.base import Source
from figurecheck.sources.policy import Policy

KEY_NAME = "FRED_API_KEY"
ADDRESS_NAME = "FIGURECHECK_PROVIDERS"
"""Sends every request to a server on this machine instead: for rehearsals and tests."""
NAMES = ("yahoo", "fred")
BY_HAND = (
    "the decisions are published as pages, not as data: the list is kept by hand, stays as it is, and is held "
    "against the target range of FRED on the data page"
)
NO_KEY = (
    f"no FRED key is set, so the last good data stay; put a key into the environment as {KEY_NAME} "
    "(free at fred.stlouisfed.org) and refresh again"
)
NOT_ASKED = "only {name} was to be asked this time; the last good data stay"


@dataclass(frozen=True)
class Providers:
    """The sources by the name that series give them; ``kept`` has the reasons why others are not asked."""

    sources: Mapping[str, Source]
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def requests(self) -> dict[str, dict[str, int]]:
        """How many requests each source has sent, by kind."""
        return {name: dict(getattr(source, "requests", {})) for name, source in self.sources.items()}

    def of(self, series: Series) -> Source | str:
        """The source of ``series``, or the reason why it is not asked for."""
        if series.source in self.sources:
            return self.sources[series.source]
        return self.kept.get(series.source, f"nothing here can ask {series.source}")


def open_providers(now: datetime, key: str | None, only: str | None = None, policy: Policy | None = None) -> Providers:
    """Yahoo and, with a ``key``, FRED; ``only`` is one of both, ``now`` an aware datetime."""
    from figurecheck.sources.fred import FredSource
    from figurecheck.sources.yahoo import YahooSource

    patience = policy or Policy()
    sources: dict[str, Source] = {}
    kept = {"fomc": BY_HAND}
    if only in {None, "yahoo"}:
        sources["yahoo"] = YahooSource(now, patience)
    if only in {None, "fred"} and key:
        sources["fred"] = FredSource(key.strip(), now, patience)
    if not key:
        kept["fred"] = NO_KEY
    if only is not None:
        kept |= {name: NOT_ASKED.format(name=only) for name in NAMES if name != only}
    return Providers(sources, kept)


def policy_for(address: str | None) -> Policy:
    """The ordinary patience, or that of a rehearsal against a server on this machine at ``address``.

    Raises UsageError for another machine: a key must not go there.
    """
    if not address:
        return Policy()
    if urlsplit(address).hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise UsageError(f"{ADDRESS_NAME} is {address!r}; it may only name this machine, such as http://127.0.0.1:8080")
    return replace(Policy(), address=address, spacing=0.0, timeout=2.0, first_wait=0.05, longest_wait=1.0)
