"""How does a crawl run, from its first request to its outcome?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings

from crawler.archive import Archive
from crawler.browser import Browser
from crawler.desk import Desk
from crawler.feed import Company, RunInWriter
from crawler.guard import Openings, guarded
from crawler.manners import Manners
from crawler.pump import Pump
from crawler.reactor import on_reactor
from crawler.saving.desk import SavingDesk
from crawler.saving.pump import Saves
from crawler.sending import PumpedSpider, Pumping
from crawler.settings import for_crawl
from crawler.spiders.live import LiveSpider
from crawler.spiders.saving import SavingSpider
from crawler.spiders.wayback import WaybackSpider
from crawler.tally import Ledger, Outcome, Progress
from crawler.visits import Visits

T = TypeVar("T")
_Job = asyncio.Task[None]

_STOP_WITHIN = 10.0  # seconds
_LET_GO_WITHIN = 2.0


class CrawlError(RuntimeError):
    """The crawl ended by a fault of the program, not of the network; its cause is the first error."""


def present() -> datetime:
    """The present second."""
    return datetime.now(UTC).replace(microsecond=0)


async def crawl(
    desk: Desk,
    archives: Sequence[Archive],
    *,
    settings: Manners,
    run_in_writer: RunInWriter,
    live: bool = False,
    forever: bool = False,
    saving: SavingDesk | None = None,
    ledger: Ledger | None = None,
    clock: Callable[[], datetime] = present,
    on_progress: Callable[[Progress], None] | None = None,
    stop: asyncio.Event | None = None,
) -> Outcome:
    """Works off the frontier until nothing is left or `stop` is set; of archives, and with `live` of live pages, too.

    With `forever` it waits for more when nothing is left, and looks again each second.  A stop drops what is in
    flight; it is still queued.  With `saving` an archive is asked to save pages besides.  `clock` says in which second
    a visit was over; delays and timeouts are real ones.

    To be awaited on the loop of the installed asyncio reactor (`on_reactor`, `run_crawl`).  `on_progress` is
    called on the loop after each request of an archive and each visit.  Raises ValueError when the operator gave no
    contact, CrawlError when the program failed, with what failed as its cause.
    """
    # Scrapy warns of each body that is too large or cut off; these are failures of a task and told as such.
    logging.getLogger("scrapy.core.downloader.handlers.http11").setLevel(logging.ERROR)
    ledger, stop = ledger or Ledger(), stop or asyncio.Event()
    shared: dict[str, Any] = {
        "manners": settings,
        "desk": desk,
        "run_in_writer": run_in_writer,
        "ledger": ledger,
        "clock": clock,
        "forever": forever,
        "on_progress": on_progress,
    }
    services = [saving.service.address] if saving else []
    of_scrapy = for_crawl(settings, archives, live=live, services=services)
    openings = Openings(_opened(settings, archives))
    browser = Browser(settings, openings, of_scrapy["USER_AGENT"], stop)
    pumps: dict[type[PumpedSpider], list[Pumping]] = {}
    company = Company()
    if archives or not live:
        pumps[WaybackSpider] = [Pump(archive=archive, **shared, company=company) for archive in archives]
    if live:
        pumps[LiveSpider] = [Visits(**shared, show=browser.show)]
    if saving:
        pumps[SavingSpider] = [Saves(desk=saving, manners=settings, run_in_writer=run_in_writer, forever=forever)]
    async with browser:
        stopped = await _pumped(pumps, of_scrapy, settings, openings, stop)
    return ledger.outcome(stopped=stopped)


async def save(saving: SavingDesk, *, settings: Manners, run_in_writer: RunInWriter, stop: asyncio.Event) -> bool:
    """Asks an archive to save what is to be saved, and waits a while for what comes of it; whether it was stopped.

    To be awaited as `crawl` is; raises what it raises.
    """
    pump = Saves(desk=saving, manners=settings, run_in_writer=run_in_writer, forever=False)
    of_scrapy = for_crawl(settings, [], services=[saving.service.address])
    return await _pumped({SavingSpider: [pump]}, of_scrapy, settings, Openings(settings.allow_hosts), stop)


async def _pumped(
    pumps: Mapping[type[PumpedSpider], Sequence[Pumping]],
    of_scrapy: Settings,
    settings: Manners,
    openings: Openings,
    stop: asyncio.Event,
) -> bool:
    runner = AsyncCrawlerRunner(of_scrapy)
    with guarded(openings):
        jobs = {
            crawler: runner.crawl(crawler, pumps=of_spider, manners=settings, stopping=stop)
            for crawler, of_spider in ((runner.create_crawler(spider), pumps[spider]) for spider in pumps)
        }
        return await _worked_off(runner, jobs, stop)


def _opened(settings: Manners, archives: Sequence[Archive]) -> Iterator[str]:
    yield from settings.allow_hosts
    for archive in archives:
        yield from archive.allow_hosts


async def _worked_off(runner: AsyncCrawlerRunner, jobs: Mapping[Crawler, _Job], stop: asyncio.Event) -> bool:
    """Whether it was stopped. The fault of one spider ends all."""
    try:
        pending = await _until_over(jobs, stop)
        if pending:
            await _end(runner, pending)
    finally:
        await _let_go(jobs.values())  # nothing goes on without the guard
    for crawler, job in jobs.items():
        if not job.cancelled():
            job.result()
        _check(crawler, stopped=job in pending)
    return bool(pending)


async def _until_over(jobs: Mapping[Crawler, _Job], stop: asyncio.Event) -> set[_Job]:
    """Until all have ended, one has failed, or it is to stop; those that go on."""
    stopping = asyncio.ensure_future(stop.wait())
    pending = set(jobs.values())
    try:
        while pending and not stopping.done() and not any(map(_failed, jobs.items())):
            await asyncio.wait({*pending, stopping}, return_when=asyncio.FIRST_COMPLETED)
            pending = {job for job in pending if not job.done()}
    finally:
        stopping.cancel()
    return pending


def _failed(one: tuple[Crawler, _Job]) -> bool:
    crawler, job = one
    return job.done() and (bool(getattr(crawler.spider, "error", None)) or job.exception() is not None)


async def _end(runner: AsyncCrawlerRunner, pending: set[_Job]) -> None:
    """Ends the crawl. A stop during start-up can hang in Scrapy (its issue 6916), so there is a deadline."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_STOP_WITHIN):
            await runner.stop()
            await asyncio.wait(pending)


