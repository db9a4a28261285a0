"""Why did what was recorded not matter?"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from model import Bracket, TimelineId
from store.forms import time_text
from store.timelines import ITS

_THEIRS = "timeline_id IN (SELECT id FROM timeline WHERE name IN (SELECT value FROM json_each(:names)))"
_INSIDE = f"{_THEIRS} AND by >= :since AND by < :until"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Of the steps of a span of time, or of their single changes: how many mattered, and why the others did not.

    Where a step did not matter for several reasons they stand together, joined by a comma.
    """

    mattered: int
    not_for: dict[str, int]  # the most frequent reason first

    @property
    def number(self) -> int:
        return self.mattered + sum(self.not_for.values())


class Reasons:
    """Counts of what did not matter, by reason. Reads only."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of_steps(self, since: datetime | None, until: datetime | None, timelines: Sequence[TimelineId]) -> Weighed:
        """Of the steps from version to version whose bracket ends in a half-open interval."""
        rows = self._db.execute(
            f"SELECT alert, because, count(*) FROM revision WHERE {_INSIDE} GROUP BY alert, because",
            _span(since, until, timelines),
        )
        return _weighed(rows.fetchall())

    def of_changes(self, since: datetime | None, until: datetime | None, timelines: Sequence[TimelineId]) -> Weighed:
        """Of the single changes of these steps. Of a step that does not matter none does, if only for its reason."""
        rows = self._db.execute(
            "SELECT revision.alert AND change.alert,"
            " iif(change.alert, revision.because, change.because) AS reason, count(*)"
            " FROM revision JOIN change USING (timeline_id, number)"
            f" WHERE {_INSIDE} GROUP BY 1, 2",
            _span(since, until, timelines),
        )
        return _weighed(rows.fetchall())

    def without_the_text(
        self, since: datetime | None, until: datetime | None, timelines: Sequence[TimelineId]
    ) -> dict[str, int]:
        """How many captures between two instants showed something else, by verdict, the most frequent first."""
        rows = self._db.execute(
            "SELECT verdict, count(DISTINCT capture_id) FROM verdict JOIN capture ON capture.id = capture_id"
            f" WHERE {_THEIRS} AND verdict != 'policy'"
            " AND timestamp > :since AND timestamp < :until GROUP BY verdict ORDER BY 2 DESC, 1",
            _span(since, until, timelines),
        )
        return dict(rows.fetchall())

    def without_the_texts(self, timeline: TimelineId, brackets: Sequence[Bracket]) -> list[dict[str, int]]:
        """The same of the captures of a timeline inside each of some brackets."""
        rows = self._db.execute(
            "SELECT DISTINCT timestamp, verdict, capture_id FROM verdict JOIN capture ON capture.id = capture_id"
            f" WHERE {ITS} AND verdict != 'policy' ORDER BY timestamp",
            [str(timeline)],
        ).fetchall()
        moments = [row[0] for row in rows]
        found = []
        for when in brackets:
            first = bisect_right(moments, time_text(when.after)) if when.after else 0
            inside = rows[first : bisect_left(moments, time_text(when.by))]
            counts = Counter(verdict for _, verdict, _ in inside)
            found.append(dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))))
        return found


def _span(since: datetime | None, until: datetime | None, timelines: Sequence[TimelineId]) -> dict[str, str]:
    """Every time lies behind an empty text and before "A"."""
    return {
        "since": time_text(since) if since else "",
        "until": time_text(until) if until else "A",
        "names": json.dumps([str(timeline) for timeline in timelines]),
    }


def _weighed(rows: Sequence[tuple[int, str, int]]) -> Weighed:
    found: Counter[str] = Counter()
    for alert, because, number in rows:
        if not alert:
            found[", ".join(json.loads(because))] += number
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return Weighed(mattered=sum(number for alert, _, number in rows if alert), not_for=dict(ranked))
