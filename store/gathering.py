"""What was seen at some originals, and where redirects from them led?

A sighting belongs to an original when it was made there, or when a live visit that asked for that original was
led to it. The captures of the originals that such sightings name belong to it as well: a visit that found nothing
new names a body that an earlier visit brought.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from model import OriginalKey, Sighting
from store.forms import marks_for
from store.forms_of_facts import CAPTURE_COLUMNS, SIGHTING_COLUMNS, sighting_of


def _mine(keys: Sequence[OriginalKey]) -> str:
    return f"mine (id) AS MATERIALIZED (SELECT id FROM original WHERE key IN ({marks_for(keys)}))"


# CROSS JOIN keeps the order of the tables: what is asked for is looked up, row by row, and no table is gone through.
_NAMED = (
    "named (id) AS MATERIALIZED (SELECT id FROM mine"
    " UNION SELECT seen.original_id FROM mine CROSS JOIN seen ON seen.asked_id = mine.id"
    " UNION SELECT capture.original_id FROM mine CROSS JOIN held ON held.asked_id = mine.id"
    " CROSS JOIN capture ON capture.id = held.capture_id WHERE held.seen_id IS NOT NULL)"
)


def _seen(columns: str, where: str = "") -> str:
    """Of both kinds of sightings; UNION makes one of what is found twice."""
    return " UNION ".join(
        f"SELECT {', '.join(f'one.{column}' for column in columns.split())} FROM mine"
        f" CROSS JOIN {table} AS one ON one.{which} = mine.id{where}"
        for table in ("noted", "answered")
        for which in ("original_id", "asked_id")
    )


_ALL = (
    "id original_id asked_id timestamp kind holder rendition statuscode mimetype archive_digest length digest reason"
    " place taken_at"
)


def captures_at(db: Database, keys: Sequence[OriginalKey]) -> list[Any]:
    """(row, columns of the capture...) of everything kept of these originals and of those they led to.

    What was erased is not among it: it counts as listed, and not looked at.
    """
    found = db.execute(
        f"WITH {_mine(keys)}, {_NAMED} SELECT capture.id, {CAPTURE_COLUMNS} FROM named"
        " CROSS JOIN original ON original.id = named.id CROSS JOIN capture ON capture.original_id = named.id"
        " WHERE (SELECT rung FROM body WHERE body.id = capture.body_id) >= 0",  # else it is erased
        list(keys),
    )
    return list(found.fetchall())


def sightings_at(db: Database, keys: Sequence[OriginalKey]) -> list[Sighting]:
    """In order of time."""
    rows = db.execute(
        f"WITH {_mine(keys)}, sights AS MATERIALIZED ({_seen(_ALL)}) SELECT {SIGHTING_COLUMNS} FROM sights"
        " CROSS JOIN original ON original.id = sights.original_id"
        " LEFT JOIN original AS first ON first.id = sights.asked_id"
        " ORDER BY sights.timestamp, original.url, sights.rendition, sights.kind, sights.holder,"
        " sights.archive_digest, sights.digest, sights.statuscode, sights.reason, sights.mimetype,"
        " sights.length, first.url, sights.place",
        list(keys),
    )
    return [sighting_of(*row) for row in rows]


def newest_at(db: Database, keys: Sequence[OriginalKey]) -> tuple[int, int]:
    """The numbers of the newest sighting and of the newest holding; 0 where there is none."""
    sighting = db.execute(f"WITH {_mine(keys)} SELECT coalesce(max(id), 0) FROM ({_seen('id')})", list(keys)).fetchone()
    holding = db.execute(
        f"WITH {_mine(keys)}, {_NAMED} SELECT coalesce(max(held.id), 0) FROM named"
        " CROSS JOIN capture ON capture.original_id = named.id CROSS JOIN held ON held.capture_id = capture.id",
        list(keys),
    ).fetchone()
    return int(sighting[0]), int(holding[0])


def visits_at(db: Database, keys: Sequence[OriginalKey]) -> list[Any]:
    """(timestamp, whether anything answered, reason of a failure or empty) of each live visit, in order of arrival.

    A visit is what was asked for at a time, whatever number of answers it took.
    """
    live = _seen("id original_id asked_id timestamp kind reason", " WHERE one.holder_id = 1")
    found = db.execute(
        f"WITH {_mine(keys)} SELECT timestamp, max(kind != 'failure'), max(reason) FROM ({live})"
        " GROUP BY timestamp, coalesce(asked_id, original_id) ORDER BY min(id)",
        list(keys),
    )
    return list(found.fetchall())
