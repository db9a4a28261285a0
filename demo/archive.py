"""How does an archive answer? A small one, in the dialect of web.archive.org.

Serves captures on loopback: an index with pages and resume keys, and replays with the headers, statuses
and redirects of the real one.  For `make run`, which needs no network, and for tests, which can make it misbehave.

    python -m demo.archive --port 8090 FILE.warc.gz ...
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import re
import sys
import threading
from base64 import b32encode
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from aiohttp import web

from crawler.warc import Damage, Found, Record, records
from model import Headers, IndexRow, from_timestamp14, original_key, timestamp14

CAPTURES = Path(__file__).parent / "captures"
FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")

Fault = Callable[[web.Request], Awaitable[web.StreamResponse | None]]
"""May answer a request instead of the archive; None leaves it to the archive."""

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
"""Answers every request."""


def demo_records(folder: Path = CAPTURES) -> Iterator[Record]:
    """The captures of the demo folder. Raises ValueError with the line that is wrong."""
    index = folder / "index.jsonl"
    for number, line in enumerate(index.read_text("utf-8").splitlines(), 1):
        try:
            yield _demo_record(folder, json.loads(line))
        except (ValueError, KeyError, OSError) as error:
            raise ValueError(f"{index}, line {number}: {error!r}") from error


def _demo_record(folder: Path, line: dict[str, object]) -> Record:
    body = (folder / str(line["file"])).read_bytes() if line["file"] else b""
    named = line["headers"]
    headers = tuple((str(k).lower(), str(v)) for k, v in named.items()) if isinstance(named, dict) else ()
    return Record(
        original=str(line["original"]),
        timestamp=from_timestamp14(str(line["timestamp"])),
        statuscode=int(str(line["statuscode"])),
        headers=headers,
        body=body,
        archive_digest=b32encode(sha1(body, usedforsecurity=False).digest()).decode(),
        mimetype=dict(headers).get("content-type", "unk").partition(";")[0],
        offset=0,
    )


# ---------------------------------------------------------------- what the archive holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A capture as held; `packed` is its body in gzip, shared by captures with equal bytes."""

    original: str
    timestamp: str
    statuscode: int | None  # None for a revisit
    mimetype: str
    digest: str
    headers: Headers
    packed: bytes
    length: int  # of the record as stored


class Holdings:
    """All captures, by the key of their original, in the order of time. Bodies stay packed: a large WARC fits."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._by_key: dict[str, list[Entry]] = defaultdict(list)
        self._bodies: dict[str, Entry] = {}
        for one in found:
            if not isinstance(one, Damage):
                self._add(one)
        for entries in self._by_key.values():
            entries.sort(key=lambda entry: entry.timestamp)

    def _add(self, one: Record | IndexRow) -> None:
        if isinstance(one, IndexRow):
            entry = Entry(
                original=one.original,
                timestamp=timestamp14(one.timestamp),
                statuscode=None,
                mimetype="warc/revisit",
                digest=one.digest,
                headers=(),
                packed=b"",
                length=one.length or 0,
            )
        else:
            same = self._bodies.get(one.archive_digest)
            packed = same.packed if same else gzip.compress(one.body, 1, mtime=0)
            entry = Entry(
                original=one.original,
                timestamp=timestamp14(one.timestamp),
                statuscode=one.statuscode,
                mimetype=one.mimetype or "unk",
                digest=one.archive_digest,
                headers=one.headers,
                packed=packed,
                length=one.length or len(packed),
            )
            self._bodies.setdefault(entry.digest, entry)
        self._by_key[_key(one.original)].append(entry)

    def of(self, original: str, first: str = "", last: str = "9") -> list[Entry]:
        """Captures of an original between two timestamps, both included, each of any number of digits."""
        entries = self._by_key.get(_key(original), [])
        begin = bisect_left(entries, first, key=lambda entry: entry.timestamp)
        return entries[begin : bisect_right(entries, last, key=lambda entry: entry.timestamp[: len(last)])]

    def at(self, original: str, timestamp: str) -> Entry | None:
        """The capture nearest to a timestamp, in the spelling asked for where several are equally near."""
        asked = from_timestamp14(timestamp)
        return min(
            self.of(original),
            key=lambda entry: (abs(from_timestamp14(entry.timestamp) - asked), entry.original != original),
            default=None,
        )

    def all(self) -> Iterator[Entry]:
        """Every capture, original by original."""
        yield from chain.from_iterable(self._by_key.values())

    def resolved(self, entry: Entry) -> Entry | None:
        """The capture that holds a revisit's bytes."""
        return entry if entry.statuscode is not None else self._bodies.get(entry.digest)


def _key(original: str) -> str:
    """Clients and servers escape differently ("|" or "%7C"), so an archive looks up what is meant."""
    return unquote(original_key(original))


def urlkey(original: str) -> str:
    """An original as indexes sort it: "com,acme)/privacy"."""
    parts = urlsplit("//" + original_key(original))
    host, _, port = parts.netloc.partition(":")
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    return f"{','.join(reversed(host.split('.')))}{':' + port if port else ''}){path}".lower()


# ---------------------------------------------------------------- how it answers


