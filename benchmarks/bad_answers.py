"""What can an archive answer that it should not?

Each `Answer` may answer a request in the archive's place, or leave it to the archive. What they need of time they take
from `time.monotonic`, which may be ahead of the machine's (`benchmarks.warped`).
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request, "Log"], Awaitable[web.StreamResponse | None]]


STAMP = "Thu, 01 Jan 2004 00:00:00 GMT"


@dataclass
class Log:
    """What the server was asked for, and when by its own clock; what it refused."""

    asked: list[tuple[float, str, int]] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    @property
    def age(self) -> float:
        return time.monotonic() - self.begun

    def count(self, part: str) -> int:
        return sum(part in path for _, path, _ in self.asked)


async def sound(_request: web.Request, _log: Log) -> None:
    """The archive as it should be."""


def silent_for(seconds: float, status: int = 429, after: int = 0, **headers: str) -> Answer:
    """Refuses everything for so long, once it has answered so many requests; Retry-After says what is left of it."""
    since: list[float] = []

    async def answer(_request: web.Request, log: Log) -> web.StreamResponse | None:
        if len(log.asked) < after:
            return None
        since[:] = since or [log.age]
        left = since[0] + seconds - log.age
        told = {name.replace("_", "-"): value.format(left=max(1, round(left + 0.5))) for name, value in headers.items()}
        return web.Response(status=status, headers=told, text="slow down") if left > 0 else None

    return answer


def bursts(status: int, every: int, length: int) -> Answer:
    async def answer(_request: web.Request, log: Log) -> web.StreamResponse | None:
        return web.Response(status=status) if len(log.asked) % every < length and len(log.asked) > 2 else None

    return answer


def first_index(*bodies: str, status: int = 200) -> Answer:
    """The first questions to the index are answered with these."""
    left = list(bodies)

    async def answer(request: web.Request, _log: Log) -> web.StreamResponse | None:
        if request.path.startswith("/cdx") and left:
            return web.Response(status=status, text=left.pop(0), content_type="application/json")
        return None

    return answer


def second_page(*bodies: str) -> Answer:
    """The first questions that carry a resume key are answered with these."""
    left = list(bodies)

    async def answer(request: web.Request, _log: Log) -> web.StreamResponse | None:
        if "resumeKey" in request.query and left:
            return web.Response(text=left.pop(0), content_type="application/json")
        return None

    return answer


def replayed(part: str, make: Callable[[web.Request], web.StreamResponse]) -> Answer:
    """The captures whose timestamp begins so are answered with this, always."""

    async def answer(request: web.Request, _log: Log) -> web.StreamResponse | None:
        return make(request) if request.path.startswith(f"/web/{part}") else None

    return answer


def redirect(where: str) -> Callable[[web.Request], web.StreamResponse]:
    return lambda _: web.Response(status=302, headers={"Location": where})


def memento(body: bytes, **headers: str) -> Callable[[web.Request], web.StreamResponse]:
    named = {"Memento-Datetime": STAMP} | {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: web.Response(body=body, headers=named)


async def cut_short(request: web.Request, _log: Log) -> web.StreamResponse | None:
    """Says that there is more than it sends, and hangs up."""
    if not request.path.startswith("/web/2004"):
        return None
    response = web.StreamResponse(headers={"Content-Length": "5000", "Memento-Datetime": STAMP})
    await response.prepare(request)
    await response.write(b"<p>Half of")
    if request.transport:
        request.transport.close()
    return response
