"""What happened to the database's file, and what is the way out?

SQLite says what it met in a few words; who runs the program needs to know which file, why, and what to do.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import TypeVar

E = TypeVar("E", bound=sqlite3.Error)

BESIDE = ("-wal", "-journal")
"""What SQLite keeps beside a database; without it what was written last is missing."""

DAMAGED = (
    "`clausewatch verify` says what is damaged; `clausewatch restore FILE` puts a backup in its place, and"
    " `clausewatch restore --salvage`, where there is none, a copy of what can still be read"
)
_NO_ROOM = 1_000_000  # bytes: with less than that SQLite cannot even open a database, and says that the disk failed


class NoRoomError(OSError):
    """The disk has not the room that something takes. Its message says how much."""


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds what was wanted."""
    return _kind(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_full(error: sqlite3.Error, path: Path) -> bool:
    """Whether the disk has no room left."""
    kind = _kind(error)
    failed = kind in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
    return kind == sqlite3.SQLITE_FULL or (failed and free_beside(path) < _NO_ROOM)


def named(error: E, path: Path) -> E:
    """The same error with a message that says which file, what happened, and what to do."""
    told = type(error)(f"{path}: {_explained(error, path)}")
    for attribute in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, attribute):
            setattr(told, attribute, getattr(error, attribute))
    return told


def free_beside(path: Path) -> int:
    """The bytes that are free on the disk where it lies, or would."""
    folder = next(one for one in path.absolute().parents if one.exists())
    return shutil.disk_usage(folder).free


def refuse_without_room(path: Path, needed: int, what: str) -> None:
    """Raises NoRoomError where the disk has less room than that."""
    free = free_beside(path)
    if free < needed:
        raise NoRoomError(
            f"{path}: {what} needs {_mb(needed)} of room on its disk, which has {_mb(free)}; make room first"
        )


def orphan(path: Path) -> Path | None:
    """What lies beside a database that is missing or empty. SQLite would delete it with all that it holds."""
    if path.exists() and path.stat().st_size:
        return None
    beside = (path.with_name(path.name + suffix) for suffix in BESIDE)
    return next((one for one in beside if one.exists() and one.stat().st_size), None)


def _explained(error: sqlite3.Error, path: Path) -> str:
    kind = _kind(error)
    if is_busy(error):
        return f"{error}: {_holders(path)} writes it; wait until it is done, or end it, and run this again"
    if is_full(error, path):
        takes = _mb(path.stat().st_size) if path.exists() else "nothing yet"
        return (
            f"{error}: its disk has {_mb(free_beside(path))} of room (the database takes {takes}); what was kept"
            " before is whole, and nothing of what was being written is there: make room, as a rule twice what the"
            " database takes, and run this again"
        )
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return (
            f"{error}: user {os.geteuid()} has to be allowed to write the file, its folder {path.absolute().parent}"
            " and what lies there beside it, and the disk must not be mounted to be read only"
        )
    if kind == sqlite3.SQLITE_IOERR:
        name = getattr(error, "sqlite_errorname", "")
        return f"{error} ({name}): the disk does not do what it is asked to; the system's log says more"
    if kind == sqlite3.SQLITE_CORRUPT:
        return f"{error}: it is damaged; {DAMAGED}"
    if kind == sqlite3.SQLITE_NOTADB:
        ways = "restore it from a backup, or move it away to begin anew"
        return f"{error}; {ways} (`clausewatch restore FILE` does the one)"
    return str(error)


def _kind(error: sqlite3.Error) -> int:
    """The primary code; 0 where it is not SQLite's own error."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def _holders(path: Path) -> str:
    """Who holds a lock on it, as far as the kernel tells."""
    numbers = sorted({one for suffix in ("", "-shm") for one in _lockers(path.with_name(path.name + suffix))})
    told = [f"process {number} ({_program(number)})" for number in numbers if number != os.getpid()]
    return " and ".join(told) or "another program"


def _lockers(path: Path) -> list[int]:
    """Processes that hold the file for themselves (see proc(5), /proc/locks)."""
    try:
        lines, inode = Path("/proc/locks").read_text("ascii").splitlines(), path.stat().st_ino
    except OSError:
        return []
    fields = [line.replace(" -> ", " ").split() for line in lines]
    return [int(one[4]) for one in fields if one[3] == "WRITE" and one[5].rpartition(":")[2] == str(inode)]


def _program(number: int) -> str:
    try:
        return Path(f"/proc/{number}/comm").read_text("utf-8", "replace").strip()
    except OSError:  # it has ended meanwhile, or is another user's
        return "unknown"
