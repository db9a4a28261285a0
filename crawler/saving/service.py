"""Whom does one ask to save a page, in which words, and for which pages never?

The dialect is that of Save Page Now 2: a POST names the page and gives a job, whose status is asked for until it is
over. See docs/decisions/0029-an-archive-saves-what-changed.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address
from math import ceil
from urllib.parse import unquote_plus, urlencode, urlsplit

from crawler.archive import Archive, memento
from crawler.hops import address
from crawler.trouble import Trouble
from model import Saving, Task, TaskKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where an archive takes requests to save a page, with the operator's keys, and how many.

    `replay` is that of the archive, with `{timestamp}` and `{original}`.
    """

    archive: str
    address: str
    replay: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    a_day: int = 50
    at_once: int = 3
    per_minute: float = 10

    @property
    def authorization(self) -> str:
        return f"LOW {self.key}:{self.secret}"

    def without_keys(self, text: str) -> str:
        """What a server said, with the keys taken out should it have repeated them."""
        return text.replace(self.key, "[key]").replace(self.secret, "[secret]")

    def memento(self, original: str, timestamp: datetime) -> str:
        """The address at which people see what was saved, with the archive's banner."""
        task = Task(kind=TaskKind.REPLAY, archive=self.archive, original=original, timestamp=timestamp)
        shown = self.replay.replace("{timestamp}id_", "{timestamp}")
        return memento(Archive(name=self.archive, index="", replay=shown), task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request: to save a page where `form` is not empty, else how far that is."""

    saving: Saving
    address: str
    form: bytes = b""


def question(service: Service, saving: Saving, now: datetime) -> Question:
    """What is asked next for a page.

    A memento made since the visit shows what the visit saw or what came after it, so it will do; one made before may
    show the text before.  Therefore a request that is repeated after a kill makes no second memento.
    """
    if saving.job:
        return Question(saving=saving, address=f"{service.address}/status/{saving.job}")
    since = max(ceil((now - saving.moment).total_seconds()), 1)
    form = {
        "url": saving.original,
        "if_not_archived_within": f"{since}s",
        "skip_first_archive": "1",
        "capture_outlinks": "0",
    }
    return Question(saving=saving, address=service.address, form=urlencode(form).encode("ascii"))


_SECRET = frozenset(
    {
        *("token", "auth", "apikey", "key", "password", "passwd", "pwd", "secret", "sig", "signature", "credential"),
        *("session", "sessionid", "sid", "jsessionid", "phpsessid"),
    }
)
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")


def unfit_to_save(original: str, allow_hosts: Iterable[str]) -> str:
    """Why the address of a page is not to be told to an archive, which would publish it; "" if it may be.

    >>> unfit_to_save("https://acme.example/privacy?access-token=x", [])
    'its query may hold a secret'
    """
    sent = address(original)  # as the crawl asks for it: a host has one spelling there, which is the one that is opened
    if isinstance(sent, Trouble):
        return "it is no address on the web, or holds a name or password"
    parts = urlsplit(sent)
    if _may_hold_a_secret(parts.query):
        return "its query may hold a secret"
    host = (parts.hostname or "").removesuffix(".")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    shown = f"[{host}]" if ":" in host else host
    opened = {one.strip().lower().removesuffix(".") for one in allow_hosts}
    if not opened.isdisjoint({host, shown, f"{shown}:{port}"}) or not _is_public(host):
        return "its host is not public"
    return ""


def _may_hold_a_secret(query: str) -> bool:
    names = (unquote_plus(one.partition("=")[0]) for one in re.split("[&;]", query))
    return any(word.lower() in _SECRET for name in names for word in (name, *_WORD.findall(name)))


def _is_public(host: str) -> bool:
    """Names without a dot are those of a local network; a name that leads there was refused when it was visited."""
    try:
        return ip_address(host.partition("%")[0]).is_global
    except ValueError:
        return "." in host
