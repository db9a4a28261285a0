"""How does a question reach a time-stamping authority, and what came back?

One request, asked by a person who waits: no reactor, no lanes. The same guard as everywhere says whom to connect to,
and what it gave is what is connected to. A redirect is not followed: whom to ask is set by the operator alone.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from urllib.parse import urlsplit

from crawler.guard import Address, Openings, look_up
from crawler.trouble import Trouble
from model import Failure

_PORTS = {"http": 80, "https": 443}
_PIECE = 1 << 16
_SHOWN = 200


def ask(
    address: str,
    content: bytes,
    headers: Mapping[str, str],
    *,
    allow_hosts: Iterable[str] = (),
    most_bytes: int = 1_000_000,
    seconds: float = 30.0,
) -> bytes | Trouble:
    """The body of the answer to a POST, or why there is none. All together it takes no longer than `seconds`."""
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        return _trouble(Failure.REFUSED_ADDRESS, f"{address[:_SHOWN]}: expected http or https, a host and no user")
    port = parts.port or _PORTS[parts.scheme]
    found = asyncio.run(look_up(parts.hostname, port, Openings(allow_hosts)))
    if not found.fit:
        return _trouble(
            Failure.REFUSED_ADDRESS if found.refusal else Failure.UNREACHABLE, found.refusal or "no address"
        )
    there = _There(parts.hostname, port, found.fit[0], secure=parts.scheme == "https", seconds=seconds)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        with there.within(seconds):
            there.request("POST", path, content, dict(headers))
            body = _body(there.getresponse(), most_bytes)
        if there.is_over:  # what ends without a length looks whole
            return _trouble(Failure.TIMED_OUT, f"after {seconds:.0f} s")
    except ssl.SSLError as error:
        return _trouble(Failure.NO_SECURE_CONNECTION, str(error))
    except (HTTPException, OSError) as error:
        late = there.is_over or isinstance(error, TimeoutError)
        return (
            _trouble(Failure.TIMED_OUT, f"after {seconds:.0f} s") if late else _trouble(Failure.UNREACHABLE, str(error))
        )
    finally:
        there.close()
    return body


class _There(HTTPConnection):
    """A connection to an address that was looked up before, which ends when its time is over."""

    def __init__(self, host: str, port: int, address: Address, *, secure: bool, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self._address, self._secure, self.is_over = address, secure, False
        self._line: socket.socket | None = None  # also while an answer without a length has taken it over

    def connect(self) -> None:
        connection = socket.socket(self._address.family, socket.SOCK_STREAM)
        connection.settimeout(self.timeout)
        self.sock = self._line = connection
        connection.connect(self._address.socket_address)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(connection, server_hostname=self.host)
        self._line = self.sock

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """However slowly it answers, and however little at a time."""
        timer = Timer(seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        self.is_over = True
        if self._line:
            with suppress(OSError):  # it is over already
                self._line.shutdown(socket.SHUT_RDWR)


def _body(answer: HTTPResponse, most: int) -> bytes | Trouble:
    if answer.status != 200:
        where = f", to {answer.headers['location'][:_SHOWN]}" if answer.headers["location"] else ""
        reason = Failure.SERVER_ERROR if answer.status >= 500 else Failure.OTHER_CAPTURE
        return _trouble(reason, f"status {answer.status}{where}; expected 200")
    body = b""
    while piece := answer.read1(_PIECE):
        body += piece
        if len(body) > most:
            return _trouble(Failure.TOO_LARGE, f"more than {most:,} bytes")
    return body


def _trouble(reason: Failure, detail: str) -> Trouble:
    return Trouble(reason=reason, detail=detail[:_SHOWN])
