"""Which mementos does a TimeMap list? (RFC 7089, 5)

In link format, in JSON of two kinds, or as the rows of an index.  A list in link format says of a capture where it is
and when it was made, and nothing else: status, media type and digest are unknown until it is fetched.  A TimeMap can be
one page, name the page that follows, or be an index of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import accumulate
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from model import IndexRow, from_timestamp14, original_key, timestamp14

_MOST_PAGES = 200  # of one TimeMap
_MOST_WAITING = 20_000  # characters of the addresses of pages still to be asked
_LONGEST = 2_000  # of an address

# <address> and what follows up to the next address; neither part can be read in two ways.
_LINK = re.compile(r"<([^<>]{1,10000})>([^<]{0,10000})")
_PARAMETER = re.compile(r';\s*([a-z-]{1,20})\s*=\s*(?:"([^"]{0,1000})"|([^\s;,"]{1,1000}))', re.IGNORECASE)
_CAPTURED_AT = re.compile(r"/([0-9]{14})(?:[a-z]{2}_)?/(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A memento (`moment` is when it was captured), or a page of the list (`moment` is where it begins, if told)."""

    address: str
    relations: tuple[str, ...]
    moment: datetime | None


def links_of(text: str) -> Iterator[Link]:
    """The links of a TimeMap or of a Link header, in their order."""
    for address, told in _LINK.findall(text):
        said = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(told)}
        when = said.get("datetime") or said.get("from") or ""
        yield Link(address=address, relations=tuple(said.get("rel", "").lower().split()), moment=http_date(when))


def is_cut_off(text: str) -> bool:
    """Whether a list in link format ends in the middle of a link. One that ends between two of them shows nothing."""
    last = _LINK.fullmatch(text, text.rfind("<"))
    if not last or last[2].count('"') % 2:
        return True
    said = {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(last[2])}
    return "rel" not in said or ("memento" in said["rel"].lower().split() and "datetime" not in said)


def json_links(told: Mapping[str, Any]) -> Iterator[Link]:
    """The links of a TimeMap in JSON, as aggregators write it."""
    mementos = told.get("mementos")
    for one in _tables(mementos.get("list") if isinstance(mementos, dict) else mementos):
        yield _json_link(one, "memento", "datetime")
    pages = told.get("pages")
    after = pages.get("next") if isinstance(pages, dict) else None
    for one in (*_tables(told.get("timemap_index")), *_tables([after])):
        yield _json_link(one, "timemap", "from")


def _tables(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, dict))


def _json_link(told: Mapping[str, Any], relation: str, when: str) -> Link:
    address, moment = told.get("uri"), told.get(when)
    return Link(
        address=address if isinstance(address, str) else "",
        relations=(relation,),
        moment=_iso(moment) if isinstance(moment, str) else None,
    )


def http_date(value: str) -> datetime | None:
    """The instant that a header names; None where it names none."""
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):  # all of them come out of email's parser
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)


