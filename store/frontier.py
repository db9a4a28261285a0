"""What does the crawl still have to ask for? Rows, so that a killed process forgets nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from model import OriginalKey, Precision, Rendition, Task, TaskKind, timestamp14
from model import from_timestamp14 as moment_of
from store.forms import marks_for, time_of, time_text
from store.runs import Runs
from store.small_forms import digest_kept, seconds
from store.visits import Visits, host_of

_TASK = "kind, archive, original, timestamp, archive_digest, resume, rendition, tries, run, precision, gain, id"


class Frontier(Runs, Visits):
    """Tasks are queued, done or failed; adding one that is known changes nothing. Each names its run."""

    def add(self, tasks: Iterable[Task], due: datetime) -> int:
        """Returns how many were new."""
        return self._insert(tasks, due, "DO NOTHING")

    def ask_again(self, task: Task, due: datetime) -> None:
        """Queues a task whatever became of it in earlier runs: an index grows, so each run asks it anew, once.

        Within a run it is asked again where more is wanted of its captures than before.
        """
        before = self._db.execute(
            "SELECT run, precision FROM task WHERE kind = ? AND archive = ? AND original = ? AND timestamp = ?"
            " AND resume = ? AND rendition = ?",
            list(_name(task)),
        ).fetchone()
        if before and before[0] >= task.run and Precision(before[1]).asks >= task.precision.asks:
            return
        self._insert(
            [task],
            due,
            "DO UPDATE SET state = 'queued', tries = 0, due = excluded.due, reason = '', run = excluded.run,"
            " precision = excluded.precision",
        )

    def ask_once_more(self, task: Task, due: datetime) -> None:
        """Queues a task whatever became of it, also in its own run: what its answer led to then is not all any more."""
        changed = " due = excluded.due, reason = '', run = excluded.run"
        self._insert([task], due, f"DO UPDATE SET state = 'queued', tries = 0,{changed}")

    def _insert(self, tasks: Iterable[Task], due: datetime, on_conflict: str) -> int:
        before = self._db.conn.total_changes
        self._db.conn.executemany(
            "INSERT INTO task (kind, archive, original, timestamp, resume, rendition, archive_digest, host, state, due,"
            " run, precision, gain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)"
            f" ON CONFLICT (kind, archive, original, timestamp, resume, rendition) {on_conflict}",
            [
                (*_name(task), task.archive_digest, _host(task), time_text(due), task.run, task.precision, task.gain)
                for task in tasks
            ],
        )
        return self._db.conn.total_changes - before

    def bring_nearer(self, latest: datetime, now: datetime) -> None:
        """What is queued for later than anything can be put off, by the clock as it is now, is due at once."""
        self._db.execute(
            "UPDATE task SET due = ? WHERE state = 'queued' AND due > ?", [time_text(now), time_text(latest)]
        )

    def due(
        self, archive: str, now: datetime, limit: int, without: Sequence[int], spent: Sequence[int] = ()
    ) -> list[Task]:
        """Queued tasks that are due, index questions first, then what pays most.

        `without` are in hand already; what is of the runs `spent` stays queued.
        """
        rows = self._db.execute(
            f"SELECT {_TASK} FROM task WHERE archive = ? AND state = 'queued' AND due <= ?"
            f" AND run NOT IN ({marks_for(spent)}) ORDER BY kind, gain DESC, id LIMIT ?",
            [archive, time_text(now), *spent, limit + len(without)],
        )
        in_hand = set(without)
        tasks = [_task(*row) for row in rows if row[-1] not in in_hand][:limit]
        return [replace(task, place=self._place(task)) for task in tasks]

    def _place(self, task: Task) -> str:
        """Where the archive last said that a capture's bytes are; empty where it says nothing of that."""
        if task.timestamp is None:
            return ""
        row = self._db.execute(
            "SELECT place FROM original CROSS JOIN seen ON seen.original_id = original.id"
            " WHERE url = ? AND at = ? AND kind = 'row' AND holder_id = (SELECT id FROM name WHERE name = ?)"
            " ORDER BY archive_digest = ? DESC, seen.id DESC LIMIT 1",
            [task.original, seconds(task.timestamp), task.archive, digest_kept(task.archive_digest)],
        ).fetchone()
        return str(row[0]) if row else ""

    def next_due(self, archive: str, without: Sequence[int], spent: Sequence[int] = ()) -> datetime | None:
        """When the earliest queued task that is not in hand is due; None when nothing is left. As `due`."""
        marks = marks_for(without)
        row = self._db.execute(
            f"SELECT min(due) FROM task WHERE archive = ? AND state = 'queued' AND id NOT IN ({marks})"
            f" AND run NOT IN ({marks_for(spent)})",
            [archive, *without, *spent],
        ).fetchone()
        return time_of(row[0]) if row[0] else None

    def asked_at(self, key: OriginalKey) -> list[tuple[str, str, datetime, bool]]:
        """(archive, original, timestamp, whether it is still queued) of every capture of an original ever asked for."""
        rows = self._db.execute(
            "SELECT archive, task.original, timestamp, state FROM original JOIN task ON task.original = original.url"
            " WHERE original.key = ? AND kind = 'replay'",
            [key],
        )
        return [(archive, original, moment_of(at), state == "queued") for archive, original, at, state in rows]

    def indexes_over(self, run: int) -> list[Task]:
        """The index questions of a run that were answered, or given up."""
        rows = self._db.execute(
            f"SELECT {_TASK} FROM task WHERE kind = 'index' AND run = ? AND state != 'queued' ORDER BY id", [run]
        )
        return [_task(*row) for row in rows]

    def listed_for(self, run: int) -> list[str]:
        """The originals whose captures a run has archives list, whether they did or not."""
        rows = self._db.execute(
            "SELECT DISTINCT original FROM task WHERE kind = 'index' AND run = ? ORDER BY id", [run]
        )
        return [original for (original,) in rows]

    def indexes_queued(self, run: int) -> list[Task]:
        """The index questions of a run that are still to be asked."""
        rows = self._db.execute(
            f"SELECT {_TASK} FROM task WHERE kind = 'index' AND run = ? AND state = 'queued' ORDER BY id", [run]
        )
        return [_task(*row) for row in rows]

    def indexes_left(self, run: int) -> Counter[str]:
        """How many index questions of a run are still queued, by archive. Looks through those of all runs."""
        rows = self._db.execute(
            "SELECT archive, count(*) FROM task WHERE kind = 'index' AND run = ? AND state = 'queued' GROUP BY archive",
            [run],
        )
        return Counter(dict(rows))

    def lists_to_come(self, originals: Iterable[str], run: int) -> set[str]:
        """The archives that a run still has to ask for pages of the lists of these originals."""
        originals = list(originals)
        rows = self._db.execute(  # the plus keeps SQLite from going through the index questions of all originals
            "SELECT DISTINCT archive FROM task WHERE +kind = 'index' AND run = ? AND state = 'queued'"
            f" AND original IN ({marks_for(originals)})",
            [run, *originals],
        )
        return {archive for (archive,) in rows}

    def resting(self, now: datetime) -> dict[str, datetime]:
        """Archives of which a list was put off, not by a fault of its own, and until when at most."""
        rows = self._db.execute(
            "SELECT archive, max(due) FROM task WHERE kind = 'index' AND state = 'queued' AND tries = 0 AND due > ?"
            " GROUP BY archive",
            [time_text(now)],
        )
        return {archive: time_of(due) for archive, due in rows}

    def as_it_stands(self, task: Task) -> Task:
        """A task in hand, with what was asked of it since it was handed out: its run, and how closely to date."""
        row = self._db.execute("SELECT run, precision FROM task WHERE id = ?", [task.id]).fetchone()
        return replace(task, run=row[0], precision=Precision(row[1])) if row else task

    def spent(self, run: int) -> int:
        """How many requests a run has made. Those that an archive refused because it was busy do not count."""
        row = self._db.execute(
            "SELECT coalesce(sum(tries + (state != 'queued')), 0) FROM task WHERE run = ? AND kind != 'visit'", [run]
        ).fetchone()
        return int(row[0])

    def is_spent(self, run: int) -> bool:
        """Whether a run has made all the requests that its budget allows."""
        budget = self.budget(run)
        return bool(budget) and self.spent(run) >= budget

    def take_over(self, run: int) -> None:
        """What earlier runs left at archives falls into the account of this one."""
        self._db.execute("UPDATE task SET run = ? WHERE kind != 'visit' AND state = 'queued'", [run])

    def let_go(self, run: int, without: Sequence[int]) -> None:
        """Forgets what a run has queued at archives; `without` are tasks in hand."""
        self._db.execute(
            "DELETE FROM task WHERE run = ? AND kind != 'visit' AND state = 'queued'"
            f" AND id NOT IN ({marks_for(without)})",
            [run, *without],
        )

    def finish(self, task: Task) -> None:
        self._db.execute("UPDATE task SET state = 'done', reason = '' WHERE id = ?", [task.id])

    def put_off(self, task: Task, until: datetime, reason: str, *, counts: bool) -> None:
        """Tries it again later; `counts` is False where the fault was not the task's (a throttled host)."""
        self._db.execute(
            "UPDATE task SET due = ?, reason = ?, tries = tries + ? WHERE id = ?",
            [time_text(until), reason, int(counts), task.id],
        )

    def give_up(self, task: Task, reason: str) -> None:
        self._db.execute("UPDATE task SET state = 'failed', reason = ? WHERE id = ?", [reason, task.id])

    def retry_failed(self, archives: Sequence[str], due: datetime, run: int = 0) -> int:
        """Queues what these archives were asked for in vain, for this run if one is given; returns how many tasks."""
        marks = marks_for(archives)
        before = self._db.conn.total_changes
        self._db.execute(
            "UPDATE task SET state = 'queued', tries = 0, due = ?, run = max(run, ?) WHERE state = 'failed'"
            f" AND archive IN ({marks})",
            [time_text(due), run, *archives],
        )
        return self._db.conn.total_changes - before

    def counts(self, archives: Sequence[str]) -> dict[str, int]:
        """How many tasks of these archives there are by state."""
        marks = marks_for(archives)
        rows = self._db.execute(
            f"SELECT state, count(*) FROM task WHERE archive IN ({marks}) GROUP BY state", list(archives)
        )
        return dict(rows.fetchall())

    def failures(self, archives: Sequence[str]) -> list[tuple[Task, str]]:
        """What these archives were asked for in vain, with the reason."""
        marks = marks_for(archives)
        rows = self._db.execute(
            f"SELECT {_TASK}, reason FROM task WHERE state = 'failed' AND archive IN ({marks})"
            " ORDER BY archive, original, timestamp",
            list(archives),
        )
        return [(_task(*row[:-1]), row[-1]) for row in rows]


def _name(task: Task) -> tuple[str, str, str, str, str, str]:
    moment = timestamp14(task.timestamp) if task.timestamp else ""
    return (task.kind.value, task.archive, task.original, moment, task.resume, task.rendition.value)


def _host(task: Task) -> str:
    return host_of(task.original) if task.kind is TaskKind.VISIT else ""


def _task(
    kind: str,
    archive: str,
    original: str,
    timestamp: str,
    archive_digest: str,
    resume: str,
    rendition: str,
    tries: int,
    run: int,
    precision: str,
    gain: float,
    row: int,
) -> Task:
    return Task(
        kind=TaskKind(kind),
        archive=archive,
        original=original,
        timestamp=moment_of(timestamp) if timestamp else None,
        archive_digest=archive_digest,
        resume=resume,
        rendition=Rendition(rendition),
        tries=tries,
        run=run,
        precision=Precision(precision),
        gain=gain,
        id=row,
    )
