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


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits of every request, and who answers for them.

    `pause` is how many seconds an archive is left alone after it said that it is too much and did not
    say for how long; it doubles while that goes on, up to `longest_pause`, which bounds Retry-After, too.
    """

    contact: str = ""
    operator: str = ""
    max_bytes: int = 20_000_000  # of a body, packed or unpacked
    max_index_bytes: int = 64_000_000  # pywb's index has no pages
    timeout: float = 60
    pause: float = 60
    longest_pause: float = 3600
    replays_at_once: int = 4  # archives need a second or more for one; the rate is kept besides


def manners_of(settings: Settings) -> Manners:
    """The manners that an installation has set."""
    return Manners(
        contact=settings.operator.contact,
        operator=settings.operator.name,
        max_bytes=settings.crawl.max_bytes,
        timeout=settings.crawl.timeout,
    )


def archives_of(settings: Settings) -> tuple[Archive, ...]:
    """The archives that an installation has set."""
    return tuple(
        Archive(
            name=name,
            index=archive.index,
            replay=archive.replay,
            dialect=archive.dialect,
            index_per_minute=archive.index_per_minute,
            replay_per_minute=archive.replay_per_minute,
            allow_hosts=settings.crawl.allow_hosts,
        )
        for name, archive in settings.archives.items()
    )


def user_agent(manners: Manners, archives: Iterable[Archive]) -> str:
    """The name under which the crawler asks, with the operator's contact.

    Raises ValueError without a contact, unless every archive is opened on loopback: a stranger's server
    must be able to reach whoever burdens it, before it has to shut everyone out.
    """
    if not manners.contact and not all(_at_home(archive) for archive in archives):
        raise ValueError(
            "operator.contact is not set: give a mail address or a page by which an archive can reach you,"
            " it stands in the user agent of every request"
        )
    by = "; ".join(part for part in (manners.operator, f"+{manners.contact}" if manners.contact else "") if part)
    name = f"clausewatch/{version()}" + (f" ({by})" if by else "")
    if not name.isascii() or not name.isprintable():
        raise ValueError(
            "operator.contact and operator.name stand in a header: use printable ASCII without line breaks"
        )
    return name


def _at_home(archive: Archive) -> bool:
    addresses = (urlsplit(archive.index), urlsplit(archive.replay))
    opened = {host.lower() for host in archive.allow_hosts}
    return all(
        _loopback(address.hostname or "") and not opened.isdisjoint({address.hostname, address.netloc.lower()})
        for address in addresses
    )


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
