"""How do captures, holdings and sightings lie as small rows, and how did those of earlier databases become such?

Times are seconds since 1970, what repeats is a number of the table `name`, archives' digests are bytes, and a response
that came with a holding is a column of it. Generated columns and views tell all of it in words: `capture`, `holding`
and `sighting` have the columns that they had, but for headers, which are packed (`store.headings`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from model import LIVE
from store.forms import time_of
from store.headings import Headings
from store.small_forms import (
    KINDS,
    RENDITIONS,
    Names,
    digest_kept,
    kept_of,
    kept_time,
    seconds,
    shown_kept,
    told_body,
    told_digest,
    told_memento,
    told_of,
    told_time,
)

NAMES = f"""
CREATE TABLE name (                   -- holders, media types, forms of mementos: what repeats
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO name (id, name) VALUES (0, ''), (1, '{LIVE}');
CREATE TABLE heading (                -- response headers on which those of holdings rest
  id INTEGER PRIMARY KEY,
  mark INTEGER NOT NULL,              -- CRC-32 of what it holds, to find it by
  packed BLOB NOT NULL                -- a zstd frame without its first four bytes, of JSON: [[name, value], ...]
) STRICT;
CREATE INDEX heading_by_mark ON heading (mark);
"""

# Dropping a table looks for rows that name each of its own: without the indexes it would go through all, for each.
CAPTURES = f"""
CREATE INDEX body_by_base ON body (base_id);
CREATE INDEX body_by_other ON body (other_id);
CREATE TABLE capture_before AS SELECT * FROM capture;
DROP TABLE capture;
ALTER TABLE body RENAME TO body_before;
CREATE TABLE body (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL,               -- SHA-256 after content decoding
  length INTEGER NOT NULL,
  rung INTEGER NOT NULL,              -- of a ladder of bodies, each of which rests on one below; else 0
  base_id INTEGER REFERENCES body (id),   -- what it rests on, the nearest in time first
  other_id INTEGER REFERENCES body (id),
  packed BLOB NOT NULL                -- a zstd frame without its first four bytes; its prefix is other, then base
) STRICT;
INSERT INTO body (id, digest, length, rung, base_id, other_id, packed)
  SELECT id, digest, length, rung, base_id, other_id, packed FROM body_before ORDER BY id;
DROP TABLE body_before;
CREATE INDEX body_by_digest ON body (substr(digest, 1, 5));
CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  at INTEGER NOT NULL,                -- seconds since 1970
  rendered INTEGER NOT NULL,          -- a number for each rendition
  statuscode INTEGER NOT NULL,
  body_id INTEGER NOT NULL REFERENCES body (id),
  timestamp TEXT AS ({told_time("at")}) VIRTUAL,
  rendition TEXT AS ({told_of("rendered", RENDITIONS)}) VIRTUAL,
  UNIQUE (original_id, at, rendered, body_id, statuscode)
) STRICT;
INSERT INTO capture (id, original_id, at, rendered, statuscode, body_id)
  SELECT id, original_id, {kept_time("timestamp")}, {kept_of("rendition", RENDITIONS)}, statuscode, body_id
  FROM capture_before ORDER BY id;
