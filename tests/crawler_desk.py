"""What do the crawler's tests crawl with? A desk in memory, and an archive that can be made to misbehave."""

from __future__ import annotations

import threading
import time
from base64 import b32encode
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha1
from typing import Any, NamedTuple

from crawler import Archive, Hop, Manners, Outcome, Visited, run_crawl
from crawler.desk import Document, Taken
from crawler.plan import Asked, Listed, listing_of, plan
from crawler.trouble import Trouble
from crawler.warc import Record
from model import (
    LIVE,
    Capture,
    Digest,
    Failure,
    Headers,
    Holding,
    IndexRow,
    Precision,
    Rendition,
    Task,
    TaskKind,
    Validators,
    from_timestamp14,
    sha256,
)
from store import host_of

HTML: Headers = (("content-type", "text/html; charset=utf-8"),)


class Visit(NamedTuple):
    """What a desk was told of a visit."""

    task: Task
    hops: tuple[Hop, ...]
    trouble: Trouble | None
    moment: datetime

    @property
    def statuses(self) -> list[int]:
        return [hop.status for hop in self.hops]


class MemoryDesk:
    """Does what `crawler.Desk` says, in memory; notes everything it is told."""

    def __init__(self, tasks: Iterable[Task], *, most_tries: int = 3, backoff: float = 0.05) -> None:
        self._most_tries, self._backoff = most_tries, backoff
        self._thread = threading.get_ident()
        self._known: set[tuple[object, ...]] = set()
        self._queued: dict[int, tuple[Task, float]] = {}
        self._in_hand: set[int] = set()
        self.rows: list[IndexRow] = []
        self.captures: list[tuple[Capture, Holding, bytes, str]] = []
        self.failures: list[tuple[Task, Failure, str, float | None]] = []
        self.visits: list[Visit] = []
        self.put_backs: list[tuple[Task, float]] = []
        self.held: dict[str, Validators] = {}
        self._bodies: dict[str, tuple[int, Digest]] = {}
        self.closed = False
        for task in tasks:
            self.add(task)

    def add(self, task: Task) -> int:
        name = (task.kind, task.archive, task.original, task.timestamp, task.resume)
        if name in self._known:
            return 0
        self._known.add(name)
        self._queued[len(self._known)] = (replace(task, id=len(self._known)), time.monotonic())
        return 1

    def _finish(self, task: Task) -> None:
        self._check()
        self._in_hand.remove(task.id)
        del self._queued[task.id]

    def _check(self) -> None:
        assert threading.get_ident() == self._thread, "a desk is called in the thread that made it"
        assert not self.closed

    @property
    def left(self) -> list[Task]:
        return [task for task, _ in self._queued.values()]

    def next_tasks(self, archive: str, limit: int) -> Sequence[Task]:
        self._check()
        now = time.monotonic()
        due = [task for task, at in self._queued.values() if task.archive == archive and at <= now]
        tasks = [task for task in due if task.id not in self._in_hand][:limit]
        self._in_hand |= {task.id for task in tasks}
        return tasks

    def index_answered(self, task: Task, rows: Sequence[IndexRow], resume: str, further: Sequence[str] = ()) -> int:
        self._finish(task)
        self.rows += rows
        wanted = [
            Task(
                kind=TaskKind.REPLAY,
                archive=task.archive,
                original=one.original,
                timestamp=one.timestamp,
                archive_digest=one.archive_digest,
                place=next(row.place for row in rows if (row.original, row.timestamp) == (one.original, one.timestamp)),
            )
            for one in plan(
                listing_of(Listed(row=row, holder=task.archive) for row in rows), [], Asked(), Precision.ALL
            ).wanted
        ]
        return sum(map(self.add, [*wanted, *(replace(task, resume=one) for one in (resume, *further) if one)]))

    def captured(self, task: Task, capture: Capture, holding: Holding, body: bytes, mimetype: str) -> Taken:
        self._finish(task)
        known = capture in [one for one, *_ in self.captures]
        self.captures.append((capture, holding, body, mimetype))
        return Taken(known=known)

    def failed(self, task: Task, reason: Failure, detail: str, wait: float | None) -> bool:
        self._finish(task)
        self.failures.append((task, reason, detail, wait))
        tries = task.tries + (wait is None)
        if wait is None and (not reason.passing or tries >= self._most_tries):
            return False
        self._queued[task.id] = (
            replace(task, tries=tries),
            time.monotonic() + (self._backoff if wait is None else wait),
        )
        return True

    def waiting(self, archive: str) -> float | None:
        self._check()
        queued = [(task, at) for number, (task, at) in self._queued.items() if number not in self._in_hand]
        due = [at for task, at in queued if task.archive == archive]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def next_visits(self, limit: int) -> Sequence[Task]:
        return self.next_tasks(LIVE, limit)

    def visits_waiting(self) -> float | None:
        return self.waiting(LIVE)

    def validators(self, original: str) -> Validators | None:
        self._check()
        return self.held.get(original)

    def to_show(self, task: Task, hop: Hop, moment: datetime) -> Document | None:
        """As the task says, of pages with status 200."""
        if task.rendition is not Rendition.BROWSER or hop.status != 200 or hop.body is None:
            return None
        return Document(original=hop.original, status=hop.status, headers=hop.headers, body=hop.body)

    def visited(self, task: Task, hops: Sequence[Hop], trouble: Trouble | None, moment: datetime) -> Visited:
        self._finish(task)
        self.visits.append(Visit(task, tuple(hops), trouble, moment))
        if trouble and trouble.retry_after and task.tries + 1 < self._most_tries:
            self._put_off_host(host_of(trouble.original), trouble.retry_after)
            self._queued[task.id] = (replace(task, tries=task.tries + 1), time.monotonic() + trouble.retry_after)
        shown = [(hop.status, sha256(hop.body)) if hop.body is not None else (200, hop.confirms) for hop in hops]
        unchanged = sum(self._bodies.get(hop.original) == (s, d) for hop, (s, d) in zip(hops, shown, strict=True))
        self._bodies |= {hop.original: (s, d) for hop, (s, d) in zip(hops, shown, strict=True) if d}
        return Visited(captures=len(hops) - unchanged, unchanged=unchanged)

    def _put_off_host(self, host: str, seconds: float) -> None:
        until = time.monotonic() + seconds
        for number, (task, due) in self._queued.items():
            if task.kind is TaskKind.VISIT and host_of(task.original) == host:
                self._queued[number] = (task, max(due, until))

    def put_back(self, task: Task, seconds: float) -> None:
        self._check()
        self._in_hand.remove(task.id)
        self._queued[task.id] = (task, time.monotonic() + seconds)
        self.put_backs.append((task, seconds))

    def close(self) -> None:
        self._check()
        self.closed = True


