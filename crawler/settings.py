"""Which of Scrapy's defaults are changed, and why?

The module that scrapy.cfg names.  What depends on the installation (user agent, limits, concurrency) is
added by `for_crawl`; rates are kept by `crawler.pace` and `crawler.lanes`, which hold requests back before Scrapy
sees them.
"""

from __future__ import annotations

from collections.abc import Sequence

from scrapy.settings import Settings

from crawler.archive import Archive
from crawler.coding import ACCEPTED
from crawler.manners import Manners, user_agent

BOT_NAME = "clausewatch"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# On by default: a console, and since 2.19 a local server that runs code it is sent.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Addresses come from indexes and declarations: nothing but the web, and only public hosts.
DOWNLOAD_HANDLERS = {
    "http": "crawler.download.GuardedDownloadHandler",
    "https": "crawler.download.GuardedDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
HTTPPROXY_ENABLED = False  # a proxy from the environment would be connected to instead of the guarded host
DOWNLOAD_VERIFY_CERTIFICATES = True

# Middlewares see no request of ours (`crawler.sending`), this one neither. For live pages `crawler.robots` has asked
# before (docs/decisions/0008-robots-and-retry-after-in-lanes.md), and for services that save. An archive's index and
# replay are interfaces for programs, whose archives publish rates for them, which are kept; the robots.txt of such a
# host is written for search engines that would index the replayed pages. An archive that wants no programs says 403.
ROBOTSTXT_OBEY = True

# An archived redirect is data, and may lead to the live web; an archived 429 is data, too. Of a visit each hop is a
# capture, which `crawler.journey` follows. What is to be asked again, and when, stands in our own frontier, which
# survives a kill, and a host that asks to be left alone is left alone by its lane.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
COOKIES_ENABLED = False
REFERER_ENABLED = False

# Scrapy's middleware keeps the beginning of a truncated body; `crawler.coding` takes all or nothing.
COMPRESSION_ENABLED = False
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*", "Accept-Encoding": ACCEPTED}
DOWNLOAD_FAIL_ON_DATALOSS = True

# `crawler.pump` bounds what is in flight, for each archive and kind of request; a lane lets one request at a time pass.
CONCURRENT_REQUESTS = 0
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0

# Never used here, and each costs time for every response.
WARN_ON_GENERATOR_RETURN_VALUE = False
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
}
EXTENSIONS = {
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}
STATS_DUMP = False
LOG_LEVEL = "WARNING"
DOWNLOAD_WARNSIZE = 0

_SOMEWHERE = "https://"  # a live page that is not known yet


def for_crawl(
    manners: Manners, archives: Sequence[Archive], *, live: bool = False, services: Sequence[str] = ()
) -> Settings:
    """Scrapy's settings for one crawl. Raises ValueError when the operator gave no contact.

    Which live pages will be visited is not known here: without a contact and any opened host none could be, and
    otherwise `crawler.journey` looks at each. `services` are addresses at which pages are asked to be saved.
    """
    originals = [*services, *([_SOMEWHERE] if live and not manners.allow_hosts else [])]
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.setdict(
        {
            "USER_AGENT": user_agent(manners, archives, originals),
            "DOWNLOAD_MAXSIZE": manners.max_bytes,
            "DOWNLOAD_TIMEOUT": manners.timeout,
            "CONCURRENT_REQUESTS_PER_DOMAIN": manners.replays_at_once + 1,  # so many connections are kept
        },
        priority="cmdline",
    )
    return settings
