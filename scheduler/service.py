"""How does clausewatch run by itself?

One process, one event loop, one crawler that lives as long as it does. APScheduler holds three jobs: to look
for what is due and for what commands have ordered, to deliver, to keep house. When a timeline is due stands in the
store alone, so a restart resumes, and however many visits were missed one makes up for them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

import crawler
from scheduler.housekeeping import Housekeeping
from scheduler.obeying import Obeying
from scheduler.pausing import for_a_while
from scheduler.present import now as present
from scheduler.rounds import Rounds
from scheduler.writer import only_writer
from settings import Home

logger = logging.getLogger("clausewatch")

_STOP_WITHIN = 8.0  # seconds


def serve(home: Home, *, clock: Callable[[], datetime] = present, tick: float = 5.0) -> None:
    """Runs the service until SIGINT or SIGTERM; then it ends within seconds and nothing is lost.

    `tick` is how many seconds lie between two looks for what is due. Raises AnotherWriterError when another process
    writes, SettingsError for settings that cannot be taken; whatever else it raises is a fault of the program.
    """
    with only_writer(home.lock, serving=True):
        rounds = Rounds(home, clock)
        crawler.on_reactor(lambda stop: _Service(rounds, tick).run(stop))


class _Service:
    def __init__(self, rounds: Rounds, tick: float) -> None:
        self._rounds, self._tick = rounds, tick
        self._obeying, self._housekeeping = Obeying(rounds), Housekeeping(rounds)
        self._jobs = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._fault: asyncio.Future[None] | None = None
        self._running: set[asyncio.Future[Any]] = set()
        self._hour = rounds.clock().replace(minute=0, second=0)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`, or a fault."""
        self._fault = asyncio.get_running_loop().create_future()
        try:
            await self._rounds.open()
            await self._obeying.resume(stop)
            await self._begin(stop)
            tasks = [asyncio.ensure_future(one) for one in self._lasting(stop)]
            stopping = asyncio.ensure_future(stop.wait())
            await asyncio.wait({*tasks, stopping, self._fault}, return_when=asyncio.FIRST_COMPLETED)
            logger.info("stopping")
            stop.set()
            self._jobs.pause()  # to shut it down would cancel what its jobs are doing
            await self._end([*tasks, *self._running])
            self._jobs.shutdown(wait=False)
        finally:
            await self._rounds.close()

    async def _begin(self, stop: asyncio.Event) -> None:
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a round that is longer than a tick is no fault
        stale = await self._rounds.stale()
        timelines = len(self._rounds.standing.catalog.timelines)
        logger.info("following %d timelines, %d to be derived anew", timelines, stale)
        await self._housekeeping.tell_faults(self._rounds.standing.faults)
        self._jobs.add_listener(self._failed, EVENT_JOB_ERROR)
        self._every("look", lambda: self._look(stop))
        self._every("deliver", lambda: self._rounds.deliver(stop))
        self._every("keep house", lambda: self._housekeeping.round(stop))
        self._jobs.start()

    def _every(self, name: str, job: Callable[[], Awaitable[Any]]) -> None:
        async def run() -> None:
            begun = asyncio.ensure_future(job())
            self._running.add(begun)
            begun.add_done_callback(self._running.discard)
            await begun

        trigger = IntervalTrigger(seconds=self._tick, timezone="UTC")
        self._jobs.add_job(run, trigger, id=name, next_run_time=datetime.now(trigger.timezone))

    def _failed(self, event: JobExecutionEvent) -> None:
        if self._fault and not self._fault.done():
            self._fault.set_exception(event.exception)

    def _lasting(self, stop: asyncio.Event) -> list[Awaitable[Any]]:
        return [self._rounds.crawl(stop, forever=True, surveys=True), self._derive(stop), self._watch_the_clock(stop)]

    async def _look(self, stop: asyncio.Event) -> None:
        hour = self._rounds.clock().replace(minute=0, second=0)
        changed = await self._housekeeping.files_changed()
        if changed or hour != self._hour:  # locations open and close as time goes
            self._hour = hour
            await self._rounds.keep_agenda()
        if changed:  # what is kept already may belong to what is declared now
            await self._rounds.stale()
        await self._obeying.look(stop)
        await self._rounds.ask_due()

    async def _derive(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._rounds.derive_touched(stop)
            await self._rounds.touched.wait()

    async def _watch_the_clock(self, stop: asyncio.Event) -> None:
        """When the clock is set back, jobs and visits that were due would wait until it is again what it was."""
        before = self._rounds.clock(), datetime.now().astimezone()
        while not await for_a_while(stop, self._tick):
            now = self._rounds.clock(), datetime.now().astimezone()
            if now[0] < before[0]:
                logger.warning("the clock was set back from %s to %s", before[0], now[0])
                await self._rounds.keep_agenda()
            if now[1] < before[1]:
                self._rearm()
            before = now

    def _rearm(self) -> None:
        for job in self._jobs.get_jobs():
            job.modify(next_run_time=datetime.now(job.trigger.timezone))

    async def _end(self, tasks: Sequence[asyncio.Future[Any]]) -> None:
        """Lets what goes on end by itself for a while. Raises the first fault."""
        self._rounds.touched.set()
        await asyncio.wait(tasks, timeout=_STOP_WITHIN)
        for task in tasks:
            task.cancel()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        faults: list[BaseException] = [one for one in done if isinstance(one, Exception)]
        if self._fault and self._fault.done():
            faults.append(self._fault.exception() or RuntimeError("a job failed"))
        await self._obeying.end()
        await self._rounds.end_visits()
        if faults:
            raise faults[0]
