"""What can be set?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from typing import Any, Literal

from settings.values import (
    Read,
    address,
    duration,
    flag,
    host_name,
    mail_address,
    mail_addresses,
    matching,
    number,
    one_of,
    text,
    texts,
    variable,
    whole,
)

MAIL_PASSWORD = "CLAUSEWATCH_MAIL_PASSWORD"  # noqa: S105 - the name of the variable, not what it holds
"""The variable that holds the password of `Mail.user`."""

SAVING_KEY = "CLAUSEWATCH_SAVING_KEY"
"""The variable that holds the key by which the service of `Saving` knows the operator."""

SAVING_SECRET = "CLAUSEWATCH_SAVING_SECRET"  # noqa: S105 - the name of the variable, not what it holds
"""The variable that holds the secret that goes with it."""


def _set(read: Read, default: Any = ...) -> Any:
    """A setting; without a default it must be given."""
    metadata = {"read": read}
    return field(metadata=metadata) if default is ... else field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Who runs this installation; contact and name stand in the user agent. Without a contact nothing is crawled."""

    contact: str = _set(text, "")  # a mail address or a page
    name: str = _set(text, "")
    channel: str = _set(text, "")  # where notices go that something here needs a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawl:
    """Limits of every request."""

    max_bytes: int = _set(whole(10_000, 1_000_000_000), 20_000_000)  # of a body, packed or unpacked
    timeout: float = _set(number(1, 600), 60.0)  # seconds
    delay: float = _set(number(0, 600), 2.0)  # seconds between two requests to one host of a live page
    browser: str = _set(text, "")  # Chromium's program, for pages that need a browser; empty: the one on PATH
    most_requests: int = _set(whole(0, 1_000_000_000), 0)  # of a run; 0: any number
    most_megabytes: int = _set(whole(0, 1_000_000_000), 0)  # of a run, as they come over the wire; 0: any number
    allow_hosts: tuple[str, ...] = _set(texts, ())  # hosts that may be on loopback or a private network


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How often what is done unattended.

    `every` is the time between two visits of a live page, unless its declaration says another; `archives` that
    between two looks into the archives for what has come in there.
    """

    every: timedelta = _set(duration(), timedelta(days=1))  # noqa: RUF009 - no timedelta can be changed
    archives: timedelta | None = _set(duration(never=True), timedelta(days=30))  # noqa: RUF009 - likewise
    notice_after: int = _set(whole(1, 1_000), 5)  # visits without success, one after the other
    gather_after: int = _set(whole(0, 1_000), 4)  # alerts about one timeline within 30 days; 0: never
    tell_singly: tuple[str, ...] = _set(texts, ())  # timelines whose alerts are never gathered
    backup: timedelta | None = _set(duration(never=True), timedelta(days=1))  # noqa: RUF009 - likewise
    keep_backups: int = _set(whole(1, 1_000), 7)
    jitter: float = _set(number(0, 0.5), 0.1)  # share by which a visit is moved, so that not all come at once


PORTS = {"none": 25, "starttls": 587, "tls": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The server that takes mail, and from whom it comes. The password of `user` is in the variable MAIL_PASSWORD."""

    host: str = _set(host_name, "localhost")
    port: int = _set(whole(1, 65_535), PORTS["none"])
    security: Literal["none", "starttls", "tls"] = _set(one_of(*PORTS), "none")
    user: str = _set(matching(r"[ -~]{1,254}", "a user name of ASCII characters"), "")
    sender: str = _set(mail_address, "")

    @property
    def local(self) -> bool:
        """Whether the server is on this machine, so that nothing goes over a network."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to people: exactly one of mail addresses, a service or a feed."""

    name: str
    mail: tuple[str, ...] = _set(mail_addresses, ())
    apprise: str = _set(variable, "")  # the variable that holds the service's address
    atom: str = _set(
        matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.xml", "a file name ending in .xml, without a folder"), ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """How one archive is asked, and how often a minute.

    `dialect` says how it speaks: as web.archive.org ("ia"), as pywb, which most others run, Memento alone, or as Common
    Crawl ("cc"). Which addresses it needs depends on that; see `settings.agreement`.
    """

    dialect: Literal["ia", "pywb", "memento", "cc"] = _set(one_of("ia", "pywb", "memento", "cc"))
    index: str = _set(address(), "")
    replay: str = _set(address(), "")
    timegate: str = _set(address("{original}"), "")
    collections: tuple[str, ...] = _set(texts, ())  # beginnings of names; none: all
    on: bool = _set(flag, True)
    index_per_minute: float = _set(number(0.01, 600), 24)
    replay_per_minute: float = _set(number(0.01, 6_000), 60)


# Rates are 80 % of what the archive allows, where it says that. web.archive.org refuses beyond 30 index and 600 replay
# requests a minute and shuts out for an hour who does not heed it; arquivo.pt beyond 250 and 400, for good. Common
# Crawl has one index server and asks for patience: a question a second, and 0.55 s between two stretches of data, as
# its most used client keeps to. Of the others nothing is known.
KNOWN_ARCHIVES: Mapping[str, Archive] = {
    "web.archive.org": Archive(
        index="https://web.archive.org/cdx/search/cdx",
        replay="https://web.archive.org/web/{timestamp}id_/{original}",
        dialect="ia",
        index_per_minute=24,
        replay_per_minute=480,
    ),
    "commoncrawl.org": Archive(
        index="https://index.commoncrawl.org/collinfo.json",
        replay="https://data.commoncrawl.org/{place}",
        dialect="cc",
        index_per_minute=60,
        replay_per_minute=109,
    ),
    "arquivo.pt": Archive(
        index="https://arquivo.pt/wayback/cdx",
        replay="https://arquivo.pt/noFrame/replay/{timestamp}id_/{original}",
        dialect="pywb",
        index_per_minute=200,
        replay_per_minute=320,
    ),
    "webarchive.org.uk": Archive(
        index="https://www.webarchive.org.uk/wayback/archive/cdx",
        replay="https://www.webarchive.org.uk/wayback/archive/{timestamp}id_/{original}",
        dialect="pywb",
    ),
    "web.archive.org.au": Archive(
        index="https://web.archive.org.au/awa/timemap/link/{original}",
        replay="https://web.archive.org.au/awa/{timestamp}id_/{original}",
        dialect="memento",
    ),
}
"""Archives that a file can name without saying how they are asked."""

DEFAULT_ARCHIVES: Mapping[str, Archive] = {"web.archive.org": KNOWN_ARCHIVES["web.archive.org"]}
"""Those that are asked where a file says nothing of archives."""


KNOWN_SERVICES: Mapping[str, str] = {"web.archive.org": "https://web.archive.org/save"}
"""Archive -> where it takes requests to save a page (Save Page Now 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Which archive is asked to save a page that was just seen to change; without a name none is.

    web.archive.org takes 12 pages a minute of one account. Keys are in the variables SAVING_KEY and SAVING_SECRET.
    """

    archive: str = _set(text, "")  # one of those that are asked for captures
    address: str = _set(address(), "")  # where it takes such requests; empty: where it is known to
    least: Literal["major", "minor"] = _set(one_of("major", "minor"), "minor")  # of what is told: how grave at least
    a_day: int = _set(whole(1, 10_000), 50)  # requests in 24 hours
    at_once: int = _set(whole(1, 12), 3)  # pages that it is at work on
    per_minute: float = _set(number(0.01, 600), 10)  # requests, the questions how far it is included


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Which authority says when evidence was there; without an address none is asked."""

    authority: str = _set(address(), "")  # a time-stamping authority, RFC 3161 over HTTP
    certificates: str = _set(text, "")  # a file of those that are trusted, PEM; none: signatures are not checked
    timeout: float = _set(number(1, 600), 30.0)  # seconds, all together


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings. A file that has a table `archives` names every archive that is asked, so it can leave one out."""

    operator: Operator = Operator()
    crawl: Crawl = Crawl()
    archives: Mapping[str, Archive] = field(default_factory=lambda: dict(DEFAULT_ARCHIVES))
    schedule: Schedule = Schedule()
    mail: Mail = Mail()
    saving: Saving = Saving()
    evidence: Evidence = Evidence()
    channels: Mapping[str, Channel] = field(default_factory=dict)
