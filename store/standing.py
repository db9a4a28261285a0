"""Which version stood at an instant, what did it say, and since when did each of its clauses have its words?

Each answer is one indexed query, or two, however many versions there are.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from model import Digest, Rendition, TimelineId, Version
from store.conclusions import Conclusions
from store.forms import time_of, time_text, to_json
from store.forms_of_facts import CAPTURE_COLUMNS, capture_of
from store.runs_of_numbers import unpacked
from store.timelines import ITS

_COLUMNS = "version.number, first_seen, last_seen, location, version.rendition, canonical, words, sightings, variant"
_VERSIONS = (
    f"SELECT {_COLUMNS}, {CAPTURE_COLUMNS} FROM version CROSS JOIN capture ON capture.id = version.capture_id"
    f" CROSS JOIN original ON original.id = capture.original_id WHERE {ITS}"
)
SOME = "number IN (SELECT value FROM json_each(?))"
"""Of rows that have the number of a version, those with some of them."""

_SEEN = f"SELECT number, first_seen, last_seen FROM version WHERE {ITS}"
_STOOD = f"{_SEEN} AND first_seen <= ? ORDER BY first_seen DESC, number DESC LIMIT 1"

_LATER = f"SELECT clause, first_version FROM span WHERE {ITS} AND last_version >= ? AND first_version BETWEEN 2 AND ?"
_FIRST_SEEN = (
    "SELECT number, first_seen FROM json_each(?2) CROSS JOIN version ON number = value"
    " WHERE timeline_id = (SELECT id FROM timeline WHERE name = ?1)"
)


class Stood(NamedTuple):
    """The version that was seen last by an instant, and between which instants it was seen.

    Behind the second one it may have been followed by the next already.
    """

    number: int
    first_seen: datetime
    last_seen: datetime


class Blamed(NamedTuple):
    """A clause of a version: who it is, and in which version, first seen when, it got the words that it has."""

    identity: int
    since: int
    first_seen: datetime


class Standing:
    """Answers about one version of a timeline, and about which one that is."""

    def __init__(self, db: Database, conclusions: Conclusions) -> None:
        self._db = db
        self._conclusions = conclusions

    def standing(self, timeline: TimelineId, at: datetime) -> Stood | None:
        """The version that stood at an instant, by what was seen until then; None before the first."""
        row = self._db.conn.execute(_STOOD, (str(timeline), time_text(at))).fetchone()
        return Stood(row[0], time_of(row[1]), time_of(row[2])) if row else None

    def seen(self, timeline: TimelineId) -> list[Stood]:
        """Every version, in order, by its number and the instants between which it was seen."""
        rows = self._db.conn.execute(f"{_SEEN} ORDER BY first_seen, number", (str(timeline),)).fetchall()
        return [Stood(number, time_of(first), time_of(last)) for number, first, last in rows]

    def versions(self, timeline: TimelineId, numbers: Collection[int] | None = None) -> list[Version]:
        """All of them, or those with some numbers, in order."""
        some, asked = ("", []) if numbers is None else (f" AND version.{SOME}", [to_json(sorted(numbers))])
        rows = self._db.execute(f"{_VERSIONS}{some} ORDER BY version.number", [str(timeline), *asked])
        return [_version(*row) for row in rows.fetchall()]

    def version(self, timeline: TimelineId, number: int) -> Version:
        row = self._db.execute(f"{_VERSIONS} AND version.number = ?", [str(timeline), number]).fetchone()
        if row is None:
            raise LookupError(f"{timeline} has no version {number}")
        return _version(*row)

    def versions_around(self, timeline: TimelineId, start: datetime, end: datetime) -> list[Version]:
        """The versions that can have stood between two instants: with the one before and the one after, in order."""
        before = self.standing(timeline, start)
        rows = self._db.execute(
            f"{_VERSIONS} AND version.number >= ? AND version.number <= (SELECT coalesce(min(number), 1 << 60)"
            f" FROM version WHERE {ITS} AND first_seen > ?) ORDER BY version.number",
            [str(timeline), before.number if before else 0, str(timeline), time_text(end)],
        )
        return [_version(*row) for row in rows.fetchall()]

    def last_version(self, timeline: TimelineId) -> Version | None:
        """The latest one, if there is any."""
        row = self._db.execute(f"{_VERSIONS} ORDER BY version.number DESC LIMIT 1", [str(timeline)]).fetchone()
        return _version(*row) if row else None

    def clause_ids(self, timeline: TimelineId, number: int) -> list[int]:
        """The clauses of a version by number, in reading order: the same clause has the same number in any version.

        The numbers are this database's, until conclusions are dropped.
        """
        row = self._db.conn.execute(f"SELECT text_id FROM version WHERE {ITS} AND number = ?", (str(timeline), number))
        found = row.fetchone()
        if found is None:
            raise LookupError(f"{timeline} has no version {number}")
        return self._conclusions.forms(found[0])

    def blame(self, timeline: TimelineId, number: int) -> tuple[Blamed, ...]:
        """Of each clause of a version, in reading order, since which version it has had its words without a break."""
        name = str(timeline)
        row = self._db.conn.execute(f"SELECT identities FROM version WHERE {ITS} AND number = ?", (name, number))
        found = row.fetchone()
        if found is None:
            raise LookupError(f"{timeline} has no version {number}")
        whose = unpacked(found[0])
        since = dict(self._db.conn.execute(_LATER, (name, number, number)).fetchall())  # most have stood from the first
        firsts = [since.get(one, 1) for one in whose]
        asked_for = (name, to_json([*{1, *firsts}]))
        seen = {first: time_of(at) for first, at in self._db.conn.execute(_FIRST_SEEN, asked_for).fetchall()}
        return tuple(map(Blamed, whose, firsts, map(seen.__getitem__, firsts)))


def _version(
    number: int,
    first_seen: str,
    last_seen: str,
    location: int,
    rendition: str,
    canonical: bytes,
    words: bytes,
    sightings: int,
    variant: int,
    *capture: Any,
) -> Version:
    return Version(
        number=number,
        first_seen=time_of(first_seen),
        last_seen=time_of(last_seen),
        location=location,
        rendition=Rendition(rendition),
        capture=capture_of(*capture),
        canonical=Digest(canonical.hex()),
        words=Digest(words.hex()),
        sightings=sightings,
        variant=variant,
    )
