"""How do recorded pages stand live again?

One server on loopback is all their hosts: it goes by the host that it is asked for. While it runs, every name of this
process leads to loopback, so that addresses keep their hosts; only the port is the server's own, and the scheme is
http.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit, urlunsplit

from aiohttp import web

from benchmarks.recorded.timelines import Shown
from crawler.hops import address

_ADDRESS = "127.0.0.1"


class Hosts:
    """What stands at each address now."""

    def __init__(self) -> None:
        self.port = 0
        self.requests = 0
        self._standing: dict[str, Shown] = {}
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", self._answer)
        runner = self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, _ADDRESS, 0).start()
        self.port = runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    def here(self, original: str) -> str:
        """The address at which a recorded one stands here."""
        parts = urlsplit(original)
        return urlunsplit(("http", f"{parts.hostname}:{self.port}", parts.path or "/", parts.query, ""))

    def show(self, original: str, shown: Shown) -> None:
        """Lets it stand from now on."""
        self._standing[str(address(self.here(original)))] = shown

    async def _answer(self, request: web.Request) -> web.Response:
        """No robots.txt and nothing else that was not recorded is here."""
        self.requests += 1
        shown = self._standing.get(f"http://{request.host}{request.raw_path}")
        if shown is None:
            return web.Response(status=404, text="Not here.")
        return web.Response(body=shown.body, headers={"Content-Type": shown.content_type or "text/html"})


@contextmanager
def at_home() -> Iterator[None]:
    """Every name that is looked up leads to loopback while it lasts."""

    def lookup(_: Any, port: Any, *__: Any, **___: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (_ADDRESS, int(port or 0)))]

    with patch.object(socket, "getaddrinfo", lookup):
        yield