def _iso(value: str) -> datetime | None:
    try:
        date = datetime.fromisoformat(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- what a link says of a capture


def row_of(link: Link, original: str, hosts: Mapping[str, str]) -> IndexRow:
    """A memento as a row. Raises ValueError with what is odd about it.

    `hosts` are the archive's own, with the scheme by which it is asked: what an aggregator lists of other archives is
    left to them, since their rates are theirs.
    """
    if link.moment is None:
        raise ValueError("a memento without a time")
    return IndexRow(
        urlkey=str(original_key(original)),
        timestamp=link.moment,
        original=_spelling(link, original),
        mimetype="",
        statuscode=None,
        digest="",
        place=at_home(link.address, hosts),
    )


def at_home(address: str, hosts: Mapping[str, str]) -> str:
    """The address with the scheme by which its host is asked. Raises ValueError for one of another host."""
    try:
        parts = urlsplit(address)
        host = _host(parts)
    except ValueError as error:
        raise ValueError("no address") from error
    if len(address) > _LONGEST or parts.scheme not in ("http", "https") or re.search(r"[\x00-\x20\x7f]", address):
        raise ValueError("no address that could be asked")
    if host not in hosts:
        raise ValueError(f"on another host, {host[:100]}")
    return urlunsplit(parts._replace(scheme=hosts[host], netloc=host))


def hosts_of(addresses: Iterable[str]) -> dict[str, str]:
    """Host and port of each address, with its scheme."""
    parts = [urlsplit(address.replace("{", "").replace("}", "")) for address in addresses]
    return {_host(one): one.scheme for one in parts}


def _host(parts: SplitResult) -> str:
    """Without the default port, which some write out. Raises ValueError for a port that is none."""
    host = (parts.hostname or "") if ":" not in (parts.hostname or "") else f"[{parts.hostname}]"
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def _spelling(link: Link, original: str) -> str:
    """The original as it was captured, where the memento's address tells it: a list names one spelling for all."""
    found = _CAPTURED_AT.search(link.address)
    if not found or link.moment != _moment(found[1]):
        return original
    told = found[2] if "://" in found[2] else f"http://{found[2]}"
    sound = "%3A" not in told[:12] and original_key(told) == original_key(original)
    return told if sound else original


def _moment(digits: str) -> datetime | None:
    try:
        return from_timestamp14(digits)
    except ValueError:
        return None


def unaltered(memento: str) -> str:
    """The address of a memento's own bytes, where it is made as all archives do that play pages back.

    What they list shows the page with a banner and links that lead into the archive; `id_` behind the timestamp asks
    for what was captured. An archive that does not know it says so, and nothing rewritten is taken for the page.
    """
    return _CAPTURED_AT.sub(lambda found: f"/{found[1]}id_/{found[2]}", memento, count=1)


# ---------------------------------------------------------------- which page comes next


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where one is in a TimeMap of several pages: how many were asked for, the latest moment known, what is next."""

    asked: int = 0
    latest: str = "0" * 14
    waiting: tuple[str, ...] = ()

    @classmethod
    def of(cls, resume: str) -> Way:
        """The way that a task's `resume` tells."""
        if not resume:
            return cls()
        asked, latest, *waiting = resume.split(" ")
        return cls(asked=int(asked), latest=latest, waiting=tuple(waiting))

    def __str__(self) -> str:
        return " ".join((str(self.asked), self.latest, *self.waiting)) if self.waiting else ""


def onward(way: Way, rows: Sequence[IndexRow], links: Sequence[Link], hosts: Mapping[str, str]) -> tuple[Way, int]:
    """The way after a page that answered with these rows and links, and how many pages are left out, being too many.

    A list leads forward in time, so that it cannot lead in a circle: pages that begin no later than what is known are
    not followed, and those that do not say where they begin are followed from a page that brought something later.
    """
    begins = {timestamp14(link.moment) for link in links if _is_page(link) and link.moment}
    latest = max({way.latest, *(timestamp14(row.timestamp) for row in rows)})
    found = dict.fromkeys(way.waiting[1:])
    for link in links:
        begin = timestamp14(link.moment) if link.moment else ""
        fresh = begin > way.latest if begin else (latest > way.latest or not way.asked)
        if _is_page(link) and fresh and (address := _home(link.address, hosts)):
            found[address] = None
    waiting = _within(list(found), _MOST_PAGES - way.asked - 1)
    return Way(asked=way.asked + 1, latest=max({latest, *begins}), waiting=waiting), len(found) - len(waiting)


def _within(addresses: Sequence[str], most: int) -> tuple[str, ...]:
    lengths = accumulate(len(one) + 1 for one in addresses)
    return tuple(
        one for one, length in zip(addresses[: max(most, 0)], lengths, strict=False) if length <= _MOST_WAITING
    )


def _is_page(link: Link) -> bool:
    """Pages are named as TimeMaps, by RFC 7089, or as what is next, by RFC 8288."""
    said = set(link.relations)
    return bool(said & {"timemap", "next"}) and not said & {"self", "prev", "previous", "memento"}


def _home(address: str, hosts: Mapping[str, str]) -> str:
    try:
        return at_home(address, hosts)
    except ValueError:
        return ""
