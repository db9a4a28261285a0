"""Where does a live page's answer lead, and what does it ask of us?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from w3lib.url import safe_url_string

from crawler.replay import Answer, bounded, retry_after
from crawler.trouble import Trouble
from model import Digest, Failure, Headers, Validators

MOST_HOPS = 10
"""Of one visit; browsers give up after twenty, other crawlers after five to ten."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_ADDRESS = 8_000
# As strict as what connects: Twisted raises ValueError for other characters in a host. No names and passwords.
_LABEL = r"[A-Za-z0-9_-]{1,63}"
_HOST = re.compile(rf"({_LABEL}(\.{_LABEL}){{0,60}}\.?|\[[0-9A-Fa-f:.]{{2,45}}\])(:[0-9]{{1,5}})?")
_LONGEST_VALIDATOR = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An answer of one hop. `quiet` is set where the server asks to be left alone, `confirms` on a 304."""

    original: str
    answer: Answer
    quiet: Trouble | None = None
    confirms: Digest | None = None


def address(original: str) -> str | Trouble:
    """An original as it is sent: in ASCII, without a fragment. A trouble if it is none that can be asked.

    >>> address("https://acme.example/Über uns#top")
    'https://acme.example/%C3%9Cber%20uns'
    """
    try:
        # Twice: of a mathematical letter IDNA makes a capital, which stays one until the next time.
        sent = safe_url_string(safe_url_string(urldefrag(original.strip()).url))
        parts = urlsplit(sent)
        sound = parts.scheme in ("http", "https") and parts.port != 0 and _HOST.fullmatch(parts.netloc)
    except ValueError:  # "http://[host/", ports beyond 65535
        sound = None
    if not sound or len(sent) > _LONGEST_ADDRESS:
        return Trouble(reason=Failure.BAD_REDIRECT, detail=f"{original[:200]!r} is no address on the web")
    return sent


def leads_to(asked: str, answer: Answer) -> str | Trouble | None:
    """The address that an answer redirects to; None if it does not redirect."""
    location = _location(answer)
    if answer.status not in _REDIRECTS or not location:
        return None
    try:
        target = urljoin(asked, location)
    except ValueError:
        target = location
    return address(target)


def _location(answer: Answer) -> str:
    """Headers are Latin-1 by the standard; a Location that is not ASCII is UTF-8 by what servers send."""
    raw = answer.first("location").strip()
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return raw


def asks_for_quiet(answer: Answer, now: datetime) -> Trouble | None:
    """Whether a server says that it is asked too much. A 503 alone says that it has a fault."""
    wait = retry_after(answer.first("retry-after"), now)
    if answer.status != 429 and not (answer.status == 503 and wait is not None):
        return None
    asked = "no Retry-After" if wait is None else f"Retry-After {answer.first('retry-after')[:40]!r}"
    return Trouble(reason=Failure.THROTTLED, detail=f"status {answer.status}, {asked}", retry_after=wait, busy=True)


def conditions(validators: Validators | None) -> dict[str, str]:
    """The headers that ask for a page only if it is not the one that is held."""
    if validators is None:
        return {}
    given: dict[str, Any] = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in given.items() if value and len(value) <= _LONGEST_VALIDATOR}


def kept(headers: Headers) -> Headers:
    """The headers that are worth keeping: bounded, and of cookies only that one was set."""
    return bounded((name, "" if name in ("set-cookie", "set-cookie2") else value) for name, value in headers)
