"""On which loop does a crawl run, and what stops it?"""

from __future__ import annotations

import asyncio
import atexit
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from scrapy.utils.reactor import is_reactor_installed

T = TypeVar("T")


def on_reactor(main: Callable[[asyncio.Event], Coroutine[Any, Any, T]]) -> T:
    """Runs a coroutine to its end on the loop on which `crawler.crawl` can be awaited.

    It is given an event that the first SIGINT or SIGTERM sets; the second one does what it did before.  Can be
    called again in the same process.
    """
    loop = _loop()

    async def run() -> T:
        stop = asyncio.Event()
        with _stopping_on_signals(loop, stop):
            return await main(stop)

    return loop.run_until_complete(run())


@contextmanager
def _stopping_on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # signals reach the main thread only
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)

    def first() -> None:
        restore()
        stop.set()

    for number in before:
        loop.add_signal_handler(number, first)
    try:
        yield
    finally:
        restore()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The loop under the one Twisted reactor that a process can have.

    A reactor cannot be run twice.  On asyncio it need not be: it is only started, and the loop is run for each crawl.
    """
    if is_reactor_installed():
        raise RuntimeError("a Twisted reactor is installed already: await crawler.crawl on its loop")
    from twisted.internet import asyncioreactor

    loop = asyncio.new_event_loop()
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call]
    from twisted.internet import reactor

    started: Any = reactor
    started.startRunning(installSignalHandlers=False)
    atexit.register(loop.close)
    return loop
