"""Which browser shows pages, how long does it live, and what ends it?

One Chromium for a crawl, started when it is first needed.  It listens on a pipe, not on a port: it ends when the pipe
does, whatever became of us.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any

from crawler.browser.finding import chromium
from crawler.desk import Document
from crawler.guard import Openings
from crawler.journey import MayAsk
from crawler.manners import Manners
from crawler.proxy import CHROMIUM, GuardedProxy, Limits
from crawler.tally import Tally
from crawler.trouble import Trouble
from model import Failure, Rendition

if TYPE_CHECKING:
    from crawler.browser.showing import Visit

_ARGUMENTS = (
    *CHROMIUM,
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # as newer ones call it
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-gpu",
    "--disable-sync",
    "--disable-domain-reliability",
    "--js-flags=--max-old-space-size=512",
)
_NOWHERE = {"server": "http://127.0.0.1:1"}  # for what is asked outside of any visit
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH")
_NOT_AGAIN_FOR = 60.0  # seconds after it could not be started
_END_WITHIN = 5.0
_MOST_VISITS = 200  # of one process; browsers grow
_LOOK = 1.0  # seconds between two looks at its memory


class Browser:
    """Shows documents; to be entered with `async with`, on the loop on which it is used."""

    def __init__(self, manners: Manners, openings: Openings, agent: str) -> None:
        self._manners, self._openings, self._agent = manners, openings, agent
        self._places = asyncio.Semaphore(manners.shown_at_once)
        self._starting = asyncio.Lock()
        self._process: _Process | None = None
        self._failed: tuple[float, Trouble] | None = None

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end(self._process)

    async def show(self, document: Document, may_ask: MayAsk, tally: Tally) -> Document | Trouble:
        """What stands on a page in the end; what goes wrong is a trouble. The tally counts what the browser did."""
        async with self._places:
            shown = await self._show(document, may_ask, tally)
            if shown is None:  # another page ended the browser that both were shown in
                shown = await self._show(document, may_ask, tally)
            return shown or _trouble(Failure.BROWSER_FAILED, "the browser ended, twice")

    async def _show(self, document: Document, may_ask: MayAsk, tally: Tally) -> Document | Trouble | None:
        process = await self._started()
        if isinstance(process, Trouble):
            return process
        from crawler.browser.showing import Visit

        tally.browser_visits += 1
        async with GuardedProxy(self._openings, limits=self._limits()) as proxy:
            visit = Visit(
                chromium=process.chromium,
                proxy=proxy,
                manners=self._manners,
                document=document,
                may_ask=may_ask,
                agent=_agent(self._agent, process.chromium.version),
            )
            try:
                return await self._visited(process, visit)
            finally:
                tally.requests += visit.requests
                tally.bytes += proxy.bytes

    def _limits(self) -> Limits:
        most, seconds = self._manners.show_bytes, self._manners.show_within
        return Limits(connection=most, in_all=most, seconds=seconds, idle=min(20.0, seconds))

    async def _visited(self, process: _Process, visit: Visit) -> Document | Trouble | None:
        """None where the browser ended for no fault of this page."""
        from playwright.async_api import Error

        from crawler.browser.showing import CrashError

        killed, sound = process.killed, False
        process.visits += 1
        process.going += 1
        try:
            shown = await visit.show()
            sound = True
        except TimeoutError:
            shown = _trouble(Failure.TIMED_OUT, f"not shown within {self._manners.show_within:g} s")
        except CrashError:
            shown = self._crashed(process.killed > killed)
        except Error as error:
            if not process.chromium.is_connected():
                return None
            shown = _trouble(Failure.BROWSER_FAILED, error.message.partition("\n")[0][:300])
        finally:
            process.going -= 1
            if visit.stuck or not process.chromium.is_connected() or (not sound and not process.going):
                await self._end(process)
        return shown

    def _crashed(self, too_much: bool) -> Trouble:
        if too_much:
            return _trouble(Failure.TOO_LARGE, f"more than {self._manners.show_memory / 1e6:.0f} MB of memory")
        return _trouble(Failure.BROWSER_FAILED, "the page crashed its process")

    async def _started(self) -> _Process | Trouble:
        async with self._starting:
            worn = self._process and self._process.visits >= _MOST_VISITS and not self._process.going
            if self._process and (worn or not self._process.chromium.is_connected()):
                await self._end(self._process)
            if self._process:
                return self._process
            if self._failed and monotonic() < self._failed[0]:
                return self._failed[1]
            program = chromium(self._manners.browser)
            started = program if isinstance(program, Trouble) else await _started(program, self._manners)
            if isinstance(started, Trouble):
                self._failed = (monotonic() + _NOT_AGAIN_FOR, started)
                return started
            self._process = started
            return started

    async def _end(self, process: _Process | None) -> None:
        if process:
            if self._process is process:
                self._process = None
            await process.end()


class _Process:
    """A Chromium with the driver that speaks to it."""

    def __init__(self, driver: Any, chromium: Any, number: int, session: Any, most_memory: int) -> None:
        self.driver, self.chromium, self.number = driver, chromium, number
        self.visits = self.going = self.killed = 0
        self._ended = False
        self._session, self._most_memory = session, most_memory
        self._watch = asyncio.ensure_future(self._watched())

    async def end(self) -> None:
        """Asks it to end, and ends it where it does not."""
        if self._ended:
            return
        self._ended = True
        self._watch.cancel()
        await asyncio.gather(self._watch, return_exceptions=True)
        await _within(self.chromium.close())
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        await _within(self.driver.stop())

    async def _watched(self) -> None:
        """Ends processes of pages that take too much memory."""
        from playwright.async_api import Error

        with suppress(Error):
            while True:
                await asyncio.sleep(_LOOK)
                found = await self._session.send("SystemInfo.getProcessInfo")
                for number in (one["id"] for one in found["processInfo"] if one["type"] == "renderer"):
                    if _resident(number) > self._most_memory:
                        with suppress(ProcessLookupError):
                            os.kill(number, signal.SIGKILL)
                            self.killed += 1


async def _started(program: str, manners: Manners) -> _Process | Trouble:
    from playwright.async_api import Error, async_playwright

    driver = await async_playwright().start()
    try:
        found = await driver.chromium.launch(
            executable_path=program,
            args=list(_ARGUMENTS),
            ignore_default_args=["--disable-popup-blocking"],
            chromium_sandbox=os.geteuid() != 0,  # it refuses to start with one for root
            proxy=_NOWHERE,  # type: ignore[arg-type]
            env=_environment(os.environ),
            handle_sigint=False,  # whoever has the crawl stops it, in order
            handle_sigterm=False,
            handle_sighup=False,
            timeout=30_000,
        )
        session = await found.new_browser_cdp_session()
        processes = await session.send("SystemInfo.getProcessInfo")
    except Error as error:
        await _within(driver.stop())
        said = " ".join(error.message.split())[:500]
        return _trouble(Failure.BROWSER_FAILED, f"{program} could not be started: {said}")
    number = next(one["id"] for one in processes["processInfo"] if one["type"] == "browser")
    return _Process(driver, found, number, session, manners.show_memory)


async def _within(ending: Any) -> None:
    from playwright.async_api import Error

    with suppress(Error, TimeoutError):
        async with asyncio.timeout(_END_WITHIN):
            await ending


def _environment(given: Mapping[str, str]) -> dict[str, str | float | bool]:
    """Secrets of ours are none of a browser's business."""
    return {name: given[name] for name in _ENVIRONMENT if name in given}


def _resident(number: int) -> int:
    """Bytes of memory that a process takes; 0 where that cannot be seen."""
    try:
        pages = Path(f"/proc/{number}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _agent(ours: str, version: str) -> str:
    """As crawlers that show pages call themselves: scripts ask which browser they run in, people who asks."""
    number = version.partition(".")[0]
    return f"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; {ours}) Chrome/{number}.0.0.0 Safari/537.36"


def _trouble(reason: Failure, detail: str) -> Trouble:
    return Trouble(reason=reason, detail=detail, rendition=Rendition.BROWSER)
