"""How is room that was freed given back to the disk?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.door import Store
from store.harm import refuse_without_room


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """The bytes that the database took before, and takes now."""

    before: int
    after: int


def shrink(store: Store, path: Path) -> Shrunk:
    """Writes the database anew without what is free in it, and merges the index of words.

    The caller holds the installation's lock. A kill leaves it as it was. It needs twice the room that is left:
    once for what is written, once for putting it in its place. Raises NoRoomError where there is less,
    sqlite3.OperationalError where somebody reads for long, or the disk fills up.
    """
    before = store.size()
    refuse_without_room(path, 2 * store.used(), "`clausewatch vacuum`")
    with _beside(path):
        store.vacuum()
    return Shrunk(before=before, after=path.stat().st_size)


@contextmanager
def _beside(path: Path) -> Iterator[None]:
    """SQLite keeps what it writes meanwhile on the disk of the database, whose room was counted."""
    former = os.environ.get("SQLITE_TMPDIR")
    os.environ["SQLITE_TMPDIR"] = str(path.absolute().parent)
    try:
        yield
    finally:
        if former is None:
            del os.environ["SQLITE_TMPDIR"]
        else:
            os.environ["SQLITE_TMPDIR"] = former
