"""When is a service asked to save a page, or how far that is?

One request at a time, at a pace, and none that the robots.txt of its host forbids. Pauses stand in the store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from math import inf
from time import monotonic

from crawler.feed import RunInWriter
from crawler.hops import address
from crawler.lanes import Lanes
from crawler.manners import Manners
from crawler.pace import Pace, Pause
from crawler.replay import Answer
from crawler.robots import Robots
from crawler.saving.desk import SavingDesk
from crawler.saving.service import Question
from crawler.trouble import Trouble

Send = Callable[[str, bytes, str], Awaitable[Answer | Trouble]]
"""Sends a form, or asks without one, with an Authorization or none; what goes wrong is a trouble."""

_PATIENCE = 180.0  # seconds for which a run that ends goes on; what is left then is for the next one
_LONGEST_SLEEP = 2.0


class Saves:
    """The pump of what is to be saved."""

    def __init__(self, *, desk: SavingDesk, manners: Manners, run_in_writer: RunInWriter, forever: bool) -> None:
        self._desk, self._run_in_writer, self._forever = desk, run_in_writer, forever
        self._service = desk.service
        self._pace = Pace(self._service.per_minute, Pause(manners.pause, manners.longest_pause))
        self._robots = Robots(manners, Lanes(manners))

    async def run(self, send: Send) -> None:
        """Returns when nothing is left that is due soon, unless it is to go on for ever."""
        ends = inf if self._forever else monotonic() + _PATIENCE
        while monotonic() + (wait := await self._run_in_writer(self._desk.waiting)) <= ends:
            if wait <= 0:
                await self._ask(send)
            else:
                await asyncio.sleep(min(wait, _LONGEST_SLEEP))

    async def _ask(self, send: Send) -> None:
        await self._pace.turn()
        forbidden = await self._forbidden(send)
        if forbidden:
            await self._run_in_writer(partial(self._desk.forbidden, forbidden))
            return
        asked: Question | None = await self._run_in_writer(self._desk.next)
        if asked:
            answer = await send(asked.address, asked.form, self._service.authorization)
            await self._run_in_writer(partial(self._desk.answered, asked, answer))

    async def _forbidden(self, send: Send) -> Trouble | None:
        sent = address(self._service.address)
        if isinstance(sent, Trouble):
            return sent
        return await self._robots.verdict(sent, lambda one: send(one, b"", ""))
