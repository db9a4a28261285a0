"""What does a bare Scrapy spider with default settings do?

    python -m benchmarks.crawling.bare FILE

Asks for each address that the file lists, as often as it stands there, looks at the body and does nothing else.
Prints how many answered well and their bytes.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response


class BareSpider(scrapy.Spider):
    """Nothing but fetching."""

    name = "bare"
    addresses: tuple[str, ...] = ()
    answered = 0
    bytes = 0

    async def start(self) -> AsyncIterator[Any]:
        for address in self.addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response) -> None:
        type(self).answered += response.status == 200
        type(self).bytes += len(response.body)


def main(path: Path) -> None:
    process = AsyncCrawlerProcess({"LOG_LEVEL": "WARNING"})  # what it would say of each page is not counted
    process.crawl(BareSpider, addresses=tuple(path.read_text("utf-8").split()))
    process.start()
    print(BareSpider.answered, BareSpider.bytes)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
