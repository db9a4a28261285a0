"""How does a spider send a request, and what can happen to it on the way?

Requests go to Scrapy's download handlers at once, rather than through its scheduler, middlewares, slots and callbacks:
the frontier is ours, what middlewares would do is off or done here, and lanes and pumps bound what is in flight.
Ending the spider ends that, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import cached_property
from typing import Any, Protocol

import scrapy
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Request

from crawler.download import LargeFrameError, NoSecureConnectionError, RefusedAddressError
from crawler.manners import Manners
from crawler.replay import Answer, wire_headers
from crawler.trouble import Trouble
from model import Failure

# Everything that the way to a server can do to a request.
_ON_THE_WAY: dict[type[Exception], Failure] = {
    DownloadTimeoutError: Failure.TIMED_OUT,
    RefusedAddressError: Failure.REFUSED_ADDRESS,
    NoSecureConnectionError: Failure.NO_SECURE_CONNECTION,
    LargeFrameError: Failure.TOO_LARGE,
    CannotResolveHostError: Failure.UNREACHABLE,
    DownloadConnectionRefusedError: Failure.UNREACHABLE,
    DownloadFailedError: Failure.UNREACHABLE,
    ResponseDataLossError: Failure.UNREACHABLE,
}


class Pumping(Protocol):
    """What says what is to be asked, and when; it is given how."""

    def run(self, send: Any) -> Awaitable[None]: ...


class PumpedSpider(scrapy.Spider):
    """A spider that runs pumps. Started by `crawler.run`, which brings them.

    `stopping` is looked at before they begin: a stop that comes while Scrapy starts is lost there (its issue 6916).
    """

    send: Callable[..., Awaitable[Answer | Trouble]]

    def __init__(
        self,
        *,
        pumps: Sequence[Pumping] = (),
        manners: Manners | None = None,
        stopping: asyncio.Event | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.pumps, self.manners, self.stopping = pumps, manners or Manners(), stopping
        self.error: BaseException | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Lasts as long as the crawl; yields nothing."""
        try:
            if not (self.stopping and self.stopping.is_set()):
                async with asyncio.TaskGroup() as group:
                    for pump in self.pumps:
                        group.create_task(_run(pump, self.send))
        except BaseExceptionGroup as error:
            self.error = error
            raise
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    @cached_property
    def _usual(self) -> dict[str, str]:
        """The headers of all requests that do not bring their own."""
        settings = self.crawler.settings
        return {"User-Agent": settings["USER_AGENT"], **settings["DEFAULT_REQUEST_HEADERS"]}

    async def answer(self, request: Request) -> Answer | Trouble:
        """Sends a request, which has to bring `download_maxsize`; what goes wrong is a trouble."""
        for name, value in self._usual.items():
            request.headers.setdefault(name, value)
        request.meta.setdefault("download_timeout", self.manners.timeout)
        try:
            response = await self.crawler.engine.downloader.handlers.download_request_async(request)
        except DownloadCancelledError:  # Scrapy's word for too many bytes
            limit = request.meta["download_maxsize"]
            return Trouble(reason=Failure.TOO_LARGE, detail=f"more than {limit:,} bytes packed")
        except tuple(_ON_THE_WAY) as error:
            return Trouble(reason=_ON_THE_WAY[type(error)], detail=_said(error))
        if not 100 <= response.status <= 999:  # 999 is a real one, of a site that wants no crawlers
            return Trouble(reason=Failure.BROKEN, detail=f"{str(response.status)[:20]} is no status")
        return Answer(status=response.status, headers=wire_headers(response.headers.items()), body=response.body)


async def _run(pump: Pumping, send: Any) -> None:
    await pump.run(send)


def _said(error: Exception) -> str:
    if isinstance(error, ResponseDataLossError):
        return "the connection ended in the middle of the body"
    return str(error)[:300] or type(error).__name__
