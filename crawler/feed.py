"""When are tasks fetched from the desk, and when is nothing left?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from time import monotonic
from typing import Protocol, TypeVar

from model import Task

T = TypeVar("T")

LOOK_AGAIN = 1.0
"""Seconds between two looks for tasks that became due meanwhile."""

_AT_A_TIME = 100  # tasks fetched from the desk
_LONGEST_SLEEP = 60.0


class RunInWriter(Protocol):
    """Runs a call in the one thread that owns the desk."""

    def __call__(self, call: Callable[[], T], /) -> Awaitable[T]: ...


class Company:
    """Feeds of which each can make work for the others: none ends before all have nothing left.

    What one archive answers may be a reason to ask another, whose own tasks were done long ago.
    """

    def __init__(self) -> None:
        self.concluded = 0  # tasks, of all feeds
        self._members: set[int] = set()
        self._idle: dict[int, int] = {}
        self._changed = asyncio.Event()

    def join(self) -> int:
        """The number of a new member."""
        self._members.add(len(self._members))
        return len(self._members) - 1

    def note_concluded(self) -> None:
        self.concluded += 1
        self._wake()

    async def all_idle(self, member: int, concluded: int) -> bool:
        """Whether nothing is left anywhere, asked by one that found nothing when so many tasks had been concluded.

        Waits until that is known; False as soon as another task was concluded.
        """
        self._idle[member] = concluded
        self._wake()
        while self.concluded == concluded:
            if all(self._idle.get(one) == concluded for one in self._members):
                return True
            await self._changed.wait()
        del self._idle[member]
        return False

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()


class Feed:
    """The tasks of one pump, handed out as there is room for them.

    `look` asks for at most so many tasks, `waiting` for the seconds until the next is due (None when nothing is left).
    `most` bounds what is in hand; `hungry` says whether more are wanted before the second is over.  With `forever` it
    does not end when nothing is left, else when nothing is left in its whole `company`.  `paused` are the seconds for
    which nothing may be asked anyway: they stand in another account.
    """

    def __init__(
        self,
        look: Callable[[int], Awaitable[Sequence[Task]]],
        waiting: Callable[[], Awaitable[float | None]],
        *,
        most: int,
        hungry: Callable[[], bool] = lambda: True,
        forever: bool = False,
        company: Company | None = None,
        paused: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._company, self._paused = company or Company(), paused
        self._member = self._company.join()
        self._look, self._waiting, self._most, self._hungry, self._forever = look, waiting, most, hungry, forever
        self._in_hand = 0
        self._done = asyncio.Event()
        self._looked, self._more_due = 0.0, True
        self.waited = 0.0  # until something was due, with nothing in hand

    async def tasks(self) -> AsyncIterator[Task]:
        """Ends when nothing is left and nothing in hand; raises what the desk raises."""
        while True:
            tasks = await self._fetched() if self._worth_a_look() else ()
            for task in tasks:
                self._in_hand += 1
                yield task
            if tasks:
                continue
            self._done.clear()
            if self._in_hand or self._forever:
                await self._for_a_while()
            elif not await self._more_to_come():
                return

    def concluded(self, *, more_due: bool = False) -> None:
        """A task that was handed out is done; whether that made others due."""
        self._in_hand -= 1
        self._more_due = self._more_due or more_due
        self._done.set()
        self._company.note_concluded()

    def _worth_a_look(self) -> bool:
        """Not after each request: the desk is busy with reading, and looks through all that is in hand."""
        if self._in_hand >= self._most:
            return False
        at_once = self._more_due and self._hungry()
        return at_once or (not self._in_hand and not self._forever) or monotonic() - self._looked >= LOOK_AGAIN

    async def _fetched(self) -> Sequence[Task]:
        room = min(_AT_A_TIME, self._most - self._in_hand)
        tasks = await self._look(room)
        self._looked, self._more_due = monotonic(), len(tasks) == room
        return tasks

    async def _for_a_while(self) -> None:
        """Until a task is done, at most until it is time to look again."""
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await self._done.wait()
        except TimeoutError:
            pass

    async def _more_to_come(self) -> bool:
        """Nothing is in hand: waits for the next task that is due, if there is one or another feed brings one."""
        concluded = self._company.concluded
        wait = await self._waiting()
        if wait is None:
            return not await self._company.all_idle(self._member, concluded)
        wait = min(max(wait, 0.05), _LONGEST_SLEEP)
        self.waited += max(0.0, wait - self._paused())
        await asyncio.sleep(wait)
        return True
