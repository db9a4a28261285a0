"""How do bytes get from one connection to another, within bounds?"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from crawler.guard import Address
from crawler.heads import end_of

_LARGEST_HEAD = 64_000  # bytes
_PIECE = 64_000

Way = Coroutine[Any, Any, None]


class TooMuchError(OSError):
    """More bytes than a connection may have."""


class Meter:
    """Counts what passes on a pair of connections, and puts off their end for being idle.

    `room` is given how much passed before and how much passes now, and says whether it may.
    """

    def __init__(self, room: Callable[[int, int], bool], idle: asyncio.Timeout, seconds: float) -> None:
        self._room, self._idle, self._seconds = room, idle, seconds
        self._passed = 0

    def note(self, length: int) -> None:
        """Raises TooMuchError."""
        fits = self._room(self._passed, length)
        self._passed += length
        if not fits:
            raise TooMuchError(f"more than may pass, after {self._passed:,} bytes")
        if not self._idle.expired():
            self._idle.reschedule(asyncio.get_running_loop().time() + self._seconds)


class Side:
    """One end of a connection. What it raises is OSError, or EOFError where a head ends too early."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, meter: Meter) -> None:
        self.meter = meter
        self._reader, self._writer = reader, writer
        self._kept = b""

    async def head(self) -> bytes:
        """All up to an empty line, which is included."""
        while not (end := end_of(self._kept)):
            more = await self._reader.read(_PIECE)
            if not more:
                raise EOFError("a connection that ended within a head")
            self.meter.note(len(more))
            self._kept += more
            if len(self._kept) > _LARGEST_HEAD:
                raise TooMuchError(f"a head of more than {_LARGEST_HEAD:,} bytes")
        head, self._kept = self._kept[:end], self._kept[end:]
        return head

    async def piece(self, most: int = _PIECE) -> bytes:
        """What came, at most so much; empty at its end."""
        if self._kept:
            piece, self._kept = self._kept[:most], self._kept[most:]
            return piece
        piece = await self._reader.read(most)
        self.meter.note(len(piece))
        return piece

    async def send(self, piece: bytes) -> None:
        self._writer.write(piece)
        await self._writer.drain()

    async def give(self, other: Side, length: int | None = None) -> None:
        """Passes on so many bytes, or all there are."""
        while length is None or length > 0:
            piece = await self.piece(_PIECE if length is None else min(length, _PIECE))
            if not piece:
                return
            await other.send(piece)
            length = None if length is None else length - len(piece)

    async def ended(self) -> None:
        """Returns when the other one has gone; what it still says is dropped."""
        while await self.piece():
            pass

    async def finish(self) -> None:
        """No more comes from here."""
        if self._writer.can_write_eof():
            self._writer.write_eof()

    async def close(self) -> None:
        """Ends the connection when all that was sent has gone out."""
        self._writer.close()
        await self._writer.wait_closed()

    def abort(self) -> None:
        self._writer.transport.abort()


async def connected(address: Address, meter: Meter) -> Side:
    """Connects to the address itself, so that nothing is looked up again. Raises OSError."""
    connection = socket.socket(address.family, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, address.socket_address)
        reader, writer = await asyncio.open_connection(sock=connection)
    except (OSError, asyncio.CancelledError):
        connection.close()
        raise
    return Side(reader, writer, meter)


async def both_ways(one: Side, other: Side) -> None:
    """Until both have said all they had. Raises what goes wrong first."""
    await _run([_through(one, other), _through(other, one)], asyncio.FIRST_EXCEPTION)


async def until_one_ends(*ways: Way) -> None:
    """Until the first of them is over; the others are given up. Raises what that one raised."""
    await _run(ways, asyncio.FIRST_COMPLETED)


async def _through(one: Side, other: Side) -> None:
    await one.give(other)
    await other.finish()


async def _run(ways: Iterable[Way], until: str) -> None:
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=until)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
