"""How does what was seen become rows, each fact once?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from model import Capture, Holding, Sighting, original_key
from store.forms_of_facts import HOLDING_COLUMNS, holding_of
from store.headings import Headings
from store.small_forms import (
    KINDS,
    RENDITIONS,
    Names,
    body_number,
    digest_alone,
    digest_kept,
    seconds,
)

Row = dict[str, Any]

# One row of numbers: which of two facts came later can be told, whatever tables they are in.
_NEXT = "(SELECT 1 + max(coalesce((SELECT max(id) FROM seen), 0), coalesce((SELECT max(id) FROM held), 0)))"
_IN_SEEN = (
    "SELECT 1 FROM seen WHERE original_id = :original_id AND at = :at AND sort = :sort AND holder_id = :holder_id"
    " AND rendered = :rendered AND coalesce(statuscode, 0) = coalesce(:statuscode, 0) AND mimetype_id = :mimetype_id"
    " AND archive_digest = :archive_digest AND coalesce(length, 0) = coalesce(:length, 0)"
    " AND coalesce(shown, 0) IN (coalesce(:shown, 0), coalesce(:digest, 0)) AND reason = :reason"
    " AND coalesce(asked_id, 0) = coalesce(:asked_id, 0) AND place = :place"
)
_IN_HELD = (
    "SELECT 1 FROM capture CROSS JOIN held ON held.capture_id = capture.id WHERE capture.original_id = :original_id"
    " AND capture.at = :at AND capture.rendered = :rendered AND capture.body_id = :shown"
    " AND capture.statuscode = coalesce(:statuscode, 0) AND held.seen_id IS NOT NULL AND held.holder_id = :holder_id"
    " AND held.mimetype_id = :mimetype_id AND held.archive_digest = :archive_digest"
    " AND (SELECT length FROM body WHERE body.id = capture.body_id) = coalesce(:length, 0)"
    " AND coalesce(held.asked_id, 0) = coalesce(:asked_id, 0) AND :reason = '' AND :place = '' AND :sort = 0"
)
_SEE = (
    "INSERT INTO seen (id, original_id, asked_id, at, sort, holder_id, rendered, statuscode, mimetype_id,"
    f" archive_digest, length, shown, reason, place, taken) SELECT {_NEXT}, :original_id, :asked_id, :at, :sort,"
    " :holder_id, :rendered, :statuscode, :mimetype_id, :archive_digest, :length, :shown, :reason, :place, :taken"
    f" WHERE NOT EXISTS ({_IN_SEEN}) AND NOT EXISTS ({_IN_HELD})"
)
_HOLD = (
    "INSERT INTO held (id, capture_id, holder_id, memento, archive_digest, heading_id, headers, taken, seen_id,"
    f" mimetype_id, asked_id) VALUES ({_NEXT}, :capture_id, :holder_id, :memento, :archive_digest, :heading_id,"
    " :headers, :taken, :seen_id, :mimetype_id, :asked_id)"
)


class Noting:
    """Writes of captures, holdings and sightings."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._names = Names(db)
        self._headings = Headings(db)

    def capture_id(self, capture: Capture) -> int | None:
        row = self._db.conn.execute(
            "SELECT capture.id FROM original CROSS JOIN capture ON capture.original_id = original.id"
            " WHERE url = ? AND at = ? AND rendered = ? AND body_id = ? AND statuscode = ?",
            [
                capture.original,
                seconds(capture.timestamp),
                RENDITIONS.index(capture.rendition.value),
                body_number(self._db, capture.digest),
                # Empty bodies are all alike: one second can hold a 301 and a 302 of one original: they are two captures
                capture.statuscode,
            ],
        ).fetchone()
        return int(row[0]) if row else None

    def new_capture(self, capture: Capture) -> int:
        made = self._db.conn.execute(
            "INSERT INTO capture (original_id, at, rendered, statuscode, body_id) VALUES (?, ?, ?, ?, ?)",
            [
                self._original_id(capture.original),
                seconds(capture.timestamp),
                RENDITIONS.index(capture.rendition.value),
                capture.statuscode,
                body_number(self._db, capture.digest),
            ],
        )
        return int(made.lastrowid or 0)

    def answer(self, capture_id: int, holding: Holding, seen: Sighting) -> None:
        """That somebody holds a capture, and that it was seen: as one row where both are new."""
        row = self._sighting(seen)
        if self._is_held(capture_id, holding):
            self._db.conn.execute(_SEE, row)
            return
        heading_id, headers = self._headings.kept(holding.headers, row["original_id"], row["at"])
        is_seen = any(self._db.conn.execute(known, row).fetchone() for known in (_IN_SEEN, _IN_HELD))
        memento = self._names.memento_kept(holding.memento, seen.original, seen.timestamp)
        held = {"capture_id": capture_id, "memento": memento, "heading_id": heading_id, "headers": headers}
        self._db.conn.execute(_HOLD, row | held | {"seen_id": None if is_seen else 0})

    def hold(self, capture_id: int, capture: Capture, holding: Holding) -> bool:
        """That somebody holds a capture, whoever saw it; False when it was known."""
        if self._is_held(capture_id, holding):
            return False
        (original_id,) = self._db.conn.execute("SELECT original_id FROM capture WHERE id = ?", [capture_id]).fetchone()
        heading_id, headers = self._headings.kept(holding.headers, original_id, seconds(capture.timestamp))
        row = {
            "capture_id": capture_id,
            "holder_id": self._names.number(holding.holder),
            "memento": self._names.memento_kept(holding.memento, capture.original, capture.timestamp),
            "archive_digest": digest_kept(holding.archive_digest),
            "heading_id": heading_id,
            "headers": headers,
            "taken": seconds(holding.taken_at),
            "seen_id": None,
            "mimetype_id": 0,
            "asked_id": None,
        }
        self._db.conn.execute(_HOLD, row)
        return True

    def see(self, sightings: Iterable[Sighting]) -> int:
        """Returns how many of them were new."""
        return sum(self._db.conn.execute(_SEE, self._sighting(seen)).rowcount for seen in sightings)

    # -- inside

    def _is_held(self, capture_id: int, holding: Holding) -> bool:
        rows = self._db.conn.execute(
            f"SELECT {HOLDING_COLUMNS} WHERE held.capture_id = ? AND held.archive_digest = ?",
            [capture_id, digest_kept(holding.archive_digest)],
        )
        known = (holding_of(*row) for row in rows.fetchall())
        return any(_named(one) == _named(holding) for one in known)

    def _original_id(self, url: str) -> int:
        found = self._db.conn.execute("SELECT id FROM original WHERE url = ?", [url]).fetchone()
        if found is None:
            made = self._db.conn.execute("INSERT INTO original (url, key) VALUES (?, ?)", [url, original_key(url)])
            return int(made.lastrowid or 0)
        return int(found[0])

    def _sighting(self, seen: Sighting) -> Row:
        return {
            "original_id": self._original_id(seen.original),
            "asked_id": self._original_id(seen.asked) if seen.asked else None,
            "at": seconds(seen.timestamp),
            "sort": KINDS.index(seen.kind.value),
            "holder_id": self._names.number(seen.holder),
            "rendered": RENDITIONS.index(seen.rendition.value),
            "statuscode": seen.statuscode,
            "mimetype_id": self._names.number(seen.mimetype),
            "archive_digest": digest_kept(seen.archive_digest),
            "length": seen.length,
            "shown": body_number(self._db, seen.digest or "") or digest_alone(seen.digest or ""),
            "digest": digest_alone(seen.digest or ""),
            "reason": seen.reason,
            "place": seen.place,
            "taken": seconds(seen.taken_at),
        }


def _named(holding: Holding) -> tuple[object, ...]:
    """What makes it another than others of its capture."""
    return (holding.holder, holding.memento, holding.archive_digest, holding.headers)
