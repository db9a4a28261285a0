"""How is the database opened, and how is a unit of work made whole?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from store.conclusions import Conclusions
from store.exporting import Exporting
from store.facts import Facts
from store.frontier import Frontier
from store.questions import Questions
from store.schema import migrations

_BUSY_MS = 10_000


class Store:
    """One connection. It belongs to the thread that opened it; close it, or use it as a context."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.facts = Facts(db)
        self.frontier = Frontier(db)
        self.conclusions = Conclusions(db)
        self.questions = Questions(db, self.facts, self.conclusions)
        self.exporting = Exporting(db, self.conclusions)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it or nothing.

        It takes the write lock at once. A transaction that reads first and writes later would be
        refused without waiting when another wrote between (SQLITE_BUSY_SNAPSHOT).
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.conn.rollback()
            raise
        self._db.conn.commit()

    @contextmanager
    def looking(self) -> Iterator[None]:
        """One state of everything for as long as it takes to answer, whatever a writer does meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.conn.rollback()

    def close(self) -> None:
        self._db.conn.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path, *, readonly: bool = False) -> Store:
    """Opens the database, and makes or migrates it unless `readonly`.

    Raises FileNotFoundError when there is nothing to read, sqlite3.DatabaseError when the file is no
    database of ours.
    """
    if readonly and not path.exists():
        raise FileNotFoundError(f"{path} is not there: nothing was recorded yet; `clausewatch backfill` makes it")
    if not readonly:
        path.parent.mkdir(parents=True, exist_ok=True)
    conn = sqlite3.connect(path, isolation_level=None)
    db = Database(conn)
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {_BUSY_MS}"):
        conn.execute(f"PRAGMA {pragma}").fetchall()
    if readonly:
        conn.execute("PRAGMA query_only = ON")
    else:
        migrations.apply(db)
    return Store(db)