def archive_at(url: str, **other: Any) -> Archive:
    """The demo archive at an address, fast."""
    given: dict[str, Any] = {
        "name": "demo",
        "index": f"{url}/cdx/search/cdx",
        "replay": f"{url}/web/{{timestamp}}id_/{{original}}",
        "index_per_minute": 60_000,
        "replay_per_minute": 60_000,
        "allow_hosts": (url.removeprefix("http://"),),
    }
    return Archive(**(given | other))


def crawl(
    archive: Archive, tasks: Iterable[Task], manners: Manners | None = None, **other: Any
) -> tuple[MemoryDesk, Outcome]:
    """Crawls to the end."""
    desks: list[MemoryDesk] = []

    def make() -> MemoryDesk:
        desks.append(MemoryDesk(tasks))
        return desks[0]

    outcome = run_crawl(make, [archive], settings=manners or Manners(timeout=5, pause=0.2), **other)
    assert desks[0].closed
    return desks[0], outcome


def visit_of(original: str, run: int = 0) -> Task:
    return Task(kind=TaskKind.VISIT, archive=LIVE, original=original, run=run)


def index_of(original: str, archive: str = "demo") -> Task:
    return Task(kind=TaskKind.INDEX, archive=archive, original=original)


def replay_of(original: str, timestamp: str, archive: str = "demo") -> Task:
    return Task(kind=TaskKind.REPLAY, archive=archive, original=original, timestamp=from_timestamp14(timestamp))


def record(
    original: str = "https://acme.example/privacy",
    timestamp: str = "20200101000000",
    body: bytes = b"<p>We sell nothing.</p>",
    statuscode: int = 200,
    headers: Headers = HTML,
) -> Record:
    return Record(
        original=original,
        timestamp=from_timestamp14(timestamp),
        statuscode=statuscode,
        headers=headers,
        body=body,
        archive_digest=b32encode(sha1(body).digest()).decode(),
        mimetype=dict(headers).get("content-type", "unk").partition(";")[0],
        offset=0,
    )
