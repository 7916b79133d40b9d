"""Asking a site for a document over HTTP: tried again when it fails, within limits of time, size and redirects."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3 import exceptions
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError

from remit.loaders.politeness import AGENT, Clock, Pace, Robots, Unavailable

MAX_BYTES = 32 << 20  # what the reader of pages takes
MAX_ROBOTS_BYTES = 512 << 10
MAX_REDIRECTS = 5
LONGEST_ANSWER = 300.0  # seconds, however steadily it drips
USER_AGENT = f"{AGENT} (+https://w3id.org/remit/)"
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "text/html, application/json", "Accept-Encoding": "gzip, deflate"}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_RETRIES = urllib3.Retry(4, status_forcelist=(429, 500, 502, 503, 504), backoff_factor=2, backoff_jitter=2)
_CHUNK = 1 << 16
_PROBLEMS = {  # the first that fits is told
    exceptions.NameResolutionError: "no such host, or no network",
    exceptions.NewConnectionError: "does not take connections",
    exceptions.TimeoutError: "did not answer in time",
    exceptions.SSLError: "its certificate is not accepted",
    exceptions.ProtocolError: "broke the connection off",
}


@dataclass(frozen=True)
class Answer:
    """What a site answered, and the address it was had from after redirects."""

    url: str
    status: int
    data: bytes
    etag: str | None = None
    location: str | None = None
    wait: float = 0.0  # seconds it asks to wait before the next request


class Client:
    """Asks the given sites (hosts with ports), and no others, in a polite way; use it in `with`."""

    def __init__(
        self,
        sites: Collection[str],
        rate: float,
        *,
        clock: Clock | None = None,
        timeout: float = 30.0,
        max_bytes: int = MAX_BYTES,
    ) -> None:
        self._sites, self._max_bytes, self._clock = sites, max_bytes, clock or Clock()
        self._pace = Pace(rate, self._clock)
        self._robots: dict[str, Robots | Unavailable] = {}
        self._pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=min(10.0, timeout), read=timeout))

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def get(self, url: str, etag: str | None = None) -> Answer:
        """Ask for an address; with an `etag` the answer's status is 304 when what has that tag is still what is there.

        Raises `Unavailable` when there is no answer in the end, when the site does not want the address asked for, or
        when it is too large or leads away. Any status but those worth another try is an answer.
        """
        return self._follow(url, etag, self._max_bytes, bound_by_robots=True)

    def _follow(self, url: str, etag: str | None, limit: int, *, bound_by_robots: bool) -> Answer:
        start = url
        for _ in range(MAX_REDIRECTS + 1):
            if bound_by_robots:
                self._heed_robots(url)
            answer = self._persist(url, etag, limit)
            if answer.status not in _REDIRECTS or not answer.location:
                return answer
            url = self._next(url, answer.location)
        raise Unavailable(f"more than {MAX_REDIRECTS} redirects", start, "the site is in disorder; try again later")

    def _next(self, url: str, location: str) -> str:
        """Give the address that a redirect leads to; raise `Unavailable` when it leads to where we do not go."""
        try:
            target = urlsplit(urljoin(url, location))
        except ValueError:
            target = urlsplit("")
        target = target._replace(netloc=target.netloc.lower(), fragment="")
        secure = target.scheme == "https" or (target.scheme == "http" and url.startswith("http:"))
        if not secure or target.netloc not in self._sites:
            raise Unavailable(f"leads away, to {location[:200]!r}", url, "not followed")
        return target.geturl()

    def _heed_robots(self, url: str) -> None:
        """Raise `Unavailable` unless the site's robots.txt lets the address be asked for."""
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        if base not in self._robots:
            try:
                answer = self._follow(f"{base}/robots.txt", None, MAX_ROBOTS_BYTES, bound_by_robots=False)
                rules = Robots(answer.status, answer.data)
                self._pace.slow_down(parts.netloc, rules.delay)
                self._robots[base] = rules
            except Unavailable as error:
                self._robots[base] = error
        known = self._robots[base]
        if isinstance(known, Unavailable):
            raise known
        if not known.allow(url):
            raise Unavailable("robots.txt of the site asks not to fetch this", url, "see it in a browser")

    def _persist(self, url: str, etag: str | None, limit: int) -> Answer:
        """Ask until there is an answer: the more often it failed the longer between, and as long as the site asks."""
        site, retries = urlsplit(url).netloc, _RETRIES
        while True:
            self._pace.wait(site)
            try:
                answer = self._ask(url, etag, limit)
                if not retries.is_retry("GET", answer.status):
                    self._pace.note(site, answered=True)
                    return answer
                problem = HTTPError(f"answered {answer.status}")
                self._pace.hold(site, answer.wait)
            except HTTPError as error:
                problem = error
            try:
                retries = retries.increment("GET", url, error=problem)
            except MaxRetryError as error:
                self._pace.note(site, answered=False)
                tries = len(retries.history) + 1
                raise Unavailable(f"{_told(problem)} ({tries} tries)", url, "try again later") from error
            self._pace.hold(site, retries.get_backoff_time())

    def _ask(self, url: str, etag: str | None, limit: int) -> Answer:
        """Make one request."""
        headers = {"If-None-Match": etag} if etag else {}
        response = self._pool.request(
            "GET", url, headers=_HEADERS | headers, redirect=False, retries=False, preload_content=False
        )
        try:
            data = self._read(response, url, limit)
        finally:
            response.close()
        told = response.headers
        return Answer(url, response.status, data, told.get("ETag"), told.get("Location"), _wait_asked(response))

    def _read(self, response: urllib3.BaseHTTPResponse, url: str, limit: int) -> bytes:
        end = self._clock.now() + LONGEST_ANSWER
        data = bytearray()
        for chunk in response.stream(_CHUNK):
            data += chunk
            if len(data) > limit:
                raise Unavailable(f"more than {limit >> 10} kB", url, "not fetched")
            if self._clock.now() > end:
                raise Unavailable(f"not whole after {LONGEST_ANSWER:.0f} s", url, "try again later")
        return bytes(data)


def _wait_asked(response: urllib3.BaseHTTPResponse) -> float:
    try:
        return _RETRIES.get_retry_after(response) or 0.0
    except InvalidHeader:
        return 0.0


def _told(problem: HTTPError) -> str:
    """Say in a few words why there was no answer."""
    return next((words for kind, words in _PROBLEMS.items() if isinstance(problem, kind)), str(problem))
