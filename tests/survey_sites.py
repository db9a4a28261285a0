"""Hundreds of hosts on loopback, each an address of its own on one port, that answer as invented companies do."""

import asyncio
import threading
from contextlib import contextmanager

from aiohttp import web

from tests.invented_companies import Reply

NOTHING = Reply(b"<h1>Not found</h1>", 404)


def address(number):
    return f"127.1.{number // 200}.{number % 200 + 1}"


class Hosts:
    """Pages by host, as they are served; `asked` is what every host was asked for, robots.txt aside.

    A page may be a function that is given the request, or None: then the connection is cut.
    """

    def __init__(self, names):
        self.names = {name: address(number) for number, name in enumerate(names)}
        self.port, self.pages, self.asked = 0, {}, {name: [] for name in names}

    def host(self, name):
        return f"{self.names[name]}:{self.port}"

    @property
    def opened(self):
        return [self.host(name) for name in self.names]

    async def answer(self, request):
        ours = request.transport.get_extra_info("sockname")[0]
        name = next(name for name, address in self.names.items() if address == ours)
        pages = self.pages.get(name, {})
        if request.path != "/robots.txt":
            self.asked[name].append(request.path)
        reply = pages.get(request.path, NOTHING if request.path == "/robots.txt" else pages.get("*", NOTHING))
        if callable(reply):
            reply = await reply(request)
        if reply is None:
            request.transport.abort()
            return web.Response()
        return web.Response(body=reply.body, status=reply.status, headers=reply.headers)

    async def start(self, silent):
        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", self.answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        for name, place in self.names.items():
            if name not in silent:
                await web.TCPSite(runner, place, self.port).start()
                self.port = self.port or runner.addresses[0][1]
        return runner


@contextmanager
def served(names, pages, silent=()):
    """Serves hosts while it lasts. `pages` is called with the function that gives the host of a name.

    Nobody listens at those that are silent; the first must not be one.
    """
    hosts, loop = Hosts(names), asyncio.new_event_loop()
    begun, stop = threading.Event(), asyncio.Event()

    async def serve():
        runner = await hosts.start(silent)
        begun.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert begun.wait(20)
    hosts.pages = pages(hosts.host)
    try:
        yield hosts
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def settings_for(hosts, *, delay=0, timeout=1):
    opened = ", ".join(f'"{one}"' for one in hosts.opened)
    return f"[crawl]\ndelay = {delay}\ntimeout = {timeout}\nallow_hosts = [{opened}]\n"
