"""Where and when did the wordings that hold some words stand?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Digest, TimelineId
from store.forms import marks_for, time_text, to_json
from store.matching import Asked, asked
from store.ranking import Ranked, Ranking

_MORE = 8  # times as many wordings are looked at, where too few of those looked at stood where it was asked
_NARROW = 20  # timelines of which it is known beforehand which wordings they have

Found = tuple[TimelineId, str, Digest, int, int, int]
"""Timeline, excerpt, digest of the words, first and last version with the wording, and its position in the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """Where and when a wording has to have stood: in one of some timelines, in a half-open interval."""

    timelines: tuple[TimelineId, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    @property
    def where(self) -> str:
        """Of a span, the condition."""
        some = f"(SELECT id FROM timeline WHERE name IN ({marks_for(self.timelines)}))"
        return f" WHERE timeline_id IN {some}" if self.timelines else ""

    @property
    def names(self) -> list[str]:
        return [str(timeline) for timeline in self.timelines]

    @property
    def stood(self) -> str:
        """Of a span, whether it touches the interval; asked for with `times`."""
        of = "FROM version WHERE version.timeline_id = span.timeline_id AND number ="
        before, behind = f"SELECT first_seen < ? {of} first_version", f"SELECT last_seen >= ? {of} last_version"
        asked_for = ([f"({before})"] if self.until else []) + ([f"({behind})"] if self.since else [])
        return " AND ".join(asked_for) or "1"

    @property
    def times(self) -> list[str]:
        return [time_text(moment) for moment in (self.until, self.since) if moment]


class Searching:
    """The best of what was said, with when and where. Reads only."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.ranking = Ranking(db)

    def found(self, words: str, within: Within, limit: int) -> list[Found]:
        """Each wording once per timeline, best first; what is equally good by timeline and place."""
        question = asked(words)
        if not question.parts:
            return []
        if 0 < len(within.timelines) <= _NARROW:
            theirs = f"SELECT wording_id FROM span{within.where}"
            ranked = self.ranking.among(question, theirs, within.names)
            return self._told(question, self._stood(ranked, within, limit))
        most = limit
        while True:
            ranked, whole = self.ranking.best(question, most)
            rows = self._stood(ranked, within, limit)
            if whole or len(rows) == limit:
                return self._told(question, rows)
            most = max(most, len(ranked)) * _MORE

    # -- inside

    def _stood(self, ranked: Sequence[Ranked], within: Within, limit: int) -> Sequence[Any]:
        rows = self._db.execute(
            "WITH stood AS (SELECT json_extract(found.value, '$[1]') AS rank, span.wording_id AS id,"
            " timeline_id, first_version, position, max(last_version) OVER whole AS last_version,"
            " row_number() OVER (PARTITION BY timeline_id, wording_id ORDER BY first_version, position) AS spell,"
            f" max({within.stood}) OVER whole AS inside"
            " FROM json_each(?) AS found CROSS JOIN span ON span.wording_id = json_extract(found.value, '$[0]')"
            f"{within.where} WINDOW whole AS (PARTITION BY timeline_id, wording_id))"
            " SELECT name, stood.id, digest, first_version, last_version, position FROM stood"
            " CROSS JOIN timeline ON timeline.id = timeline_id CROSS JOIN wording ON wording.id = stood.id"
            " WHERE spell = 1 AND inside ORDER BY rank, name, first_version, position LIMIT ?",
            [*within.times, json.dumps(ranked), *within.names, limit],
        )
        return rows.fetchall()

    def _told(self, question: Asked, rows: Sequence[Any]) -> list[Found]:
        excerpts = self.excerpts(question.query, [row[1] for row in rows])
        return [
            (TimelineId.parse(name), excerpts[wording], Digest(digest.hex()), *at)
            for name, wording, digest, *at in rows
        ]

    def excerpts(self, query: str, wordings: Sequence[int]) -> dict[int, str]:
        """What is shown of wordings that hold what is asked for, by their numbers."""
        rows = self._db.execute(
            "SELECT rowid, snippet(wording_search, 0, '[', ']', ' … ', 16) FROM wording_search"
            " WHERE wording_search MATCH ? AND rowid IN (SELECT value FROM json_each(?))",
            [query, to_json(sorted(set(wordings)))],
        )
        return dict(rows.fetchall())
