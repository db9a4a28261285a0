"""Is everything that is kept as it was, and if not, can it be made again?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from sqlite_utils import Database

from store.conclusions import Conclusions
from store.facts import Facts
from store.schema import DROPPED_BY_REBUILD
from store.wordings import Wordings

_MOST = 100  # of one sort that are told


class Harm(StrEnum):
    """What a fault is of, and so what the way out is."""

    FILE = "file"  # SQLite cannot read it as it should: a backup, or what can be salvaged
    FACTS = "facts"  # what was seen or said is not as it was: a backup
    CONCLUSIONS = "conclusions"  # follows from the facts: a rebuild


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is not as it was."""

    harm: Harm
    said: str

    def __str__(self) -> str:
        return self.said


class Checking:
    """Reads everything, row by row, and alters nothing."""

    def __init__(self, db: Database, facts: Facts, conclusions: Conclusions) -> None:
        self._db = db
        self._facts = facts
        self._conclusions = conclusions

    def faults(self, begins: Callable[[str, int, int], None] = lambda *_: None) -> Iterator[Fault]:
        """Everything that is wrong, part after part; `begins` hears which part, how many are done, and of how many."""
        parts: list[tuple[str, Harm, Callable[[], Iterable[str]]]] = [
            ("the file", Harm.FILE, self._of_the_file),
            ("index of words", Harm.FILE, self._index),
            ("rows that name each other", Harm.FACTS, lambda: self._strays(conclusions=False)),
            ("bodies", Harm.FACTS, self._facts.body_faults),
            ("wordings", Harm.FACTS, Wordings(self._db).faults),
            ("rows of conclusions", Harm.CONCLUSIONS, lambda: self._strays(conclusions=True)),
            ("texts", Harm.CONCLUSIONS, self._conclusions.faults),
        ]
        for done, (name, harm, found) in enumerate(parts):
            begins(name, done, len(parts))
            try:
                yield from (Fault(harm=harm, said=said) for said in islice(found(), _MOST))
            except sqlite3.DatabaseError as error:  # pages that cannot be read, which the first part names
                yield Fault(harm=Harm.FILE, said=f"{name} cannot be read to the end: {error}")

    def counts(self) -> Mapping[str, int]:
        """How many rows of each table there are that is not part of an index."""
        told = {table: int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in self._tables()}
        with_holdings = int(self._db.execute("SELECT count(seen_id) FROM held").fetchone()[0])
        return told | {"sighting": told["seen"] + with_holdings}

    def _tables(self) -> list[str]:
        rows = self._db.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        )
        return [name for (name,) in rows.fetchall()]

    def _of_the_file(self) -> Iterator[str]:
        """What SQLite finds; where it cannot go on it is asked table by table, so that all harmed ones are named."""
        try:
            yield from (row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok")
        except sqlite3.DatabaseError as error:
            yield str(error)
            for name in self._tables():
                yield from self._of_a_table(name)

    def _of_a_table(self, name: str) -> Iterator[str]:
        try:
            rows = self._db.execute(f"PRAGMA integrity_check ({name})").fetchall()
        except sqlite3.DatabaseError as error:
            yield f"table {name}, or an index of it: {error}"
        else:
            yield from (f"table {name}: {row[0]}" for row in rows if row[0] != "ok")

    def _index(self) -> Iterator[str]:
        """SQLite checks an index of words only as if it wrote: by a connection of its own, where one may write now."""
        indexes = self._db.execute(
            "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        ).fetchall()
        path = self._db.execute("PRAGMA database_list").fetchone()[2]
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as conn:
            for (name,) in indexes:
                try:
                    conn.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
                except sqlite3.OperationalError:  # somebody writes, or nobody may
                    return
                except sqlite3.DatabaseError as error:
                    yield f"{name}: {error}"

    def _strays(self, *, conclusions: bool) -> Iterator[str]:
        for name in self._tables():
            if (name in DROPPED_BY_REBUILD) == conclusions:
                for table, row, parent, _ in self._db.execute(f"PRAGMA foreign_key_check ({name})"):
                    yield f"{table}, row {row}: its {parent} is not there"
