"""How do tasks come from our rows, and how do answers become rows?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import ceil

from crawler.plan import Known, plan
from model import (
    Capture,
    Failure,
    Holding,
    IndexRow,
    Sighting,
    SightingKind,
    Task,
    TaskKind,
    original_key,
)
from store import Store

ReadIn = Callable[[Capture, bytes], object]
"""How a capture that is kept is read: (capture, body). Given by the pipeline."""

MOST_TRIES = 5
_FIRST_WAIT = timedelta(minutes=1)


class Clerk:
    """A `Desk` over the store. Belongs to the thread that opened the store."""

    def __init__(self, store: Store, read_in: ReadIn, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._read_in = read_in
        self._clock = clock
        self._in_hand: dict[int, Task] = {}

    def next_tasks(self, archive: str, limit: int) -> Sequence[Task]:
        tasks = self._store.frontier.due(archive, self._clock(), limit, list(self._in_hand))
        self._in_hand.update((task.id, task) for task in tasks)
        return tasks

    def index_answered(self, task: Task, rows: Sequence[IndexRow], resume: str) -> int:
        now = self._clock()
        with self._store.writing():
            self._store.facts.keep_sightings(sighting_of_row(row, task.archive, now) for row in rows)
            queued = self._store.frontier.add(self._wanted(task), now)
            if resume:
                page = Task(kind=TaskKind.INDEX, archive=task.archive, original=task.original, resume=resume)
                self._store.frontier.ask_again(page, now)
                queued += 1
            self._store.frontier.finish(task)
        self._in_hand.pop(task.id, None)
        return queued

    def captured(self, task: Task, capture: Capture, holding: Holding, body: bytes, mimetype: str) -> None:
        with self._store.writing():
            self._store.facts.keep_capture(capture, holding, body, mimetype)
            self._store.frontier.finish(task)
        with self._store.writing():  # apart: a PDF can take seconds to read, and what was fetched is safe by then
            self._read_in(capture, body)
        self._in_hand.pop(task.id, None)

    def failed(self, task: Task, reason: Failure, detail: str, wait: float | None) -> bool:
        now, why = self._clock(), f"{reason}: {detail}" if detail else str(reason)
        again = wait is not None or (reason.passing and task.tries + 1 < MOST_TRIES)
        pause = _FIRST_WAIT * 2**task.tries if wait is None else timedelta(seconds=ceil(wait))
        with self._store.writing():
            if again:
                self._store.frontier.put_off(task, now + pause, why, counts=wait is None)
            else:
                self._store.frontier.give_up(task, why)
                self._store.facts.keep_sightings(_failure(task, why, now))
        self._in_hand.pop(task.id, None)
        return again

    def waiting(self, archive: str) -> float | None:
        due = self._store.frontier.next_due(archive, list(self._in_hand))
        return None if due is None else max(0.0, (due - self._clock()).total_seconds())

    def close(self) -> None:
        self._store.close()

    def _wanted(self, task: Task) -> list[Task]:
        """What is to be fetched of everything this archive ever listed of the original, over all its pages."""
        key = original_key(task.original)
        listed = self._store.facts.rows(task.archive, key)
        held = self._store.facts.held_names(task.archive, key)
        known = Known(captures=frozenset((key, status, digest) for status, digest in held))
        return [
            Task(
                kind=TaskKind.REPLAY,
                archive=task.archive,
                original=wanted.original,
                timestamp=wanted.timestamp,
                archive_digest=wanted.archive_digest,
            )
            for wanted in plan(listed, known)
        ]


def sighting_of_row(row: IndexRow, holder: str, taken_at: datetime) -> Sighting:
    """What a row of a holder's index says was seen; the body may not be held."""
    return Sighting(
        original=row.original,
        timestamp=row.timestamp,
        kind=SightingKind.ROW,
        holder=holder,
        taken_at=taken_at,
        statuscode=row.statuscode,
        mimetype=row.mimetype,
        archive_digest=row.digest,
        length=row.length,
    )


def _failure(task: Task, why: str, now: datetime) -> list[Sighting]:
    """A capture that could not be had; an index that could not be had says nothing of the original."""
    if task.timestamp is None:
        return []
    return [
        Sighting(
            original=task.original,
            timestamp=task.timestamp,
            kind=SightingKind.FAILURE,
            holder=task.archive,
            taken_at=now,
            archive_digest=task.archive_digest,
            reason=why,
        )
    ]
