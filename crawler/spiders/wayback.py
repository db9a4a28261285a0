"""How are requests to web archives sent?

The spider is thin: `crawler.pump` says what to ask and when, `crawler.replay` and `crawler.index` what an answer
is.  Requests go through Scrapy's downloader (`engine.download_async`) rather than its scheduler and callbacks,
since the frontier is ours, and since ending the spider then ends what is in flight, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import scrapy
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Request, Response

from crawler.archive import Archive, request_url
from crawler.download import LargeHeadError, RefusedAddressError
from crawler.manners import Manners
from crawler.pump import Pump
from crawler.replay import Answer, wire_headers
from crawler.trouble import Trouble
from model import Failure, Task, TaskKind

# Everything that the way to an archive can do to a request.
_ON_THE_WAY: dict[type[Exception], Failure] = {
    DownloadTimeoutError: Failure.TIMED_OUT,
    RefusedAddressError: Failure.REFUSED_ADDRESS,
    LargeHeadError: Failure.TOO_LARGE,
    CannotResolveHostError: Failure.UNREACHABLE,
    DownloadConnectionRefusedError: Failure.UNREACHABLE,
    DownloadFailedError: Failure.UNREACHABLE,
    ResponseDataLossError: Failure.UNREACHABLE,
}


class WaybackSpider(scrapy.Spider):
    """Asks web archives for indexes and captures. Started by `crawler.run`, which brings the pumps."""

    name = "wayback"

    def __init__(self, *, pumps: Sequence[Pump] = (), manners: Manners | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pumps = pumps
        self.manners = manners or Manners()
        self.error: BaseException | None = None

    async def start(self) -> AsyncIterator[Any]:
        """Lasts as long as the crawl; yields nothing."""
        try:
            async with asyncio.TaskGroup() as group:
                for pump in self.pumps:
                    group.create_task(pump.run(self.send))
        except BaseExceptionGroup as error:
            self.error = error
            raise
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def send(self, archive: Archive, task: Task) -> Answer | Trouble:
        """Makes the request of a task."""
        request = self.request(archive, task)
        try:
            response = await self.crawler.engine.download_async(request)
        except DownloadCancelledError:  # Scrapy's word for too many bytes
            limit = request.meta["download_maxsize"]
            return Trouble(reason=Failure.TOO_LARGE, detail=f"more than {limit:,} bytes packed")
        except tuple(_ON_THE_WAY) as error:
            return Trouble(reason=_ON_THE_WAY[type(error)], detail=_said(error))
        return _answer(response)

    def request(self, archive: Archive, task: Task) -> Request:
        """The request of a task: never redirected, never kept from us by its status."""
        index = task.kind is TaskKind.INDEX
        return Request(
            request_url(archive, task),
            meta={
                "download_slot": f"{archive.name} {task.kind}",
                "download_maxsize": self.manners.max_index_bytes if index else self.manners.max_bytes,
                "dont_obey_robotstxt": True,  # see crawler.settings
            },
        )


def _answer(response: Response) -> Answer:
    return Answer(status=response.status, headers=wire_headers(response.headers.items()), body=response.body)


def _said(error: Exception) -> str:
    if isinstance(error, ResponseDataLossError):
        return "the connection ended in the middle of the body"
    return str(error)[:300] or type(error).__name__
