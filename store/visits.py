"""Which live pages does the crawl still have to visit?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlite_utils import Database

from model import LIVE, Rendition, Task, TaskKind
from store.forms import marks_for, optional_time, time_text, to_json

_USUAL_PORTS = {"http": 80, "https": 443}


def host_of(original: str) -> str:
    """The host that a visit asks, with its port unless it is the usual one: what is asked one thing at a time.

    Empty for what is no address.

    >>> host_of("https://mara:secret@Acme.example:8443/privacy"), host_of("https://acme.example:443/")
    ('acme.example:8443', 'acme.example')
    """
    try:
        parts = urlsplit(original)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # "http://host:80x/" and "http://[host/" stand in old links
        return ""
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, _USUAL_PORTS.get(parts.scheme)) else f"{host}:{port}"


class Visits:
    """Tasks that visit live pages; part of the frontier, which has the connection."""

    _db: Database

    def add_visits(
        self, originals: Iterable[str], run: int, due: datetime, rendition: Rendition = Rendition.PLAIN
    ) -> int:
        """Queues one visit for each original; returns how many were not queued before.

        What is queued already keeps its due, since a page or its host may have been put off; it counts for this run.
        """
        wanted = sorted(set(originals))
        self._db.conn.executemany(
            "UPDATE task SET run = ? WHERE kind = 'visit' AND archive = ? AND original = ? AND timestamp = ''"
            " AND resume = '' AND rendition = ? AND state = 'queued'",
            [(run, LIVE, original, rendition.value) for original in wanted],
        )
        before = self._db.conn.total_changes
        self._db.conn.executemany(
            "INSERT INTO task"
            " (kind, archive, host, original, timestamp, archive_digest, resume, rendition, state, due, run)"
            " VALUES ('visit', ?, ?, ?, '', '', '', ?, 'queued', ?, ?)"
            " ON CONFLICT (kind, archive, original, timestamp, resume, rendition) DO UPDATE"
            " SET state = 'queued', tries = 0, due = excluded.due, reason = '', run = excluded.run"
            " WHERE task.state != 'queued'",
            [(LIVE, host_of(original), original, rendition.value, time_text(due), run) for original in wanted],
        )
        return self._db.conn.total_changes - before

    def take_over_visits(self, run: int) -> None:
        """What earlier runs left falls into the account of this one, but for surveys, which go on in their own."""
        self._db.execute(
            "UPDATE task SET run = ? WHERE archive = ? AND state = 'queued'"
            " AND run NOT IN (SELECT id FROM run WHERE kind = 'survey' AND ended = '')",
            [run, LIVE],
        )

    def due_visits(
        self, now: datetime, limit: int, without: Sequence[int], per_host: int = 4, spent: Sequence[int] = ()
    ) -> list[Task]:
        """Queued visits that are due, the longest due first; `without` are those already in hand.

        What is of the runs `spent` stays queued. No host has more than `per_host` in hand at once: a slow one would
        keep the others from their turn.
        """
        busy = Counter(self._hosts(without))
        in_hand, chosen = set(without), list[int]()
        for row, host in self._db.execute(
            "SELECT id, host FROM task WHERE archive = ? AND state = 'queued' AND due <= ?"
            f" AND run NOT IN ({marks_for(spent)}) ORDER BY due, id",
            [LIVE, time_text(now), *spent],
        ):
            if len(chosen) >= limit:
                break
            if row not in in_hand and busy[host] < per_host:
                busy[host] += 1
                chosen.append(row)
        return [self._visit(row) for row in chosen]

    def visits_queued(self, originals: Iterable[str]) -> int:
        """How many of these are still to be visited."""
        row = self._db.execute(
            "SELECT count(*) FROM json_each(?) AS wanted CROSS JOIN task ON task.original = wanted.value"
            " WHERE kind = 'visit' AND archive = ? AND state = 'queued'",
            [to_json(sorted(set(originals))), LIVE],
        ).fetchone()
        return int(row[0])

    def next_visit_due(self, now: datetime, without: Sequence[int], spent: Sequence[int] = ()) -> datetime | None:
        """When the next queued visit that is not in hand is due, `now` at the earliest; None when nothing is left.

        As `due_visits`.
        """
        row = self._db.execute(
            f"SELECT min(due) FROM task WHERE archive = ? AND state = 'queued' AND id NOT IN ({marks_for(without)})"
            f" AND run NOT IN ({marks_for(spent)})",
            [LIVE, *without, *spent],
        ).fetchone()
        due = optional_time(row[0] or "")
        return max(due, now) if due else None

    def put_off_host(self, host: str, until: datetime) -> None:
        """No queued visit of the host is due before; what is due later stays so."""
        self._db.execute(
            "UPDATE task SET due = ? WHERE kind = 'visit' AND state = 'queued' AND host = ? AND due < ?",
            [time_text(until), host, time_text(until)],
        )

    def _hosts(self, tasks: Sequence[int]) -> list[str]:
        rows = self._db.execute(f"SELECT host FROM task WHERE id IN ({marks_for(tasks)})", list(tasks))
        return [row[0] for row in rows]

    def _visit(self, row: int) -> Task:
        original, rendition, tries, run = self._db.execute(
            "SELECT original, rendition, tries, run FROM task WHERE id = ?", [row]
        ).fetchone()
        return Task(
            kind=TaskKind.VISIT,
            archive=LIVE,
            original=original,
            rendition=Rendition(rendition),
            tries=tries,
            run=run,
            id=row,
        )
