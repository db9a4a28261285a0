"""Under which declarations was a timeline ever read, and what was seen of it inside a bracket?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from model import Bracket, Digest, OriginalKey, Sighting, TimelineId
from store.forms import time_of
from store.gathering import sightings_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A state of the declarations of a timeline, as canonical JSON, and since when it is known."""

    digest: Digest
    text: str
    taken_at: datetime


class Proving:
    """What evidence needs beside everything else. Reads only."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def stated(self, timeline: TimelineId) -> list[Stated]:
        """Every state in which a timeline was declared, in order."""
        rows = self._db.execute(
            "SELECT digest, text, taken_at FROM declaration WHERE timeline = ? ORDER BY taken_at, digest",
            [str(timeline)],
        )
        return [Stated(digest=Digest(digest), text=text, taken_at=time_of(at)) for digest, text, at in rows.fetchall()]

    def sighted(self, keys: Sequence[OriginalKey], when: Bracket) -> list[Sighting]:
        """Everything that was seen of these originals inside a bracket, its ends included, in order of time."""
        every = sightings_at(self._db, keys)
        return [one for one in every if (when.after or one.timestamp) <= one.timestamp <= when.by]
