"""What does an answer mean for its task, and what is the desk told?

Runs in the worker thread, beside the desk: decoding twenty megabytes must not hold up the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.archive import Archive, memento
from crawler.coding import decode
from crawler.desk import Desk, Document, Hop, Taken, Visited
from crawler.hops import Heard, kept
from crawler.index import read_answer
from crawler.manners import Manners
from crawler.record import record_asked_for, stretch_of
from crawler.replay import (
    Answer,
    media_type,
    original_headers,
    payload_digest,
    trouble_with_index,
    trouble_with_original,
    trouble_with_replay,
)
from crawler.trouble import Trouble
from model import Capture, Holding, Rendition, Task, TaskKind
from store import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An index page was taken in."""

    queued: int
    odd: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A capture was taken in, or was there already."""

    queued: int
    known: bool


def take_in(
    desk: Desk, manners: Manners, archive: Archive, task: Task, answer: Answer, now: datetime
) -> Listed | Kept | Trouble:
    """Hands what came to the desk. A trouble is returned and not told: the pump knows whether to wait."""
    if task.kind is TaskKind.INDEX:
        return _take_index(desk, manners, archive, task, answer, now)
    if archive.dialect == "cc":
        return _take_record(desk, manners, archive, task, answer, now)
    return _take_replay(desk, manners, archive, task, answer, now)


def _take_index(
    desk: Desk, manners: Manners, archive: Archive, task: Task, answer: Answer, now: datetime
) -> Listed | Trouble:
    body = decode(answer.body, answer.all("content-encoding"), manners.max_index_bytes)
    if isinstance(body, Trouble):
        return body
    readable = Answer(status=answer.status, headers=answer.headers, body=body)
    page = trouble_with_index(archive, readable, now) or read_answer(archive, task, readable)
    if isinstance(page, Trouble):
        return page
    # A server that names the page it just gave, or one behind an empty one, would be asked for ever. The first page of
    # a TimeMap can be a list of its pages alone.
    more = page.rows or archive.dialect == "memento"
    queued = desk.index_answered(
        task, page.rows, page.resume if more and page.resume != task.resume else "", page.further
    )
    return Listed(queued=queued, odd=page.odd, example=page.example)


def _take_replay(
    desk: Desk, manners: Manners, archive: Archive, task: Task, answer: Answer, now: datetime
) -> Kept | Trouble:
    if task.timestamp is None:
        raise ValueError(f"the replay of {task.original} has no timestamp")
    body = decode(answer.body, answer.all("content-encoding"), manners.max_bytes)
    readable = answer if isinstance(body, Trouble) else Answer(status=answer.status, headers=answer.headers, body=body)
    trouble = trouble_with_replay(readable, task.timestamp, now)
    if not trouble and archive.dialect == "memento":
        trouble = trouble_with_original(readable, task.original)
    if trouble:
        return trouble
    if isinstance(body, Trouble):
        return body
    headers = original_headers(archive, answer.headers)
    capture = Capture(
        original=task.original, timestamp=task.timestamp, statuscode=answer.status, digest=digest_of(body)
    )
    holding = Holding(
        holder=archive.name,
        memento=memento(archive, task),
        # Where its list has no digests, this is what another archive's would say of the same bytes.
        archive_digest=task.archive_digest or payload_digest(body),
        headers=headers,
        taken_at=now,
    )
    return _kept(desk.captured(task, capture, holding, body, media_type(headers)))


def _take_record(
    desk: Desk, manners: Manners, archive: Archive, task: Task, answer: Answer, now: datetime
) -> Kept | Trouble:
    """A stretch of a WARC file, which holds the record that its index names."""
    place = memento(archive, task)
    packed = stretch_of(answer, place, now)
    if isinstance(packed, Trouble):
        return packed
    record = record_asked_for(packed, task, manners.max_bytes)
    if isinstance(record, Trouble):
        return record
    capture = Capture(
        original=task.original, timestamp=record.timestamp, statuscode=record.statuscode, digest=digest_of(record.body)
    )
    holding = Holding(
        holder=archive.name,
        memento=place,
        archive_digest=record.archive_digest,
        headers=record.headers,
        taken_at=now,
    )
    return _kept(desk.captured(task, capture, holding, record.body, record.mimetype))


def _kept(taken: Taken) -> Kept:
    return Kept(queued=taken.queued, known=taken.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToShow:
    """A visit that is not over: a browser is to show what it ended at. Nothing was told yet."""

    hops: Sequence[Hop]
    document: Document


def take_visit(
    desk: Desk, manners: Manners, task: Task, heard: Sequence[Heard], trouble: Trouble | None, moment: datetime
) -> tuple[Visited, Trouble | None] | ToShow:
    """Hands a visit to the desk; what came of it, with what went wrong; or what a browser has to show before.

    A body that cannot be decoded ends the visit there, whatever its redirect led to.
    """
    hops: list[Hop] = []
    for one in heard:
        hop = _hop(one, manners.max_bytes)
        if isinstance(hop, Trouble):
            # What a server asks of us weighs more than that it cannot say so properly.
            trouble = trouble if trouble and trouble.busy else replace(hop, original=one.original)
            break
        hops.append(hop)
    document = desk.to_show(task, hops[-1], moment) if hops and not trouble else None
    if document:
        cookies = tuple(value.replace("\n", "") for value in heard[-1].answer.all("set-cookie"))
        return ToShow(hops=hops, document=replace(document, cookies=cookies))
    return desk.visited(task, hops, trouble, moment), trouble


def take_shown(
    desk: Desk, task: Task, pending: ToShow, shown: Document | Trouble, moment: datetime
) -> tuple[Visited, Trouble | None]:
    """Hands a visit to the desk that ended in a browser."""
    if isinstance(shown, Trouble):
        shown = replace(shown, original=shown.original or pending.document.original)
        return desk.visited(task, pending.hops, shown, moment), shown
    last = Hop(
        original=shown.original,
        status=shown.status,
        headers=kept(shown.headers),
        body=shown.body,
        rendition=Rendition.BROWSER,
    )
    return desk.visited(task, [*pending.hops, last], None, moment), None


def _hop(heard: Heard, limit: int) -> Hop | Trouble:
    answer = heard.answer
    body = None if heard.confirms else decode(answer.body, answer.all("content-encoding"), limit)
    if isinstance(body, Trouble):
        return body
    return Hop(
        original=heard.original,
        status=answer.status,
        headers=kept(answer.headers),
        body=body,
        confirms=heard.confirms,
    )
