"""One requests session for every provider: time-outs, spacing, repeats with jittered backoff, Retry-After, counts.

What the client libraries lack lives in one transport adapter beneath them, so that it holds for every request that
they make, the ones for cookies included.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError, Timeout  # noqa: A004
from tenacity import RetryCallState, Retrying, retry_if_exception_type, retry_if_result, stop_after_attempt
from tenacity.wait import wait_exponential_jitter
from urllib3.exceptions import HTTPError

from figurecheck.errors import GarbledAnswerError, RateLimitedError, UnreachableError
from figurecheck.sources.policy import Policy

TRANSIENT = (ConnectionError, Timeout, HTTPError)
TOO_MANY = 429
REPEATED = frozenset({TOO_MANY, 500, 502, 503, 504})
CHUNK = 65_536
AGENT = "Mozilla/5.0 (X11; Linux x86_64) figurecheck"
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Secret:
    """``parameters`` that are added on the wire to requests of ``host`` over https, and to no others."""

    host: str
    parameters: Mapping[str, str]

    def belongs_to(self, address: str) -> bool:
        """Whether a request for ``address`` may carry the secret."""
        parts = urlsplit(address)
        return parts.scheme == "https" and parts.netloc == self.host


class PatientAdapter(HTTPAdapter):
    """Sends the requests of one provider under a policy.

    ``essential`` says of an address whether it is repeated and its failure an error of ours; the others (cookies)
    are tried once and what comes is handed on. ``secret`` is added to the address on the wire only, so that no
    message or log of a library can contain it. ``counts`` are the requests sent by host and path,
    ``answered_at`` is the provider's own clock at its last answer.
    """

    def __init__(self, policy: Policy, essential: Callable[[str], bool], secret: Secret | None = None) -> None:
        super().__init__(max_retries=0)
        self.policy = policy
        self.essential = essential
        self.counts: Counter[str] = Counter()
        self.answered_at: datetime | None = None
        self._secret = secret
        self._free_at = 0.0
        self._backoff = wait_exponential_jitter(
            multiplier=policy.first_wait, max=policy.longest_wait, jitter=policy.first_wait
        )

    def send(self, request: PreparedRequest, *_: Any, **options: Any) -> Response:
        """The answer to ``request`` with its body read.

        Raises UnreachableError and RateLimitedError when an essential request still fails after the last attempt,
        GarbledAnswerError for a body that is too long. Any failure of another request is requests' ConnectionError or
        Timeout, which the clients get over.
        """
        options["timeout"] = self.policy.timeout
        if not self.essential(str(request.url)):
            return self._tried(request, options)
        failed = (retry_if_exception_type(TRANSIENT), retry_if_result(self._worth_repeating))
        repeating = Retrying(
            stop=stop_after_attempt(self.policy.attempts),
            wait=self._wait,
            retry=failed[0] | failed[1],
            sleep=self.policy.sleep,
            retry_error_callback=_last,
        )
        return _judged(repeating(self._once, request, options), request, self.policy.attempts)

    def _tried(self, request: PreparedRequest, options: dict[str, Any]) -> Response:
        try:
            return self._once(request, options)
        except GarbledAnswerError as problem:
            raise ConnectionError(str(problem)) from problem

    def _once(self, request: PreparedRequest, options: dict[str, Any]) -> Response:
        self._keep_distance()
        address = urlsplit(str(request.url))
        self.counts[f"{address.hostname}{address.path}"] += 1
        sent = self._on_the_wire(request)
        if self.policy.address is not None:
            options = {**options, "proxies": {}}
        response = super().send(sent, **{**options, "stream": True})
        try:
            content = self._body(response)
        except HTTPError as problem:
            response.close()
            raise ConnectionError(type(problem).__name__) from problem
        response._content = content  # noqa: SLF001  # requests has no public way to bound a body
        response._content_consumed = True  # noqa: SLF001
        response.url, response.request = str(request.url), request
        self._note_clock(response)
        return response

    def _on_the_wire(self, request: PreparedRequest) -> PreparedRequest:
        sent = request.copy()
        if self._secret is not None and self._secret.belongs_to(str(request.url)):
            sent.prepare_url(str(request.url), dict(self._secret.parameters))
        if self.policy.address is not None:
            real, local = urlsplit(str(sent.url)), urlsplit(self.policy.address)
            sent.url = urlunsplit((local.scheme, local.netloc, real.path, real.query, ""))
            sent.headers["Host"] = real.netloc
        return sent

    def _keep_distance(self) -> None:
        wait = self._free_at - self.policy.clock()
        if wait > 0:
            self.policy.sleep(wait)
        self._free_at = self.policy.clock() + self.policy.spacing

    def _body(self, response: Response) -> bytes:
        ends, body = self.policy.clock() + self.policy.deadline, bytearray()
        while chunk := response.raw.read1(CHUNK, decode_content=True):  # what is there, be it one byte
            body += chunk
            if len(body) > self.policy.maximum_bytes:
                response.close()
                raise GarbledAnswerError(
                    f"an answer of more than {self.policy.maximum_bytes} bytes; nobody asked for that"
                )
            if self.policy.clock() > ends:
                response.close()
                raise Timeout(f"the answer did not end within {self.policy.deadline:g} seconds")
        return bytes(body)

    def _note_clock(self, response: Response) -> None:
        try:
            said = parsedate_to_datetime(response.headers["Date"])
        except (KeyError, ValueError):
            return
        self.answered_at = said if said.tzinfo else said.replace(tzinfo=UTC)

    def _worth_repeating(self, response: Response) -> bool:
        return response.status_code in REPEATED and (_asked_to_wait(response) or 0.0) <= self.policy.longest_wait

    def _wait(self, state: RetryCallState) -> float:
        outcome = state.outcome
        if outcome is not None and not outcome.failed:
            asked = _asked_to_wait(outcome.result())
            if asked is not None:
                return asked
        return float(self._backoff(state))


class BoundSession(Session):
    """A session that follows redirects within one domain over https only; without a ``domain`` it follows none.

    A forbidden redirect of an essential request is a GarbledAnswerError, of any other requests' ConnectionError.
    """

    def __init__(self, adapter: PatientAdapter, domain: str | None) -> None:
        super().__init__()
        self.max_redirects = MOST_REDIRECTS
        self._essential = adapter.essential
        self._domain = domain

    def get_redirect_target(self, resp: Response) -> str | None:
        """Where an answer forwards to, None where it does not; raises where it may not."""
        target: str | None = super().get_redirect_target(resp)
        if target is None:
            return None
        asked = str(resp.request.url)
        wrong = _forbidden(asked, target, self._domain)
        if wrong is None:
            return target
        words = f"{urlsplit(asked).hostname}: {wrong}; not followed"
        raise GarbledAnswerError(words) if self._essential(asked) else ConnectionError(words)


def _forbidden(asked: str, target: str, domain: str | None) -> str | None:
    if domain is None:
        return "an answer that forwards to another address"
    try:
        address = urljoin(asked, target)
        parts = urlsplit(address)
    except ValueError:
        return "an answer that forwards to an address that is none"
    host = parts.hostname or ""
    if parts.scheme != "https" or not (host == domain or host.endswith(f".{domain}")):
        return f"an answer that forwards to another site, {parts.scheme}://{host}"
    return "an answer that forwards to itself" if address == asked else None


def session_over(adapter: PatientAdapter, domain: str | None = None) -> Session:
    """A session whose every request goes through ``adapter``; it follows redirects within ``domain`` only."""
    session = BoundSession(adapter, domain)
    session.headers["User-Agent"] = AGENT
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _last(state: RetryCallState) -> Response | BaseException:
    outcome = state.outcome
    if outcome is None:
        raise UnreachableError("a request was never sent")
    return outcome.exception() or outcome.result()


def _judged(response: Response | BaseException, request: PreparedRequest, attempts: int) -> Response:
    host = urlsplit(str(request.url)).hostname
    tried = "once" if attempts == 1 else f"{attempts} times"
    if isinstance(response, BaseException):
        raise UnreachableError(f"{host}: no whole answer, tried {tried} ({type(response).__name__})")
    if response.status_code == TOO_MANY:
        asked = _asked_to_wait(response)
        patience = "" if asked is None else f"; it asks to wait {asked:g} seconds"
        raise RateLimitedError(f"{host}: too many requests (429){patience}. Try again later.")
    if response.status_code in REPEATED:
        raise UnreachableError(f"{host}: its own error {response.status_code}, tried {tried}")
    return response


def _asked_to_wait(response: Response) -> float | None:
    """Seconds in the Retry-After of an answer, as a number or as a date; None without one that can be read."""
    said = response.headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
        now = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
    return max(0.0, (until - now).total_seconds())
