"""How is an hour of waiting measured in a second, with a real server? To be installed before the crawler is imported.

`time.monotonic` is the process's only clock here, and it can be ahead of the machine's: when the crawl has nothing to
do but to wait, and no request is on its way, the clock goes on to the next timer. A server in the same process lives
by the same clock, so that its log shows the time that the crawl believes in.
"""

from __future__ import annotations

import asyncio
import selectors
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")

_REAL = time.monotonic
_BEGUN = _REAL()
_BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_GRACE = 0.001  # real seconds without any event before the clock goes on


class Warp:
    """The clock: so many seconds ahead of the machine's; `on_the_way` counts requests without an answer yet."""

    ahead = 0.0
    on_the_way = 0

    @classmethod
    def monotonic(cls) -> float:
        return _REAL() + cls.ahead

    @classmethod
    def now(cls) -> datetime:
        """The same as a date, in whole seconds."""
        return (_BEGINNING + timedelta(seconds=cls.monotonic() - _BEGUN)).replace(microsecond=0)

    @classmethod
    def counted(cls, send: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
        """The same call, during which the clock stays with the machine's."""

        async def sent(*arguments: Any) -> T:
            cls.on_the_way += 1
            try:
                return await send(*arguments)
            finally:
                cls.on_the_way -= 1

        return sent


class _Selector(selectors.DefaultSelector):
    """Waits in earnest for a moment, and then lets the clock go on. Servers, in other threads, wait in earnest."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        earnest = Warp.on_the_way or threading.current_thread() is not threading.main_thread()
        if timeout is None or timeout <= _GRACE or earnest:
            return super().select(timeout)
        found = super().select(_GRACE)
        Warp.ahead += 0.0 if found else timeout - _GRACE
        return found


class _Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.SelectorEventLoop(_Selector())


def install() -> None:
    """From here on the process lives by the warped clock. Before anything is imported that takes the time."""
    time.monotonic = Warp.monotonic
    asyncio.set_event_loop_policy(_Policy())
