"""When is each timeline due, and when was the last backup made?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from model import Appointment, TimelineId
from store.forms import optional_time, optional_time_text, time_of, time_text

_APPOINTMENT = "timeline, due, archives_due, streak, reason, looked_at, usable_at"


class Agenda:
    """One appointment for each declared timeline, and the backups that were made."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ensure(self, timelines: Iterable[tuple[TimelineId, bool]], now: datetime) -> None:
        """Makes the rows those of the declared timelines, each with whether a location of it is open now.

        What is new is due at once, and so is a timeline of which a location has opened again. Without an open
        location there is nothing to visit; archives are asked all the same.
        """
        declared = {str(timeline): is_open for timeline, is_open in timelines}
        known = {row[0] for row in self._db.execute("SELECT timeline FROM appointment")}
        moment = time_text(now)
        self._db.conn.executemany("DELETE FROM appointment WHERE timeline = ?", [[n] for n in known - declared.keys()])
        self._db.conn.executemany(
            "INSERT INTO appointment VALUES (?, '', ?, 0, '', '', '')",
            [(name, moment) for name in declared.keys() - known],
        )
        self._db.conn.executemany(
            "UPDATE appointment SET due = ? WHERE timeline = ? AND due = ''",
            [(moment, name) for name, is_open in declared.items() if is_open],
        )
        self._db.conn.executemany(
            "UPDATE appointment SET due = '' WHERE timeline = ? AND due != ''",
            [[name] for name, is_open in declared.items() if not is_open],
        )

    def appointments(self) -> list[Appointment]:
        """By name."""
        return [_appointment(*row) for row in self._db.execute(f"SELECT {_APPOINTMENT} FROM appointment ORDER BY 1")]

    def appointment(self, timeline: TimelineId) -> Appointment | None:
        row = self._db.execute(f"SELECT {_APPOINTMENT} FROM appointment WHERE timeline = ?", [str(timeline)]).fetchone()
        return _appointment(*row) if row else None

    def due(self, now: datetime) -> list[TimelineId]:
        """Timelines whose live page is to be visited, the longest due first."""
        return self._due("due", now)

    def archives_due(self, now: datetime) -> list[TimelineId]:
        """Timelines of which the archives are to be asked, the longest due first."""
        return self._due("archives_due", now)

    def _due(self, column: str, now: datetime) -> list[TimelineId]:
        rows = self._db.execute(
            f"SELECT timeline FROM appointment WHERE {column} > '' AND {column} <= ? ORDER BY {column}, timeline",
            [time_text(now)],
        )
        return [TimelineId.parse(row[0]) for row in rows]

    def bring_nearer(self, visits_by: datetime, archives_by: datetime, now: datetime) -> None:
        """What is due later than anything can be, by the clock as it is now, is due at once."""
        for column, latest in (("due", visits_by), ("archives_due", archives_by)):
            self._db.execute(
                f"UPDATE appointment SET {column} = ? WHERE {column} > ?", [time_text(now), time_text(latest)]
            )

    def set(self, appointment: Appointment) -> None:
        """Puts it in the place of the timeline's former one."""
        self._db.execute(
            "INSERT OR REPLACE INTO appointment VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                str(appointment.timeline),
                optional_time_text(appointment.due),
                optional_time_text(appointment.archives_due),
                appointment.streak,
                appointment.reason,
                optional_time_text(appointment.looked_at),
                optional_time_text(appointment.usable_at),
            ],
        )

    def earliest(self) -> datetime | None:
        """When the next thing is due, be it a visit or a question to archives."""
        row = self._db.execute(
            "SELECT min(due) FROM (SELECT (SELECT min(due) FROM appointment WHERE due > '') AS due"
            " UNION ALL SELECT (SELECT min(archives_due) FROM appointment WHERE archives_due > ''))"
        ).fetchone()
        return optional_time(row[0] or "")

    def note_backup(self, path: Path, size: int, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO backup (made_at, path, bytes) VALUES (?, ?, ?)", [time_text(now), str(path), size]
        )

    def backups(self) -> list[Path]:
        """Where every backup that was noted was put; some may be gone."""
        rows = self._db.execute("SELECT path FROM backup ORDER BY id").fetchall()
        return [Path(path) for path in dict.fromkeys(row[0] for row in rows)]

    def last_backup(self) -> tuple[datetime, Path, int] | None:
        """(when, where, how many bytes), or None before the first."""
        row = self._db.execute("SELECT made_at, path, bytes FROM backup ORDER BY id DESC LIMIT 1").fetchone()
        return (time_of(row[0]), Path(row[1]), int(row[2])) if row else None


def _appointment(
    timeline: str, due: str, archives_due: str, streak: int, reason: str, looked_at: str, usable_at: str
) -> Appointment:
    return Appointment(
        timeline=TimelineId.parse(timeline),
        due=optional_time(due),
        archives_due=optional_time(archives_due),
        streak=streak,
        reason=reason,
        looked_at=optional_time(looked_at),
        usable_at=optional_time(usable_at),
    )
