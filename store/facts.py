"""What was seen, and what do people say of it? Written once, never altered."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import (
    Capture,
    Digest,
    Holding,
    IndexRow,
    OriginalKey,
    Rendition,
    Ruling,
    RulingKind,
    Sighting,
    SightingKind,
    TimelineId,
    original_key,
    sha256,
)
from store.forms import marks_for, time_of, time_text, to_json
from store.packing import pack, unpack


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A capture with everyone who holds it, in the order in which a reading asks them for headers."""

    id: int
    capture: Capture
    holdings: tuple[Holding, ...]

    @property
    def headers(self) -> dict[str, str]:
        """Each header from the first holding that has it: own visit, then by archive name and memento."""
        merged: dict[str, str] = {}
        for holding in self.holdings:
            own: dict[str, str] = {}
            for name, value in holding.headers:
                own[name] = f"{own[name]}, {value}" if name in own else value
            merged = own | merged
        return merged


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFacts:
    """All facts about some originals, in capture-time order, and up to which fact that is."""

    held: tuple[Held, ...]
    sightings: tuple[Sighting, ...]
    rulings: tuple[Ruling, ...]
    upto: str


class Facts:
    """The tables of facts. Every write is idempotent: what is known already changes nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # -- writing

    def keep_body(self, body: bytes) -> Digest:
        digest = sha256(body)
        if not self.has_body(digest):
            self._db.execute("INSERT INTO body VALUES (?, ?, ?)", [digest, len(body), pack(body)])
        return digest

    def keep_capture(self, capture: Capture, holding: Holding, body: bytes, mimetype: str = "") -> bool:
        """Keeps a response: body, capture, holding, sighting. False when the capture was known before.

        Raises ValueError when the body is not the one the capture names.
        """
        if self.keep_body(body) != capture.digest:
            raise ValueError(
                f"{capture.original} of {capture.timestamp}: the body is not the one with {capture.digest}"
            )
        known = self._capture_id(capture)
        capture_id = known or self._insert_capture(capture)
        self._insert_holding(capture_id, holding)
        self.keep_sightings([_response(capture, holding, len(body), mimetype)])
        return known is None

    def keep_sightings(self, sightings: Iterable[Sighting]) -> int:
        """Returns how many of them were new."""
        rows = [self._sighting_row(seen) for seen in sightings]
        before = self._db.conn.total_changes
        self._db.conn.executemany(
            "INSERT INTO sighting (original_id, timestamp, kind, holder, rendition, statuscode, mimetype,"
            " archive_digest, length, digest, reason, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            rows,
        )
        return self._db.conn.total_changes - before

    def keep_declaration(self, digest: Digest, timeline: TimelineId, text: str, taken_at: datetime) -> None:
        self._db.execute(
            "INSERT INTO declaration VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [digest, str(timeline), text, time_text(taken_at)],
        )

    def keep_ruling(self, timeline: TimelineId, ruling: Ruling) -> None:
        self._db.execute(
            "INSERT INTO ruling (timeline, kind, object, saying, who, why, given_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                str(timeline),
                ruling.kind,
                ruling.object,
                ruling.saying,
                ruling.who,
                ruling.why,
                time_text(ruling.given_at),
            ],
        )

    # -- reading

    def has_body(self, digest: Digest) -> bool:
        return self._one("SELECT 1 FROM body WHERE digest = ?", [digest]) is not None

    def body(self, digest: Digest) -> bytes:
        """Raises LookupError when it is not held, DamagedError when it is not what was stored."""
        row = self._one("SELECT packed FROM body WHERE digest = ?", [digest])
        if row is None:
            raise LookupError(f"no body with the digest {digest} is held")
        return unpack(row[0], digest)

    def held_names(self, holder: str, key: OriginalKey) -> set[tuple[int, str]]:
        """(statuscode, archive digest) of every capture that this archive gave us of these originals."""
        rows = self._db.execute(
            "SELECT DISTINCT capture.statuscode, holding.archive_digest FROM original"
            " JOIN capture ON capture.original_id = original.id JOIN holding ON holding.capture_id = capture.id"
            " WHERE original.key = ? AND holding.holder = ?",
            [key, holder],
        )
        return {(status, digest) for status, digest in rows}

    def rows(self, holder: str, key: OriginalKey) -> list[IndexRow]:
        """Everything that an archive's index ever listed of these originals, in order of time."""
        rows = self._db.execute(
            "SELECT url, timestamp, statuscode, mimetype, archive_digest, length FROM original"
            " JOIN sighting ON sighting.original_id = original.id WHERE key = ? AND kind = 'row' AND holder = ?"
            " ORDER BY timestamp, url, archive_digest",
            [key, holder],
        )
        return [_index_row(key, *row) for row in rows]

    def of_originals(self, keys: Sequence[OriginalKey], timeline: TimelineId) -> TimelineFacts:
        """Everything that was seen at these originals, and what people said of this timeline."""
        ids = self._original_ids(keys)
        return TimelineFacts(
            held=tuple(self._held(ids)),
            sightings=tuple(self._sightings(ids)),
            rulings=tuple(self.rulings(timeline)),
            upto=self.upto(keys, timeline),
        )

    def upto(self, keys: Sequence[OriginalKey], timeline: TimelineId) -> str:
        """Up to which sighting, holding and ruling the facts about these originals go.

        Facts are only ever added, so two equal answers mean that nothing came between.
        """
        ids = self._original_ids(keys)
        marks = marks_for(ids)
        newest = [
            self._one(f"SELECT max(id) FROM sighting WHERE original_id IN ({marks})", ids),
            self._one(
                "SELECT max(holding.id) FROM holding JOIN capture ON capture.id = holding.capture_id"
                f" WHERE capture.original_id IN ({marks})",
                ids,
            ),
            self._one("SELECT max(id) FROM ruling WHERE timeline = ?", [str(timeline)]),
        ]
        return ":".join(str(row[0] or 0) if row else "0" for row in newest)

    def rulings(self, timeline: TimelineId) -> list[Ruling]:
        rows = self._db.execute(
            "SELECT kind, object, saying, who, why, given_at FROM ruling WHERE timeline = ? ORDER BY given_at, id",
            [str(timeline)],
        )
        return [
            Ruling(kind=RulingKind(kind), object=on, saying=saying, who=who, why=why, given_at=time_of(at))
            for kind, on, saying, who, why, at in rows
        ]

    def is_kept(self, capture: Capture, holding: Holding) -> bool:
        """Whether this holder gave us this capture, there, before."""
        row = self._one(
            "SELECT 1 FROM original JOIN capture ON capture.original_id = original.id"
            " JOIN holding ON holding.capture_id = capture.id WHERE url = ? AND timestamp = ? AND rendition = ?"
            " AND digest = ? AND statuscode = ? AND holder = ? AND memento = ?",
            [*_capture_name(capture), holding.holder, holding.memento],
        )
        return row is not None

    def held(self, capture: Capture) -> Held:
        """A capture with its row and everyone who holds it. Raises LookupError when it is not kept."""
        capture_id = self._capture_id(capture)
        if capture_id is None:
            raise LookupError(f"{capture.original} of {capture.timestamp} is not kept")
        return Held(id=capture_id, capture=capture, holdings=self.holdings(capture_id))

    def holdings(self, capture_id: int) -> tuple[Holding, ...]:
        rows = self._db.execute(
            "SELECT holder, memento, archive_digest, headers, taken_at FROM holding WHERE capture_id = ?"
            " ORDER BY holder != 'live', holder, memento, archive_digest, headers",
            [capture_id],
        )
        return tuple(_holding(*row) for row in rows)

    def capture(self, capture_id: int) -> Capture:
        row = self._one(
            "SELECT capture.id, url, timestamp, rendition, statuscode, digest FROM capture"
            " JOIN original ON original.id = capture.original_id WHERE capture.id = ?",
            [capture_id],
        )
        if row is None:
            raise LookupError(f"no capture {capture_id} is held")
        return _capture(*row[1:])

    # -- inside

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        return self._db.execute(sql, list(values)).fetchone()

    def _original_id(self, url: str) -> int:
        found = self._one("SELECT id FROM original WHERE url = ?", [url])
        if found is None:
            self._db.execute("INSERT INTO original (url, key) VALUES (?, ?)", [url, original_key(url)])
            found = self._one("SELECT id FROM original WHERE url = ?", [url])
        return int(found[0])

    def _original_ids(self, keys: Sequence[OriginalKey]) -> list[int]:
        marks = marks_for(keys)
        rows = self._db.execute(f"SELECT id FROM original WHERE key IN ({marks})", list(keys))
        return sorted(row[0] for row in rows)

    def _capture_id(self, capture: Capture) -> int | None:
        row = self._one(
            "SELECT capture.id FROM capture JOIN original ON original.id = capture.original_id"
            " WHERE url = ? AND timestamp = ? AND rendition = ? AND digest = ? AND statuscode = ?",
            _capture_name(capture),
        )
        return int(row[0]) if row else None

    def _insert_capture(self, capture: Capture) -> int:
        self._db.execute(
            "INSERT INTO capture (original_id, timestamp, rendition, statuscode, digest) VALUES (?, ?, ?, ?, ?)",
            [
                self._original_id(capture.original),
                time_text(capture.timestamp),
                capture.rendition,
                capture.statuscode,
                capture.digest,
            ],
        )
        return int(self._one("SELECT last_insert_rowid()", [])[0])

    def _insert_holding(self, capture_id: int, holding: Holding) -> None:
        self._db.execute(
            "INSERT INTO holding (capture_id, holder, memento, archive_digest, headers, taken_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                capture_id,
                holding.holder,
                holding.memento,
                holding.archive_digest,
                to_json(holding.headers),
                time_text(holding.taken_at),
            ],
        )

    def _sighting_row(self, seen: Sighting) -> list[Any]:
        return [
            self._original_id(seen.original),
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
            time_text(seen.taken_at),
        ]

    def _held(self, original_ids: Sequence[int]) -> list[Held]:
        marks = marks_for(original_ids)
        rows = self._db.execute(
            "SELECT capture.id, url, timestamp, rendition, statuscode, digest FROM capture"
            f" JOIN original ON original.id = capture.original_id WHERE original_id IN ({marks})",
            list(original_ids),
        ).fetchall()
        held = [Held(id=row[0], capture=_capture(*row[1:]), holdings=self.holdings(row[0])) for row in rows]
        return sorted(held, key=lambda one: one.capture.key)

    def _sightings(self, original_ids: Sequence[int]) -> list[Sighting]:
        marks = marks_for(original_ids)
        rows = self._db.execute(
            "SELECT url, timestamp, kind, holder, rendition, statuscode, mimetype, archive_digest, length, digest,"
            " reason, taken_at FROM sighting JOIN original ON original.id = sighting.original_id"
            f" WHERE original_id IN ({marks})"
            " ORDER BY timestamp, url, rendition, kind, holder, archive_digest, digest, statuscode, reason,"
            " mimetype, length",
            list(original_ids),
        )
        return [_sighting(*row) for row in rows]


