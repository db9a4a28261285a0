"""What does every request bring, whoever asks?"""

import asyncio
from types import SimpleNamespace

from scrapy.http import Request, Response

from crawler import Manners
from crawler.settings import for_crawl
from crawler.spiders.live import LiveSpider

MANNERS = Manners(contact="me@lab.example", timeout=7)


def sent(request):
    """The request as it comes to Scrapy's handlers."""
    seen = []

    async def download(request):
        seen.append(request)
        return Response(request.url)

    handlers = SimpleNamespace(download_request_async=download)
    spider = LiveSpider(manners=MANNERS)
    spider.crawler = SimpleNamespace(
        settings=for_crawl(MANNERS, []), engine=SimpleNamespace(downloader=SimpleNamespace(handlers=handlers))
    )
    asyncio.run(spider.answer(request))
    return seen[0]


def test_a_request_names_the_operator_and_says_what_is_understood():
    request = sent(Request("http://lumora.example/"))
    assert request.headers["User-Agent"].endswith(b"(+me@lab.example)")
    assert request.headers["Accept"] == b"*/*"
    assert request.headers["Accept-Encoding"] == b"gzip, deflate, br"
    assert request.meta["download_timeout"] == 7


def test_what_a_request_brings_itself_stays():
    request = sent(Request("http://lumora.example/", headers={"Accept": "text/plain"}, meta={"download_timeout": 2}))
    assert request.headers["Accept"] == b"text/plain"
    assert request.meta["download_timeout"] == 2
