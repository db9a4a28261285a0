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


class Pause:
    """How long one archive is left alone.

    429 or a Retry-After begins a pause at once and is never the fault of the request that met it.  A 502, 503 or
    504 without Retry-After may come of one capture that cannot be played, so it costs that request a try, and only
    a second one in a row, for another request, begins a pause.  Answers to requests that were in flight when
    a pause began tell nothing new: they neither double it nor count.
    """

    def __init__(self, first: float, longest: float, clock: Callable[[], float] = monotonic) -> None:
        self._first, self._longest, self._clock = first, longest, clock
        self._until = self._begun = clock()
        self._in_a_row = 0
        self._suspect: int | None = None
        self.waited = 0.0

    def left(self) -> float:
        """Seconds until the archive may be asked again."""
        return max(0.0, self._until - self._clock())

    def note(self, started: float, request: int, trouble: Trouble | None) -> float | None:
        """Takes the outcome of a request that started then; the seconds to wait if it was not its own fault."""
        if trouble is None or trouble.reason is not Failure.THROTTLED:
            self._suspect = None
            self.passed()
            return None
        if self.left() and started <= self._begun:
            return self.left()
        if trouble.busy:
            return self.begin(trouble.retry_after)
        if self._suspect not in (None, request):
            self.begin(None)
        self._suspect = request
        return None

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
        return self.left()


class Pace:
    """At most so many requests a minute, evenly, and none while the archive pauses."""

    def __init__(self, per_minute: float, pause: Pause) -> None:
        self._interval = 60 / per_minute
        self._pause = pause
        self._next = 0.0
        self._turns = asyncio.Lock()

    async def turn(self) -> float:
        """Returns, once a request may start, when that is."""
        async with self._turns:
            while (wait := max(self._next - monotonic(), self._pause.left())) > 0:
                await asyncio.sleep(wait)
            now = monotonic()
            self._next = now + self._interval
            return now
