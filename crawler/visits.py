"""Which live pages are visited next, and how many at once?

Each visit is a small task of its own (`crawler.journey`), most of which wait for their host's lane.  It knows nothing
of Scrapy: sending a request is a function that it is given.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from crawler.desk import Desk, Visited
from crawler.feed import Feed, RunInWriter
from crawler.intake import ToShow, take_shown, take_visit
from crawler.journey import Journey, Send, Show
from crawler.lanes import Lanes, PausedError
from crawler.manners import Manners
from crawler.robots import Robots
from crawler.tally import Ledger, Progress, Tally
from crawler.trouble import Trouble
from model import Failure, Rendition, Task, Validators


class Visits:
    """The pump of live pages."""

    def __init__(
        self,
        *,
        manners: Manners,
        desk: Desk,
        run_in_writer: RunInWriter,
        ledger: Ledger,
        clock: Callable[[], datetime],
        forever: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
        show: Show | None = None,
    ) -> None:
        self._manners, self._desk, self._ledger, self._clock = manners, desk, ledger, clock
        self._run_in_writer, self._on_progress = run_in_writer, on_progress
        self._show = show
        self._lanes = Lanes(manners)
        self._robots = Robots(manners, self._lanes)
        self._feed = Feed(
            lambda limit: run_in_writer(partial(desk.next_visits, limit)),
            lambda: run_in_writer(desk.visits_waiting),
            most=manners.visits_at_once,
            forever=forever,
        )

    async def run(self, send: Send) -> None:
        """Returns when nothing is left; raises what the desk raises."""
        async with asyncio.TaskGroup() as group:
            async for task in self._feed.tasks():
                group.create_task(self._visit(task, send))

    async def _visit(self, task: Task, send: Send) -> None:
        tally = self._ledger.of(task.run)
        journey = Journey(
            manners=self._manners,
            lanes=self._lanes,
            robots=self._robots,
            validators=self._validators,
            send=send,
            tally=tally,
        )
        queued = 0
        try:
            trouble = await journey.follow(task.original)
            taking = partial(take_visit, self._desk, self._manners, task, journey.heard, trouble, self._clock())
            taken = await self._run_in_writer(taking)
            if isinstance(taken, ToShow):
                taken = await self._shown(task, taken, journey)
        except PausedError as paused:
            await self._run_in_writer(partial(self._desk.put_back, task, paused.left))
        else:
            visited, trouble = taken
            _count(tally, visited, trouble)
            queued = visited.queued
            self._tell()
        self._feed.concluded(more_due=queued > 0)

    async def _shown(self, task: Task, pending: ToShow, journey: Journey) -> tuple[Visited, Trouble | None]:
        shown = await journey.show(pending.document, self._show or _no_browser)
        return await self._run_in_writer(partial(take_shown, self._desk, task, pending, shown, self._clock()))

    def _validators(self, original: str) -> Awaitable[Validators | None]:
        return self._run_in_writer(partial(self._desk.validators, original))

    def _tell(self) -> None:
        if self._on_progress:
            self._on_progress(self._ledger.progress(0.0))


def _count(tally: Tally, visited: Visited, trouble: Trouble | None) -> None:
    tally.visits += 1
    tally.captured += visited.captures
    tally.unchanged += visited.unchanged
    if trouble:
        tally.failures[trouble.reason] += 1


async def _no_browser(*_: object) -> Trouble:
    return Trouble(reason=Failure.NO_BROWSER, detail="this crawl was given none", rendition=Rendition.BROWSER)
