"""How are requests to web archives sent?

`crawler.pump` says what to ask and when, `crawler.replay` and `crawler.index` what an answer is.
"""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any

from scrapy.http import Request

from crawler.archive import Archive, question
from crawler.coding import decode
from crawler.common_crawl import collections_listed
from crawler.replay import Answer
from crawler.sending import PumpedSpider
from crawler.trouble import Trouble
from model import Task, TaskKind

_LIST_KEPT = 86_400.0  # seconds
_LARGEST_LIST = 1_000_000


class WaybackSpider(PumpedSpider):
    """Asks web archives for indexes and captures."""

    name = "wayback"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._lists: dict[str, tuple[float, Answer]] = {}

    async def send(self, archive: Archive, task: Task) -> Answer | Trouble:
        """Makes the request of a task. Common Crawl's list of collections is asked for once a day."""
        if archive.dialect != "cc" or task.kind is not TaskKind.INDEX or task.resume:
            return await self.answer(self.request(archive, task))
        asked, known = self._lists.get(archive.name, (0.0, None))
        if known and monotonic() - asked < _LIST_KEPT:
            return replace(known, kept=True)
        answer = await self.answer(self.request(archive, task))
        if isinstance(answer, Answer) and _is_list(answer):
            self._lists[archive.name] = (monotonic(), answer)
        return answer

    def request(self, archive: Archive, task: Task) -> Request:
        """The request of a task: never redirected, never kept from us by its status."""
        index = task.kind is TaskKind.INDEX
        address, headers = question(archive, task)
        return Request(
            address,
            headers=headers,
            meta={"download_maxsize": self.manners.max_index_bytes if index else self.manners.max_bytes},
        )


def _is_list(answer: Answer) -> bool:
    """A page that says that the archive is being mended is not kept for a day."""
    body = decode(answer.body, answer.all("content-encoding"), _LARGEST_LIST)
    return answer.status == 200 and isinstance(body, bytes) and not isinstance(collections_listed(body, ()), Trouble)
