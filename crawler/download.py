"""What is different in our connections from Scrapy's?

Its handler for HTTP/1.1 works here only under the guard and says when an address was refused and when TLS failed, it
bounds the head of an answer and its chunks, it gives up idle connections soon, and when it is closed it ends what it is
doing.
Rests on names of Scrapy 2.19 and Twisted that are not public.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError, ResponseDataLossError
from scrapy.http import Request, Response
from twisted.internet._sslverify import SSL, VerificationError  # type: ignore[attr-defined]
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web.client import URI
from twisted.web.http import _ChunkedTransferDecoder

from crawler.guard import GuardedResolver

_LARGEST_HEAD = 256_000  # bytes of status and headers; what is kept of them is bounded in crawler.replay
_MOST_CHUNKS = 100_000  # that many of one byte take a second of work; servers send some kilobytes in each
_IDLE = 15  # seconds; Twisted's 240 would hold thousands of connections open to hosts that are asked once a day


class RefusedAddressError(Exception):
    """A request was not sent, since its host is not on the public internet."""


class LargeFrameError(Exception):
    """An answer with too much around its body: a head that does not end, or chunks beyond number."""


class NoSecureConnectionError(Exception):
    """TLS could not be agreed on, or the certificate is out of date, of another name, or signed by nobody known."""


class _Parser(_LenientHTTPClientParser):
    """Twisted bounds a line but not their number: endless headers would fill the memory.

    What ends with a line that is too long looks there like a server that hung up.
    """

    head = chunks = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 Twisted's interface
        self.head += len(line)
        if self.head > _LARGEST_HEAD:
            raise LargeFrameError(f"more than {_LARGEST_HEAD:,} bytes of headers")
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: ARG002, N802 as above
        raise LargeFrameError(f"a line of more than {self.MAX_LENGTH:,} bytes in the headers")

    def switchToBodyMode(self, decoder: Any) -> None:  # noqa: N802 as above
        if isinstance(decoder, _ChunkedTransferDecoder):
            decoder.dataCallback = partial(self._chunk, decoder.dataCallback)
        super().switchToBodyMode(decoder)  # type: ignore[no-untyped-call]

    def _chunk(self, take: Callable[[bytes], None], data: bytes) -> None:
        self.chunks += 1
        if self.chunks > _MOST_CHUNKS:
            raise LargeFrameError(f"more than {_MOST_CHUNKS:,} chunks")
        take(data)


class _Protocol(_LenientHTTP11ClientProtocol):
    def request(self, request: Any) -> Any:
        answer = super().request(request)
        self._parser.__class__ = _Parser  # made inside, with its class fixed there
        return answer


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: ARG002, N802 Twisted's interface
        return _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class GuardedDownloadHandler(HTTP11DownloadHandler):
    """Named in `crawler.settings` for http and https."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory  # noqa: SLF001 as above
        self._pool.cachedConnectionTimeout = _IDLE
        # Twisted asks again at once when a kept connection turns out to be closed, past every delay of ours.
        self._pool.retryAutomatically = False
        # Between two requests to a live host lie seconds, in which servers close what they kept open.
        self._pool.persistent = crawler.settings.getbool("KEEP_CONNECTIONS", True)
        self._running: set[asyncio.Future[Response]] = set()

    async def download_request(self, request: Request) -> Response:
        """Raises RefusedAddressError, NoSecureConnectionError and LargeFrameError besides what Scrapy's does."""
        download = asyncio.ensure_future(self._download(request))
        self._running.add(download)
        download.add_done_callback(self._running.discard)
        return await download

    async def _download(self, request: Request) -> Response:
        guard = _guard()
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            refusal = guard.refusal(*_host(request))
            if refusal:
                raise RefusedAddressError(refusal) from error
            raise
        except (ConnectError, ConnectionClosed) as error:  # no route, reset: Scrapy leaves them as they are
            raise DownloadFailedError(str(error)) from error
        except DownloadFailedError as error:
            raise _plain(error) from error
        except ResponseDataLossError as error:  # so Scrapy says of a body that we left for its frame, too
            if large := _large(_reasons(error)):
                raise large from error
            raise

    async def close(self) -> None:
        running = list(self._running)
        for download in running:
            download.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await super().close()


def _guard() -> GuardedResolver:
    from twisted.internet import reactor

    guard = getattr(reactor, "nameResolver", None)
    if not isinstance(guard, GuardedResolver):
        raise RuntimeError("the crawler connects only within crawler.guard.guarded()")
    return guard


def _host(request: Request) -> tuple[str, int]:
    """As the resolver was asked for it."""
    address = URI.fromBytes(request.url.encode("ascii"))  # type: ignore[no-untyped-call]
    return address.host.decode("ascii"), address.port


def _plain(error: DownloadFailedError) -> Exception:
    """The same in words: Twisted wraps what happened in a list of failures."""
    reasons = _reasons(error)
    insecure = next((_insecure(reason) for reason in reasons if isinstance(reason, _OF_TLS)), None)
    return (
        _large(reasons) or insecure or DownloadFailedError("; ".join(str(reason) for reason in reasons) or str(error))
    )


def _reasons(error: Exception) -> list[Exception]:
    return [failure.value for failure in getattr(error.__cause__, "reasons", ())]


def _large(reasons: Iterable[Exception]) -> LargeFrameError | None:
    return next((reason for reason in reasons if isinstance(reason, LargeFrameError)), None)


_OF_TLS = (SSL.Error, VerificationError)


def _insecure(reason: Exception) -> NoSecureConnectionError:
    if isinstance(reason, VerificationError):
        return NoSecureConnectionError("the certificate is of another name")
    said = "; ".join(str(part[-1]) for part in reason.args[0]) if reason.args else ""
    if "certificate verify failed" in said:
        said += ": out of date, or signed by nobody whom this machine trusts"
    return NoSecureConnectionError(said or "TLS failed without a word")
