"""Who was told what, up to where, and what is still to be delivered?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlite_utils import Database

from model import Alert, AlertKind, Attempt, Message, Raised
from store.forms import marks_for, optional_time, time_of, time_text, to_json

_ALERT = "watch, timeline, kind, cause, channel, made_at, subject, text, html, evidence, name"
_WAITING = "channel != '' AND delivered_at = '' AND given_up_at = ''"  # the condition of an index, word for word
_OF_A_BURST = "-7 days"  # before the latest delivery
_TELLING = (AlertKind.CHANGE, AlertKind.ENDED, AlertKind.RESUMED, AlertKind.RELOCATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An alert that is to be delivered, without what it says: many may wait, and one is tried at a time."""

    name: str
    channel: str
    made_at: datetime
    subject: str


class Outbox:
    """Alerts as they were made, with every attempt to deliver them; and up to where each watch was told."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # -- up to where a watch was told

    def installation(self) -> str:
        """The UUID of this installation, from which its alerts have their names; it was made with the database."""
        return str(self._db.execute("SELECT name FROM installation").fetchone()[0])

    def began(self, watch: str, now: datetime) -> datetime:
        """When the watch was first known here; that is now, where it is not."""
        row = self._db.execute("SELECT began FROM watch WHERE name = ?", [watch]).fetchone()
        if row is None:  # asked often, and a write would wait for whoever else writes
            self._db.execute("INSERT INTO watch VALUES (?, ?) ON CONFLICT DO NOTHING", [watch, time_text(now)])
            row = self._db.execute("SELECT began FROM watch WHERE name = ?", [watch]).fetchone()
        return time_of(row[0])

    def upto(self, watch: str, timeline: str) -> datetime | None:
        """The live visit up to which the watch was told about the timeline."""
        row = self._db.execute("SELECT upto FROM told WHERE watch = ? AND timeline = ?", [watch, timeline]).fetchone()
        return time_of(row[0]) if row else None

    def mark(self, watch: str, timeline: str, upto: datetime) -> None:
        self._db.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", [watch, timeline, time_text(upto)])

    # -- alerts

    def keep(self, alert: Alert) -> Alert | None:
        """Keeps an alert and gives it with its name; None, and nothing is kept, when one with its key is there."""
        key = [alert.watch, alert.timeline, alert.kind.value, alert.cause]
        name = str(uuid5(UUID(self.installation()), to_json(key)))
        before = self._db.conn.total_changes
        self._db.execute(
            f"INSERT INTO alert ({_ALERT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                *key,
                alert.channel,
                time_text(alert.made_at),
                alert.message.subject,
                alert.message.text,
                alert.message.html,
                to_json(dict(alert.evidence)),
                name,
            ],
        )
        return replace(alert, name=name) if self._db.conn.total_changes > before else None

    def alerts(self, limit: int = 50, watch: str | None = None, timeline: str | None = None) -> list[Alert]:
        """The latest first; of all watches and timelines where none is named."""
        named = {"watch": watch, "timeline": timeline}
        wanted = {column: name for column, name in named.items() if name is not None}
        where = " AND ".join(["id > 0", *(f"{column} = ?" for column in wanted)])
        return self._alerts(f"{where} ORDER BY id DESC LIMIT ?", [*wanted.values(), limit])

    def last_of(self, watch: str, kind: AlertKind) -> Alert | None:
        """The latest alert of one kind that a watch was given."""
        found = self._alerts("watch = ? AND kind = ? ORDER BY made_at DESC, id DESC LIMIT 1", [watch, kind.value])
        return found[0] if found else None

    def is_kept(self, watch: str, kind: AlertKind, cause: str, timeline: str = "") -> bool:
        """Whether an alert with this key is there."""
        key = [watch, timeline, kind.value, cause]
        found = self._db.execute("SELECT 1 FROM alert WHERE (watch, timeline, kind, cause) = (?, ?, ?, ?)", key)
        return found.fetchone() is not None

    def alert(self, name_or_prefix: str) -> Alert | None:
        """The one alert whose name begins so; None where there is none, or more than one."""
        prefix = name_or_prefix.lower()
        found = self._alerts("name >= ? AND name < ? LIMIT 2", [prefix, prefix + "g"]) if prefix else []
        return found[0] if len(found) == 1 else None

    def of_channel(self, channel: str, limit: int) -> list[Alert]:
        """The latest first: so many, and every other that waits or was delivered within a week of the last that was.

        So a feed holds all of a burst for long enough that its readers come by.
        """
        return self._alerts(
            "id IN (SELECT id FROM (SELECT id FROM alert WHERE channel = :channel ORDER BY id DESC LIMIT :limit)"
            f" UNION SELECT id FROM alert WHERE {_WAITING} AND channel = :channel"
            " UNION SELECT id FROM alert WHERE channel = :channel AND delivered_at > '' AND delivered_at >="
            "  (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(delivered_at), :burst) FROM alert WHERE channel = :channel))"
            " ORDER BY id DESC",
            {"channel": channel, "limit": limit, "burst": _OF_A_BURST},
        )

    def collected(self, watch: str, until: datetime | None = None) -> list[Alert]:
        """What was made for a digest (before `until`) and stands in none of this watch yet, in order.

        By name, not by time: a clock that was set back makes alerts whose time an earlier digest covers.
        """
        return self._alerts(
            "watch = ? AND made_at < ? AND channel = '' AND name NOT IN"
            " (SELECT value FROM alert AS digest, json_each(digest.evidence, '$.alerts')"
            "   WHERE digest.watch = ? AND digest.timeline = '' AND digest.kind = 'digest')"
            " ORDER BY made_at, id",
            [watch, time_text(until) if until else "A", watch],  # behind every time
        )

    def raised(self, timeline: str, since: datetime) -> list[Raised]:
        """The alerts about changes of a timeline that matter, of whichever watch, made since then, in order."""
        rows = self._db.execute(
            "SELECT cause, made_at, subject, coalesce(json_extract(evidence, '$.made_by'), ''),"
            " coalesce(json_extract(evidence, '$.gathered'), 0) FROM alert"
            " WHERE watch IN (SELECT name FROM watch) AND timeline = ? AND kind = 'change' AND made_at >= ?"
            " AND json_extract(evidence, '$.judgement.alert') ORDER BY id",
            [timeline, time_text(since)],
        )
        return [
            Raised(cause=cause, made_at=time_of(made), subject=subject, made_by=made_by, gathered=bool(gathered))
            for cause, made, subject, made_by, gathered in rows.fetchall()
        ]

    def told_count(self, watch: str, since: datetime, until: datetime) -> int:
        """How many alerts about changes, or the fate of a whole timeline, were made in this half-open interval."""
        row = self._db.execute(
            "SELECT count(*) FROM alert WHERE watch = ? AND made_at >= ? AND made_at < ?"
            f" AND kind IN ({marks_for(_TELLING)})",
            [watch, time_text(since), time_text(until), *(kind.value for kind in _TELLING)],
        ).fetchone()
        return int(row[0])

    # -- delivery

    def undelivered(self) -> list[tuple[Waiting, list[Attempt]]]:
        """What has a channel, was not delivered and not given up, the oldest first, with its attempts in order."""
        rows = self._db.execute(f"SELECT name, channel, made_at, subject FROM alert WHERE {_WAITING} ORDER BY id")
        waiting = {
            name: Waiting(name=name, channel=channel, made_at=time_of(made), subject=subject)
            for name, channel, made, subject in rows.fetchall()
        }
        tried: dict[str, list[Attempt]] = {name: [] for name in waiting}
        attempts = self._db.execute(
            f"SELECT alert.name, attempt.channel, began, ended, failure FROM (SELECT id, name FROM alert"
            f" WHERE {_WAITING}) AS alert CROSS JOIN attempt ON attempt.alert_id = alert.id ORDER BY attempt.id"
        )
        for row in attempts.fetchall():
            tried[row[0]].append(_attempt(*row))
        return [(one, tried[name]) for name, one in waiting.items()]

    def attempts(self, alert_name: str) -> list[Attempt]:
        """Every try to deliver this alert, in order."""
        rows = self._db.execute(
            "SELECT alert.name, attempt.channel, began, ended, failure FROM alert"
            " CROSS JOIN attempt ON attempt.alert_id = alert.id WHERE alert.name = ? ORDER BY attempt.id",
            [alert_name],
        )
        return [_attempt(*row) for row in rows]

    def begin_attempt(self, alert_name: str, channel: str, now: datetime) -> int:
        """Committed before anything is sent: a process that is killed meanwhile may have delivered."""
        self._db.execute(
            "INSERT INTO attempt (alert_id, channel, began, ended, failure) VALUES (?, ?, ?, '', '')",
            [self._row_of(alert_name), channel, time_text(now)],
        )
        return int(self._db.execute("SELECT last_insert_rowid()").fetchone()[0])

    def end_attempt(self, attempt: int, failure: str, now: datetime) -> None:
        """An empty `failure` says that it was delivered."""
        ended = time_text(now)
        self._db.execute("UPDATE attempt SET ended = ?, failure = ? WHERE id = ?", [ended, failure, attempt])
        if not failure:
            self._db.execute(
                "UPDATE alert SET delivered_at = ? WHERE delivered_at = ''"
                " AND id = (SELECT alert_id FROM attempt WHERE id = ?)",
                [ended, attempt],
            )

    def give_up(self, alert_name: str, now: datetime, why: str) -> None:
        """It will not be tried again."""
        self._db.execute(
            "UPDATE alert SET given_up_at = ?, given_up = ? WHERE id = ?",
            [time_text(now), why, self._row_of(alert_name)],
        )

    def given_up(self, alert_name: str) -> str:
        """Why it is not tried again; empty where nobody has given it up."""
        return str(
            self._db.execute("SELECT given_up FROM alert WHERE id = ?", [self._row_of(alert_name)]).fetchone()[0]
        )

    def counts(self) -> dict[str, int]:
        """How many alerts with a channel wait untried, were tried in vain so far, are delivered, are given up."""
        row = self._db.execute(
            "SELECT"
            f" (SELECT count(*) FROM alert WHERE {_WAITING}),"
            f" (SELECT count(*) FROM alert WHERE {_WAITING} AND EXISTS"
            "   (SELECT 1 FROM attempt WHERE alert_id = alert.id AND failure != '')),"
            " (SELECT count(*) FROM alert WHERE channel > '' AND delivered_at > ''),"
            " (SELECT count(*) FROM alert WHERE channel > '' AND delivered_at = '' AND given_up_at > '')"
        ).fetchone()
        undelivered, failing, delivered, given_up = row
        return {
            "waiting": undelivered - failing,
            "failing": failing,
            "delivered": delivered,
            "given_up": given_up,
        }

    # -- inside

    def _alerts(self, where: str, values: Sequence[Any] | dict[str, Any]) -> list[Alert]:
        rows = self._db.execute(f"SELECT {_ALERT} FROM alert WHERE {where}", values)
        return [_alert(*row) for row in rows.fetchall()]

    def _row_of(self, alert_name: str) -> int:
        row = self._db.execute("SELECT id FROM alert WHERE name = ?", [alert_name]).fetchone()
        if row is None:
            raise LookupError(f"no alert {alert_name} is kept")
        return int(row[0])


def _alert(
    watch: str,
    timeline: str,
    kind: str,
    cause: str,
    channel: str,
    made_at: str,
    subject: str,
    text: str,
    html: str,
    evidence: str,
    name: str,
) -> Alert:
    return Alert(
        watch=watch,
        timeline=timeline,
        kind=AlertKind(kind),
        cause=cause,
        channel=channel,
        made_at=time_of(made_at),
        message=Message(subject=subject, text=text, html=html),
        evidence=json.loads(evidence),
        name=name,
    )


def _attempt(alert: str, channel: str, began: str, ended: str, failure: str) -> Attempt:
    return Attempt(alert=alert, channel=channel, began=time_of(began), ended=optional_time(ended), failure=failure)
