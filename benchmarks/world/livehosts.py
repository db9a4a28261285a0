"""How do the invented hosts answer, and what was asked of them?

Every host is a loopback address of its own (127.0.1.1 and on), all on one port.  What is served depends on the
simulated day alone, but for quirks that end with the first answer that shows them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from random import Random
from time import monotonic

from aiohttp import web

from benchmarks.world.happenings import Episode, Host, Page, Role, Validator, World
from benchmarks.world.pages import Quirk, home, other_language, page, wall
from benchmarks.world.robots import robots_of
from benchmarks.world.span import Span

RETRY_AFTER = 2
"""Seconds, real ones, for which a host that has enough asks to be left alone."""

_STATUS = {Quirk.BOT: 403, Quirk.ERROR: 500}
_BYTE_EVERY = 0.25  # seconds
_LONGEST_DRIP = 60.0


@dataclass(slots=True, kw_only=True)
class Line:
    """One request as the host saw it. `shows` is how many changes of the text it showed, None if not the whole text."""

    host: int
    path: str
    agent: str
    conditional: bool
    began: float  # monotonic seconds
    day: float
    ended: float = 0.0
    status: int = 0  # 0 where the connection was closed without an answer
    timeline: str = ""
    shows: int | None = None
    retry_after: float = 0.0
    false: bool = False  # a 304 that is not true


class Site:
    """The hosts of a world. `log` holds every request so far."""

    def __init__(self, world: World, span: Span) -> None:
        self.world, self.span = world, span
        self.log: list[Line] = []
        self.port = 0
        self._hosts = {host.address: host for host in world.hosts}
        self._robots = {host.number: robots_of(world, host) for host in world.hosts}
        self._pages = {place: page for page in world.pages for place in _places(page)}
        self._shown: set[Episode] = set()
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Serves on one free port of every address."""
        app = web.Application()
        app.router.add_route("*", "/{anything:.*}", self.answer)
        runner = self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1, handler_cancellation=True)
        await runner.setup()
        for address in self._hosts:
            await web.TCPSite(runner, address, self.port).start()
            self.port = self.port or runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        host = self._hosts[request.transport.get_extra_info("sockname")[0]] if request.transport else None
        if host is None:
            return web.Response(status=400)
        line = _line(request, host, self.span.day())
        self.log.append(line)
        try:
            response = self._response(request, host, line)
            if response is None:
                await _fail(request, host)
                return web.Response()
            line.status = response.status
            await response.prepare(request)
            await response.write_eof()
            return response
        finally:
            line.ended = monotonic()

    def _response(self, request: web.Request, host: Host, line: Line) -> web.Response | None:
        """The answer; None where none comes."""
        if any(since <= line.day < until for since, until in host.bad):
            return _on_a_bad_day(host, line)
        if request.path == "/robots.txt":
            return None if host.role is Role.MUTE_ROBOTS else web.Response(body=self._robots[host.number])
        found = self._pages.get((host.number, request.path))
        if found is None:
            return self._other(request, host)
        line.timeline = found.timeline
        if host.role is Role.BROKEN_ETAG and "If-None-Match" in request.headers:
            line.false = True
            return web.Response(status=304)
        return self._of_page(request, found, line)

    def _other(self, request: web.Request, host: Host) -> web.Response:
        names = next((page.names for page in self.world.pages if page.host == host.number), None)
        if request.path != "/" or names is None:
            return _html("<h1>Not found</h1>", 404)
        return _html(home(names, Random()))

    def _of_page(self, request: web.Request, found: Page, line: Line) -> web.Response:
        if any(since <= line.day < until for since, until in found.gone):
            return _html("<h1>Gone</h1>", 404)
        if found.moved and found.moved[0] <= line.day and (line.host, line.path) == (found.host, found.path):
            host = self.world.hosts[found.moved[1]]
            return web.Response(status=301, headers={"Location": f"http://{host.address}:{self.port}{found.moved[2]}"})
        episode = next(self._episodes(found, line.day), None)
        if episode:
            self._shown.add(episode)
            return _on_an_odd_day(found, episode.quirk, line.day)
        line.shows = sum(day <= line.day for day in found.changes())
        return self._text(request, found, line)

    def _episodes(self, found: Page, day: float) -> Iterator[Episode]:
        for one in found.episodes:
            if one.since <= day < one.until and not (one.once and one in self._shown):
                yield one

    def _text(self, request: web.Request, found: Page, line: Line) -> web.Response:
        headers = self._validators(found, line.day)
        if _unmodified(request, headers):
            return web.Response(status=304, headers=headers)
        rotating = found.validator in (Validator.ROTATING, Validator.ETAG)
        noise = Random() if rotating else Random(f"{found.timeline} {line.shows}")
        return _html(page(found.document, found.names, line.day, noise), headers=headers)

    def _validators(self, found: Page, day: float) -> dict[str, str]:
        changed = [one for one in found.changes() if one <= day]
        if found.validator is Validator.ETAG:
            return {"ETag": f'W/"{len(changed)}-{found.host:x}"'}
        if found.validator is Validator.MODIFIED:
            return {"Last-Modified": format_datetime(self.span.at(max(changed, default=-20.0)), usegmt=True)}
        return {}


def _places(page: Page) -> list[tuple[int, str]]:
    return [(page.host, page.path), *([page.moved[1:]] if page.moved else [])]


def _line(request: web.Request, host: Host, day: float) -> Line:
    conditional = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
    agent = request.headers.get("User-Agent", "")
    return Line(host=host.number, path=request.path, agent=agent, conditional=conditional, began=monotonic(), day=day)


def _unmodified(request: web.Request, headers: dict[str, str]) -> bool:
    if "ETag" in headers:
        return request.headers.get("If-None-Match") == headers["ETag"]
    since, modified = request.headers.get("If-Modified-Since"), headers.get("Last-Modified")
    return bool(since and modified) and parsedate_to_datetime(str(since)) >= parsedate_to_datetime(str(modified))


def _on_a_bad_day(host: Host, line: Line) -> web.Response | None:
    if host.role in (Role.DROPS, Role.SLOW):
        return None
    line.retry_after = RETRY_AFTER
    status = 429 if host.role is Role.THROTTLES else 503
    return _html("<h1>Too much</h1>", status, {"Retry-After": str(RETRY_AFTER)})


def _on_an_odd_day(found: Page, quirk: Quirk, day: float) -> web.Response:
    document, names, noise = found.document, found.names, Random()
    match quirk:
        case Quirk.PARTIAL:
            return _html(page(document, names, day, noise, clauses=2))
        case Quirk.FLAP:
            missing = Random(found.timeline).randrange(1, len(document.parts) - 1)
            return _html(page(document, names, day, noise, without=missing))
        case Quirk.LANGUAGE:
            return _html(other_language(names, noise))
        case Quirk.EMPTY:
            return _html("")
        case Quirk.HOME:
            return web.Response(status=302, headers={"Location": "/"})
    return _html(wall(quirk), _STATUS.get(quirk, 200))


def _html(text: str, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(text=text, status=status, headers=headers, content_type="text/html", charset="utf-8")


async def _fail(request: web.Request, host: Host) -> None:
    """Closes the connection, or sends a byte now and then until the other side has had enough."""
    if host.role in (Role.SLOW, Role.MUTE_ROBOTS):
        with suppress(ConnectionError):
            drip = web.StreamResponse()
            await drip.prepare(request)
            for _ in range(int(_LONGEST_DRIP / _BYTE_EVERY)):
                await drip.write(b"#")
                await asyncio.sleep(_BYTE_EVERY)
    if request.transport:
        request.transport.abort()
