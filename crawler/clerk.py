"""How do tasks come from our rows, and how do answers become rows?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil

from crawler.budget import Budget
from crawler.desk import Document, Hop, Taken, Visited
from crawler.planner import Left, Needs, Planner
from crawler.replay import media_type
from crawler.tally import Ledger
from crawler.trouble import Trouble
from model import (
    LIVE,
    Capture,
    Failure,
    Headers,
    Holding,
    IndexRow,
    Rendition,
    Sighting,
    SightingKind,
    Task,
    Validators,
    sha256,
)
from store import Held, Store, host_of

ReadIn = Callable[[Capture, bytes, str], object]
"""How a capture that is kept is read: (capture, body, the original asked for or ""). Given by the pipeline.

Called outside any transaction, since a PDF can take seconds to read. What was fetched is safe by then.
"""

NeedsBrowser = Callable[[Capture, Headers, bytes | None, str, int], bool]
"""Whether a browser has to show a page, since what was sent holds no text of the policy.

(capture, headers, body, the original asked for or "", the row of the capture that it equals or 0); the body is None on
a 304, which equals one.  Given by the pipeline.
"""
Answered = Callable[[Task, Sequence[Hop], Trouble | None], int]
"""Is told how a visit ended, once that is kept, outside any transaction; how many visits it has queued therefore."""

MOST_TRIES = 5
_FIRST_WAIT = timedelta(minutes=1)
_TRUSTED = timedelta(days=7)
"""For so long a server's "not modified" is believed: some give one ETag for ever, or answer 304 to everything."""

_WORTH_WAITING = timedelta(minutes=2)
"""For so long a crawl that ends when nothing is left waits for a host that wants to be left alone."""

_IN_VAIN = timedelta(days=7)
"""For so long a browser is not asked again for a page that it made nothing of, and that is sent as it was then."""

_SHOWN = ("text/html", "application/xhtml+xml", "")

_TELLING = ("location", "content-type", "content-language")
"""Headers that make another capture of an equal body: where it leads to, and how it is read."""