async def _let_go(jobs: Iterable[_Job]) -> None:
    going_on = {job for job in jobs if not job.done()}
    for job in going_on:
        job.cancel()
    if going_on:
        await asyncio.wait(going_on, timeout=_LET_GO_WITHIN)


def _check(crawler: Crawler, *, stopped: bool) -> None:
    """A crawl never raises by itself: what went wrong stands in its stats and its spider."""
    error = getattr(crawler.spider, "error", None)
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    stats = {} if stopped else crawler.stats.get_stats()  # a crawl stopped while it starts has none
    reason = stats.get("finish_reason", "stopped")
    if error or reason not in ("finished", "stopped") or stats.get("spider_exceptions/count"):
        raise CrawlError(f"the crawl ended early ({reason}): {error!r}") from error


def run_crawl(
    desk_factory: Callable[[], Desk],
    archives: Sequence[Archive],
    *,
    settings: Manners,
    live: bool = False,
    forever: bool = False,
    ledger: Ledger | None = None,
    clock: Callable[[], datetime] = present,
    on_progress: Callable[[Progress], None] | None = None,
) -> Outcome:
    """Runs a crawl to its end and returns what it did; SIGINT and SIGTERM stop it within seconds, nothing is lost.

    The desk is made, called and closed in a thread of its own.  Can be called again in the same process.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="clausewatch-writer") as writer:

        def run_in_writer(call: Callable[[], T], /) -> asyncio.Future[T]:
            return asyncio.get_running_loop().run_in_executor(writer, call)

        async def main(stop: asyncio.Event) -> Outcome:
            desk = await run_in_writer(desk_factory)
            try:
                return await crawl(
                    desk,
                    archives,
                    settings=settings,
                    run_in_writer=run_in_writer,
                    live=live,
                    forever=forever,
                    ledger=ledger,
                    clock=clock,
                    on_progress=on_progress,
                    stop=stop,
                )
            finally:
                await run_in_writer(desk.close)

        return on_reactor(main)
