"""How is an hour of waiting measured in a second, with a real server? To be installed before the crawler is imported.

`time.monotonic` is the process's only clock here. When the crawl has nothing to do but to wait, with no request on its
way and nothing in its worker thread, the clock goes on to the next timer; at all other times it hardly moves, so that a
busy machine makes nothing late. A server in the same process writes its log by this clock: that shows the time that the
crawl believes in.
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
_SLOWER = 50.0  # times, than the machine's clock, while there is something to do


class Warp:
    """The clock. `skipped` are the seconds gone without waiting; `under_way` counts what is not to be overtaken."""

    skipped = 0.0
    under_way = 0

    @classmethod
    def monotonic(cls) -> float:
        return _BEGUN + (_REAL() - _BEGUN) / _SLOWER + cls.skipped

    @classmethod
    def now(cls) -> datetime:
        """The same as a date, in whole seconds."""
        return (_BEGINNING + timedelta(seconds=cls.monotonic() - _BEGUN)).replace(microsecond=0)

    @classmethod
    def counted(cls, send: Callable[..., Awaitable[T]]) -> Callable[..., Awaitable[T]]:
        """The same call, which the clock does not overtake."""

        async def sent(*arguments: Any) -> T:
            cls.under_way += 1
            try:
                return await send(*arguments)
            finally:
                cls.under_way -= 1

        return sent


class _Selector(selectors.DefaultSelector):
    """Lets the clock go on where nothing has happened and nothing is under way. Servers, in other threads, wait."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or Warp.under_way or not _is_main():
            return super().select(timeout)
        found = super().select(0)
        Warp.skipped += 0.0 if found else timeout
        return found


class _Loop(asyncio.SelectorEventLoop):
    """A loop of the main thread lives by this clock, others by the machine's."""

    def time(self) -> float:
        return Warp.monotonic() if _is_main() else _REAL()

    def run_in_executor(  # type: ignore[override]
        self, executor: Any, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        done = super().run_in_executor(executor, func, *args)
        if _is_main():
            Warp.under_way += 1
            done.add_done_callback(_over)
        return done


def _over(_: object) -> None:
    Warp.under_way -= 1


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


class _Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return _Loop(_Selector())


def install() -> None:
    """From here on the process lives by this clock. Before anything is imported that takes the time."""
    time.monotonic = Warp.monotonic
    asyncio.set_event_loop_policy(_Policy())
