"""What is different in our connections from Scrapy's?

Its handler for HTTP/1.1 works here only under the guard and says when an address was refused and when TLS failed, it
bounds the head of an answer, it gives up idle connections soon, and when it is closed it ends what it is doing.
Rests on names of Scrapy 2.19 and Twisted that are not public.
"""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError
from scrapy.http import Request, Response
from twisted.internet._sslverify import SSL, VerificationError  # type: ignore[attr-defined]
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web.client import URI

from crawler.guard import GuardedResolver

_LARGEST_HEAD = 256_000  # bytes of status and headers; what is kept of them is bounded in crawler.replay
_IDLE = 15  # seconds; Twisted's 240 would hold thousands of connections open to hosts that are asked once a day


class RefusedAddressError(Exception):
    """A request was not sent, since its host is not on the public internet."""


class LargeHeadError(Exception):
    """An answer whose head does not end."""


class NoSecureConnectionError(Exception):
    """TLS could not be agreed on, or the certificate is out of date, of another name, or signed by nobody known."""


class _Parser(_LenientHTTPClientParser):
    """Twisted bounds a line but not their number: endless headers would fill the memory."""

    head = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 Twisted's interface
        self.head += len(line)
        if self.head > _LARGEST_HEAD:
            raise LargeHeadError(f"more than {_LARGEST_HEAD:,} bytes of headers")
        super().lineReceived(line)


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
        """Raises RefusedAddressError, NoSecureConnectionError and LargeHeadError besides what Scrapy's handler does."""
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
    reasons = [failure.value for failure in getattr(error.__cause__, "reasons", ())]
    large = next((reason for reason in reasons if isinstance(reason, LargeHeadError)), None)
    insecure = next((_insecure(reason) for reason in reasons if isinstance(reason, _OF_TLS)), None)
    return large or insecure or DownloadFailedError("; ".join(str(reason) for reason in reasons) or str(error))


_OF_TLS = (SSL.Error, VerificationError)


def _insecure(reason: Exception) -> NoSecureConnectionError:
    if isinstance(reason, VerificationError):
        return NoSecureConnectionError("the certificate is of another name")
    said = "; ".join(str(part[-1]) for part in reason.args[0]) if reason.args else ""
    if "certificate verify failed" in said:
        said += ": out of date, or signed by nobody whom this machine trusts"
    return NoSecureConnectionError(said or "TLS failed without a word")
