"""What can still be read of a damaged database?

Its facts are copied row by row into a new file, over what cannot be read; conclusions are left behind, since they
follow from the facts. What is lost is counted and told.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlite_utils import Database

from model import Digest, sha256
from store.door import Store, only_read, open_store, refuse_others
from store.harm import named
from store.packing import DamagedError
from store.schema import DROPPED_BY_REBUILD, MIGRATIONS, know_words, migrations
from store.wordings import words_told

_BLIND = 20_000  # row numbers that are tried one by one where nothing says how many there were

_SCHEMA = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"

Row = tuple[Any, ...]
Made = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """How many rows of each table were kept, and at least how many were lost: unreadable, or nothing without those."""

    kept: Mapping[str, int]
    lost: Mapping[str, int]


def salvage_into(damaged: Path, new: Path) -> Salvaged:
    """Makes a whole database of what can be read. Raises sqlite3.DatabaseError where not even its tables are named."""
    lost = Counter[str]()
    try:
        with closing(only_read(damaged)) as source:
            source.execute("PRAGMA writable_schema = ON")  # else SQLite refuses all of a file that was cut off
            source.execute("PRAGMA cell_size_check = ON")
            made = _made(source)
            with closing(sqlite3.connect(new, isolation_level=None)) as target:
                _copy(source, target, made, lost)
    except sqlite3.OperationalError:  # no room
        raise
    except sqlite3.DatabaseError as error:
        raise named(error, damaged) from error
    with open_store(new) as store:
        _drop_broken_bodies(store, new, lost)
        return Salvaged(kept=store.checking.counts(), lost=dict(lost))


def _made(source: sqlite3.Connection) -> list[Made]:
    """Its tables, indexes and triggers. Where not all are told, and it is of this release, they are known."""
    found: list[Made] = []
    try:
        found.extend(source.execute(_SCHEMA))
        refuse_others(source)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        names = source.execute("SELECT name FROM _sqlite_migrations").fetchall() if found else []
        if {name for (name,) in names} != MIGRATIONS:
            raise
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
            migrations.apply(Database(fresh))
            return fresh.execute(_SCHEMA).fetchall()
    return found


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, made: list[Made], lost: Counter[str]) -> None:
    know_words(Database(target))
    target.execute("PRAGMA synchronous = OFF")  # who asks for it makes it durable
    virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL")]
    inner = tuple(f"{name}_" for name in virtual)
    tables = [(name, sql) for kind, name, sql in made if kind == "table" and not name.startswith((*inner, "sqlite_"))]
    target.execute("BEGIN")
    for _, sql in tables:
        target.execute(sql)
    for kind, _, sql in made:  # these fill the index of words
        if kind in ("view", "trigger"):
            target.execute(sql)
    for name, sql in tables:
        if name not in virtual and name not in DROPPED_BY_REBUILD:
            _copy_table(source, target, name, sql, lost)
    for kind, _, sql in made:
        if kind == "index":
            target.execute(sql)
    _drop_strays(target, lost)
    target.execute("COMMIT")


def _copy_table(
    source: sqlite3.Connection, target: sqlite3.Connection, name: str, sql: str, lost: Counter[str]
) -> None:
    columns = [row[1] for row in target.execute(f"PRAGMA table_info ({name})")]  # but for those that are computed
    by_key = sql.rstrip(" ;\n").upper().endswith("WITHOUT ROWID")
    rows = _rows(source, name, columns) if by_key else _numbered(source, name, columns)
    if not source.execute(f"PRAGMA table_info ({name})").fetchall():  # where it lies is not told any more
        lost[name] += 1
        return
    insert = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    for row in rows:
        if row is None or (name == "wording" and not _is_wording(**dict(zip(columns, row, strict=True)))):
            lost[name] += 1
            continue
        try:
            target.execute(insert, row)
        except sqlite3.IntegrityError:  # it was read, and is no such row any more
            lost[name] += 1


def _is_wording(*, digest: str | bytes, text: str, words: str | None, **_: Any) -> bool:
    """Whether the words are those by whose digest they are cited; a rebuild brings the others again."""
    told = digest if isinstance(digest, str) else digest.hex()
    return sha256(words_told(text, words)) == told


def _rows(source: sqlite3.Connection, name: str, columns: Sequence[str]) -> Iterator[Row | None]:
    """From the front as far as it can be read, then from the end; None for what lies between."""
    listed = ", ".join(columns)
    key = [row[1] for row in source.execute(f"PRAGMA table_info ({name})") if row[5]]
    seen = set[Row]()
    for order in ("ASC", "DESC"):
        found = source.execute(f"SELECT {listed} FROM {name} ORDER BY {', '.join(f'{one} {order}' for one in key)}")
        try:
            for row in found:
                if row not in seen:
                    seen.add(row)
                    yield row
        except sqlite3.DatabaseError:
            if order == "ASC":
                yield None
            continue
        return


def _numbered(source: sqlite3.Connection, name: str, columns: Sequence[str]) -> Iterator[Row | None]:
    """As `_rows`, and between the two number by number; None for each that cannot be read."""
    listed = ", ".join(columns)
    last, cut = 0, False
    try:
        for number, *row in source.execute(f"SELECT rowid, {listed} FROM {name} ORDER BY rowid"):
            last = number
            yield tuple(row)
    except sqlite3.DatabaseError:
        cut = True
    if not cut:
        return
    behind: list[Row] = []
    first = None
    try:
        for number, *row in source.execute(f"SELECT rowid, {listed} FROM {name} ORDER BY rowid DESC"):
            if number <= last:
                break
            first = number
            behind.append(tuple(row))
    except sqlite3.DatabaseError:
        pass
    yield from _between(source, name, listed, last + 1, first or last + _BLIND, sure=first is not None)
    yield from reversed(behind)


def _between(
    source: sqlite3.Connection, name: str, listed: str, begin: int, end: int, *, sure: bool
) -> Iterator[Row | None]:
    missed = 0
    for number in range(begin, end):
        try:
            row = source.execute(f"SELECT {listed} FROM {name} WHERE rowid = ?", [number]).fetchone()
        except sqlite3.DatabaseError:
            missed += 1
            if sure:
                yield None
            continue
        if row is not None:
            yield row
    if missed and not sure:
        yield None


def _drop_strays(target: sqlite3.Connection, lost: Counter[str]) -> None:
    """Rows that name what is lost, and rows that name those. Of WITHOUT ROWID tables SQLite tells no number."""
    while strays := {(table, row) for table, row, *_ in target.execute("PRAGMA foreign_key_check") if row is not None}:
        for table, row in strays:
            target.execute(f"DELETE FROM {table} WHERE rowid = ?", [row])
            lost[table] += 1


def _drop_broken_bodies(store: Store, path: Path, lost: Counter[str]) -> None:
    """Bodies that are not what was kept, and the captures that had them. What was seen stays."""
    broken = [digest for digest in store.facts.digests() if _is_broken(store, digest)]
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for digest in broken:
            lost["body"] += conn.execute("DELETE FROM body WHERE digest = ?", [bytes.fromhex(digest)]).rowcount
        _drop_strays(conn, lost)
        new = "INSERT INTO installation (only, name) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM installation)"
        conn.execute(new, [str(uuid4())])  # alerts have their names from it


def _is_broken(store: Store, digest: Digest) -> bool:
    try:
        store.facts.body(digest)
    except (DamagedError, LookupError):
        return True
    return False
