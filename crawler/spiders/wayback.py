"""How are requests to web archives sent?

`crawler.pump` says what to ask and when, `crawler.replay` and `crawler.index` what an answer is.
"""

from __future__ import annotations

from scrapy.http import Request

from crawler.archive import Archive, request_url
from crawler.replay import Answer
from crawler.sending import PumpedSpider
from crawler.trouble import Trouble
from model import Task, TaskKind


class WaybackSpider(PumpedSpider):
    """Asks web archives for indexes and captures."""

    name = "wayback"

    async def send(self, archive: Archive, task: Task) -> Answer | Trouble:
        """Makes the request of a task."""
        return await self.answer(self.request(archive, task))

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
