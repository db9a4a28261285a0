"""How does a crawl run, from its first request to its outcome?"""

from __future__ import annotations

import asyncio
import atexit
import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.utils.reactor import is_reactor_installed

from crawler.archive import Archive
from crawler.desk import Desk
from crawler.guard import Openings, guarded
from crawler.manners import Manners
from crawler.pump import Pump, RunInWriter
from crawler.settings import for_crawl
from crawler.spiders.wayback import WaybackSpider
from crawler.tally import Outcome, Progress, Tally

T = TypeVar("T")

_STOP_WITHIN = 10.0  # seconds


class CrawlError(RuntimeError):
    """The crawl ended by a fault of the program, not of the network; its cause is the first error."""


async def crawl(
    desk: Desk,
    archives: Sequence[Archive],
    *,
    settings: Manners,
    run_in_writer: RunInWriter,
    on_progress: Callable[[Progress], None] | None = None,
    stop: asyncio.Event | None = None,
) -> Outcome:
    """Works off the frontier until nothing is left or `stop` is set.

    A stop drops what is in flight; it is still queued.

    To be awaited on the loop of the installed asyncio reactor (`run_crawl` sees to that).  `on_progress` is
    called on the loop after each request.  Raises ValueError when the operator gave no contact, CrawlError when
    the program failed, with what failed as its cause.
    """
    # Scrapy warns of each body that is too large or cut off; these are failures of a task and told as such.
    logging.getLogger("scrapy.core.downloader.handlers.http11").setLevel(logging.ERROR)
    tally = Tally()
    pumps = [
        Pump(
            archive=archive,
            manners=settings,
            desk=desk,
            run_in_writer=run_in_writer,
            tally=tally,
            on_progress=on_progress,
        )
        for archive in archives
    ]
    runner = AsyncCrawlerRunner(for_crawl(settings, archives))
    crawler = runner.create_crawler(WaybackSpider)
    with guarded(Openings(host for archive in archives for host in archive.allow_hosts)):
        job = runner.crawl(crawler, pumps=pumps, manners=settings)
        try:
            stopped = await _stopped_before_end(job, stop or asyncio.Event())
            if stopped:
                await _end(runner, job)
            else:
                await job
        finally:
            job.cancel()  # nothing goes on without the guard
    _check(crawler, stopped=stopped)
    return tally.outcome(stopped=stopped)


async def _stopped_before_end(job: asyncio.Task[None], stop: asyncio.Event) -> bool:
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({job, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    return not job.done()


async def _end(runner: AsyncCrawlerRunner, job: asyncio.Task[None]) -> None:
    """Ends the crawl. A stop during start-up can hang in Scrapy (its issue 6916), so there is a deadline."""
    try:
        async with asyncio.timeout(_STOP_WITHIN):
            await runner.stop()
            await job
    except TimeoutError:
        job.cancel()


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
    on_progress: Callable[[Progress], None] | None = None,
) -> Outcome:
    """Runs a crawl to its end and returns what it did; SIGINT and SIGTERM stop it within seconds, nothing is lost.

    The desk is made, called and closed in a thread of its own.  Can be called again in the same process.
    """
    loop = _reactor_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="clausewatch-writer") as writer:

        def run_in_writer(call: Callable[[], T], /) -> asyncio.Future[T]:
            return loop.run_in_executor(writer, call)

        async def main() -> Outcome:
            stop = asyncio.Event()
            with _stopping_on_signals(loop, stop):
                desk = await run_in_writer(desk_factory)
                try:
                    return await crawl(
                        desk,
                        archives,
                        settings=settings,
                        run_in_writer=run_in_writer,
                        on_progress=on_progress,
                        stop=stop,
                    )
                finally:
                    await run_in_writer(desk.close)

        return loop.run_until_complete(main())


@contextmanager
def _stopping_on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> Iterator[None]:
    """The first signal stops the crawl, the second one does what it did before."""
    if threading.current_thread() is not threading.main_thread():  # signals reach the main thread only
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)

    def first() -> None:
        restore()
        stop.set()

    for number in before:
        loop.add_signal_handler(number, first)
    try:
        yield
    finally:
        restore()


@cache
def _reactor_loop() -> asyncio.AbstractEventLoop:
    """The loop under the one Twisted reactor that a process can have.

    A reactor cannot be run twice.  On asyncio it need not be: it is only started, and the loop is run for each crawl.
    """
    if is_reactor_installed():
        raise RuntimeError("a Twisted reactor is installed already: await crawler.crawl on its loop")
    from twisted.internet import asyncioreactor

    loop = asyncio.new_event_loop()
    asyncioreactor.install(loop)  # type: ignore[no-untyped-call]
    from twisted.internet import reactor

    started: Any = reactor
    started.startRunning(installSignalHandlers=False)
    atexit.register(loop.close)
    return loop