class Archive:
    """The server's pages."""

    def __init__(self, holdings: Holdings, fault: Fault | None) -> None:
        self._holdings, self._fault = holdings, fault

    async def answer(self, request: web.Request) -> web.StreamResponse:
        answered = await self._fault(request) if self._fault else None
        if answered is not None:
            return answered
        if request.path == "/cdx/search/cdx":
            return self._index(request)
        replay = re.match(r"/web/([0-9]{4,14})id_/(.+)", request.raw_path)
        if replay:
            return self._replay(request, replay[1], replay[2])
        return _error(404, "no such page")

    def _index(self, request: web.Request) -> web.Response:
        query = request.query
        try:
            limit = int(query.get("limit", "100000"))
        except ValueError:
            return _error(400, "limit is no number")
        if "url" not in query or limit < 1:
            return _error(400, "url is missing, or limit is not positive")
        entries = self._holdings.of(query["url"], query.get("from", ""), query.get("to") or "9")
        begin = int(query.get("resumeKey", "!0").rpartition("!")[2] or 0)
        page = entries[begin : begin + limit]
        rows: list[list[str]] = [list(FIELDS), *(_row(entry) for entry in page)] if page else []
        if page and begin + limit < len(entries) and query.get("showResumeKey") == "true":
            rows += [[], [f"{urlkey(query['url'])} {entries[begin + limit].timestamp}!{begin + limit}"]]
        lines = (f"[{', '.join(json.dumps(field) for field in row)}]" for row in rows)
        return web.Response(text="[" + ",\n".join(lines) + "]\n", content_type="application/json")

    def _replay(self, request: web.Request, timestamp: str, original: str) -> web.Response:
        try:
            entry = self._holdings.at(original, timestamp)
        except ValueError:
            return _error(400, "no such timestamp")
        shown = entry and self._holdings.resolved(entry)
        if entry is None or shown is None:
            return _error(404, "The Wayback Machine has not archived that URL.")
        if entry.timestamp != timestamp:
            where = {
                "Location": f"/web/{entry.timestamp}id_/{entry.original}",
                "X-Archive-Redirect-Reason": f"found capture at {entry.timestamp}",
            }
            return web.Response(status=302, headers=where)
        return _memento(request, entry, shown)


def _row(entry: Entry) -> list[str]:
    status = "-" if entry.statuscode is None else str(entry.statuscode)
    words = (urlkey(entry.original), entry.timestamp, entry.original, entry.mimetype, status, entry.digest)
    return [*words, str(entry.length)]


def _memento(request: web.Request, entry: Entry, shown: Entry) -> web.Response:
    moment = from_timestamp14(entry.timestamp)
    answer = web.Response(status=shown.statuscode or 200)
    answer.headers["Memento-Datetime"] = format_datetime(moment, usegmt=True)
    answer.headers["X-Archive-Src"] = "demo.warc.gz"
    for name, value in shown.headers:
        answer.headers.add(f"x-archive-orig-{name}", _one_line(value))
        if name == "content-type":
            answer.headers["Content-Type"] = _one_line(value)
        if name == "location":
            target = urljoin(entry.original, value)
            answer.headers["Location"] = _one_line(f"/web/{entry.timestamp}id_/{target}")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        answer.headers["Content-Encoding"] = "gzip"
        answer.body = shown.packed
    else:
        answer.body = gzip.decompress(shown.packed)
    return answer


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _error(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=f"<html><body><p>{text}</p></body></html>", content_type="text/html")


# ---------------------------------------------------------------- the server


class Server:
    """A running archive."""

    def __init__(self, runner: web.AppRunner, port: int) -> None:
        self._runner = runner
        self.port = port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def close(self) -> None:
        await self._runner.cleanup()


async def start(found: Iterable[Found], port: int = 0, *, fault: Fault | None = None) -> Server:
    """Serves captures on 127.0.0.1; port 0 takes any free one. `fault` may answer in the archive's place."""
    return await _start(Archive(Holdings(found), fault).answer, port)


async def _start(answer: Answer, port: int) -> Server:
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, handler_cancellation=True)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    return Server(runner, runner.addresses[0][1])


@contextmanager
def serving(found: Iterable[Found], port: int = 0, *, fault: Fault | None = None) -> Iterator[str]:
    """Serves captures from a thread while it lasts; gives the address, `http://127.0.0.1:PORT`."""
    with answering(Archive(Holdings(found), fault).answer, port) as url:
        yield url


@contextmanager
def answering(answer: Answer, port: int = 0) -> Iterator[str]:
    """Answers every request on a port of 127.0.0.1 from a thread while it lasts; gives the address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="demo-archive", daemon=True)
    thread.start()
    try:
        server = asyncio.run_coroutine_threadsafe(_start(answer, port), loop).result()
        try:
            yield server.url
        finally:
            asyncio.run_coroutine_threadsafe(server.close(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Serves WARC files, or the demo's captures, as an archive on loopback."
    )
    parser.add_argument("files", nargs="*", type=Path, help="WARC files; without any, the demo's captures")
    parser.add_argument("--port", type=int, default=8090)
    given = parser.parse_args()
    found: Iterable[Found] = chain.from_iterable(map(records, given.files)) if given.files else demo_records()
    with serving(found, given.port) as url:
        sys.stdout.write(f"{datetime.now(UTC):%H:%M:%S} serving on {url}, stop with Ctrl-C\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
