"""How is a call made that may not end, without keeping the process from ending?"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_PATIENCE = 3.0  # seconds for a call that is open when it is time to stop


class LeftOpenError(Exception):
    """It is time to stop and nobody knows yet what became of the call."""


async def apart(call: Callable[[], str], stop: asyncio.Event) -> str:
    """Runs it in a thread that does not keep the process from ending; raises LeftOpenError when that is due first."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[str] = loop.create_future()

    def tell(outcome: str | BaseException) -> None:
        if done.done():
            return
        if isinstance(outcome, BaseException):
            done.set_exception(outcome)
        else:
            done.set_result(outcome)

    def run() -> None:
        outcome: str | BaseException
        try:
            outcome = call()
        except BaseException as error:  # noqa: BLE001 - it is raised on the loop
            outcome = error
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(tell, outcome)

    threading.Thread(target=run, daemon=True, name="clausewatch-sending").start()
    stopping = asyncio.ensure_future(stop.wait())
    either: set[asyncio.Future[Any]] = {done, stopping}
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    if stopping.cancel():
        return await done
    await asyncio.wait({done}, timeout=_PATIENCE)
    if not done.done():
        raise LeftOpenError
    return done.result()