class Clerk:
    """A `Desk` over the store. Belongs to the thread that opened the store."""

    def __init__(
        self,
        store: Store,
        read_in: ReadIn,
        clock: Callable[[], datetime],
        on_visited: Callable[[str], None] | None = None,
        needs_browser: NeedsBrowser | None = None,
        on_answered: Answered | None = None,
        needs: Needs | None = None,
        budget: Budget | None = None,
        archives: Collection[str] | None = None,
    ) -> None:
        self._store = store
        self._read_in = read_in
        self._clock = clock
        self._on_visited = on_visited
        self._needs_browser = needs_browser
        self._on_answered = on_answered
        self._in_hand: dict[int, Task] = {}
        self._budget = budget or Budget(Ledger())
        self._planner = Planner(store, needs, archives, self._budget.ordered_is_spent)

    @property
    def likely_left(self) -> int:
        """How many requests of archives are probably still to be made; can be asked from any thread."""
        return self._planner.likely_left

    @property
    def left(self) -> Left:
        """What of archives is probably still to be asked for, when the crawl is over."""
        return self._planner.left

    def go_on(self) -> None:
        """Plans what a killed process kept and did not come to plan: until then nothing queued says nothing."""
        if not self._planner.resumed:
            self._planner.resume(self._clock())

    def next_tasks(self, archive: str, limit: int) -> Sequence[Task]:
        now = self._clock()
        self.go_on()
        tasks = self._store.frontier.due(archive, now, limit, list(self._in_hand), self._budget.spent)
        allowed = self._allowed(self._planner.handed_out(tasks, self._in_hand.values()))
        self._in_hand.update((task.id, task) for task in allowed)
        return allowed

    def index_answered(self, task: Task, rows: Sequence[IndexRow], resume: str, further: Sequence[str] = ()) -> int:
        now = self._clock()
        task = self._store.frontier.as_it_stands(task)
        with self._store.writing():
            self._store.facts.keep_sightings(sighting_of_row(row, task.archive, now) for row in rows)
            self._store.frontier.finish(task)
            if resume:
                self._store.frontier.ask_again(_page(task, resume), now)
            queued = bool(resume) + self._store.frontier.add((_page(task, one) for one in further), now)
        queued += self._planner.page_came(task, now)
        self._in_hand.pop(task.id, None)
        return queued

    def captured(self, task: Task, capture: Capture, holding: Holding, body: bytes, mimetype: str) -> Taken:
        with self._store.writing():
            new = self._store.facts.keep_capture(capture, holding, body, mimetype)
            self._store.frontier.finish(task)
        self._read_in(capture, body, "")
        queued = self._planner.captured(task, self._clock())
        self._in_hand.pop(task.id, None)
        return Taken(known=not new, queued=queued)

    def next_visits(self, limit: int) -> Sequence[Task]:
        now, in_hand = self._clock(), list(self._in_hand)
        tasks = self._allowed(self._store.frontier.due_visits(now, limit, in_hand, spent=self._budget.spent))
        self._in_hand.update((task.id, task) for task in tasks)
        return tasks

    def _allowed(self, tasks: Sequence[Task]) -> Sequence[Task]:
        return self._budget.allowed(tasks, self._in_hand.values(), self._store.frontier.so_far)

    def validators(self, original: str) -> Validators | None:
        now = self._clock()
        return self._store.looks.validators(original, now - _TRUSTED, now)

    def to_show(self, task: Task, hop: Hop, moment: datetime) -> Document | None:
        if task.rendition is not Rendition.BROWSER and self._needs_browser is None:
            return None
        held = self._standing(hop, moment)
        status, headers = hop.status, hop.headers
        if held and self._store.facts.is_erased(held.capture.digest):
            return None
        if hop.body is None:
            if held is None:
                return None
            status, headers = held.capture.statuscode, _as_sent(held)
        if status != 200 or media_type(headers) not in _SHOWN or not self._shall_show(task, hop, held, moment):
            return None
        body = self._store.facts.body(held.capture.digest) if held else hop.body or b""
        return Document(original=hop.original, status=status, headers=headers, body=body)

    def _shall_show(self, task: Task, hop: Hop, held: Held | None, moment: datetime) -> bool:
        if task.rendition is Rendition.BROWSER or self._needs_browser is None:
            return task.rendition is Rendition.BROWSER
        if held and self._store.looks.shown_in_vain(hop.original, moment - _IN_VAIN, moment):
            return False
        digest = held.capture.digest if held else hop.digest
        capture = Capture(original=hop.original, timestamp=moment, statuscode=200, digest=digest or sha256(b""))
        return self._needs_browser(capture, hop.headers, hop.body, _asked(task, hop), held.id if held else 0)

    def visited(self, task: Task, hops: Sequence[Hop], trouble: Trouble | None, moment: datetime) -> Visited:
        fresh: list[tuple[Capture, bytes, str]] = []
        with self._store.writing():
            for hop in hops:
                fresh += self._keep_hop(task, hop, moment)
            if trouble:
                self._note(task, hops, trouble, moment)
            self._store.frontier.finish(task)
        for capture, body, asked in fresh:
            self._read_in(capture, body, asked)
        self._in_hand.pop(task.id, None)
        if self._on_visited:
            self._on_visited(task.original)
        queued = self._on_answered(task, hops, trouble) if self._on_answered else 0
        return Visited(captures=len(fresh), unchanged=len(hops) - len(fresh), queued=queued)

    def put_back(self, task: Task, seconds: float) -> None:
        until = self._clock() + timedelta(seconds=ceil(seconds))
        with self._store.writing():
            self._store.frontier.put_off(task, until, "its host is left alone", counts=False)
        self._budget.not_made(task)
        self._in_hand.pop(task.id, None)

    def visits_waiting(self) -> float | None:
        now = self._clock()
        due = self._store.frontier.next_visit_due(now, list(self._in_hand), self._budget.spent)
        return None if due is None or due - now > _WORTH_WAITING else max(0.0, (due - now).total_seconds())

    def _keep_hop(self, task: Task, hop: Hop, moment: datetime) -> list[tuple[Capture, bytes, str]]:
        """Keeps an answer: as a capture, or, where it showed what is held, as a sighting alone."""
        asked = _asked(task, hop)
        if hop.body is None or self._standing(hop, moment):
            self._store.facts.keep_sightings([_not_modified(hop, moment, asked)])
            return []
        capture = Capture(
            original=hop.original,
            timestamp=moment,
            statuscode=hop.status,
            digest=hop.digest or sha256(hop.body),
            rendition=hop.rendition,
        )
        holding = Holding(holder=LIVE, headers=hop.headers, taken_at=moment)
        self._store.facts.keep_capture(capture, holding, hop.body, media_type(hop.headers), asked)
        return [(capture, hop.body, asked)]

    def _standing(self, hop: Hop, moment: datetime) -> Held | None:
        """What the visit before brought, if it is the same: body, status, and the headers that say how it is read."""
        held = self._store.looks.latest_live(hop.original, moment, hop.rendition, hop.digest)
        if held is None or hop.body is None:
            return held
        if held.capture.statuscode != hop.status:
            return None
        if self._store.facts.is_erased(held.capture.digest):  # its headers went as well
            return held
        alike = all(held.headers.get(name, "") == _joined(hop.headers, name) for name in _TELLING)
        return held if alike else None

    def _note(self, task: Task, hops: Sequence[Hop], trouble: Trouble, moment: datetime) -> None:
        """What went wrong; an answer that asked for quiet is a capture already."""
        answered = bool(hops) and hops[-1].original == trouble.original
        if not (answered and trouble.reason is Failure.THROTTLED):
            self._store.facts.keep_sightings([_failed_visit(task, trouble, moment)])
        if trouble.retry_after is not None:
            until = self._clock() + timedelta(seconds=ceil(trouble.retry_after))
            self._store.frontier.put_off_host(host_of(trouble.original or task.original), until)

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
        if wait is not None:
            self._planner.rests(task, now + pause, now)
        if not again:
            self._planner.will_not_come(self._store.frontier.as_it_stands(task), now)
        self._in_hand.pop(task.id, None)
        return again

    def waiting(self, archive: str) -> float | None:
        due = self._store.frontier.next_due(archive, list(self._in_hand), self._budget.spent)
        return None if due is None else max(0.0, (due - self._clock()).total_seconds())

    def close(self) -> None:
        self._store.close()


