"""Which thread owns which connection?

A SQLite connection belongs to one thread. The service has three: one keeps what the crawl brings, one derives, one
delivers, so that a long history holds up neither the network nor an alert. All write short transactions; SQLite lets
one of them at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from store import Store, open_store

T = TypeVar("T")


class StoreThread:
    """A thread with a store of its own; calls run one at a time, in their order."""

    def __init__(self, database: Path, name: str) -> None:
        self._database = database
        self.executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"clausewatch-{name}")
        self._store: Store | None = None

    async def open(self) -> Store:
        """To be called before `run`. Raises what `store.open_store` raises."""
        self._store = await self.alone(lambda: open_store(self._database))
        return self._store

    def alone(self, call: Callable[[], T], /) -> Awaitable[T]:
        """A call in the thread, which has the store from elsewhere."""
        return asyncio.get_running_loop().run_in_executor(self.executor, call)

    def run(self, call: Callable[[Store], T], /) -> Awaitable[T]:
        """A call with the thread's store."""
        store = self._store
        if store is None:
            raise RuntimeError("the store of this thread is not open")
        return self.alone(lambda: call(store))

    def write(self, call: Callable[[Store], T], /) -> Awaitable[T]:
        """A call in one transaction."""

        def transaction(store: Store) -> T:
            with store.writing():
                return call(store)

        return self.run(transaction)

    async def close(self) -> None:
        """After the calls that wait: closes the store and ends the thread."""
        if self._store:
            await self.run(lambda store: store.close())
        self.executor.shutdown(wait=False)
