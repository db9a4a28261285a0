"""When may a live host be asked again?

Every request to a host goes through the host's lane, its robots.txt and what redirects lead to included: one connection
at a time, a jittered delay from the end of a request to the begin of the next, none while the host is left alone.
A host that answers slowly is asked more slowly, one that does not answer at all is left alone for a while: its lane is
its circuit breaker. Scrapy's slots cannot do this, see docs/decisions/0008-robots-and-retry-after-in-lanes.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from random import Random
from time import monotonic

from crawler.manners import Manners
from crawler.pace import Pause

LONGEST_PAUSE = 86_400.0
"""Seconds: what a Retry-After can ask for at most."""

_LONGEST_CRAWL_DELAY = 60.0
_PATIENCE = 60.0  # seconds of a pause that a visit waits for in its lane
_LONGEST_BREATH = 10.0  # seconds more between requests to a host that takes long to answer
_DOWN_AFTER = 3  # requests in a row without an answer
_LONGEST_DOWN = 3_600.0  # seconds for which such a host is left alone at most
_MOST_LANES = 5_000  # kept; more only while more are in use or pausing

_CHANCE = Random().random  # noqa: S311 - no secret; the system's own would be asked before each request


class PausedError(Exception):
    """A host is left alone for longer than one waits for it: `left` seconds."""

    def __init__(self, left: float) -> None:
        super().__init__(f"the host is left alone for {left:.0f} more seconds")
        self.left = left


class Lane:
    """The requests to one host, one behind the other."""

    def __init__(
        self, manners: Manners, chance: Callable[[], float], clock: Callable[[], float], patience: float
    ) -> None:
        self._delay, self._jitter = manners.delay, manners.jitter
        self._chance, self._clock, self._patience = chance, clock, patience
        self._pause = Pause(manners.pause, LONGEST_PAUSE, clock)
        self._first_pause = manners.pause
        self._one_at_a_time = asyncio.Lock()
        self._crawl_delay = 0.0
        self._free_at = 0.0
        self._took = 0.0
        self._unanswered = 0
        self._users = 0

    @property
    def idle(self) -> bool:
        """Whether a new lane would do as well."""
        return not self._users and not self._pause.left() and self._free_at <= self._clock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Within it the host may be asked once. Raises PausedError rather than wait for the end of a long pause."""
        self._users += 1
        try:
            async with self._one_at_a_time:
                await self._until_free()
                begun = self._clock()
                try:
                    yield
                finally:
                    self._took = (self._took + self._clock() - begun) / 2
                    self._free_at = self._clock() + self._next_delay()
        finally:
            self._users -= 1

    def pause(self, seconds: float | None) -> float:
        """The host asked to be left alone; without a number, for a minute, doubling. Returns how long it will be."""
        return self._pause.begin(seconds)

    def answered(self) -> None:
        """The host answered as hosts do: a pause that comes later is a first one."""
        self._unanswered = 0
        self._pause.passed()

    def unanswered(self) -> float:
        """The host did not answer. Returns for how long it is left alone: 0 at first, then a minute, doubling.

        After a pause the next request is a trial: one more without an answer, and the next pause begins.
        """
        self._unanswered += 1
        over = self._unanswered - _DOWN_AFTER
        return self._pause.begin(min(self._first_pause * 2.0 ** min(over, 30), _LONGEST_DOWN)) if over >= 0 else 0.0

    def slow_down(self, crawl_delay: float) -> None:
        """What the robots.txt of the host says of the delay; within bounds."""
        self._crawl_delay = min(crawl_delay, _LONGEST_CRAWL_DELAY)

    async def _until_free(self) -> None:
        while True:
            paused = self._pause.left()
            if paused > self._patience:
                raise PausedError(paused)
            wait = max(paused, self._free_at - self._clock())
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    def _next_delay(self) -> float:
        """At least as long as the last answers took: what is slow has much to do."""
        varied = self._delay * (1 + self._jitter * (2 * self._chance() - 1))
        return max(varied, self._crawl_delay, min(self._took, _LONGEST_BREATH))


class Lanes:
    """The lanes of all hosts asked lately; those that nobody needs are forgotten."""

    def __init__(
        self,
        manners: Manners,
        *,
        chance: Callable[[], float] = _CHANCE,
        clock: Callable[[], float] = monotonic,
        patience: float = _PATIENCE,
        most: int = _MOST_LANES,
    ) -> None:
        self._manners, self._chance, self._clock, self._patience = manners, chance, clock, patience
        self._most = self._tidy_at = most
        self._lanes: dict[str, Lane] = {}

    def of(self, host: str) -> Lane:
        """The lane of a host. Not to be kept beyond the next `await` but by being in its turn."""
        lane = self._lanes.get(host)
        if lane is None:
            self._tidy()
            lane = self._lanes[host] = Lane(self._manners, self._chance, self._clock, self._patience)
        return lane

    def __len__(self) -> int:
        return len(self._lanes)

    def _tidy(self) -> None:
        if len(self._lanes) < self._tidy_at:
            return
        self._lanes = {host: lane for host, lane in self._lanes.items() if not lane.idle}
        self._tidy_at = max(self._most, 2 * len(self._lanes))  # or each new host would look through all that are busy