DROP TABLE capture_before;
"""

HOLDINGS = f"""
ALTER TABLE holding RENAME TO holding_before;
ALTER TABLE sighting RENAME TO sighting_before;
CREATE TABLE held (                   -- in words: holding
  id INTEGER PRIMARY KEY,             -- one row of numbers with those of `seen`
  capture_id INTEGER NOT NULL REFERENCES capture (id),
  holder_id INTEGER NOT NULL REFERENCES name (id),    -- an archive's name, live, or operator
  memento ANY NOT NULL,               -- as it is; or the number of its form, in which original and time are filled in
  archive_digest ANY NOT NULL,        -- the archive's own, never equal to ours: as bytes where it was base32 of 20
  heading_id INTEGER NOT NULL REFERENCES heading (id),
  headers BLOB,                       -- a zstd frame like the heading's, which is its prefix; NULL where they are equal
  taken INTEGER NOT NULL,             -- seconds since 1970
  seen_id INTEGER,                    -- number of the sighting that came with it, 0 where it is its own; NULL: none
  mimetype_id INTEGER NOT NULL REFERENCES name (id),  -- of that sighting
  asked_id INTEGER REFERENCES original (id),          -- of that sighting
  taken_at TEXT AS ({told_time("taken")}) VIRTUAL
) STRICT;
CREATE TABLE seen (                   -- in words, and with those that came with a holding: sighting
  id INTEGER PRIMARY KEY,
  original_id INTEGER NOT NULL REFERENCES original (id),
  asked_id INTEGER REFERENCES original (id), -- what a live visit asked for, when a redirect led from there to here
  at INTEGER NOT NULL,                -- seconds since 1970, one for all answers of a live visit
  sort INTEGER NOT NULL,              -- a number for each kind
  holder_id INTEGER NOT NULL REFERENCES name (id),
  rendered INTEGER NOT NULL,
  statuscode INTEGER,
  mimetype_id INTEGER NOT NULL REFERENCES name (id),
  archive_digest ANY NOT NULL,        -- as of `held`
  length INTEGER,
  shown ANY,                          -- the body that came or still stands: its number, else its digest
  reason TEXT NOT NULL,               -- on a failure; else empty
  place TEXT NOT NULL,                -- where an archive says that a row's bytes are
  taken INTEGER NOT NULL,
  timestamp TEXT AS ({told_time("at")}) VIRTUAL,
  kind TEXT AS ({told_of("sort", KINDS)}) VIRTUAL,
  rendition TEXT AS ({told_of("rendered", RENDITIONS)}) VIRTUAL,
  taken_at TEXT AS ({told_time("taken")}) VIRTUAL
) STRICT;
CREATE INDEX held_by_capture ON held (capture_id);
CREATE INDEX held_by_asked ON held (asked_id, capture_id) WHERE asked_id IS NOT NULL;
CREATE INDEX seen_by_time ON seen (original_id, at);
CREATE INDEX seen_by_asked ON seen (asked_id, original_id) WHERE asked_id IS NOT NULL;
CREATE INDEX seen_live ON seen (original_id, at) WHERE holder_id = 1;
"""

VIEWS = f"""
CREATE VIEW holding AS
  SELECT held.id, held.capture_id, holder.name AS holder,
    {told_memento("held.memento", "capture", "original")} AS memento,
    {told_digest("held.archive_digest")} AS archive_digest,
    held.taken_at
  FROM held JOIN name AS holder ON holder.id = held.holder_id JOIN capture ON capture.id = held.capture_id
  JOIN original ON original.id = capture.original_id;
CREATE VIEW noted AS                  -- sightings that are rows
  SELECT seen.id, seen.original_id, seen.asked_id, seen.timestamp, seen.kind, holder.name AS holder, seen.rendition,
    seen.statuscode, mimetype.name AS mimetype,
    {told_digest("seen.archive_digest")} AS archive_digest,
    seen.length,
    {told_body("seen.shown")} AS digest,
    seen.reason, seen.place, seen.taken_at, seen.holder_id
  FROM seen JOIN name AS holder ON holder.id = seen.holder_id JOIN name AS mimetype ON mimetype.id = seen.mimetype_id;
CREATE VIEW answered AS               -- sightings that came with a holding
  SELECT coalesce(nullif(held.seen_id, 0), held.id) AS id, capture.original_id, held.asked_id, capture.timestamp,
    'response' AS kind, holder.name AS holder, capture.rendition, capture.statuscode, mimetype.name AS mimetype,
    {told_digest("held.archive_digest")} AS archive_digest,
    body.length, lower(hex(body.digest)) AS digest, '' AS reason, '' AS place, held.taken_at,
    held.holder_id
  FROM held JOIN capture ON capture.id = held.capture_id JOIN body ON body.id = capture.body_id
  JOIN name AS holder ON holder.id = held.holder_id JOIN name AS mimetype ON mimetype.id = held.mimetype_id
  WHERE held.seen_id IS NOT NULL;
