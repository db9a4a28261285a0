"""How do captures, holdings and sightings become columns, and columns them?"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from model import Capture, Digest, Holding, IndexRow, OriginalKey, Rendition, Sighting, SightingKind
from store.forms import time_of, time_text, to_json

BODY_DIGEST = "(SELECT lower(hex(body.digest)) FROM body WHERE body.id = capture.body_id)"
"""A capture's digest as it is written everywhere else."""

HAS_BODY = "capture.body_id = (SELECT body.id FROM body WHERE body.digest = ?)"
"""Takes the bytes of a digest."""

CAPTURE_COLUMNS = f"original.url, capture.timestamp, capture.rendition, capture.statuscode, {BODY_DIGEST}"
"""What `capture_of` takes; `capture_name` gives them, in another order, to look one up."""

SIGHTING_COLUMNS = (
    "original.url, sighting.timestamp, sighting.kind, sighting.holder, sighting.rendition, sighting.statuscode,"
    " sighting.mimetype, sighting.archive_digest, sighting.length, sighting.digest, sighting.reason,"
    " coalesce(first.url, ''), sighting.place, sighting.taken_at"
)
"""What `sighting_of` takes; `first` is the original that was asked for."""


def capture_name(capture: Capture) -> list[str | int | bytes]:
    return [
        capture.original,
        time_text(capture.timestamp),
        capture.rendition,
        bytes.fromhex(capture.digest),
        # Empty bodies are all alike: one second can hold a 301 and a 302 of one original, and they are two captures.
        capture.statuscode,
    ]


def capture_of(url: str, timestamp: str, rendition: str, statuscode: int, digest: str) -> Capture:
    return Capture(
        original=url,
        timestamp=time_of(timestamp),
        rendition=Rendition(rendition),
        statuscode=statuscode,
        digest=Digest(digest),
    )


def index_row_of(
    key: OriginalKey,
    url: str,
    timestamp: str,
    statuscode: int | None,
    mimetype: str,
    digest: str,
    length: int | None,
    place: str,
) -> IndexRow:
    return IndexRow(
        urlkey=key,
        timestamp=time_of(timestamp),
        original=url,
        mimetype=mimetype,
        statuscode=statuscode,
        digest=digest,
        length=length,
        place=place,
    )


def holding_of(holder: str, memento: str, archive_digest: str, headers: str, taken_at: str) -> Holding:
    return Holding(
        holder=holder,
        memento=memento,
        archive_digest=archive_digest,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        taken_at=time_of(taken_at),
    )


def response(capture: Capture, holding: Holding, length: int, mimetype: str, asked: str) -> Sighting:
    """The sighting that keeping a capture leaves."""
    return Sighting(
        original=capture.original,
        timestamp=capture.timestamp,
        kind=SightingKind.RESPONSE,
        holder=holding.holder,
        taken_at=holding.taken_at,
        statuscode=capture.statuscode,
        mimetype=mimetype,
        archive_digest=holding.archive_digest,
        length=length,
        digest=capture.digest,
        rendition=capture.rendition,
        asked=asked,
    )


def sighting_name(*columns: str | int | None) -> bytes:
    """What makes a sighting of an original at a time another than others there; nothing and 0 are the same."""
    return hashlib.sha256(to_json([column or 0 for column in columns]).encode(errors="surrogatepass")).digest()[:16]


def sighting_columns(seen: Sighting) -> list[Any]:
    """All but the originals, which have rows: the time, what `sighting_name` takes of it, and when we learnt of it."""
    return [
        time_text(seen.timestamp),
        seen.kind,
        seen.holder,
        seen.rendition,
        seen.statuscode,
        seen.mimetype,
        seen.archive_digest,
        seen.length,
        seen.digest or "",
        seen.reason,
        seen.place,
        time_text(seen.taken_at),
    ]


def sighting_of(
    url: str,
    timestamp: str,
    kind: str,
    holder: str,
    rendition: str,
    statuscode: int | None,
    mimetype: str,
    archive_digest: str,
    length: int | None,
    digest: str,
    reason: str,
    asked: str,
    place: str,
    taken_at: str,
) -> Sighting:
    return Sighting(
        original=url,
        timestamp=time_of(timestamp),
        kind=SightingKind(kind),
        holder=holder,
        rendition=Rendition(rendition),
        statuscode=statuscode,
        mimetype=mimetype,
        archive_digest=archive_digest,
        length=length,
        digest=Digest(digest) if digest else None,
        reason=reason,
        taken_at=time_of(taken_at),
        asked=asked,
        place=place,
    )
