"""How are live pages asked for?

`crawler.visits` says what to ask, follows redirects, obeys robots.txt and keeps the delays.
"""

from __future__ import annotations

from collections.abc import Mapping

from scrapy.http import Request

from crawler.replay import Answer
from crawler.sending import PumpedSpider
from crawler.trouble import Trouble

# Some servers choose the language of a policy by this; a timeline's own language is a question of its address.
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en;q=0.9,*;q=0.5",
}


class LiveSpider(PumpedSpider):
    """Visits live pages."""

    name = "live"
    custom_settings = {"KEEP_CONNECTIONS": False}  # noqa: RUF012 - Scrapy's interface; see crawler.download

    async def send(self, address: str, conditions: Mapping[str, str], limit: int, seconds: float) -> Answer | Trouble:
        """Asks for an address, once; at most `limit` bytes are taken, within so many seconds."""
        return await self.answer(self.request(address, conditions, limit, seconds))

    def request(self, address: str, conditions: Mapping[str, str], limit: int, seconds: float) -> Request:
        """Never redirected, never kept from us by its status; robots.txt was asked before."""
        headers = {name: value.encode("latin-1", "ignore") for name, value in conditions.items()}
        meta = {"download_maxsize": limit, "download_timeout": seconds}
        return Request(address, headers=HEADERS | headers, meta=meta)