def _page(task: Task, resume: str) -> Task:
    """A further page. It is asked for before the lists of other originals begin: captures wait for whole ones."""
    return replace(task, resume=resume, tries=0, id=0, gain=1.0)


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
        place=row.place,
    )


def _not_modified(hop: Hop, moment: datetime, asked: str) -> Sighting:
    return Sighting(
        original=hop.original,
        timestamp=moment,
        kind=SightingKind.NOT_MODIFIED,
        holder=LIVE,
        taken_at=moment,
        statuscode=hop.status,
        mimetype=media_type(hop.headers),
        digest=hop.digest,
        rendition=hop.rendition,
        asked=asked,
    )


def _failed_visit(task: Task, trouble: Trouble, moment: datetime) -> Sighting:
    original = trouble.original or task.original
    return Sighting(
        original=original,
        timestamp=moment,
        kind=SightingKind.FAILURE,
        holder=LIVE,
        taken_at=moment,
        reason=f"{trouble.reason}: {trouble.detail}" if trouble.detail else str(trouble.reason),
        rendition=trouble.rendition,
        asked=task.original if original != task.original else "",
    )


def _asked(task: Task, hop: Hop) -> str:
    return task.original if hop.original != task.original else ""


def _as_sent(held: Held) -> Headers:
    return next(holding.headers for holding in held.holdings if holding.holder == LIVE)


def _joined(headers: Headers, name: str) -> str:
    """As `store.Held.headers` gives it."""
    return ", ".join(value for header, value in headers if header == name)


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
