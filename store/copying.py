"""How is the database copied, and how does a copy take its place?"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.door import Store, only_read, open_store, refuse_others
from store.harm import BESIDE, NoRoomError, is_full, named, refuse_without_room
from store.salvaging import Salvaged, salvage_into

_SUFFIXES = ("", *BESIDE, "-shm")


class HarmedCopyError(ValueError):
    """A copy that is not whole. `faults` says what is wrong with it."""

    def __init__(self, path: Path, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(f"{path}: {len(faults)} faults, the first: {faults[0]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What stands in the place of the database now, and where the former one lies, if there was one."""

    bytes: int
    former: Path | None


def backup(store: Store, to: Path, stopped: Callable[[], bool] = lambda: False) -> int:
    """Copies the database as it is at one moment, and neither harms nor holds up who writes. Returns the copy's bytes.

    The copy has its name only once it is whole and on disk, and then stands in the place of what had that name.
    Raises ValueError when that is the database itself, OSError when it cannot be written, InterruptedError (one of
    those) once it is `stopped`; nothing of it is left then.
    """
    if store.is_in(to):
        raise ValueError(f"{to} is the database itself: expected the name of a copy")
    to.parent.mkdir(parents=True, exist_ok=True)
    with _partly(to) as part:
        refuse_without_room(to, store.size(), "a copy")
        store.copy_into(part, stopped)
        _to_disk(part)
        size = part.stat().st_size
        part.replace(to)
    _to_disk(to.parent)
    return size


def restore(copy: Path, database: Path, aside: Path) -> Restored:
    """Puts a copy in the place of the database, once it was migrated and found whole; the former one goes `aside`.

    The caller holds the installation's lock. At every moment one of the two stands there whole; after a kill it can
    be done again. Raises FileNotFoundError, ValueError (the same file), HarmedCopyError, sqlite3.DatabaseError (none
    of ours, or of a newer clausewatch), OSError when there is no room; all is as it was then.
    """
    if not copy.exists():
        raise FileNotFoundError(f"{copy} is not there: expected a backup, such as `clausewatch backup` makes")
    if database.exists() and copy.samefile(database):
        raise ValueError(f"{copy} is the database itself: expected a copy of it")
    with _partly(database) as part:
        refuse_without_room(database, copy.stat().st_size, "restoring")
        _copied(copy, part)
        with open_store(part) as store:
            if faults := store.faults():
                raise HarmedCopyError(copy, faults)
        return _exchanged(part, database, aside)


def salvage(damaged: Path, database: Path, aside: Path) -> tuple[Restored, Salvaged]:
    """Puts what can be read of the facts in a damaged file in the place of the database. Conclusions are to be rebuilt.

    As `restore`, but for what is lost, which it tells.
    """
    if not damaged.exists():
        raise FileNotFoundError(f"{damaged} is not there: nothing can be salvaged")
    with _partly(database) as part:
        refuse_without_room(database, damaged.stat().st_size, "salvaging")
        told = salvage_into(damaged, part)
        return _exchanged(part, database, aside), told


@contextmanager
def _partly(to: Path) -> Iterator[Path]:
    """A place beside it for what is to take its name; nothing is left there. Raises OSError with its name."""
    part = to.with_name(to.name + ".part")
    _clear(part)  # of a process that was killed
    try:
        yield part
    except sqlite3.OperationalError as error:  # a full disk shows as one of these
        raise (NoRoomError if is_full(error, to) else OSError)(str(named(error, to))) from error
    finally:
        _clear(part)


def _copied(copy: Path, part: Path) -> None:
    try:
        with closing(only_read(copy)) as source, closing(sqlite3.connect(part)) as target:
            refuse_others(source)
            if not source.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise sqlite3.DatabaseError("empty; expected a backup")
            source.backup(target)
    except sqlite3.DatabaseError as error:
        raise named(error, copy) from error


def _exchanged(part: Path, database: Path, aside: Path) -> Restored:
    """The former one keeps its name until the new one takes it: a kill leaves no moment without a database."""
    with closing(sqlite3.connect(part, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE").fetchall()  # all of it is in one file
    _to_disk(part)
    kept = database.with_name(database.name + ".former")
    if kept.exists() and not (database.exists() and kept.samefile(database)):  # of a process that was killed last
        _moved(kept, aside.with_name(f"{aside.stem}-earlier{aside.suffix}"))
    _clear(kept)
    if database.exists():
        _settle(database)
        for one in _and_beside(database):
            _linked(one, kept.with_name(kept.name + one.name.removeprefix(database.name)))
    for suffix in _SUFFIXES[1:]:  # they belong to the former one, and would be taken for the new one's
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    part.replace(database)
    _to_disk(database.parent)
    former = _moved(kept, aside) if kept.exists() else None
    _to_disk(database.parent)
    return Restored(bytes=database.stat().st_size, former=former)


def _moved(path: Path, to: Path) -> Path:
    for one in _and_beside(path):
        one.replace(to.with_name(to.name + one.name.removeprefix(path.name)))
    return to


def _settle(database: Path) -> None:
    """Writes into it what lies beside it, if it is sound enough."""
    try:
        with closing(sqlite3.connect(database)) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.DatabaseError:  # what lies beside it goes aside with it
        return


def _and_beside(path: Path) -> list[Path]:
    """The file and what lies beside it, but for what is made anew."""
    beside = (path.with_name(path.name + suffix) for suffix in BESIDE)
    return [path, *(one for one in beside if one.exists() and one.stat().st_size)]


def _linked(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:  # a disk that knows no second names
        shutil.copy2(path, to)


def _clear(path: Path) -> None:
    for suffix in _SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
