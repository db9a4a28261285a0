"""What was seen, and what do people say of it? Written once, never altered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import (
    LIVE,
    Capture,
    Digest,
    Holding,
    IndexRow,
    OriginalKey,
    Ruling,
    RulingKind,
    Sighting,
    TimelineId,
)
from store.bodies import READER, WRITER, Bodies
from store.forms import marks_for, time_of, time_text, to_json
from store.forms_of_facts import CAPTURE_COLUMNS, HOLDING_COLUMNS, capture_of, holding_of, index_row_of, response
from store.gathering import captures_at, newest_at, sightings_at
from store.noting import Noting
from store.small_forms import NAMED, digest_given, seconds


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

    def __init__(self, db: Database, *, readonly: bool = False) -> None:
        self._db = db
        self._bodies = Bodies(db, READER if readonly else WRITER)
        self._noting = Noting(db)

    @property
    def bodies(self) -> Bodies:
        """For who erases some."""
        return self._bodies

    # -- writing

    def keep_body(self, body: bytes, capture: Capture | None = None) -> Digest:
        """Once, however often it comes; as what it has that the captures around `capture` have not."""
        return self._bodies.keep(body, capture)

    def keep_capture(
        self, capture: Capture, holding: Holding, body: bytes, mimetype: str = "", asked: str = ""
    ) -> bool:
        """Keeps a response: body, capture, holding, sighting. False when the capture was known before.

        `asked` is the original that a live visit asked for, where redirects led from it to this one.
        Raises ValueError when the body is not the one the capture names.
        """
        if self.keep_body(body, capture) != capture.digest:
            raise ValueError(
                f"{capture.original} of {capture.timestamp}: the body is not the one with {capture.digest}"
            )
        if self.is_erased(capture.digest):
            holding = replace(holding, headers=())
        known = self._noting.capture_id(capture)
        seen = response(capture, holding, len(body), mimetype, asked)
        self._noting.answer(known or self._noting.new_capture(capture), holding, seen)
        return known is None

    def has_capture(self, capture: Capture) -> bool:
        return self._noting.capture_id(capture) is not None

    def take_capture(self, capture: Capture, body: bytes | None) -> None:
        """Keeps a capture alone, as `store.taking_back` has it: who holds it, and who saw it, comes by itself.

        `body` is None where its bytes are kept already.
        """
        if body is not None:
            self.keep_body(body, capture)
        self._noting.new_capture(capture)

    def take_holding(self, capture: Capture, holding: Holding) -> bool:
        """Keeps a holding alone; False when it was known. Raises LookupError when the capture is not kept."""
        if self.is_erased(capture.digest):
            holding = replace(holding, headers=())
        return self._noting.hold(self.held(capture).id, capture, holding)

    def keep_sightings(self, sightings: Iterable[Sighting]) -> int:
        """Returns how many of them were new."""
        return self._noting.see(sightings)

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

    def is_erased(self, digest: Digest) -> bool:
        """Whether the bytes with this digest were erased; they are not kept when they come again."""
        return self._bodies.is_erased(digest)

    def has_body(self, digest: Digest) -> bool:
        return self._bodies.number(digest) is not None

    def body(self, digest: Digest) -> bytes:
        """Raises LookupError when it is not held, DamagedError when it is not what was stored."""
        return self._bodies.read(digest)

    def digests(self) -> list[Digest]:
        """Of all bodies, in the order in which they came."""
        return self._bodies.digests()

    def body_faults(self) -> Iterator[str]:
        """Which bodies are not what was stored, in words. Reads all of them."""
        return self._bodies.faults()

    def held_names(self, holder: str, key: OriginalKey) -> set[tuple[int, str]]:
        """(statuscode, archive digest) of every capture that this archive gave us of these originals."""
        rows = self._db.execute(
            "SELECT DISTINCT capture.statuscode, held.archive_digest FROM original"
            " CROSS JOIN capture ON capture.original_id = original.id CROSS JOIN held ON held.capture_id = capture.id"
            " WHERE original.key = ? AND held.holder_id = (SELECT id FROM name WHERE name = ?)",
            [key, holder],
        )
        return {(status, digest_given(digest)) for status, digest in rows}

    def kept_at(self, key: OriginalKey) -> list[tuple[int, Capture, str, str]]:
        """(row, capture, holder, archive's digest) of everything that anyone gave us of these originals, by time."""
        rows = self._db.execute(
            f"SELECT capture.id, name.name, archive_digest, {CAPTURE_COLUMNS} FROM original"
            " CROSS JOIN capture ON capture.original_id = original.id CROSS JOIN held ON held.capture_id = capture.id"
            " CROSS JOIN name ON name.id = held.holder_id WHERE original.key = ? ORDER BY at, capture.id, held.id",
            [key],
        )
        return [(number, capture_of(*rest), holder, digest_given(digest)) for number, holder, digest, *rest in rows]

    def rows(self, holder: str, key: OriginalKey) -> list[IndexRow]:
        """Everything that an archive's index ever listed of these originals, in order of time."""
        rows = self._db.execute(
            "SELECT url, timestamp, statuscode, mimetype, archive_digest, length, place FROM original"
            " CROSS JOIN noted ON noted.original_id = original.id WHERE key = ? AND kind = 'row' AND holder = ?"
            " ORDER BY timestamp, url, archive_digest, place",
            [key, holder],
        )
        return [index_row_of(key, *row) for row in rows]

    def of_originals(self, keys: Sequence[OriginalKey], timeline: TimelineId) -> TimelineFacts:
        """Everything that was seen at these originals and where they led, and what people said of this timeline."""
        held = [
            Held(id=row[0], capture=capture_of(*row[1:]), holdings=self.holdings(row[0]))
            for row in captures_at(self._db, keys)
        ]
        return TimelineFacts(
            held=tuple(sorted(held, key=lambda one: one.capture.key)),
            sightings=tuple(sightings_at(self._db, keys)),
            rulings=tuple(self.rulings(timeline)),
            upto=self.upto(keys, timeline),
        )

    def upto(self, keys: Sequence[OriginalKey], timeline: TimelineId) -> str:
        """Up to which sighting, holding and ruling the facts that `of_originals` gives go.

        Facts are only ever added, so two equal answers mean that nothing came between.
        """
        sighting, holding = newest_at(self._db, keys)
        ruling = self._one("SELECT coalesce(max(id), 0) FROM ruling WHERE timeline = ?", [str(timeline)])[0]
        return f"{sighting}:{holding}:{ruling}"

    def has_any(self, keys: Sequence[OriginalKey]) -> bool:
        """Whether anything was seen at these originals, or where they led."""
        return any(newest_at(self._db, keys))

    def brought(self, keys: Sequence[OriginalKey], since: datetime) -> bool:
        """Whether anybody but our own visits has given us a capture of these originals since then."""
        marks = marks_for(keys)
        row = self._one(
            "SELECT 1 FROM original CROSS JOIN capture ON capture.original_id = original.id"
            " CROSS JOIN held ON held.capture_id = capture.id"
            f" WHERE original.key IN ({marks}) AND held.holder_id != {NAMED[LIVE]} AND held.taken >= ? LIMIT 1",
            [*keys, seconds(since)],
        )
        return row is not None

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
        known = self._noting.capture_id(capture)
        return known is not None and any(
            (one.holder, one.memento) == (holding.holder, holding.memento) for one in self.holdings(known)
        )

    def held(self, capture: Capture) -> Held:
        """A capture with its row and everyone who holds it. Raises LookupError when it is not kept."""
        capture_id = self._noting.capture_id(capture)
        if capture_id is None:
            raise LookupError(f"{capture.original} of {capture.timestamp} is not kept")
        return Held(id=capture_id, capture=capture, holdings=self.holdings(capture_id))

    def holdings(self, capture_id: int) -> tuple[Holding, ...]:
        return self.holdings_of([capture_id])[capture_id]

    def holdings_of(self, capture_ids: Collection[int]) -> dict[int, tuple[Holding, ...]]:
        """Everyone who holds each of some captures, by its row."""
        rows = self._db.execute(
            f"SELECT held.capture_id, {HOLDING_COLUMNS} WHERE held.capture_id IN (SELECT value FROM json_each(?))",
            [to_json(sorted(capture_ids))],
        )
        found: dict[int, list[Holding]] = {one: [] for one in capture_ids}
        for capture_id, *holding in rows.fetchall():
            found[capture_id].append(holding_of(*holding))
        return {one: tuple(sorted(holdings, key=_asked_in_turn)) for one, holdings in found.items()}

    def capture(self, capture_id: int) -> Capture:
        row = self._one(
            f"SELECT {CAPTURE_COLUMNS} FROM capture JOIN original ON original.id = capture.original_id"
            " WHERE capture.id = ?",
            [capture_id],
        )
        if row is None:
            raise LookupError(f"no capture {capture_id} is held")
        return capture_of(*row)

    # -- inside

    def _one(self, sql: str, values: Sequence[Any]) -> Any:
        return self._db.execute(sql, list(values)).fetchone()


def _asked_in_turn(holding: Holding) -> tuple[bool, str, str, str, str]:
    return (holding.holder != LIVE, holding.holder, holding.memento, holding.archive_digest, to_json(holding.headers))
