"""How did visits of live pages go, and what did the last of them bring?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlite_utils import Database

from model import LIVE, Capture, Digest, OriginalKey, Rendition, Validators, Verdict
from store.facts import Facts, Held
from store.forms import time_of
from store.forms_of_facts import CAPTURE_COLUMNS, capture_of
from store.gathering import visits_at
from store.small_forms import NAMED, body_number, digest_alone, moment_at, seconds

_LIVE = f"holder_id = {NAMED[LIVE]}"


class Looks:
    """Answers about live pages. Reads only."""

    def __init__(self, db: Database, facts: Facts) -> None:
        self._db = db
        self._facts = facts

    def latest_live(
        self,
        original: str,
        not_after: datetime | None = None,
        rendition: Rendition = Rendition.PLAIN,
        digest: Digest | None = None,
    ) -> Held | None:
        """The latest capture, by its timestamp, that a visit of ours brought of exactly this original.

        What is stamped later than `not_after` is passed over: a clock that was wrong for a day may have stamped a
        capture years ahead, and no visit until then shows its body. Of two within one second (a redirect that comes
        back to where it began) it is the one that came later. With a `digest` None also where its body is another.
        """
        latest = self._latest(original, not_after, rendition)
        if latest is None or (digest and digest != latest[1].digest):
            return None
        return Held(id=latest[0], capture=latest[1], holdings=self._facts.holdings(latest[0]))

    def _latest(
        self, original: str, not_after: datetime | None, rendition: Rendition = Rendition.PLAIN
    ) -> tuple[int, Capture] | None:
        row = self._db.execute(
            f"SELECT capture.id, {CAPTURE_COLUMNS} FROM original"
            " CROSS JOIN capture ON capture.original_id = original.id WHERE url = ? AND rendition = ?"
            f" AND at <= ? AND EXISTS (SELECT 1 FROM held WHERE held.capture_id = capture.id AND {_LIVE})"
            " ORDER BY at DESC, capture.id DESC LIMIT 1",
            [original, rendition.value, _upto(not_after)],
        ).fetchone()
        return (row[0], capture_of(*row[1:])) if row else None

    def validators(self, original: str, not_before: datetime, not_after: datetime | None = None) -> Validators | None:
        """By what the server can tell whether the page is still what it sent last.

        None unless it was last sent whole, with a 200, at `not_before` or later: some servers never change an ETag.
        What is stamped later than `not_after` counts for nothing.
        What an archive gave of their headers counts for nothing here.
        """
        latest = self._latest(original, not_after)
        if latest is None or latest[1].statuscode != 200:
            return None
        number, capture = latest
        headers = dict(next(holding.headers for holding in self._facts.holdings(number) if holding.holder == LIVE))
        etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
        if not (etag or last_modified) or self._sent_whole(capture, not_after) < not_before:
            return None
        return Validators(etag=etag, last_modified=last_modified, digest=capture.digest)

    def _sent_whole(self, capture: Capture, not_after: datetime | None) -> datetime:
        """When a visit of ours brought this body last; an equal body makes no capture, and a 304 is none."""
        row = self._db.execute(
            "SELECT max(at) FROM seen WHERE original_id = (SELECT id FROM original WHERE url = ?)"
            f" AND kind = 'not_modified' AND {_LIVE} AND statuscode = 200 AND shown IN (?, ?) AND at <= ?",
            [
                capture.original,
                *(body_number(self._db, capture.digest), digest_alone(capture.digest)),
                _upto(not_after),
            ],
        ).fetchone()
        return capture.timestamp if row[0] is None else max(capture.timestamp, moment_at(row[0]))

    def shown_in_vain(self, original: str, not_before: datetime, not_after: datetime) -> bool:
        """Whether a visit since then had a browser show this original, and what the last one showed is no policy."""
        held = self.latest_live(original, not_after, Rendition.BROWSER)
        row = self._db.execute(
            "WITH mine (id) AS (SELECT id FROM original WHERE url = :url)"
            " SELECT EXISTS (SELECT 1 FROM mine CROSS JOIN seen ON seen.original_id = mine.id"
            f"  WHERE kind != 'failure' AND {_LIVE} AND rendition = 'browser' AND at BETWEEN :since AND :upto)"
            " OR EXISTS (SELECT 1 FROM mine CROSS JOIN capture ON capture.original_id = mine.id CROSS JOIN held"
            f"  ON held.capture_id = capture.id WHERE seen_id IS NOT NULL AND {_LIVE} AND rendition = 'browser'"
            "  AND at BETWEEN :since AND :upto)",
            {"url": original, "since": seconds(not_before), "upto": seconds(not_after)},
        ).fetchone()
        if held is None or not row[0]:
            return False
        verdicts = self._db.execute("SELECT verdict FROM reading WHERE capture_id = ?", [held.id]).fetchall()
        return bool(verdicts) and all(verdict != Verdict.POLICY.value for (verdict,) in verdicts)

    def live_looks(self, keys: Sequence[OriginalKey]) -> list[datetime]:
        """When these originals were visited and something answered, in order of arrival, each moment once."""
        return [time_of(moment) for moment in dict.fromkeys(row[0] for row in visits_at(self._db, keys) if row[1])]

    def live_visits(self, keys: Sequence[OriginalKey]) -> list[tuple[datetime, str]]:
        """When these originals were visited, with why a visit failed, else empty; in order of arrival."""
        return [(time_of(moment), reason) for moment, _, reason in visits_at(self._db, keys)]


def _upto(not_after: datetime | None) -> int:
    return seconds(not_after or datetime.max.replace(tzinfo=UTC))