def _capture_name(capture: Capture) -> list[str | int]:
    return [
        capture.original,
        time_text(capture.timestamp),
        capture.rendition,
        capture.digest,
        # Empty bodies are all alike: one second can hold a 301 and a 302 of one original, and they are two captures.
        capture.statuscode,
    ]


def _capture(url: str, timestamp: str, rendition: str, statuscode: int, digest: str) -> Capture:
    return Capture(
        original=url,
        timestamp=time_of(timestamp),
        rendition=Rendition(rendition),
        statuscode=statuscode,
        digest=Digest(digest),
    )


def _index_row(
    key: OriginalKey, url: str, timestamp: str, statuscode: int | None, mimetype: str, digest: str, length: int | None
) -> IndexRow:
    return IndexRow(
        urlkey=key,
        timestamp=time_of(timestamp),
        original=url,
        mimetype=mimetype,
        statuscode=statuscode,
        digest=digest,
        length=length,
    )


def _holding(holder: str, memento: str, archive_digest: str, headers: str, taken_at: str) -> Holding:
    return Holding(
        holder=holder,
        memento=memento,
        archive_digest=archive_digest,
        headers=tuple((name, value) for name, value in json.loads(headers)),
        taken_at=time_of(taken_at),
    )


def _response(capture: Capture, holding: Holding, length: int, mimetype: str) -> Sighting:
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
    )


def _sighting(
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
    )
