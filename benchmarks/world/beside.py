"""How do servers run beside a benchmark? In an event loop of a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Server(Protocol):
    """What can be started and closed."""

    async def start(self) -> None: ...

    async def close(self) -> None: ...


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="world", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@contextmanager
def running(*servers: Server) -> Iterator[None]:
    """The servers answer while it lasts."""
    loop = Loop()
    try:
        for server in servers:
            loop.run(server.start())
        yield
    finally:
        for server in servers:
            loop.run(server.close())
        loop.close()
