"""Does a crawl go on for ever beside others, and end within seconds whenever it shall?"""

import asyncio
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from aiohttp import web

from crawler import Archive, CrawlError, Outcome, crawl, on_reactor
from crawler.warc import Found
from demo.archive import serving
from tests.crawler_desk import MemoryDesk, archive_at, index_of, record, visit_of
from tests.crawler_sites import QUICK, Site
from tests.crawler_sites import serving as sites

PRIVACY = "https://acme.example/privacy"


def years(count: int) -> list[Found]:
    return [record(PRIVACY, f"{2000 + n}0101000000", b"text %d" % n) for n in range(count)]


async def hanging(request: web.Request) -> web.StreamResponse | None:
    if request.path.startswith("/web"):
        await asyncio.sleep(30)
    return None


SERVICE = """
import sys
sys.path.insert(0, sys.argv[3])
from dataclasses import replace
from crawler import Manners, run_crawl
from crawler_desk import MemoryDesk, archive_at, index_of, visit_of
host = sys.argv[2].removeprefix("http://")
desks = []
def make():
    desks.append(MemoryDesk([index_of("https://acme.example/privacy"), visit_of(f"http://{host}/privacy")]))
    return desks[0]
said = []
def told(progress):
    if progress.visits == 1 and progress.captured == 4 and not said:
        said.append(print("idle", flush=True))
manners = Manners(allow_hosts=(host,), delay=0.01)
outcome = run_crawl(make, [archive_at(sys.argv[1])], settings=manners, live=True, forever=True, on_progress=told)
print(outcome.stopped, outcome.visits, outcome.captured, desks[0].closed, flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_for_ever_goes_on_when_nothing_is_left_until_a_signal(number: signal.Signals) -> None:
    tests, site = Path(__file__).parent, Site()
    with serving(years(3)) as url, sites(site):
        command = [sys.executable, "-c", SERVICE, url, site.url, str(tests)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=tests.parent, text=True, stdout=pipe, stderr=pipe) as process:
            try:
                assert process.stdout is not None
                assert process.stderr is not None
                assert process.stdout.readline() == "idle\n"
                with pytest.raises(subprocess.TimeoutExpired):
                    process.wait(1.5)
                begun = monotonic()
                process.send_signal(number)
                assert process.stdout.readline() == "True 1 4 True\n"
                assert process.wait(5) == 0
                assert monotonic() - begun < 3
                assert process.stderr.read() == ""
            finally:
                process.kill()


def in_a_loop(
    archive: Archive, desk: MemoryDesk, site: Site, writer: ThreadPoolExecutor, after: float, **other: Any
) -> tuple[Outcome, float]:
    """Both spiders, stopped after so many seconds; what they did, and how long the stop took."""

    async def main(stop: asyncio.Event) -> tuple[Outcome, float]:
        loop = asyncio.get_running_loop()

        def run_in_writer(call: Callable[[], Any], /) -> Awaitable[Any]:
            return loop.run_in_executor(writer, call)

        loop.call_later(after, stop.set) if after else stop.set()
        begun = monotonic()
        outcome = await crawl(
            desk,
            [archive],
            settings=replace(QUICK, allow_hosts=(site.host,), delay=0.02),
            run_in_writer=run_in_writer,
            live=True,
            stop=stop,
            **other,
        )
        return outcome, monotonic() - begun - after

    return on_reactor(main)


@pytest.mark.parametrize("after", [0, 0.001, 0.01, 0.03, 0.06, 0.1, 0.3])
def test_a_stop_at_any_moment_even_while_it_starts_ends_it_at_once(after: float) -> None:
    async def slow(_: web.Request) -> None:
        await asyncio.sleep(30)

    site = Site(slow)
    with serving(years(3), fault=hanging) as url, sites(site), ThreadPoolExecutor(1) as writer:
        tasks = [index_of(PRIVACY), visit_of(f"{site.url}/a"), visit_of(f"{site.url}/b")]
        desk = writer.submit(MemoryDesk, tasks).result()
        outcome, took = in_a_loop(archive_at(url), desk, site, writer, after, forever=True)
    assert outcome.stopped
    assert outcome.visits == 0
    assert took < 2.5
    assert {task.original for task in desk.left} >= {f"{site.url}/a", f"{site.url}/b"}


def test_what_becomes_due_while_it_runs_for_ever_is_asked_within_seconds() -> None:
    site = Site()
    with serving(years(3)) as url, sites(site), ThreadPoolExecutor(1) as writer:
        desk = writer.submit(MemoryDesk, []).result()
        for late, task in ((0.3, index_of(PRIVACY)), (0.6, visit_of(f"{site.url}/late"))):
            threading.Timer(late, lambda one=task: writer.submit(desk.add, one)).start()
        outcome, _ = in_a_loop(archive_at(url), desk, site, writer, 3, forever=True)
    assert (outcome.visits, outcome.captured) == (1, 4)
    assert site.paths == ["/robots.txt", "/late"]
    assert outcome.waited == 0, "nothing to do is no waiting in a run's account"


def test_a_fault_in_the_visits_ends_the_archive_s_pump_too() -> None:
    class Failing(MemoryDesk):
        def visited(self, *_: object) -> None:
            raise OSError("no space left on device")

    site = Site()
    with serving(years(3)) as url, sites(site), ThreadPoolExecutor(1) as writer:
        desk = writer.submit(Failing, [visit_of(f"{site.url}/a")]).result()
        begun = monotonic()
        with pytest.raises(CrawlError, match="no space left"):
            in_a_loop(archive_at(url), desk, site, writer, 20, forever=True)
    assert monotonic() - begun < 5


def test_both_spiders_work_beside_each_other_under_one_guard() -> None:
    site = Site()
    with serving(years(3)) as url, sites(site), ThreadPoolExecutor(1) as writer:
        desk = writer.submit(MemoryDesk, [index_of(PRIVACY), visit_of(f"{site.url}/a")]).result()
        outcome, _ = in_a_loop(archive_at(url), desk, site, writer, 30)
    assert not outcome.stopped
    assert (outcome.index_pages, outcome.visits, outcome.captured) == (1, 1, 4)
    assert not desk.left
