"""How do policies become captures?

`crawl` works off the frontier against web archives and live pages and hands everything to a `Desk`, and `run_crawl`
gives it a loop and a thread of its own; `plan` says which captures of an index are worth a request; `crawler.warc`
reads archives that lie on disk as files.  The only home of Scrapy, waybackpy, brotli, Protego and warcio.  What runs a
crawl is loaded when it is first used, since Scrapy takes seconds to import and most commands never crawl.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from crawler.archive import WEB_ARCHIVE, Archive
from crawler.budget import Budget
from crawler.desk import Desk, Hop, Visited
from crawler.manners import Manners, archives_of, manners_of
from crawler.plan import Look, Need
from crawler.tally import Ledger, Outcome, Progress, Tally

if TYPE_CHECKING:
    from crawler.reactor import on_reactor
    from crawler.run import CrawlError, crawl, run_crawl, save

__all__ = [
    "WEB_ARCHIVE",
    "Archive",
    "Budget",
    "CrawlError",
    "Desk",
    "Hop",
    "Ledger",
    "Look",
    "Manners",
    "Need",
    "Outcome",
    "Progress",
    "Tally",
    "Visited",
    "archives_of",
    "crawl",
    "manners_of",
    "on_reactor",
    "run_crawl",
    "save",
]

_LOADED_LATE = {
    "CrawlError": "crawler.run",
    "crawl": "crawler.run",
    "run_crawl": "crawler.run",
    "save": "crawler.run",
    "on_reactor": "crawler.reactor",
}


def __getattr__(name: str) -> Any:
    if name not in _LOADED_LATE:
        raise AttributeError(f"crawler has no {name}")
    return getattr(import_module(_LOADED_LATE[name]), name)
