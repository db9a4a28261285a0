"""How are requests to save a page sent?

`crawler.saving` says what is asked, and when.
"""

from __future__ import annotations

from scrapy.http import Request

from crawler.replay import Answer
from crawler.saving.answers import LARGEST
from crawler.sending import PumpedSpider
from crawler.trouble import Trouble


class SavingSpider(PumpedSpider):
    """Asks an archive's service to save pages."""

    name = "saving"
    custom_settings = {"KEEP_CONNECTIONS": False}  # noqa: RUF012 - Scrapy's interface; see crawler.download

    async def send(self, address: str, form: bytes, authorization: str) -> Answer | Trouble:
        """Makes a request, once; a POST where there is a form."""
        return await self.answer(self.request(address, form, authorization))

    def request(self, address: str, form: bytes, authorization: str) -> Request:
        """Never redirected, so that the keys go nowhere else; robots.txt was asked before."""
        headers = {"Accept": "application/json"}
        headers |= {"Authorization": authorization} if authorization else {}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        method, meta = "POST" if form else "GET", {"download_maxsize": LARGEST}
        return Request(address, method=method, body=form, headers=headers, meta=meta)
