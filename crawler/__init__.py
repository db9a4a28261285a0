"""How do policies become captures?

`run_crawl` works off the frontier against web archives and hands everything to a `Desk`; `plan` says
which captures of an index are worth a request; `crawler.warc` reads archives that lie on disk as files.
The only home of Scrapy, waybackpy, brotli and warcio.  What runs a crawl is loaded when it is first used, since
Scrapy takes seconds to import and most commands never crawl.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crawler.archive import WEB_ARCHIVE, Archive
from crawler.desk import Desk
from crawler.manners import Manners, archives_of, manners_of
from crawler.plan import Known, Wanted, plan
from crawler.tally import Outcome, Progress

if TYPE_CHECKING:
    from crawler.run import CrawlError, crawl, run_crawl

__all__ = [
    "WEB_ARCHIVE",
    "Archive",
    "CrawlError",
    "Desk",
    "Known",
    "Manners",
    "Outcome",
    "Progress",
    "Wanted",
    "archives_of",
    "crawl",
    "manners_of",
    "plan",
    "run_crawl",
]

_OF_RUN = ("CrawlError", "crawl", "run_crawl")


def __getattr__(name: str) -> Any:
    if name not in _OF_RUN:
        raise AttributeError(f"crawler has no {name}")
    from crawler import run

    return getattr(run, name)
