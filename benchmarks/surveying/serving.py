"""How do hundreds of hosts answer, each on an address of its own of loopback, all on one port?"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from aiohttp import web

from benchmarks.surveying.companies import Reply

Answer = Reply | Callable[[web.Request], Awaitable[Reply | None]] | None
"""What a path answers; None: the connection is cut."""

_NOTHING = Reply(b"<h1>Not found</h1>", 404)


def address(number: int) -> str:
    """The address of the host with this number."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


class Hosts:
    """Pages by host, as they are served; `asked` is what every host was asked for, robots.txt aside."""

    def __init__(self, names: Sequence[str]) -> None:
        self._addresses = {name: address(number) for number, name in enumerate(names)}
        self._names = {place: name for name, place in self._addresses.items()}
        self.port = 0
        self.pages: Mapping[str, Mapping[str, Answer]] = {}
        self.asked: dict[str, list[str]] = {name: [] for name in names}

    def host(self, name: str) -> str:
        """The host of a name, with its port."""
        return f"{self._addresses[name]}:{self.port}"

    @property
    def opened(self) -> list[str]:
        return [self.host(name) for name in self._addresses]

    def settings(self, *, delay: float = 0, timeout: float = 1) -> str:
        """The settings under which these hosts may be asked."""
        opened = ", ".join(f'"{one}"' for one in self.opened)
        return f"[crawl]\ndelay = {delay}\ntimeout = {timeout}\nallow_hosts = [{opened}]\n"

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        name = self._names[request.transport.get_extra_info("sockname")[0]] if request.transport else ""
        pages = self.pages.get(name, {})
        robots = request.path == "/robots.txt"
        if not robots:
            self.asked[name].append(request.path)
        reply = pages.get(request.path, _NOTHING if robots else pages.get("*", _NOTHING))
        answer = reply if isinstance(reply, Reply) or reply is None else await reply(request)
        if answer is None:
            if request.transport:
                request.transport.abort()
            return web.Response()
        return web.Response(body=answer.body, status=answer.status, headers=answer.headers)

    async def start(self, silent: Collection[str]) -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", self._answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        for name, place in self._addresses.items():
            if name not in silent:
                await web.TCPSite(runner, place, self.port).start()
                self.port = self.port or runner.addresses[0][1]
        return runner


Build = Callable[[Callable[[str], str]], Mapping[str, Mapping[str, Answer]]]


@contextmanager
def served(names: Sequence[str], pages: Build, silent: Collection[str] = ()) -> Iterator[Hosts]:
    """Serves hosts while it lasts. `pages` is called with the function that gives the host of a name.

    Nobody listens at those that are silent; the first must not be one.
    """
    hosts, loop = Hosts(names), asyncio.new_event_loop()
    begun, stop = threading.Event(), asyncio.Event()

    async def serve() -> None:
        runner = await hosts.start(silent)
        begun.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    if not begun.wait(30):
        raise TimeoutError("the hosts do not serve")
    hosts.pages = pages(hosts.host)
    try:
        yield hosts
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()
