"""How does the crawler behave, and in whose name?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from crawler.archive import Archive
from settings import Settings

AGENT = "clausewatch"
"""The product token: what a robots.txt calls us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits of every request, and who answers for them.

    `pause` is how many seconds a server is left alone after it said that it is too much and did not
    say for how long; it doubles while that goes on.  `longest_pause` bounds that and Retry-After, for archives.
    `allow_hosts` opens hosts that stand on loopback or a private network; see `crawler.guard`.
    """

    contact: str = ""
    operator: str = ""
    max_bytes: int = 20_000_000  # of a body, packed or unpacked
    max_index_bytes: int = 64_000_000  # pywb's index has no pages
    timeout: float = 60
    pause: float = 60
    longest_pause: float = 3600
    replays_at_once: int = 4  # archives need a second or more for one; the rate is kept besides
    delay: float = 2.0  # from the end of a request to a live host to the begin of the next
    jitter: float = 0.25  # of the delay, up and down: who asks by the clock meets others who do
    visits_at_once: int = 400  # of all hosts together; most of them wait for their host
    robots_kept: float = 86_400  # RFC 9309, 2.4: no longer than a day
    robots_again: float = 600  # until robots.txt is asked for again after it could not be had; doubles up to a day
    allow_hosts: tuple[str, ...] = ()
    browser: str = ""  # Chromium's program; "": the one on PATH
    shown_at_once: int = 2  # pages in the browser
    show_within: float = 60.0  # seconds for a page in the browser, all in all
    show_settled: float = 20.0  # seconds after which a page that does not come to rest is taken as it is
    show_requests: int = 300  # of one page; what comes after is not asked for
    show_bytes: int = 50_000_000  # of all that one page asks for
    show_nodes: int = 300_000  # elements of one page
    show_memory: int = 1_500_000_000  # bytes of one page's process


def manners_of(settings: Settings) -> Manners:
    """The manners that an installation has set."""
    return Manners(
        contact=settings.operator.contact,
        operator=settings.operator.name,
        max_bytes=settings.crawl.max_bytes,
        timeout=settings.crawl.timeout,
        delay=settings.crawl.delay,
        allow_hosts=settings.crawl.allow_hosts,
        browser=settings.crawl.browser,
    )


def archives_of(settings: Settings) -> tuple[Archive, ...]:
    """The archives that an installation has set."""
    return tuple(
        Archive(
            name=name,
            index=archive.index,
            replay=archive.replay or "{place}",
            dialect=archive.dialect,
            timegate=archive.timegate,
            collections=archive.collections,
            index_per_minute=archive.index_per_minute,
            replay_per_minute=archive.replay_per_minute,
            allow_hosts=settings.crawl.allow_hosts,
        )
        for name, archive in settings.archives.items()
    )


def user_agent(manners: Manners, archives: Iterable[Archive], originals: Iterable[str] = ()) -> str:
    """The name under which the crawler asks, with the operator's contact.

    Raises ValueError without a contact, unless every archive and every original to be visited is opened on
    loopback: a stranger's server must be able to reach whoever burdens it, before it has to shut everyone out.
    """
    at_home = all(map(_at_home, archives)) and all(is_at_home(one, manners.allow_hosts) for one in originals)
    if not manners.contact and not at_home:
        raise ValueError(
            "operator.contact is not set: give a mail address or a page by which those whom you ask can reach you,"
            " it stands in the user agent of every request"
        )
    by = "; ".join(part for part in (manners.operator, f"+{manners.contact}" if manners.contact else "") if part)
    name = f"{AGENT}/{version()}" + (f" ({by})" if by else "")
    if not name.isascii() or not name.isprintable():
        raise ValueError(
            "operator.contact and operator.name stand in a header: use printable ASCII without line breaks"
        )
    return name


def is_at_home(address: str, allow_hosts: Iterable[str]) -> bool:
    """Whether an address is on loopback, on a host that was opened."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    opened = {host.lower() for host in allow_hosts}
    return _loopback(parts.hostname or "") and not opened.isdisjoint({parts.hostname, parts.netloc.lower()})


def _at_home(archive: Archive) -> bool:
    return all(is_at_home(address, archive.allow_hosts) for address in archive.addresses)


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@cache
def version() -> str:
    """The program's version, from pyproject.toml, since it is run from its checkout."""
    project = Path(__file__).parent.parent / "pyproject.toml"
    return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])
