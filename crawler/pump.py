"""What is asked next, and how much at once?

One pump for each archive.  It fetches tasks from the desk when there is room, lets index and replay requests
run side by side at their own pace, and ends when the desk has nothing left and nothing is in flight.
It knows nothing of Scrapy: sending a request is a function that it is given.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Protocol, TypeVar

from crawler.archive import Archive
from crawler.desk import Desk
from crawler.intake import Kept, Listed, take_in
from crawler.manners import Manners
from crawler.pace import Pace, Pause
from crawler.replay import Answer
from crawler.tally import Progress, Tally
from crawler.trouble import Trouble
from model import Task, TaskKind

logger = logging.getLogger(__name__)

T = TypeVar("T")

Send = Callable[[Archive, Task], Awaitable[Answer | Trouble]]
"""Makes the request of a task; what goes wrong on the way is a trouble."""

_AT_A_TIME = 100  # tasks fetched from the desk
_MOST_IN_HAND = 2_000  # the desk gives index tasks first; replays shall flow beside them
_LOOK_AGAIN = 1.0  # seconds between two looks for tasks that became due meanwhile


class RunInWriter(Protocol):
    """Runs a call in the one thread that owns the desk."""

    def __call__(self, call: Callable[[], T], /) -> Awaitable[T]: ...


class Pump:
    """Keeps one archive as busy as its rates allow."""

    def __init__(
        self,
        *,
        archive: Archive,
        manners: Manners,
        desk: Desk,
        run_in_writer: RunInWriter,
        tally: Tally,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._archive, self._manners, self._desk, self._tally = archive, manners, desk, tally
        self._run_in_writer = run_in_writer
        self._on_progress = on_progress
        self._pause = Pause(manners.pause, manners.longest_pause)
        self._lanes: dict[TaskKind, asyncio.Queue[Task]] = {kind: asyncio.Queue() for kind in TaskKind}
        self._in_hand = 0
        self._done = asyncio.Event()
        self._looked, self._more_due = 0.0, True

    async def run(self, send: Send) -> None:
        """Returns when nothing is left; raises what the desk raises."""
        index = Pace(self._archive.index_per_minute, self._pause)
        replay = Pace(self._archive.replay_per_minute, self._pause)
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(self._work(TaskKind.INDEX, index, send))]
            workers += [
                group.create_task(self._work(TaskKind.REPLAY, replay, send))
                for _ in range(self._manners.replays_at_once)
            ]
            await self._feed()
            for worker in workers:
                worker.cancel()
        self._tally.waited += self._pause.waited

    async def _feed(self) -> None:
        """Keeps every lane filled, until nothing is left."""
        while True:
            tasks = await self._look() if self._worth_a_look() else ()
            for task in tasks:
                self._in_hand += 1
                self._lanes[task.kind].put_nowait(task)
            if tasks:
                continue
            self._done.clear()
            if self._in_hand:
                await self._for_a_while(_LOOK_AGAIN)
            elif not await self._more_to_come():
                return

    def _worth_a_look(self) -> bool:
        """Not after each request: the desk is busy with reading, and looks through all that is in hand."""
        if self._in_hand >= _MOST_IN_HAND:
            return False
        drained = self._more_due and any(lane.empty() for lane in self._lanes.values())
        return drained or not self._in_hand or monotonic() - self._looked >= _LOOK_AGAIN

    async def _look(self) -> Sequence[Task]:
        tasks = await self._run_in_writer(partial(self._desk.next_tasks, self._archive.name, _AT_A_TIME))
        self._looked, self._more_due = monotonic(), len(tasks) == _AT_A_TIME
        return tasks

    async def _for_a_while(self, seconds: float) -> None:
        """Until a request is done, at most so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._done.wait()
        except TimeoutError:
            pass

    async def _more_to_come(self) -> bool:
        """Nothing is in flight: waits for the next task that is due, if there is one."""
        wait = await self._run_in_writer(partial(self._desk.waiting, self._archive.name))
        if wait is None:
            return False
        wait = min(max(wait, 0.05), 60.0)
        self._tally.waited += wait
        await asyncio.sleep(wait)
        return True

    async def _work(self, kind: TaskKind, pace: Pace, send: Send) -> None:
        while True:
            task = await self._lanes[kind].get()
            started = await pace.turn()
            result = await self._ask(task, send)
            await self._conclude(task, started, result)
            self._in_hand -= 1
            self._done.set()
            if self._on_progress:
                self._on_progress(self._tally.progress(self._pause.left()))

    async def _ask(self, task: Task, send: Send) -> Listed | Kept | Trouble:
        answer = await send(self._archive, task)
        if isinstance(answer, Trouble):
            return answer
        self._tally.bytes += len(answer.body)
        now = datetime.now(UTC).replace(microsecond=0)
        return await self._run_in_writer(partial(take_in, self._desk, self._manners, self._archive, task, answer, now))

    async def _conclude(self, task: Task, started: float, result: Listed | Kept | Trouble) -> None:
        wait = self._pause.note(started, task.id, result if isinstance(result, Trouble) else None)
        if isinstance(result, Trouble):
            self._tally.failures[result.reason] += 1
            told = partial(self._desk.failed, task, result.reason, result.detail, wait)
            self._tally.given_up += not await self._run_in_writer(told)
        elif isinstance(result, Kept):
            self._tally.captured += 1
        else:
            self._note_page(task, result)

    def _note_page(self, task: Task, page: Listed) -> None:
        self._tally.index_pages += 1
        self._tally.queued += page.queued
        self._more_due = self._more_due or page.queued > 0
        self._tally.odd_rows += page.odd
        if page.odd:
            logger.warning(
                "%s: %d rows of the index of %s cannot be read and are left out, the first: %s",
                self._archive.name,
                page.odd,
                task.original,
                page.example,
            )
