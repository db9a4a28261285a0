"""What can a server do to a crawler? Each of these does one thing without end or measure; real sockets on loopback."""

from __future__ import annotations

import asyncio
import gzip
import threading
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

import brotli
from backports.zstd import ZstdCompressor

PAGE = b"<p>We sell nothing.</p>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MOVED = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\nLocation: "
_MEGABYTE = bytes(1_000_000)
_DROP = 1.0  # seconds
_STEP = 1.4  # seconds; less than a request may take

Pieces = AsyncIterator[bytes]
Say = Callable[[str], Pieces]
"""What is said to who asks for a path, piece by piece."""


@dataclass(eq=False)
class Monster:
    """A host, named for what it does. `log` has ("asked" or "over", host, path), of all hosts together."""

    name: str
    says: Say
    log: list[tuple[str, str, str]]
    scheme: str = "http"
    host: str = ""
    running: set[asyncio.Task[Any]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = "/" if self.scheme == "https" else await _asked(reader)
        self.log.append(("asked", self.name, path))
        try:
            await _until_gone(self._talk(path, writer), reader)
        finally:
            self.log.append(("over", self.name, path))
            writer.transport.abort() if writer.transport.get_write_buffer_size() else writer.close()

    async def _talk(self, path: str, writer: asyncio.StreamWriter) -> None:
        async for piece in self.says(path):
            writer.write(piece)
            await writer.drain()


async def _asked(reader: asyncio.StreamReader) -> str:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        head = await reader.readuntil(b"\r\n\r\n")
        return head.split(b" ")[1].decode()
    return ""


async def _until_gone(talk: Awaitable[None], reader: asyncio.StreamReader) -> None:
    """Talks until all is said or nobody listens any more."""
    talking, gone = asyncio.ensure_future(talk), asyncio.ensure_future(_gone(reader))
    done, pending = await asyncio.wait({talking, gone}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in done:
        with suppress(ConnectionError):
            task.result()


async def _gone(reader: asyncio.StreamReader) -> None:
    with suppress(ConnectionError):
        while await reader.read(65_536):
            pass


def page(say: Callable[[], Pieces]) -> Say:
    """Says it of every page; there is no robots.txt."""

    def says(path: str) -> Pieces:
        return once(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n") if path == "/robots.txt" else say()

    return says


async def once(*pieces: bytes) -> Pieces:
    for piece in pieces:
        yield piece


async def forever(first: bytes, again: bytes, pause: float = 0.0) -> Pieces:
    yield first
    while True:
        yield again
        await asyncio.sleep(pause)


async def times(number: int, first: bytes, again: bytes, last: bytes = b"") -> Pieces:
    yield first
    for _ in range(number):
        yield again
    yield last


async def hanging(*pieces: bytes) -> Pieces:
    for piece in pieces:
        yield piece
    await asyncio.sleep(3_600)


def whole(body: bytes, coding: str = "identity") -> bytes:
    head = f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return OK + head.encode() + body


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


@cache
def bombs() -> dict[str, bytes]:
    """A hundred megabytes and more each, by name of the coding; packed they are less than a megabyte."""
    zeros, deflate, zstd = bytes(16_000_000), zlib.compressobj(1), ZstdCompressor()
    member = gzip.compress(zeros, 1)
    return {
        "gzip": member * 6,
        "deflate": b"".join(deflate.compress(zeros) for _ in range(6)) + deflate.flush(),
        "br": brotli.compress(zeros * 6, quality=1, lgwin=24),
        "zstd": b"".join(zstd.compress(zeros) for _ in range(60)) + zstd.flush(),
        "gzip, gzip": gzip.compress(member * 60, 1),
    }


def chain(pause: float) -> Say:
    """Leads on and on."""
    numbers = count()

    async def says(path: str) -> Pieces:
        if path == "/robots.txt":
            yield b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
            return
        await asyncio.sleep(pause)
        yield MOVED + b"/%d\r\n\r\n" % next(numbers)

    return says


async def _robots_on_and_on(path: str) -> Pieces:
    await asyncio.sleep(_STEP)
    yield MOVED + b"/x%s\r\n\r\n" % path.encode()


async def _robots_of_a_gigabyte(_: str) -> Pieces:
    async for piece in times(1_000, OK + b"\r\n", b"Disallow: /x\n" * 77_000):
        yield piece


def said() -> dict[str, Say]:
    """All of them, by name."""
    chunked = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    empty = gzip.compress(b"")
    pages: dict[str, Callable[[], Pieces]] = {
        "a gigabyte": lambda: times(1_000, OK + b"\r\n", _MEGABYTE),
        "a gigabyte that is told": lambda: times(1_000, OK + b"Content-Length: 1000000000\r\n\r\n", _MEGABYTE),
        "a gigabyte in chunks": lambda: times(1_000, chunked, chunk(_MEGABYTE)),
        "a byte now and then": lambda: forever(OK + b"\r\n", b".", _DROP),
        "a chunk now and then": lambda: forever(chunked, chunk(b"."), _DROP),
        "gzip members without number": lambda: once(whole(empty * 60_000, "gzip")),
        "10,000 headers": lambda: once(OK, b"".join(b"X-Header-%d: abcdefghijklmnop\r\n" % n for n in range(10_000))),
        "10,000 short headers": lambda: once(OK, b"A: b\r\n" * 10_000, b"Connection: close\r\n\r\n", PAGE),
        "endless headers": lambda: forever(OK, b"A: b\r\n" * 1_000),
        "endless header": lambda: forever(OK + b"A: ", b"b" * 10_000),
        "slow headers": lambda: forever(OK, b"A: b\r\n", _DROP),
        "slow status": lambda: forever(b"H", b"T", _DROP),
        "endless status": lambda: forever(b"HTTP/1.1 200 ", b"O" * 10_000),
        "a long location": lambda: once(MOVED, b"/" + b"x" * 12_000 + b"\r\n\r\n"),
        "a very long location": lambda: once(MOVED, b"/" + b"x" * 1_000_000 + b"\r\n\r\n"),
        "a circle": lambda: once(MOVED + b"/privacy\r\n\r\n"),
        "endless 1xx": lambda: forever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100),
        "slow 1xx": lambda: forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n", _DROP),
        "100,000 chunks": lambda: once(chunked, chunk(b".") * 100_000, b"0\r\n\r\n"),
        "endless chunks": lambda: forever(chunked, chunk(b".") * 10_000),
        "an endless size of a chunk": lambda: forever(chunked, b"0" * 10_000),
        "endless trailers": lambda: forever(chunked + chunk(PAGE) + b"0\r\n", b"A: b\r\n" * 1_000),
        "less than is told": lambda: once(OK + b"Content-Length: 1000\r\n\r\n", PAGE),
        "less than is told, and hangs": lambda: hanging(OK + b"Content-Length: 1000\r\n\r\n", PAGE),
        "more than is told": lambda: forever(OK + b"Content-Length: %d\r\n\r\n" % len(PAGE), PAGE),
        "silence": lambda: hanging(),
    }
    packed = {f"a bomb in {coding}": _bomb(coding, body) for coding, body in bombs().items()}
    others = {
        "a chain": chain(0),
        "a slow chain": chain(_STEP),
        "robots.txt on and on": _robots_on_and_on,
        "robots.txt of a gigabyte": _robots_of_a_gigabyte,
        "TLS that hangs": lambda _: hanging(),
    }
    return {name: page(say) for name, say in (pages | packed).items()} | others


def _bomb(coding: str, body: bytes) -> Callable[[], Pieces]:
    return lambda: once(whole(body, coding))


async def _good(path: str) -> Pieces:
    await asyncio.sleep(0.05)
    yield b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" if path == "/robots.txt" else whole(PAGE)


@contextmanager
def loose(names: Collection[str], good: int) -> Iterator[tuple[list[Monster], list[Monster]]]:
    """These, and so many hosts that behave; each on an address of its own, served from a thread."""
    log: list[tuple[str, str, str]] = []
    all_of_them = said()
    bad = [Monster(name, all_of_them[name], log, "https" if "TLS" in name else "http") for name in names]
    well = [Monster(f"good {number}", _good, log) for number in range(good)]
    loop, begun, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        servers = [await _start(monster, number) for number, monster in enumerate((*bad, *well), 1)]
        begun.set()
        await stop.wait()
        for server in servers:
            server.close()
        _cancel_all()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert begun.wait(10)
    try:
        yield bad, well
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def _cancel_all() -> None:
    others: Iterable[asyncio.Task[Any]] = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()


async def _start(monster: Monster, number: int) -> asyncio.Server:
    server = await asyncio.start_server(monster.handle, f"127.0.1.{number}", 0, limit=1_000_000)
    monster.host = "{}:{}".format(*server.sockets[0].getsockname())
    return server
