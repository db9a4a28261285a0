"""How is the database opened, and how is a unit of work made whole?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from urllib.parse import quote

from sqlite_utils import Database

from store.agenda import Agenda
from store.checking import Checking
from store.conclusions import Conclusions
from store.erasing import Erasing
from store.exporting import Exporting
from store.facts import Facts
from store.frontier import Frontier
from store.harm import named, orphan
from store.lives import Lives
from store.looks import Looks
from store.orders import Orders
from store.outbox import Outbox
from store.proving import Proving
from store.questions import Questions
from store.reasons import Reasons
from store.savings import Savings
from store.schema import MIGRATIONS, know_words, migrations
from store.surveys import Surveys
from store.taking_back import TakingBack

_BUSY_MS = 10_000
_AGAIN = 0.02  # seconds until a lock for which SQLite does not wait is tried again
_PAGES = 1_000  # that are copied between two looks whether it is time to stop
_CACHE_KB = 16_000  # of pages in memory: with those above the leaves of a million versions a question reads few
_WAL_BYTES = 64_000_000
"""To which the file beside the database is cut back after it had to grow, since somebody read for long."""


class Store:
    """One connection. It belongs to the thread that opened it; close it, or use it as a context."""

    def __init__(self, db: Database, *, readonly: bool = False) -> None:
        self._db = db
        self.facts = Facts(db, readonly=readonly)
        self.looks = Looks(db, self.facts)
        self.frontier = Frontier(db)
        self.agenda = Agenda(db)
        self.orders = Orders(db)
        self.surveys = Surveys(db)
        self.savings = Savings(db)
        self.outbox = Outbox(db)
        self.conclusions = Conclusions(db)
        self.erasing = Erasing(db, self.facts, self.conclusions)
        self.questions = Questions(db, self.facts, self.conclusions)
        self.reasons = Reasons(db)
        self.lives = Lives(db)
        self.proving = Proving(db)
        self.exporting = Exporting(db, self.conclusions)
        self.taking_back = TakingBack(db, self.facts, self.savings, self.erasing)
        self.checking = Checking(db, self.facts, self.conclusions)

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
            self.conclusions.rolled_back()
            raise

    @contextmanager
    def looking(self) -> Iterator[None]:
        """One state of everything for as long as it takes to answer, whatever a writer does meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.conn.rollback()

    def copy_into(self, path: Path, stopped: Callable[[], bool] = lambda: False) -> None:
        """Writes one state of everything to a new file, whatever a writer does meanwhile; see `backup`.

        Raises InterruptedError, and leaves half of it, once it is `stopped`.
        """

        def go_on(*_: int) -> None:
            if stopped():
                raise InterruptedError(f"{path}: the copy was stopped")

        # Under a transaction that has begun to read, a copy in steps keeps to one state; else it begins anew with each
        # write of another connection, and may never end.
        with closing(sqlite3.connect(path, isolation_level=None)) as copy, self.looking():
            self._db.execute("SELECT 1 FROM sqlite_master").fetchone()
            copy.execute("PRAGMA synchronous = OFF")  # who asks for it makes it durable
            self._db.conn.backup(copy, pages=_PAGES, progress=go_on)
            # Else it says that a journal lies beside it, and cannot be read where nothing may be written.
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()

    def is_in(self, path: Path) -> bool:
        """Whether this is the database in that file."""
        return path.exists() and path.samefile(self._db.execute("PRAGMA database_list").fetchone()[2])

    def size(self) -> int:
        """The bytes that a copy takes."""
        pages, size = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages * size)

    def used(self) -> int:
        """The bytes of it that are not free."""
        free, size = (self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_size"))
        return self.size() - int(free * size)

    def vacuum(self) -> None:
        """Merges the indexes of words and writes the file anew without what is free in it; see `shrink`."""
        indexes = self._db.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        ).fetchall()
        for (name,) in indexes:
            with self.writing():
                self._db.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def faults(self) -> list[str]:
        """What SQLite finds wrong, rows that name what is not there, bodies and texts that are others. Reads it all."""
        return [str(fault) for fault in self.checking.faults()]

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
    if beside := orphan(path):
        raise sqlite3.DatabaseError(
            f"{path}: {beside.name} lies there without the database that it belongs to: put that back beside it,"
            f" or move {beside.name} away"
        )
    if readonly and not path.exists():
        raise FileNotFoundError(f"{path} is not there: nothing was recorded yet; `clausewatch backfill` makes it")
    if not readonly:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _closing_on_error(_connected(path, readonly=readonly)) as conn:
            return Store(_prepared(conn, readonly=readonly), readonly=readonly)
    except sqlite3.DatabaseError as error:
        raise named(error, path) from error


def only_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. Where nothing can be written at all, it says so to SQLite."""
    fixed = "&immutable=1" if os.statvfs(path).f_flag & os.ST_RDONLY else ""
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro{fixed}", uri=True, isolation_level=None)


def _connected(path: Path, *, readonly: bool) -> sqlite3.Connection:
    if readonly and os.statvfs(path).f_flag & os.ST_RDONLY and not path.with_name(path.name + "-wal").exists():
        return only_read(path)
    return sqlite3.connect(path, isolation_level=None)


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
    conn.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    refuse_others(conn, readonly=readonly)
    if readonly:
        conn.execute("PRAGMA query_only = ON")
        return db
    _write_ahead(conn)
    for pragma in ("synchronous = NORMAL", "foreign_keys = ON", f"journal_size_limit = {_WAL_BYTES}"):
        conn.execute(f"PRAGMA {pragma}").fetchall()
    know_words(db)
    _migrate(db)
    return db


def _write_ahead(conn: sqlite3.Connection) -> None:
    """SQLite waits for nobody where a file changes its way of writing: who finds that another changes it asks again."""
    until = monotonic() + _BUSY_MS / 1_000
    while True:
        try:
            conn.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_AGAIN)


def _migrate(db: Database) -> None:
    """All that is missing, or nothing. Of two processes that find the same missing one waits, and looks again."""
    if not migrations.pending(db):
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        db.conn.commit()
    except BaseException:
        db.conn.rollback()
        raise


def refuse_others(conn: sqlite3.Connection, *, readonly: bool = False) -> None:
    """Refuses what would be harmed, or misread. Nothing is written before this."""
    db = Database(conn)
    tables = set(db.table_names())
    applied = {one.name for one in migrations.applied(db)}
    if not applied and tables - {migrations.migrations_table}:
        raise sqlite3.DatabaseError("a database of another program; expected one of clausewatch, move it away")
    if applied - MIGRATIONS:
        raise sqlite3.DatabaseError(
            "written by a newer clausewatch than this one; use that one, or `clausewatch restore` a backup of before"
        )
    if readonly and applied != MIGRATIONS:
        raise sqlite3.DatabaseError(
            "empty, or written by an older clausewatch; `clausewatch rebuild --stale` brings it up to date"
        )
