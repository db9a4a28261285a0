"""How does Common Crawl answer? A small one.

A list of collections, an index for each (rows in JSON, an object a line, in pages; 404 where nothing is there), and
WARC files of which a record is fetched by its range.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from demo.archive import Entry, Holdings, urlkey
from model import from_timestamp14, original_key

_WEEKS = 13  # of a collection


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    entry: Entry
    filename: str
    offset: int
    length: int


class CommonCrawl:
    """The archive's pages. A collection is a quarter of a year, and one file.

    `truncated` names timestamps whose records say that they were cut off; their bodies are halved. `packed` makes
    something else of the packed record of a timestamp. Without `ranges` a file is always given whole.
    """

    def __init__(
        self,
        holdings: Holdings,
        *,
        rows_a_page: int = 1_000,
        truncated: Sequence[str] = (),
        packed: Mapping[str, Callable[[bytes], bytes]] | None = None,
        ranges: bool = True,
    ) -> None:
        self._rows_a_page, self._truncated, self._ranges = rows_a_page, frozenset(truncated), ranges
        self._packed = packed or {}
        self._files: dict[str, bytearray] = defaultdict(bytearray)
        self._rows: dict[str, list[_Row]] = defaultdict(list)
        for entry in sorted(holdings.all(), key=lambda one: one.timestamp):
            self._add(holdings, entry)

    def _add(self, holdings: Holdings, entry: Entry) -> None:
        collection = _collection(entry)
        filename = f"crawl-data/{collection}/segments/1/warc/{collection}-00000.warc.gz"
        cut = entry.timestamp in self._truncated
        packed = gzip.compress(_record(entry, holdings.resolved(entry) or entry, cut=cut), 1, mtime=0)
        packed = self._packed[entry.timestamp](packed) if entry.timestamp in self._packed else packed
        file = self._files[filename]
        self._rows[collection].append(_Row(entry=entry, filename=filename, offset=len(file), length=len(packed)))
        file += packed

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/collinfo.json":
            return web.json_response([_described(name, f"http://{request.host}") for name in sorted(self._rows)[::-1]])
        found = re.match(r"/(CC-MAIN-[0-9]{4}-[0-9]{2})-index$", request.path)
        if found and found[1] in self._rows:
            return self._index(request, self._rows[found[1]])
        file = self._files.get(request.path.removeprefix("/"))
        if file and not self._ranges:
            return web.Response(body=bytes(file), content_type="application/octet-stream")
        return _range(request, file) if file else web.Response(status=404, text="<Error><Code>NoSuchKey</Code></Error>")

    def timestamp(self, request: web.Request) -> str:
        """Of the record that is asked for by its range, or ""."""
        asked = re.fullmatch(r"bytes=([0-9]+)-[0-9]+", request.headers.get("Range", ""))
        rows = [row for rows in self._rows.values() for row in rows if row.filename == request.path.removeprefix("/")]
        return next((row.entry.timestamp for row in rows if asked and row.offset == int(asked[1])), "")

    def _index(self, request: web.Request, rows: Sequence[_Row]) -> web.Response:
        asked = request.query.get("url", "")
        found = [row for row in rows if original_key(row.entry.original) == original_key(asked)]
        pages = -(-len(found) // self._rows_a_page)
        if request.query.get("showNumPages") == "true":
            return web.json_response({"pages": pages, "pageSize": 1, "blocks": pages})
        page = int(request.query.get("page", "0"))
        if not found:
            return web.json_response({"message": f"No Captures found for: {asked}"}, status=404)
        if page >= pages:
            return web.json_response({"message": f"Page {page} invalid: Last Page is {pages - 1}"}, status=400)
        shown = found[page * self._rows_a_page : (page + 1) * self._rows_a_page]
        return web.Response(text="".join(json.dumps(_told(row)) + "\n" for row in shown), content_type="text/x-ndjson")


def _collection(entry: Entry) -> str:
    year, month = entry.timestamp[:4], int(entry.timestamp[4:6])
    return f"CC-MAIN-{year}-{(month - 1) // 3 * _WEEKS + 1:02d}"


def _described(name: str, here: str) -> dict[str, str]:
    return {"id": name, "name": f"{name} Index", "timegate": f"{here}/{name}/", "cdx-api": f"{here}/{name}-index"}


def _told(row: _Row) -> dict[str, str]:
    entry = row.entry
    told = {
        "urlkey": urlkey(entry.original),
        "timestamp": entry.timestamp,
        "url": entry.original,
        "mime": entry.mimetype,
        "mime-detected": entry.mimetype,
        "digest": entry.digest,
        "length": str(row.length),
        "offset": str(row.offset),
        "filename": row.filename,
    }
    return told if entry.statuscode is None else told | {"status": str(entry.statuscode)}


def _record(entry: Entry, shown: Entry, *, cut: bool) -> bytes:
    """A WARC record; a revisit has the head alone."""
    revisit = entry.statuscode is None
    body = b"" if revisit else gzip.decompress(shown.packed)
    body = body[: len(body) // 2] if cut else body
    kept = [(name, value) for name, value in shown.headers if name not in ("content-encoding", "transfer-encoding")]
    head = f"HTTP/1.1 {shown.statuscode or 200} OK\r\n" + "".join(
        f"{name}: {' '.join(v.split())}\r\n" for name, v in kept
    )
    block = head.encode() + b"\r\n" + body
    moment = from_timestamp14(entry.timestamp)
    fields = {
        "WARC-Type": "revisit" if revisit else "response",
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, entry.timestamp + entry.original)}>",
        "WARC-Date": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "WARC-Target-URI": entry.original,
        "WARC-Payload-Digest": f"sha1:{entry.digest}",
        **({"WARC-Truncated": "length"} if cut else {}),
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def _range(request: web.Request, file: bytearray) -> web.Response:
    asked = re.fullmatch(r"bytes=([0-9]+)-([0-9]+)", request.headers.get("Range", ""))
    if not asked:
        return web.Response(body=bytes(file), content_type="application/octet-stream")
    first, last = int(asked[1]), min(int(asked[2]), len(file) - 1)
    if first >= len(file):
        return web.Response(status=416, headers={"Content-Range": f"bytes */{len(file)}"})
    told = {"Content-Range": f"bytes {first}-{last}/{len(file)}"}
    body = bytes(file[first : last + 1])
    return web.Response(status=206, body=body, headers=told, content_type="application/octet-stream")
