"""What is asked next, and how much at once?

One pump for each archive.  It fetches tasks from the desk when there is room, lets index and replay requests
run side by side at their own pace, and ends when the desk has nothing left and nothing is in flight,
here or at another archive.
It knows nothing of Scrapy: sending a request is a function that it is given.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from itertools import count

from crawler.archive import Archive
from crawler.desk import Desk
from crawler.feed import Company, Feed, RunInWriter
from crawler.intake import Kept, Listed, take_in
from crawler.manners import Manners
from crawler.pace import Pace, Pause
from crawler.replay import Answer
from crawler.tally import Ledger, Progress, Tally
from crawler.trouble import Trouble
from model import Task, TaskKind

logger = logging.getLogger(__name__)

Send = Callable[[Archive, Task], Awaitable[Answer | Trouble]]
"""Makes the request of a task; what goes wrong on the way is a trouble."""

_KINDS = (TaskKind.INDEX, TaskKind.REPLAY)
_MOST_IN_HAND = 2_000  # the desk gives index tasks first; replays shall flow beside them


class Pump:
    """Keeps one archive as busy as its rates allow."""

    def __init__(
        self,
        *,
        archive: Archive,
        manners: Manners,
        desk: Desk,
        run_in_writer: RunInWriter,
        ledger: Ledger,
        clock: Callable[[], datetime],
        forever: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        company: Company | None = None,
    ) -> None:
        self._archive, self._manners, self._desk, self._ledger = archive, manners, desk, ledger
        self._clock = clock
        self._run_in_writer = run_in_writer
        self._on_progress = on_progress
        self._pause = Pause(manners.pause, manners.longest_pause)
        # What pays most goes first, also before what was handed out earlier.
        self._lanes: dict[TaskKind, asyncio.PriorityQueue[tuple[float, int, Task]]] = {
            kind: asyncio.PriorityQueue() for kind in _KINDS
        }
        self._numbers = count()
        self._waited = 0.0  # so much of all waiting stands in an account
        self._feed = Feed(
            lambda limit: run_in_writer(partial(desk.next_tasks, archive.name, limit)),
            lambda: run_in_writer(partial(desk.waiting, archive.name)),
            most=_MOST_IN_HAND,
            hungry=lambda: any(lane.empty() for lane in self._lanes.values()),
            forever=forever,
            company=company,
            paused=self._pause.left,
        )

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
            async for task in self._feed.tasks():
                self._lanes[task.kind].put_nowait((-task.gain, next(self._numbers), task))
            for worker in workers:
                worker.cancel()

    async def _work(self, kind: TaskKind, pace: Pace, send: Send) -> None:
        while True:
            _, _, task = await self._lanes[kind].get()
            tally = self._ledger.of(task.run)
            started = await pace.turn()
            result = await self._ask(task, send, tally)
            await self._conclude(task, started, result, tally)
            self._feed.concluded(more_due=isinstance(result, Trouble) or result.queued > 0)
            if self._on_progress:
                self._on_progress(self._ledger.progress(self._pause.left()))

    async def _ask(self, task: Task, send: Send, tally: Tally) -> Listed | Kept | Trouble:
        answer = await send(self._archive, task)
        if isinstance(answer, Trouble):
            return answer
        if answer.kept:
            tally.requests -= 1  # counted below like any, though none was made
        else:
            tally.bytes += len(answer.body)
        taking = partial(take_in, self._desk, self._manners, self._archive, task, answer, self._clock())
        return await self._run_in_writer(taking)

    async def _conclude(self, task: Task, started: float, result: Listed | Kept | Trouble, tally: Tally) -> None:
        wait = self._pause.note(started, task.id, result if isinstance(result, Trouble) else None)
        if isinstance(result, Trouble):
            tally.failures[result.reason] += 1
            told = partial(self._desk.failed, task, result.reason, result.detail, wait)
            tally.given_up += not await self._run_in_writer(told)
        elif isinstance(result, Kept):
            tally.captured += not result.known
            tally.duplicates += result.known
        else:
            self._note_page(task, result, tally)
        tally.requests += 1
        self._note_waiting(tally)

    def _note_waiting(self, tally: Tally) -> None:
        """All that the archive has kept us waiting so far falls to the run that goes on with it."""
        waited = self._pause.waited + self._feed.waited
        tally.waited += waited - self._waited
        self._waited = waited

    def _note_page(self, task: Task, page: Listed, tally: Tally) -> None:
        tally.index_pages += 1
        tally.queued += page.queued
        tally.odd_rows += page.odd
        if page.odd:
            logger.warning(
                "%s: %d rows of the index of %s cannot be read and are left out, the first: %s",
                self._archive.name,
                page.odd,
                task.original,
                page.example,
            )
