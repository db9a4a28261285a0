"""Is a replay's answer the capture that was asked for, and what did its server say?

One header decides: an answer with Memento-Datetime (RFC 7089) is an archived response, whatever its
status, an archived 404, 429 or redirect included; an answer without it is the archive's own word and
never content, even with status 200.  Redirects are not followed: pywb hands out the captured Location
as it was, which leads to the live page, and web.archive.org's lead to other captures.
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from itertools import islice
from urllib.parse import unquote

from crawler.archive import Archive
from crawler.common_crawl import is_nothing
from crawler.timemap import http_date, links_of
from crawler.trouble import Trouble
from model import Failure, Headers, original_key, timestamp14

_ORIGINAL = "x-archive-orig-"
_GUESSED_CHARSET = "x-archive-guessed-charset"
_MOST_HEADERS = 100
_LONGEST_HEADER = 8_000

# What pywb, and a server before it, adds. It hands these out under the prefix where the capture had them, except Link,
# which it lets stand and adds its own to.
_OF_THE_ARCHIVE = frozenset(
    {"memento-datetime", "content-location", "preference-applied", "date", "server", "connection", "transfer-encoding"}
)
_OWN_LINK = re.compile(r"""rel="?(original|timegate|timemap|memento)\b""")

# 451 is pywb's access rules.
_BY_STATUS: Mapping[int, Failure] = {
    403: Failure.FORBIDDEN,
    404: Failure.NEVER_ARCHIVED,
    429: Failure.THROTTLED,
    451: Failure.EXCLUDED,
    502: Failure.THROTTLED,
    503: Failure.THROTTLED,
    504: Failure.THROTTLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response as it came over the wire: header names in lower case, content coding still on."""

    status: int
    headers: Headers
    body: bytes
    kept: bool = False  # it came of an earlier request, and none was made for it

    def all(self, name: str) -> list[str]:
        return [value for header, value in self.headers if header == name]

    def first(self, name: str) -> str:
        return next((value for header, value in self.headers if header == name), "")


def trouble_with_index(archive: Archive, answer: Answer, now: datetime) -> Trouble | None:
    """What is wrong with an index's answer before its body is read; None if nothing is."""
    if answer.status == 200:
        return None
    if answer.status == 404:
        if archive.dialect == "memento" or is_nothing(answer.status, answer.body):
            return None  # nothing is there; Common Crawl says so in a message
        return Trouble(reason=Failure.UNREADABLE_INDEX, detail=f"no index is there: {own_word(answer, now).detail}")
    gate = archive.dialect == "memento" and not archive.index
    if gate and (answer.first("memento-datetime") or answer.status // 100 == 3):
        return None  # a TimeGate leads to a memento, or is one: then its status is what was captured
    return own_word(answer, now)


def trouble_with_replay(answer: Answer, asked: datetime, now: datetime) -> Trouble | None:
    """Why an answer is not the capture of the asked second; None if it is."""
    stamp = answer.first("memento-datetime")
    if not stamp:
        return _no_memento(answer, asked, now)
    found = http_date(stamp)
    if found is None:
        return Trouble(reason=Failure.NOT_A_MEMENTO, detail=f"Memento-Datetime {stamp[:60]!r} is no date")
    if found != asked:
        return _other_capture(timestamp14(found))
    return None


def trouble_with_original(answer: Answer, asked: str) -> Trouble | None:
    """Why an answer is a capture of another page; None if it is of this one, or does not say."""
    links = (link for header in answer.all("link") for link in links_of(header))
    named = [link.address for link in links if "original" in link.relations]
    if not named or unquote(original_key(asked)) in (unquote(original_key(one)) for one in named):
        return None
    return Trouble(reason=Failure.OTHER_CAPTURE, detail=f"the archive answered with a capture of {named[0][:300]}")


def _no_memento(answer: Answer, asked: datetime, now: datetime) -> Trouble:
    if answer.status // 100 == 3:
        # web.archive.org: "found capture at 20200101000000"; pywb (redirect_to_exact): only a Location.
        said = f"{answer.first('x-archive-redirect-reason')} {answer.first('location')}"
        other = re.search(r"(?:found capture at |/)([0-9]{14})(?![0-9])", said)
        if other and other[1] != timestamp14(asked):
            return _other_capture(other[1])
        return Trouble(reason=Failure.NOT_A_MEMENTO, detail=f"status {answer.status} to {said.strip()[:200]!r}")
    if answer.status == 200 and b"been excluded" in answer.body[:100_000]:
        return Trouble(reason=Failure.EXCLUDED, detail="the archive says that the original has been excluded")
    if answer.status == 200:
        detail = f"status 200 without Memento-Datetime: {_beginning(answer.body)}"
        return Trouble(reason=Failure.NOT_A_MEMENTO, detail=detail)
    return own_word(answer, now)


def own_word(answer: Answer, now: datetime) -> Trouble:
    """The archive itself refuses or fails."""
    error = answer.first("x-archive-wayback-runtime-error")
    if "AccessControl" in error or b"AccessControlException" in answer.body[:10_000]:
        return Trouble(reason=Failure.EXCLUDED, detail=error[:200] or _beginning(answer.body))
    otherwise = Failure.SERVER_ERROR if answer.status >= 500 else Failure.NOT_A_MEMENTO
    reason = _BY_STATUS.get(answer.status, otherwise)
    wait = retry_after(answer.first("retry-after"), now)
    where = answer.first("location") if answer.status // 100 == 3 else ""
    said = f" to {where[:200]!r}" if where else f": {error[:200] or _beginning(answer.body)}"
    detail = f"status {answer.status}{said}"
    if answer.status == 503 and b"Pywb Error" in answer.body[:10_000]:
        reason = Failure.SERVER_ERROR  # pywb's way to say that the file with this one capture is missing
    if reason is not Failure.THROTTLED:
        return Trouble(reason=reason, detail=detail)
    return Trouble(reason=reason, detail=detail, retry_after=wait, busy=answer.status == 429 or wait is not None)


def _other_capture(timestamp: str) -> Trouble:
    return Trouble(reason=Failure.OTHER_CAPTURE, detail=f"the archive answered with its capture of {timestamp}")


def _beginning(body: bytes) -> str:
    text = re.sub(r"<[^>]{0,500}>|\s+", " ", body[:2_000].decode("utf-8", "replace"))
    return " ".join(text.split())[:120] or "no text"


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as a number or a date; None if it asks for nothing.

    >>> retry_after("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after("Thu, 01 Jan 2026 00:01:00 GMT", datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    date = http_date(value)
    return None if date is None else max(0.0, (date - now).total_seconds())


def original_headers(archive: Archive, headers: Headers) -> Headers:
    """The headers as the captured server gave them: prefixes undone, the archive's own left out.

    web.archive.org prefixes every captured header; pywb only those that it changed and hands the others
    out as they were.  X-Archive-Guessed-Charset stays, since it helps the reading.  Bounded in number and length.
    """
    prefixed = {name.removeprefix(_ORIGINAL) for name, _ in headers if name.startswith(_ORIGINAL)}
    kept = []
    for name, value in headers:
        bare = name.removeprefix(_ORIGINAL)
        passed_on = archive.dialect != "ia" and name not in prefixed and not _of_the_archive(name, value)
        if name == _GUESSED_CHARSET or name.startswith(_ORIGINAL) or passed_on:
            kept.append((bare, value))
    return bounded(kept)


def bounded(headers: Iterable[tuple[str, str]]) -> Headers:
    """The first headers, each cut short: what is kept of a head that a stranger may have made endless."""
    return tuple((name[:_LONGEST_HEADER], value[:_LONGEST_HEADER]) for name, value in islice(headers, _MOST_HEADERS))


def _of_the_archive(name: str, value: str) -> bool:
    return (
        name in _OF_THE_ARCHIVE or name.startswith("x-archive-") or (name == "link" and bool(_OWN_LINK.search(value)))
    )


def payload_digest(payload: bytes) -> str:
    """The digest of a payload as most archives write it: SHA-1 in base 32."""
    return b32encode(sha1(payload, usedforsecurity=False).digest()).decode()


def media_type(headers: Headers) -> str:
    """The media type that Content-Type names, without parameters; "" if there is none.

    >>> media_type((("content-type", "Text/HTML; charset=utf-8"),))
    'text/html'
    """
    value = next((value for name, value in headers if name == "content-type"), "")
    return value.partition(";")[0].strip().lower()


def wire_headers(raw: Iterable[tuple[bytes, list[bytes]]]) -> Headers:
    """Headers from Scrapy's form. Latin-1 never fails, and it is what HTTP/1.1 said."""
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, values in raw for value in values)
