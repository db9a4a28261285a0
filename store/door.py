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
from store.schema import MIGRATIONS, migrations

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
            self._db.conn.commit()  # a full disk shows here
        except BaseException:
            self._db.conn.rollback()
            raise

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

    Raises FileNotFoundError when there is nothing to read, sqlite3.DatabaseError with the file's name
    when it is no database of ours, or one that this code cannot read.
    """
    if readonly and not path.exists():
        raise FileNotFoundError(f"{path} is not there: nothing was recorded yet; `clausewatch backfill` makes it")
    if not readonly:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _closing_on_error(sqlite3.connect(path, isolation_level=None)) as conn:
            return Store(_prepared(conn, readonly=readonly))
    except sqlite3.DatabaseError as error:
        raise type(error)(f"{path}: {error}") from error


@contextmanager
def _closing_on_error(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield conn
    except BaseException:
        conn.close()
        raise


def _prepared(conn: sqlite3.Connection, *, readonly: bool) -> Database:
    db = Database(conn)
    conn.execute(f"PRAGMA busy_timeout = {_BUSY_MS}").fetchall()
    _check(db, readonly=readonly)
    if readonly:
        conn.execute("PRAGMA query_only = ON")
        return db
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        conn.execute(f"PRAGMA {pragma}").fetchall()
    migrations.apply(db)
    return db


def _check(db: Database, *, readonly: bool) -> None:
    """Refuses what would be harmed, or misread. Nothing is written before this."""
    try:
        tables = set(db.table_names())
    except sqlite3.OperationalError:  # locked, or not to be opened: the database itself may be sound
        raise
    except sqlite3.DatabaseError as error:
        raise sqlite3.DatabaseError(f"{error}; restore it from a backup, or move it away to begin anew") from error
    applied = {one.name for one in migrations.applied(db)}
    if not applied and tables - {migrations.migrations_table}:
        raise sqlite3.DatabaseError("a database of another program; expected one of clausewatch, move it away")
    if applied - MIGRATIONS:
        raise sqlite3.DatabaseError("written by a newer clausewatch than this one; use that one")
    if readonly and applied != MIGRATIONS:
        raise sqlite3.DatabaseError(
            "empty, or written by an older clausewatch; `clausewatch rebuild --stale` brings it up to date"
        )
