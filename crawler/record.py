"""Is a stretch of a WARC file the record that was asked for?"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import unquote

from crawler.common_crawl import stretch
from crawler.replay import Answer, own_word
from crawler.trouble import Trouble
from crawler.warc import Damage, Record, record_in
from model import Failure, IndexRow, Task, digest_form, original_key, timestamp14


def stretch_of(answer: Answer, place: str, now: datetime) -> bytes | Trouble:
    """The bytes that were asked for. A server may send the whole file instead, if that is within the bound."""
    _, first, last = stretch(place)
    if answer.status == 416:
        return _broken("the file ends before the record that the index names")
    if answer.status not in (200, 206):
        return own_word(answer, now)
    body = answer.body[first : last + 1] if answer.status == 200 else answer.body
    told = re.match(r"bytes ([0-9]{1,15})-", answer.first("content-range"))
    if answer.status == 206 and (not told or int(told[1]) != first):
        return _broken(f"another stretch of the file: {answer.first('content-range')[:80]!r}, asked from {first}")
    if len(body) != last + 1 - first:
        return _broken(f"{len(body):,} bytes instead of {last + 1 - first:,}")
    return body


def record_asked_for(packed: bytes, task: Task, limit: int) -> Record | Trouble:
    """The response of a task, if these bytes are its record."""
    found = record_in(packed, limit)
    match found:
        case None:
            return _broken("no record of a response")
        case Damage():
            return _broken(found.reason)
        case IndexRow():
            return Trouble(reason=Failure.ONLY_A_REVISIT, detail="a revisit record: another one has the bytes")
        case _:
            return _mistaken(found, task) or found


def _mistaken(record: Record, task: Task) -> Trouble | None:
    if unquote(original_key(record.original)) != unquote(original_key(task.original)):
        return Trouble(reason=Failure.OTHER_CAPTURE, detail=f"a record of {record.original[:300]}")
    if record.timestamp != task.timestamp:
        return Trouble(reason=Failure.OTHER_CAPTURE, detail=f"a record of {timestamp14(record.timestamp)}")
    listed, own = digest_form(task.archive_digest), digest_form(record.archive_digest)
    if not record.verified or (listed and listed != own):
        return _broken(f"the payload is not the one with the digest {listed if record.verified else own}")
    return None


def _broken(detail: str) -> Trouble:
    return Trouble(reason=Failure.BROKEN, detail=detail)
