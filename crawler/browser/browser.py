"""Which pages are shown, how many at once, and what if one of them ends the browser?

One Chromium for a crawl, started when it is first needed, ended with the crawl, or when it has shown many pages.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

from crawler.browser.finding import chromium
from crawler.browser.process import Process, started
from crawler.desk import Document
from crawler.guard import Openings
from crawler.journey import MayAsk
from crawler.manners import Manners
from crawler.proxy import GuardedProxy, Limits
from crawler.tally import Tally
from crawler.trouble import Trouble
from model import Failure, Rendition

if TYPE_CHECKING:
    from crawler.browser.showing import Visit

_NOT_AGAIN_FOR = 60.0  # seconds after it could not be started
_MOST_VISITS = 200  # of one process; browsers grow


class Browser:
    """Shows documents; to be entered with `async with`, on the loop on which it is used. All ends on `stop`."""

    def __init__(self, manners: Manners, openings: Openings, agent: str, stop: asyncio.Event | None = None) -> None:
        self._manners, self._openings, self._agent = manners, openings, agent
        self._stop = stop or asyncio.Event()
        self._places = asyncio.Semaphore(manners.shown_at_once)
        self._starting = asyncio.Lock()
        self._process: Process | None = None
        self._failed: tuple[float, Trouble] | None = None

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._end(self._process)

    async def show(self, document: Document, may_ask: MayAsk, tally: Tally) -> Document | Trouble:
        """What stands on a page in the end; what goes wrong is a trouble. The tally counts what the browser did."""
        stopping = asyncio.ensure_future(self._stop.wait())
        showing = asyncio.ensure_future(self._in_turn(document, may_ask, tally))
        try:
            await asyncio.wait((showing, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not showing.done():
                raise asyncio.CancelledError
            return await showing
        finally:
            for one in (showing, stopping):
                one.cancel()
            await asyncio.gather(showing, stopping, return_exceptions=True)

    async def _in_turn(self, document: Document, may_ask: MayAsk, tally: Tally) -> Document | Trouble:
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

    async def _visited(self, process: Process, visit: Visit) -> Document | Trouble | None:
        """None where the browser ended for no fault of this page."""
        from playwright.async_api import Error

        from crawler.browser.showing import CrashError

        killed = process.killed
        process.visits += 1
        process.going += 1
        shown: Document | Trouble | None
        try:
            shown = await visit.show()
        except TimeoutError:
            shown = _trouble(Failure.TIMED_OUT, f"not shown within {self._manners.show_within:g} s")
        except CrashError:
            shown = self._crashed(process.killed > killed)
        except Error as error:
            alive = await process.answers()
            said = error.message.partition("\n")[0][:300]
            shown = _trouble(Failure.BROWSER_FAILED, said) if alive else None
        finally:
            process.going -= 1
            if visit.stuck:
                await self._end(process)
        if shown is None:
            await self._end(process)
        return shown

    def _crashed(self, too_much: bool) -> Trouble:
        if too_much:
            return _trouble(Failure.TOO_LARGE, f"more than {self._manners.show_memory / 1e6:.0f} MB of memory")
        return _trouble(Failure.BROWSER_FAILED, "the page crashed its process")

    async def _started(self) -> Process | Trouble:
        async with self._starting:
            worn = self._process and self._process.visits >= _MOST_VISITS and not self._process.going
            if self._process and (worn or not self._process.chromium.is_connected()):
                await self._end(self._process)
            if self._process:
                return self._process
            if self._failed and monotonic() < self._failed[0]:
                return self._failed[1]
            program = chromium(self._manners.browser)
            found = program if isinstance(program, Trouble) else await started(program, self._manners.show_memory)
            if isinstance(found, Trouble):
                self._failed = (monotonic() + _NOT_AGAIN_FOR, found)
                return found
            self._process = found
            return found

    async def _end(self, process: Process | None) -> None:
        if process:
            if self._process is process:
                self._process = None
            await process.end()


def _agent(ours: str, version: str) -> str:
    """As crawlers that show pages call themselves: scripts ask which browser they run in, people who asks."""
    number = version.partition(".")[0]
    return f"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; {ours}) Chrome/{number}.0.0.0 Safari/537.36"


def _trouble(reason: Failure, detail: str) -> Trouble:
    return Trouble(reason=reason, detail=detail, rendition=Rendition.BROWSER)
