"""How is a small archive served, and what was asked of it?"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from time import monotonic
from typing import Any, Protocol
from urllib.parse import urlsplit

from aiohttp import web

from benchmarks.archives.common_crawl import CommonCrawl
from benchmarks.archives.memento import Memento
from crawler import Archive
from crawler.warc import Found
from demo.archive import Archive as WebArchive
from demo.archive import Holdings, answering


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the archive saw it. `kind` is "index" or "replay"; `status` what was answered."""

    at: float  # monotonic seconds
    kind: str
    path: str  # with its query, as sent
    agent: str
    status: int
    retry_after: float = 0.0  # seconds for which it asks to be left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request that a fault may spoil the answer of. `number` counts those of its kind, `total` all, from 1."""

    request: web.Request
    kind: str
    number: int
    total: int
    at: float  # seconds since the archive began to serve
    timestamp: str  # of the capture that is asked for; "" of an index


class Fault(Protocol):
    """Takes the answer that the archive would give, and gives that which is sent."""

    def __call__(self, question: Question, answer: web.Response) -> Awaitable[web.StreamResponse]: ...


class Dialect(Protocol):
    """A way to answer, from captures. `timestamp` is that of the capture that a request asks for, or ""."""

    async def answer(self, request: web.Request) -> web.StreamResponse: ...

    def timestamp(self, request: web.Request) -> str: ...


class _WebArchive(WebArchive):
    def timestamp(self, request: web.Request) -> str:
        found = re.match(r"/web/([0-9]{14})", request.path)
        return found[1] if found else ""


@dataclass(slots=True, kw_only=True)
class Served:
    """A running archive. `log` holds every request so far, in the order of their coming."""

    url: str
    dialect: str
    log: list[Asked] = field(default_factory=list)

    def asked(self, kind: str) -> list[Asked]:
        """The requests of one kind."""
        return [one for one in self.log if one.kind == kind]

    def closest(self, kind: str) -> float:
        """Seconds between the two requests of a kind that came closest after each other; infinite for fewer."""
        times = sorted(one.at for one in self.asked(kind))
        return min((later - earlier for earlier, later in pairwise(times)), default=float("inf"))

    def archive(self, name: str, **other: Any) -> Archive:
        """The archive as the crawler knows one, fast unless `other` says otherwise."""
        given: dict[str, Any] = {
            "name": name,
            "dialect": self.dialect,
            "index_per_minute": 60_000,
            "replay_per_minute": 60_000,
            "allow_hosts": (urlsplit(self.url).netloc,),
        }
        return Archive(**(given | _addresses(self.dialect, self.url) | other))

    def table(self, name: str, **other: float) -> str:
        """The archive as a table of the settings' file."""
        rates = {"index_per_minute": 600, "replay_per_minute": 6000} | other
        lines = [f'{key} = "{value}"' for key, value in _addresses(self.dialect, self.url).items() if "://" in value]
        lines += [f"{key} = {value}" for key, value in rates.items()]
        return "\n".join([f'[archives."{name}"]', f'dialect = "{self.dialect}"', *lines, ""])


def _addresses(dialect: str, url: str) -> dict[str, str]:
    if dialect == "memento":
        return {"index": f"{url}/timemap/link/{{original}}", "replay": "{place}"}
    if dialect == "cc":
        return {"index": f"{url}/collinfo.json", "replay": f"{url}/{{place}}"}
    return {"index": f"{url}/cdx/search/cdx", "replay": f"{url}/web/{{timestamp}}id_/{{original}}"}


@contextmanager
def serving_archive(
    found: Iterable[Found], dialect: str = "ia", faults: Sequence[Fault] = (), **knobs: Any
) -> Iterator[Served]:
    """Serves captures in a dialect while it lasts, from a thread. Faults are laid over the answers, the first first.

    `knobs` are those of `Memento` and `CommonCrawl`.
    """
    watched = _Watched(_speaking(Holdings(found), dialect, knobs), faults)
    with answering(watched.answer) as url:
        yield Served(url=url, dialect=dialect, log=watched.log)


def _speaking(holdings: Holdings, dialect: str, knobs: Mapping[str, Any]) -> Dialect:
    if dialect == "memento":
        return Memento(holdings, **knobs)
    return CommonCrawl(holdings, **knobs) if dialect == "cc" else _WebArchive(holdings, None)


class _Watched:
    """Notes every request with what was answered."""

    def __init__(self, dialect: Dialect, faults: Sequence[Fault]) -> None:
        self.log: list[Asked] = []
        self._dialect, self._faults, self._began = dialect, faults, monotonic()
        self._counts = {"index": 0, "replay": 0}

    async def answer(self, request: web.Request) -> web.StreamResponse:
        question = self._question(request)
        place = len(self.log)
        self._note(question, place, 0, 0.0)  # stands there, too, where the client goes away meanwhile
        answer = await self._dialect.answer(request)
        for fault in self._faults:
            answer = await fault(question, answer) if isinstance(answer, web.Response) else answer
        told = answer.headers.get("Retry-After", "")
        self._note(question, place, answer.status, answer.get("retry_after", float(told if told.isdecimal() else 0)))
        return answer

    def _question(self, request: web.Request) -> Question:
        kind = _kind(request.path)
        self._counts[kind] += 1
        return Question(
            request=request,
            kind=kind,
            number=self._counts[kind],
            total=len(self.log) + 1,
            at=monotonic() - self._began,
            timestamp=self._dialect.timestamp(request),
        )

    def _note(self, question: Question, place: int, status: int, retry_after: float) -> None:
        request, at = question.request, self._began + question.at
        agent, path = request.headers.get("User-Agent", ""), request.raw_path
        noted = Asked(at=at, kind=question.kind, path=path, agent=agent, status=status, retry_after=retry_after)
        self.log[place:] = [noted, *self.log[place + 1 :]]


def _kind(path: str) -> str:
    index = path.startswith(("/cdx/", "/timemap/", "/gate/", "/collinfo.json")) or path.endswith("-index")
    return "index" if index else "replay"
