"""How is the database opened, copied, and how is a unit of work made whole?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from store.agenda import Agenda
from store.conclusions import Conclusions
from store.exporting import Exporting
from store.facts import Facts
from store.frontier import Frontier
from store.lives import Lives
from store.looks import Looks
from store.orders import Orders
from store.outbox import Outbox
from store.questions import Questions
from store.reasons import Reasons
from store.savings import Savings
from store.schema import MIGRATIONS, migrations
from store.surveys import Surveys
from store.taking_back import TakingBack

_BUSY_MS = 10_000
_PAGES = 1_000  # that are copied between two looks whether it is time to stop


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
        self.questions = Questions(db, self.facts, self.conclusions)
        self.reasons = Reasons(db)
        self.lives = Lives(db)
        self.exporting = Exporting(db, self.conclusions)
        self.taking_back = TakingBack(db, self.facts, self.savings)

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

    def faults(self) -> list[str]:
        """What SQLite finds wrong, rows that name what is not there, bodies and texts that are others. Reads it all."""
        found = [row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        strays = self._db.execute("PRAGMA foreign_key_check").fetchall()
        found += [f"{table}, row {row}: its {parent} is not there" for table, row, parent, _ in strays]
        return [*found, *self.facts.body_faults(), *self.conclusions.faults()]

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
            return Store(_prepared(conn, readonly=readonly), readonly=readonly)
    except sqlite3.DatabaseError as error:
        raise type(error)(f"{path}: {error}") from error


def backup(store: Store, to: Path, stopped: Callable[[], bool] = lambda: False) -> int:
    """Copies the database as it is at one moment, and neither harms nor holds up who writes. Returns the copy's bytes.

    The copy has its name only once it is whole and on disk, and then stands in the place of what had that name.
    Raises ValueError when that is the database itself, OSError when it cannot be written, InterruptedError (one of
    those) once it is `stopped`; nothing of it is left then.
    """
    if store.is_in(to):
        raise ValueError(f"{to} is the database itself: expected the name of a copy")
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name(to.name + ".part")
    _clear(part)  # of a process that was killed
    try:
        store.copy_into(part, stopped)
        _to_disk(part)
        size = part.stat().st_size
        part.replace(to)
    except sqlite3.Error as error:  # a full disk shows as one of these
        raise OSError(f"{to}: {error}") from error
    finally:
        _clear(part)
    _to_disk(to.parent)
    return size


def _clear(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


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
