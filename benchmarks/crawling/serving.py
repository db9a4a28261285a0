"""How do the pages stand on loopback?

    python -m benchmarks.crawling.serving FOLDER

One process, a port for each host; one more is an archive that speaks the dialect of web.archive.org.  Nothing but
asyncio, since what it costs is not counted and shall not hold up who is measured.  Prints the ports as JSON, the
archive's last, and ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Sequence
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

from benchmarks.crawling.standing import Body, Document, laid_out, packed_bodies
from model import from_timestamp14

_ROBOTS = b"""\
User-agent: *
Disallow: /basket/
Disallow: /search
Disallow: /*?session=
Allow: /
Crawl-delay: 0

User-agent: otherbot
Disallow: /

Sitemap: /sitemap.xml
"""
_REPLAY = re.compile(r"/web/(\d{14})id_/(.+)")


class Standing:
    """What stands where, and whose turn it is."""

    def __init__(self, documents: Sequence[Document], bodies: bytes) -> None:
        self.hosts = 1 + max(one.host for one in documents)
        self._bodies = bodies
        self._documents = {(one.host, one.path): one for one in documents}
        self._turns = dict.fromkeys(self._documents, 0)
        self.ports: list[int] = []

    def answer(self, host: int, path: str) -> bytes:
        """A whole response."""
        if host == self.hosts:
            return self._archived(path)
        if path == "/robots.txt":
            return _response(_ROBOTS, ("Content-Type: text/plain",))
        document = self._documents.get((host, path))
        if document is None:
            return _response(b"Not here.", ("Content-Type: text/plain",), "404 Not Found")
        turn = self._turns[host, path]
        self._turns[host, path] = (turn + 1) % len(document.bodies)
        return self._page(document, document.bodies[turn])

    def _page(self, document: Document, body: Body, prefix: str = "", *more: str) -> bytes:
        headers = (f"{prefix}Content-Type: {document.content_type}", f"{prefix}Cache-Control: no-cache", *_USUAL, *more)
        coded = (*headers, *([f"Content-Type: {document.content_type}"] if prefix else []), "Content-Encoding: gzip")
        return _response(self._bodies[body.at : body.at + body.length], coded)

    def _archived(self, path: str) -> bytes:
        replay = _REPLAY.fullmatch(path)
        if not replay:
            wanted = parse_qs(urlsplit(path).query)["url"][0]
            rows = [_FIELDS, *self._listed(*self._found(wanted))]
            return _response(json.dumps(rows).encode(), ("Content-Type: application/json",))
        document, _ = self._found(replay[2])
        body = next(one for one in document.bodies if one.moment == replay[1])
        return self._page(document, body, "X-Archive-Orig-", f"Memento-Datetime: {_http(body.moment)}")

    def _found(self, original: str) -> tuple[Document, str]:
        parts = urlsplit(original)
        return self._documents[self.ports.index(parts.port or 0), parts.path], original

    def _listed(self, document: Document, original: str) -> list[list[str]]:
        return [
            [original, body.moment, original, "text/html", "200", f"{body.at:032}", str(body.length)]
            for body in document.bodies
        ]


_FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
_USUAL = ("Vary: Accept-Encoding", "Strict-Transport-Security: max-age=31536000", "X-Content-Type-Options: nosniff")


def _http(moment: str) -> str:
    return format_datetime(from_timestamp14(moment), usegmt=True)


def _response(body: bytes, headers: Sequence[str], status: str = "200 OK") -> bytes:
    usual = (*headers, f"Content-Length: {len(body)}", "Server: invented", "Date: Thu, 01 Jan 2026 00:00:00 GMT")
    return "\r\n".join((f"HTTP/1.1 {status}", *usual, "", "")).encode("latin-1") + body


class _Connection(asyncio.Protocol):
    """Requests have no body; one follows the other, and the connection is kept unless the client wants it closed."""

    def __init__(self, standing: Standing, host: int) -> None:
        self._standing, self._host = standing, host
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("ascii")
            self._transport.write(self._standing.answer(self._host, path))
            if b"\r\nconnection: close" in head.lower():
                self._transport.close()


async def _serve(folder: Path) -> None:
    loop = asyncio.get_running_loop()
    standing = Standing(laid_out(folder), packed_bodies(folder))
    for host in range(standing.hosts + 1):
        server = await loop.create_server(partial(_Connection, standing, host), "127.0.0.1", 0, backlog=1000)
        standing.ports.append(server.sockets[0].getsockname()[1])
    print(json.dumps(standing.ports), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1])))
