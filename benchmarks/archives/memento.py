"""How does an archive answer that speaks Memento (RFC 7089) and nothing else?

Its TimeMaps come in link format and in JSON, whole or in pages; its TimeGate leads to the memento nearest to the time
asked for; a memento's address says as little as the archive likes.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime

from aiohttp import web

from demo.archive import Entry, Holdings
from model import from_timestamp14, sha256

_OWN = frozenset({"date", "server", "content-length", "content-encoding", "transfer-encoding", "connection"})


class Memento:
    """The archive's pages. With `rows_a_page` a TimeMap is an index of pages; `opaque` mementos name nothing.

    With `chained` it is the first of its pages, and each leads to the next and back to the one before. Without `links`
    the TimeGate says nothing of other mementos than the one it leads to.
    """

    def __init__(
        self,
        holdings: Holdings,
        *,
        rows_a_page: int = 0,
        chained: bool = False,
        opaque: bool = False,
        links: bool = True,
    ) -> None:
        self._holdings, self._rows_a_page, self._opaque, self._links = holdings, rows_a_page, opaque, links
        self._chained = chained
        self._opaque_names = {_name(entry): entry for entry in holdings.all()} if opaque else {}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path, here = request.raw_path, f"http://{request.host}"
        if found := re.match(r"/timemap/(link|json)/(?:page([0-9]+)/)?(.+)", path):
            return self._timemap(here, found[1], found[2], found[3])
        if found := re.match(r"/gate/(.+)", path):
            return self._timegate(request, here, found[1])
        if found := re.match(r"/held/([0-9]{14})(id_)?/(.+)", path):
            return self._memento(here, self._exactly(found[3], found[1]), shown=not found[2])
        if found := re.match(r"/m/([0-9a-f]{16})$", path):
            return self._memento(here, self._opaque_names.get(found[1]), shown=False)
        return _never()

    def timestamp(self, request: web.Request) -> str:
        """Of the memento that is asked for, or ""."""
        found = re.match(r"/held/([0-9]{14})", request.path)
        named = self._opaque_names.get(request.path.rpartition("/")[2])
        return found[1] if found else named.timestamp if named else ""

    def _exactly(self, original: str, timestamp: str) -> Entry | None:
        entry = self._holdings.at(original, timestamp)
        return entry if entry and entry.timestamp == timestamp else None

    def _address(self, here: str, entry: Entry) -> str:
        return f"{here}/m/{_name(entry)}" if self._opaque else f"{here}/held/{entry.timestamp}/{entry.original}"

    # -- lists

    def _timemap(self, here: str, form: str, page: str | None, original: str) -> web.Response:
        entries = self._holdings.of(original)
        size = self._rows_a_page or max(len(entries), 1)
        pages = [entries[start : start + size] for start in range(0, len(entries), size)]
        if not entries or (page and int(page) >= len(pages)):
            return _never()
        shown = pages[int(page)] if page else pages[0] if len(pages) == 1 or self._chained else []
        ways = [(f"{here}/timemap/{form}/page{n}/{original}", one) for n, one in enumerate(pages) if len(pages) > 1]
        if self._chained:
            links = [f'<{original}>; rel="original"', *_neighbours([way for way, _ in ways], int(page or "0"))]
            links += [self._link(here, entry, _place(entry, entries)) for entry in shown]
            return web.Response(text=",\n".join(links) + "\n", content_type="application/link-format")
        if form == "json":
            return self._in_json(here, original, shown, [] if page else ways)
        links = [f'<{original}>; rel="original"', f'<{here}/gate/{original}>; rel="timegate"']
        links += [_timemap_link(way, one) for way, one in ways]
        links += [self._link(here, entry, _place(entry, entries)) for entry in shown]
        return web.Response(text=",\n".join(links) + "\n", content_type="application/link-format")

    def _in_json(
        self, here: str, original: str, shown: Sequence[Entry], ways: Sequence[tuple[str, Sequence[Entry]]]
    ) -> web.Response:
        told: dict[str, object] = {"original_uri": original, "timegate_uri": f"{here}/gate/{original}"}
        if ways:
            told["timemap_index"] = [{"uri": way, "from": _iso(one[0]), "until": _iso(one[-1])} for way, one in ways]
        told["mementos"] = {"list": [{"datetime": _iso(entry), "uri": self._address(here, entry)} for entry in shown]}
        return web.Response(text=json.dumps(told, indent=1), content_type="application/json")

    def _link(self, here: str, entry: Entry, place: str) -> str:
        return f'<{self._address(here, entry)}>; rel="{place}memento"; datetime="{_http_date(entry)}"'

    # -- the gate, and what it leads to

    def _timegate(self, request: web.Request, here: str, original: str) -> web.Response:
        entries = self._holdings.of(original)
        if not entries:
            return _never()
        wished = request.headers.get("Accept-Datetime")
        try:
            moment = parsedate_to_datetime(wished) if wished else _moment(entries[-1])
        except ValueError:
            return web.Response(status=400, text="Accept-Datetime is no date")
        nearest = min(entries, key=lambda entry: abs(_moment(entry) - moment))
        at = entries.index(nearest)
        links = [f'<{original}>; rel="original"']
        if self._links:
            near = dict.fromkeys((0, max(at - 1, 0), at, min(at + 1, len(entries) - 1), len(entries) - 1))
            links += [self._link(here, entries[one], _place(entries[one], entries)) for one in near]
        headers = {"Location": self._address(here, nearest), "Vary": "accept-datetime", "Link": ", ".join(links)}
        return web.Response(status=302, headers=headers)

    def _memento(self, here: str, entry: Entry | None, *, shown: bool) -> web.Response:
        """As captured, or shown to people: with a banner."""
        captured = entry and self._holdings.resolved(entry)
        if entry is None or captured is None:
            return _never()
        banner = b"<p>You are looking at an archived page.</p>" if shown else b""
        answer = web.Response(status=captured.statuscode or 200, body=banner + gzip.decompress(captured.packed))
        answer.headers.popall("Content-Type", None)
        for name, value in captured.headers:
            if name not in _OWN:
                answer.headers.add(name, " ".join(value.split()))
        answer.headers["Memento-Datetime"] = _http_date(entry)
        original = f'<{entry.original}>; rel="original"'
        answer.headers.add("Link", f'{original}, <{here}/timemap/link/{entry.original}>; rel="timemap"')
        return answer


def _name(entry: Entry) -> str:
    return sha256(f"{entry.timestamp} {entry.original} {entry.statuscode} {entry.digest}")[:16]


def _place(entry: Entry, entries: Sequence[Entry]) -> str:
    """What stands before "memento" in its relation."""
    return f"{'first ' * (entry is entries[0])}{'last ' * (entry is entries[-1])}"


def _neighbours(ways: Sequence[str], page: int) -> list[str]:
    """The pages beside a page."""
    near = (("prev", page - 1), ("next", page + 1))
    return [f'<{ways[at]}>; rel="{relation}"' for relation, at in near if 0 <= at < len(ways)]


def _timemap_link(way: str, entries: Sequence[Entry]) -> str:
    span = f'from="{_http_date(entries[0])}"; until="{_http_date(entries[-1])}"'
    return f'<{way}>; rel="timemap"; type="application/link-format"; {span}'


def _moment(entry: Entry) -> datetime:
    return from_timestamp14(entry.timestamp)


def _http_date(entry: Entry) -> str:
    return format_datetime(_moment(entry), usegmt=True)


def _iso(entry: Entry) -> str:
    return f"{_moment(entry):%Y-%m-%dT%H:%M:%SZ}"


def _never() -> web.Response:
    return web.Response(status=404, text="<html><p>not held here</p></html>", content_type="text/html")
