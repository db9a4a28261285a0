"""What can happen to a request on its way, and what does it mean for its task?"""

import asyncio
from types import SimpleNamespace

import pytest
from scrapy.http import Request
from twisted.internet.defer import AlreadyCalledError

from crawler.spiders.live import LiveSpider


def answered(error, *, stopping):
    async def download_async(_):
        raise error

    async def main():
        stop = asyncio.Event()
        if stopping:
            stop.set()
        spider = LiveSpider(stopping=stop)
        spider.crawler = SimpleNamespace(engine=SimpleNamespace(download_async=download_async))
        return await spider.answer(Request("http://lumora.example/", meta={"download_maxsize": 1}))

    return asyncio.run(main())


def test_a_request_that_is_cancelled_while_the_engine_ends_is_no_fault():
    """Scrapy's engine hides the cancellation behind a Deferred that it calls twice."""
    with pytest.raises(asyncio.CancelledError):
        answered(AlreadyCalledError(), stopping=True)


def test_the_same_while_nobody_stops_is_a_fault_of_the_program():
    with pytest.raises(AlreadyCalledError):
        answered(AlreadyCalledError(), stopping=False)
