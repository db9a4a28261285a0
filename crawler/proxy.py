"""Through what does a browser reach the network?

An HTTP proxy on loopback, through which every connection of a browser is made: it looks names up itself, refuses what
`crawler.guard` refuses, and connects to the address that was looked at.  A browser left alone would look names up and
connect by itself, for frames, scripts and redirects that nobody else sees.

It asks for a name and a password, so that no other program and no page can use it, and bounds what goes through it.
One visit, one proxy: what is bounded, counted and logged is then that visit's.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_urlsafe
from types import TracebackType
from typing import NamedTuple

from crawler.guard import Openings, look_up
from crawler.heads import Asked, UnfitError, answered, asked
from crawler.joining import Meter, Side, both_ways, connected, until_one_ends

CHROMIUM = (
    "--proxy-bypass-list=<-loopback>",  # by default loopback and link-local addresses are not asked of a proxy
    "--disable-quic",  # UDP passes by every proxy
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # names are looked up by the proxy alone
    "--disable-background-networking",
)
"""What Chromium is to be started with, besides `--proxy-server`, so that it reaches the network by the proxy alone."""

_MOST_INTERIM = 10  # answers with status 1xx before the answer
_MOST_TRIED = 4  # addresses of one host
_LOGGED = 10_000


class Passage(NamedTuple):
    """A connection that was asked for: the address it is made to, or why it is not.

    Both are empty where a name has no address.  Of a host with several addresses each one that is tried has a line.
    """

    host: str
    port: int
    address: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of what passes a proxy. Lengths are in bytes, both ways together; times in seconds."""

    connection: int = 50_000_000
    in_all: int = 200_000_000
    seconds: float = 120.0  # a connection lasts so long at most
    idle: float = 20.0  # without a byte either way; as long to look a name up, and to connect to an address
    at_once: int = 100  # connections; a browser makes 32 to a proxy


class GuardedProxy:
    """To be entered with `async with`; while that lasts it listens on `address`. On leaving all connections end.

    `log` has what was asked for, the latest of it, and `bytes` how much passed.
    """

    def __init__(self, openings: Openings, *, limits: Limits | None = None) -> None:
        self.username, self.password = "clausewatch", token_urlsafe()
        self.address = ""
        self.bytes = 0
        self.log: deque[Passage] = deque(maxlen=_LOGGED)
        self._openings, self._limits = openings, limits or Limits()
        self._secret = b"Basic " + b64encode(f"{self.username}:{self.password}".encode())
        self._running: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._shut = False

    async def __aenter__(self) -> GuardedProxy:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shut()
        if self._server:
            self._server.close()
        await asyncio.gather(*self._running, return_exceptions=True)

    def shut(self) -> None:
        """Ends what passes and lets nothing pass any more."""
        self._shut = True
        for one in self._running:
            one.cancel()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._shut or len(self._running) >= self._limits.at_once:
            writer.transport.abort()
            return
        serving = asyncio.ensure_future(self._serve(reader, writer))
        self._running.add(serving)
        serving.add_done_callback(self._running.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """What ends a connection is no news to whom it was made for."""
        with suppress(OSError, EOFError):
            try:
                async with asyncio.timeout(self._limits.seconds), asyncio.timeout(self._limits.idle) as idle:
                    meter = Meter(self._room, idle, self._limits.idle)
                    await self._answer(Side(reader, writer, meter))
            finally:
                writer.transport.abort()

    def _room(self, before: int, more: int) -> bool:
        self.bytes += more
        return before + more <= self._limits.connection and self.bytes <= self._limits.in_all

    async def _answer(self, browser: Side) -> None:
        try:
            wish = asked(await browser.head())
            if not compare_digest(wish.secret.encode("latin-1"), self._secret):
                raise UnfitError("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=clausewatch")
            await self._pass(wish, browser)
        except UnfitError as error:
            await browser.send(f"HTTP/1.1 {error}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await browser.close()

    async def _pass(self, wish: Asked, browser: Side) -> None:
        server = await self._reach(wish, browser)
        if server is None:
            if wish.tunnel:
                raise UnfitError("502 Not Connected")
            return  # without a word, since whatever is said here would pass for the page
        try:
            await (_tunnel if wish.tunnel else _ask)(wish, browser, server)
        finally:
            server.abort()

    async def _reach(self, wish: Asked, browser: Side) -> Side | None:
        found = await look_up(wish.host, wish.port, self._openings)
        if not found.fit:
            self.log.append(Passage(wish.host, wish.port, "", found.refusal))
        tried = found.fit[:_MOST_TRIED]
        for address in tried:
            self.log.append(Passage(wish.host, wish.port, address.there, ""))
            with suppress(OSError):
                async with asyncio.timeout(self._limits.idle / len(tried)):
                    return await connected(address, browser.meter)
        return None


async def _tunnel(_: Asked, browser: Side, server: Side) -> None:
    await browser.send(b"HTTP/1.1 200 Connected\r\n\r\n")
    await both_ways(browser, server)


async def _ask(wish: Asked, browser: Side, server: Side) -> None:
    """One request, one answer: a connection that is used again might be meant for another host."""
    await server.send(wish.onward)
    await browser.give(server, wish.length)
    await until_one_ends(_hand_back(server, browser), browser.ended())


async def _hand_back(server: Side, browser: Side) -> None:
    for _ in range(_MOST_INTERIM):
        try:
            status, head = answered(await server.head())
        except UnfitError:
            return
        if status >= 200:
            await browser.send(head)
            await server.give(browser)
            await browser.close()
            return
