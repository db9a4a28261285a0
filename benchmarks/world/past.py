"""What does the archive beside the world hold, and what was asked of it?

Earlier states of some policies, and captures from within the run, which its index lists from the simulated moment on
at which they were made.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from random import Random
from time import monotonic
from typing import Any

from aiohttp import web

from benchmarks.world import pages
from benchmarks.world.happenings import Page, World
from benchmarks.world.span import Span
from crawler.warc import Record
from demo.archive import Archive, Holdings, serving
from model import timestamp14

Refuse = Callable[[web.Request], Awaitable[web.StreamResponse | None]]
"""May answer in the archive's place."""

_ONE_IN = 6  # policies of which an archive has anything
_BEFORE = (700.0, 400.0, 90.0)  # days before the world begins
_LAPSE = 0.5  # days until a capture stands in the index


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the archive saw it."""

    at: float  # monotonic seconds
    path: str
    agent: str
    status: int
    retry_after: float = 0.0

    @property
    def index(self) -> bool:
        return self.path.startswith("/cdx/")


class Past:
    """The archive. `log` holds every request so far."""

    def __init__(self, found: Iterable[Record], now: Callable[[], datetime], refuse: Refuse | None = None) -> None:
        self.log: list[Asked] = []
        self._archive = Archive(_Growing(found, now), refuse)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Answers while it lasts; gives the address."""
        with serving([], fault=self._answer) as url:
            yield url

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        at = monotonic()
        answer = await self._archive.answer(request)
        agent, wait = request.headers.get("User-Agent", ""), float(answer.headers.get("Retry-After", 0))
        self.log.append(Asked(at=at, path=request.path, agent=agent, status=answer.status, retry_after=wait))
        return answer


class _Growing(Holdings):
    """Holdings of which those in the future are not there yet."""

    def __init__(self, found: Iterable[Record], now: Callable[[], datetime]) -> None:
        super().__init__(found)
        self._now = now

    def of(self, original: str, first: str = "", last: str = "9") -> list[Any]:
        present = timestamp14(self._now())
        return [entry for entry in super().of(original, first, last) if entry.timestamp <= present]


def archived(world: World) -> list[str]:
    """The timelines of which the archive has anything."""
    return [page.timeline for page in world.pages[::_ONE_IN]]


def records_of(world: World, span: Span, port: int) -> Iterator[Record]:
    """Captures of one policy in six: three from before, the last may differ from what the world begins with."""
    for page in world.pages[::_ONE_IN]:
        latest = Random(f"past {page.timeline}").choice((-1, -1, 3))
        for days, without in zip(_BEFORE, (1, 2, latest), strict=True):
            yield record(world, span, port, page, -days, without)
        if not page.gone:
            for share in (0.2, 0.4):
                yield record(world, span, port, page, world.days * share, -1)


def record(world: World, span: Span, port: int, page: Page, day: float, without: int) -> Record:
    """A capture of a page as it stood on a day; `without` leaves a section out, -1 none."""
    moved = page.moved and page.moved[0] <= day
    host, path = page.moved[1:] if page.moved and moved else (page.host, page.path)
    body = pages.page(page.document, page.names, day, Random(f"{page.timeline} {day}"), without=without).encode()
    return Record(
        original=f"http://{world.hosts[host].address}:{port}{path}",
        timestamp=span.at(day).replace(microsecond=0),
        statuscode=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=body,
        archive_digest=b32encode(sha1(body, usedforsecurity=False).digest()).decode(),
        mimetype="text/html",
        offset=0,
    )


def past_of(world: World, span: Span, port: int) -> Past:
    """The archive of a world whose hosts are on that port."""
    return Past(records_of(world, span, port), lambda: span.at(span.day() - _LAPSE))