CREATE VIEW sighting AS SELECT * FROM noted UNION ALL SELECT * FROM answered;
"""

_HOLDINGS_BEFORE = (
    "SELECT held.id, capture_id, holder, memento, archive_digest, headers, taken_at, url, timestamp, rendition,"
    " statuscode, original_id, body.length, lower(hex(body.digest)) FROM holding_before AS held"
    " JOIN capture ON capture.id = capture_id JOIN original ON original.id = original_id JOIN body ON body.id = body_id"
    " ORDER BY held.id"
)
_CAME_WITH_IT = (
    "SELECT id, mimetype, asked_id FROM sighting_before WHERE original_id = ? AND timestamp = ? AND kind = 'response'"
    " AND holder = ? AND rendition = ? AND statuscode = ? AND archive_digest = ? AND length = ? AND digest = ?"
    " AND taken_at = ? AND reason = '' AND place = '' AND id < ? AND id NOT IN (SELECT id FROM came_with_it)"
    " ORDER BY id LIMIT 1"
)
_SEEN_BEFORE = (
    "SELECT id, original_id, asked_id, timestamp, kind, holder, rendition, statuscode, mimetype, archive_digest,"
    " length, digest, reason, place, taken_at FROM sighting_before WHERE id NOT IN (SELECT id FROM came_with_it)"
    " ORDER BY id"
)
_HELD = (
    "INSERT INTO held (id, capture_id, holder_id, memento, archive_digest, heading_id, headers, taken, seen_id,"
    " mimetype_id, asked_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEEN = (
    "INSERT INTO seen (id, original_id, asked_id, at, sort, holder_id, rendered, statuscode, mimetype_id,"
    " archive_digest, length, shown, reason, place, taken) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def carry_over(db: Database) -> None:
    """Holdings and sightings under their own numbers, up to which conclusions say that they were made."""
    db.execute("CREATE TEMP TABLE came_with_it (id INTEGER PRIMARY KEY)")
    # The newest stays a row of its own: numbers go on from the newest rows.
    newest = db.execute("SELECT coalesce(max(id), 0) FROM sighting_before").fetchone()[0]
    names, headings = Names(db), Headings(db)
    for row in db.conn.execute(_HOLDINGS_BEFORE):
        _carry_holding(db, row, newest, names, headings)
    for row in db.conn.execute(_SEEN_BEFORE):
        db.conn.execute(_SEEN, _seen_columns(db, row, names))
    for table in ("holding_before", "sighting_before", "came_with_it"):
        db.execute(f"DROP TABLE {table}")


def _carry_holding(db: Database, row: Sequence[Any], newest: int, names: Names, headings: Headings) -> None:
    number, capture_id, holder, memento, archive, headers, taken, url, at, rendition, *capture = row
    statuscode, original_id, length, digest = capture
    named = [original_id, at, holder, rendition, statuscode, archive, length, digest, taken, newest]
    found = db.conn.execute(_CAME_WITH_IT, named).fetchone()
    seen_id, mimetype, asked_id = found or (None, "", None)
    if found:
        db.conn.execute("INSERT INTO came_with_it VALUES (?)", [seen_id])
    moment = time_of(at)
    given = tuple((name, value) for name, value in json.loads(headers))
    values = [
        *(number, capture_id, names.number(holder), names.memento_kept(memento, url, moment), digest_kept(archive)),
        *(*headings.kept(given, original_id, seconds(moment)), seconds(time_of(taken))),
        *(0 if seen_id == number else seen_id, names.number(mimetype), asked_id),
    ]
    db.conn.execute(_HELD, values)


def _seen_columns(db: Database, row: Sequence[Any], names: Names) -> list[Any]:
    number, original_id, asked_id, at, kind, holder, rendition, statuscode, mimetype, archive, length, *more = row
    digest, reason, place, taken = more
    return [
        *(number, original_id, asked_id, seconds(time_of(at)), KINDS.index(kind), names.number(holder)),
        *(RENDITIONS.index(rendition), statuscode, names.number(mimetype), digest_kept(archive), length),
        *(shown_kept(db, digest), reason, place, seconds(time_of(taken))),
    ]
