"""When may the next request start?

Scrapy's own delays cannot do this: they know nothing of Retry-After, and what already waits in one of its
slots is sent although the archive has just said stop.  So a request is held here until its turn has come.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from crawler.trouble import Trouble
from model import Failure

_DOWN = {Failure.THROTTLED: 2, Failure.UNREACHABLE: 2, Failure.TIMED_OUT: 2, Failure.SERVER_ERROR: 5}
"""What says that an archive is down, where so many different requests meet it in a row."""

_SLOWEST = 16.0  # times the interval that an archive is content with
_SLOWER, _FASTER = 2.0, 0.98  # at each pause, at each answer as it should be


class Pause:
    """How long one archive is left alone: its circuit breaker.

    429 or a Retry-After begins a pause at once and is never the fault of the request that met it.  A 502, 503 or 504
    without Retry-After, a connection that fails or no answer in time may come of one capture that cannot be played, so
    it costs that request a try, and only a second one in a row, for another request, begins a pause.  Answers to
    requests that were in flight when a pause began tell nothing new: they neither double it nor count.

    After a pause the next request is a trial: if it meets the same, the next pause begins, twice as long.  It is not
    blamed either, unless it met that before: two captures that can never be played would else be asked for for ever.
    """

    def __init__(self, first: float, longest: float, clock: Callable[[], float] = monotonic) -> None:
        self._first, self._longest, self._clock = first, longest, clock
        self._until = self._begun = clock()
        self._in_a_row = 0
        self._met: set[int] = set()  # requests that met an archive that is down, since the last good answer
        self.waited = 0.0
        self.slowness = 1.0  # by how much the archive's interval is stretched

    def left(self) -> float:
        """Seconds until the archive may be asked again."""
        return max(0.0, self._until - self._clock())

    def note(self, started: float, request: int, trouble: Trouble | None) -> float | None:
        """Takes the outcome of a request that started then; the seconds to wait if it was not its own fault."""
        if trouble is None or trouble.reason not in _DOWN:
            self._met.clear()
            self.slowness = max(1.0, self.slowness * _FASTER)
            self.passed()
            return None
        if self.left() and started <= self._begun:
            return self.left()
        if trouble.busy:
            return self.begin(trouble.retry_after)
        blamed = request in self._met or len(self._met) < _DOWN[trouble.reason]
        self._met.add(request)
        if self._in_a_row or len(self._met) >= _DOWN[trouble.reason]:
            self.begin(None)
        return None if blamed else self.left()

    def passed(self) -> None:
        """An answer came that asks for no pause: the next one is as short as the first, unless one still goes on."""
        self._in_a_row = self._in_a_row if self.left() else 0

    def begin(self, asked: float | None) -> float:
        """Begins a pause, as long as was asked for, else twice as long as the last in a row; the seconds left of it."""
        length = min(asked or self._first * 2.0 ** min(self._in_a_row, 30), self._longest)
        now = self._clock()
        self.waited += max(0.0, now + length - max(now, self._until))
        self._begun, self._until = now, max(self._until, now + length)
        self._in_a_row += 1
        self.slowness = min(self.slowness * _SLOWER, _SLOWEST)
        return self.left()


class Pace:
    """At most so many requests a minute, evenly, and none while the archive pauses.

    After a pause the interval is twice as long, and comes back with each answer as it should be.
    """

    def __init__(self, per_minute: float, pause: Pause, clock: Callable[[], float] = monotonic) -> None:
        self._interval = 60 / per_minute
        self._pause, self._clock = pause, clock
        self._next = 0.0
        self._turns = asyncio.Lock()

    async def turn(self) -> float:
        """Returns, once a request may start, when that is."""
        async with self._turns:
            while (wait := max(self._next - self._clock(), self._pause.left())) > 0:
                await asyncio.sleep(wait)
            now = self._clock()
            self._next = now + self._interval * self._pause.slowness
            return now
