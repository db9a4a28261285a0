"""How do captures, holdings and sightings become columns, and columns them?"""

from __future__ import annotations

import hashlib

from model import Capture, Digest, Holding, IndexRow, OriginalKey, Rendition, Sighting, SightingKind
from store.forms import time_of, to_json
from store.headings import headers_of

BODY_DIGEST = "(SELECT lower(hex(body.digest)) FROM body WHERE body.id = capture.body_id)"
"""A capture's digest as it is written everywhere else."""

CAPTURE_COLUMNS = f"original.url, capture.timestamp, capture.rendition, capture.statuscode, {BODY_DIGEST}"
"""What `capture_of` takes."""

SIGHTING_COLUMNS = (
    "original.url, sights.timestamp, sights.kind, sights.holder, sights.rendition, sights.statuscode,"
    " sights.mimetype, sights.archive_digest, sights.length, sights.digest, sights.reason,"
    " coalesce(first.url, ''), sights.place, sights.taken_at"
)
"""What `sighting_of` takes; `first` is the original that was asked for."""

HOLDING_COLUMNS = (
    "holding.holder, holding.memento, holding.archive_digest, heading.packed, held.headers, holding.taken_at FROM held"
    " CROSS JOIN heading ON heading.id = held.heading_id CROSS JOIN holding ON holding.id = held.id"
)
"""What `holding_of` takes, and where from."""


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


def holding_of(
    holder: str, memento: str, archive_digest: str, heading: bytes, headers: bytes | None, taken_at: str
) -> Holding:
    return Holding(
        holder=holder,
        memento=memento,
        archive_digest=archive_digest,
        headers=headers_of(heading, headers),
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
    """What made a sighting of an original at a time another than others there, in databases of an earlier schema."""
    return hashlib.sha256(to_json([column or 0 for column in columns]).encode(errors="surrogatepass")).digest()[:16]


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
