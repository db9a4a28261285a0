"""What happens on one visit with a browser?

The document that the visit brought is given to the browser as it is, so that the page is asked for once, by the
manners of every visit; the browser asks for what belongs to it.  Everything is bounded, and nothing is kept.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urldefrag

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, CDPSession, Error, Frame, Page, Request, Response, Route

from crawler.browser.looking import captured, measured
from crawler.browser.settling import Measured, Traffic, at_rest
from crawler.browser.snapshot import html_of
from crawler.desk import Document
from crawler.journey import MayAsk
from crawler.manners import Manners
from crawler.proxy import GuardedProxy
from crawler.trouble import Trouble
from model import Failure, Headers, Rendition

_NOT_ASKED = frozenset({"image", "media", "font", "manifest", "texttrack", "ping"})
_MOST_NAVIGATIONS = 5
_MOST_ANSWERS = 100  # to navigations, redirects among them
# Headers that say how the answer came over the wire, and such as would make a download or a cookie of it.
_OF_THE_MESSAGE = frozenset(
    {
        *("content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"),
        *("content-disposition", "set-cookie", "set-cookie2"),
    }
)
_CLOSE_WITHIN = 5.0


class CrashError(Exception):
    """The process of a page ended."""


def trouble(reason: Failure, detail: str) -> Trouble:
    return Trouble(reason=reason, detail=detail, rendition=Rendition.BROWSER)


@dataclass(eq=False)  # no slots: Playwright puts marks on whoever listens
class Visit:
    """One document, shown in a context of its own. `requests` counts what the page asked for besides itself."""

    chromium: Chromium
    proxy: GuardedProxy
    manners: Manners
    document: Document
    may_ask: MayAsk
    agent: str
    traffic: Traffic = field(default_factory=Traffic)
    requests: int = 0
    stuck: bool = False  # whether the browser did not let go of the page
    _navigations: int = 0
    _answers: dict[str, Response] = field(default_factory=dict)
    _main: Response | None = None
    _forbidden: Trouble | None = None
    _crash: asyncio.Future[None] | None = None

    async def show(self) -> Document | Trouble:
        """Raises Error where the browser itself failed, TimeoutError when time was up."""
        context = await self.chromium.new_context(
            proxy={"server": self.proxy.address, "username": self.proxy.username, "password": self.proxy.password},
            user_agent=self.agent,
            service_workers="block",
            accept_downloads=False,
            permissions=[],
            locale="en",
            timezone_id="UTC",
        )
        try:
            async with asyncio.timeout(self.manners.show_within):
                return await self._shown(context)
        finally:
            await self._leave(context)

    async def _leave(self, context: BrowserContext) -> None:
        """A request that waits to be let through while its page is closed is sent by Chromium, asked for or not."""
        self.proxy.shut()
        try:
            async with asyncio.timeout(_CLOSE_WITHIN):
                await context.close()
        except TimeoutError:
            self.stuck = True
        except Error:  # the browser has ended
            pass

    async def _shown(self, context: BrowserContext) -> Document | Trouble:
        self._crash = asyncio.get_running_loop().create_future()
        page = await context.new_page()
        context.on("page", _close)  # whatever else opens
        page.on("crash", self._crashed)
        page.on("request", self.traffic.begun)
        page.on("requestfinished", self.traffic.over)
        page.on("requestfailed", self.traffic.over)
        page.on("response", self._answered)
        page.on("framenavigated", self._went)
        await context.route("**/*", self._route)
        looking = asyncio.ensure_future(self._looked(context, page))
        try:
            await asyncio.wait((looking, self._crash), return_when=asyncio.FIRST_COMPLETED)
            if not looking.done():
                raise CrashError
            return await looking
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def _looked(self, context: BrowserContext, page: Page) -> Document | Trouble:
        with suppress(Error):  # a page that is left before it has begun is looked at where it leads
            await page.goto(self.document.original, wait_until="commit", timeout=self.manners.show_within * 1000)
        session = await context.new_cdp_session(page)
        sizes: list[int] = []

        async def measure() -> Measured | None:
            found = await measured(session)
            sizes[:] = found[2:] if found else sizes
            return (found[0], found[1]) if found else None

        nodes, _ = await at_rest(measure, self.traffic, self.manners.show_settled)
        if self._main is None:
            return self._forbidden or trouble(Failure.BROWSER_FAILED, "the page did not begin")
        if nodes > self.manners.show_nodes or sum(sizes) > self.manners.max_bytes:
            return trouble(Failure.TOO_LARGE, f"the page has {nodes:,} elements and {sum(sizes):,} characters")
        return await self._taken(context, page, session, self._main)

    async def _taken(
        self, context: BrowserContext, page: Page, session: CDPSession, main: Response
    ) -> Document | Trouble:
        original, status, headers = await self._head(main)
        if original != self.document.original and (forbidden := await self.may_ask(original)):
            return forbidden
        snapshot = await captured(context, page, session)
        if not snapshot.address.startswith(("http://", "https://")):  # what the browser itself says of an error
            return trouble(Failure.UNREACHABLE, "the page went on to what could not be had")
        body = html_of(snapshot)
        if len(body) > self.manners.max_bytes:
            return trouble(Failure.TOO_LARGE, f"{len(body):,} bytes of what the page shows")
        return Document(original=original, status=status, headers=headers, body=body)

    async def _head(self, main: Response) -> tuple[str, int, Headers]:
        """Of what stands on the page: the document that was given, or one that its scripts went on to."""
        if self._is_given(main.url):
            return self.document.original, self.document.status, self.document.headers
        headers = await main.all_headers()
        return urldefrag(main.url).url, main.status, tuple((name.lower(), value) for name, value in headers.items())

    def _is_given(self, address: str) -> bool:
        return urldefrag(address).url == urldefrag(self.document.original).url

    # -- what the page does

    def _answered(self, response: Response) -> None:
        if _is_main(response.request) and len(self._answers) < _MOST_ANSWERS:
            self._answers[urldefrag(response.url).url] = response

    def _went(self, frame: Frame) -> None:
        """What answered is not yet what stands there: it may be a download."""
        if frame.parent_frame is None:
            self._main = self._answers.get(urldefrag(frame.url).url, self._main)

    def _crashed(self, _: Page) -> None:
        if self._crash and not self._crash.done():
            self._crash.set_result(None)

    async def _route(self, route: Route, request: Request) -> None:
        with suppress(Error):  # the page may be gone
            self.traffic.over_full = self.requests >= self.manners.show_requests
            if request.resource_type in _NOT_ASKED or self.traffic.over_full:
                await route.abort()
            elif _is_main(request):
                await self._navigate(route, request)
            else:
                await self._ask(route)

    async def _ask(self, route: Route) -> None:
        self.requests += 1
        await route.continue_()

    async def _navigate(self, route: Route, request: Request) -> None:
        """What is aborted as a user would do it leaves the page as it is; else there would be a page about an error."""
        self._navigations += 1
        if self._navigations > _MOST_NAVIGATIONS or request.method != "GET":
            await route.abort("aborted")
        elif self._is_given(request.url):
            await route.fulfill(status=self.document.status, headers=self._given_headers(), body=self.document.body)
        elif forbidden := await self.may_ask(request.url):
            self._forbidden = forbidden
            await route.abort("aborted")
        else:
            await self._ask(route)

    def _given_headers(self) -> dict[str, str]:
        given: dict[str, str] = {}
        for name, value in self._said():
            given[name] = f"{given[name]}\n{value}" if name in given else value
        return given

    def _said(self) -> Iterator[tuple[str, str]]:
        yield from (pair for pair in self.document.headers if pair[0] not in _OF_THE_MESSAGE)
        yield from (("set-cookie", cookie) for cookie in self.document.cookies)


def _is_main(request: Request) -> bool:
    with suppress(Error):  # of a worker there is no frame
        return request.is_navigation_request() and request.frame.parent_frame is None
    return False


async def _close(page: Page) -> None:
    with suppress(Error):
        await page.close()
