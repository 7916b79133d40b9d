"""How a site is treated: how often it is asked, what its robots.txt allows, when to stop asking."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from remit.ontology.errors import RemitError

AGENT = "remit"
LONGEST_WAIT = 300.0  # seconds; a site that asks for more is left alone
_LAST_STRAW = 3


class Unavailable(RemitError):
    """A document could not be had from where it is published."""

    exit_status = 3


@dataclass(frozen=True)
class Clock:
    """Time as it is waited for: seconds from some moment on, and how to let some pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Keeps requests to one site at least so many seconds apart, and gives up on a site that fails time after time."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds, self._clock = seconds, clock
        self._slower: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._failures: Counter[str] = Counter()

    def wait(self, site: str) -> None:
        """Wait until a site may be asked; raise `Unavailable` when that is too long, or it failed too often."""
        if self._failures[site] >= _LAST_STRAW:
            raise Unavailable(f"not asked: {_LAST_STRAW} requests in a row failed", site, "try again later")
        gap = self._next.get(site, 0) - self._clock.now()
        if gap > LONGEST_WAIT:
            raise Unavailable(f"asks to wait {gap:.0f} s", site, "try again later")
        if gap > 0:
            self._clock.sleep(gap)
        self._next[site] = self._clock.now() + max(self._seconds, self._slower.get(site, 0))

    def hold(self, site: str, seconds: float) -> None:
        """Ask a site for nothing in the next seconds."""
        self._next[site] = max(self._next.get(site, 0), self._clock.now() + seconds)

    def slow_down(self, site: str, seconds: float) -> None:
        """Keep requests to a site so much further apart, from now on."""
        self._slower[site] = seconds
        self.hold(site, seconds)

    def note(self, site: str, answered: bool) -> None:
        """Note whether a site answered in the end, whatever the answer."""
        self._failures[site] = 0 if answered else self._failures[site] + 1


class Robots:
    """The rules of a site's robots.txt for this program, from the status and bytes it was answered with."""

    def __init__(self, status: int, data: bytes) -> None:
        self._rules = RobotFileParser()
        if status in (401, 403):
            self._rules.disallow_all = True  # type: ignore[attr-defined]
        lines = data.decode("utf-8", "replace").splitlines() if status == 200 else []
        self._rules.parse(lines)

    def allow(self, url: str) -> bool:
        """Tell whether an address may be asked for."""
        return self._rules.can_fetch(AGENT, url)

    @property
    def delay(self) -> float:
        """The seconds it asks to leave between requests; 0 when it does not."""
        return float(self._rules.crawl_delay(AGENT) or 0)
