"""Which pages was an archive asked to save, and what came of it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Digest, Saving, SavingStep, TimelineId
from store.forms import optional_time, optional_time_text, time_of, time_text, to_json

_LATEST = (
    "SELECT saving.id, archive, original, timeline, moment, digest, wanted_at, step, at, again, job, memento, reason,"
    " (SELECT count(*) FROM saving_step WHERE saving_id = saving.id AND step = 'asked'),"
    " (SELECT count(*) FROM saving_step WHERE saving_id = saving.id AND step = 'put off')"
    " FROM saving LEFT JOIN saving_step ON saving_step.id ="
    " (SELECT max(id) FROM saving_step WHERE saving_id = saving.id)"
)
_OVER = (SavingStep.SAVED, SavingStep.FAILED)


class Savings:
    """Facts: that a page was wanted, and each step after that. How far one is follows from its latest step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def want(self, saving: Saving) -> None:
        """Notes a page that is to be saved; once for each archive, original and moment."""
        self._db.execute(
            "INSERT INTO saving (archive, original, timeline, moment, digest, wanted_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            [
                saving.archive,
                saving.original,
                str(saving.timeline),
                time_text(saving.moment),
                saving.digest,
                time_text(saving.wanted_at),
            ],
        )

    def note(
        self,
        saving: int,
        step: SavingStep,
        at: datetime,
        *,
        again: datetime | None = None,
        job: str = "",
        memento: str = "",
        reason: str = "",
    ) -> None:
        """Keeps a further step."""
        self._db.execute(
            "INSERT INTO saving_step (saving_id, step, at, again, job, memento, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [saving, step.value, time_text(at), optional_time_text(again), job, memento, reason],
        )

    def open(self, archive: str, since: datetime) -> list[Saving]:
        """Those wanted since then that are neither saved nor failed, in their order."""
        rows = self._db.execute(
            f"{_LATEST} WHERE wanted_at >= ? AND archive = ? AND coalesce(step, '') NOT IN (?, ?) ORDER BY saving.id",
            [time_text(since), archive, *_OVER],
        )
        return [_saving(*row) for row in rows]

    def asked(self, archive: str, since: datetime, until: datetime) -> Counter[str]:
        """How often the archive was asked for each original after the one and before the other."""
        rows = self._db.execute(
            "SELECT original, count(*) FROM saving_step JOIN saving ON saving.id = saving_id"
            " WHERE at > ? AND at < ? AND step = 'asked' AND archive = ? GROUP BY original",
            [time_text(since), time_text(until), archive],
        )
        return Counter(dict(rows))

    def saved(self, moment: datetime, digest: Digest) -> list[Saving]:
        """The mementos that were made because of a capture."""
        return self.saved_of([digest]).get((moment, digest), [])

    def saved_of(self, digests: Collection[Digest]) -> dict[tuple[datetime, Digest], list[Saving]]:
        """The mementos that were made because of captures with one of these bodies, by the moments of these."""
        rows = self._db.execute(
            f"{_LATEST} WHERE digest IN (SELECT value FROM json_each(?)) AND step = ? ORDER BY saving.id",
            [to_json(sorted(digests)), SavingStep.SAVED],
        )
        found: dict[tuple[datetime, Digest], list[Saving]] = {}
        for one in [_saving(*row) for row in rows.fetchall()]:
            found.setdefault((one.moment, one.digest), []).append(one)
        return found

    def account(self, since: datetime) -> Mapping[str, Any]:
        """How many pages were wanted since then, what became of them, and by reason those that failed or wait."""
        found = [_saving(*row) for row in self._db.execute(f"{_LATEST} WHERE wanted_at >= ?", [time_text(since)])]
        failed = [one for one in found if one.step is SavingStep.FAILED]
        waiting = [one for one in found if one.step not in _OVER]
        return {
            "wanted": len(found),
            "asked": sum(one.asked > 0 for one in found),
            "saved": sum(one.step is SavingStep.SAVED for one in found),
            "failed": len(failed),
            "waiting": len(waiting),
            "failures": dict(Counter(one.reason for one in (*failed, *waiting) if one.reason).most_common(5)),
        }


def _saving(
    number: int,
    archive: str,
    original: str,
    timeline: str,
    moment: str,
    digest: Digest,
    wanted_at: str,
    step: str | None,
    at: str | None,
    again: str | None,
    job: str | None,
    memento: str | None,
    reason: str | None,
    asked: int,
    tries: int,
) -> Saving:
    return Saving(
        id=number,
        archive=archive,
        original=original,
        timeline=TimelineId.parse(timeline),
        moment=time_of(moment),
        digest=digest,
        wanted_at=time_of(wanted_at),
        step=SavingStep(step) if step else None,
        at=optional_time(at or ""),
        again=optional_time(again or ""),
        job=job or "",
        memento=memento or "",
        reason=reason or "",
        asked=asked,
        tries=tries,
    )
