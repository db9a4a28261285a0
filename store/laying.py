"""How is a clause taken apart into rows, each of which is there once?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from sqlite_utils import Database

from model import Block, Clause, Link
from store.forms import to_json
from store.manifests import Manifest
from store.wordings import Wordings, words_kept


class Laid(NamedTuple):
    """A clause as it lies: the rows of its form and its setting, and that of its wording."""

    pair: tuple[int, int]
    wording: int


class Kept(NamedTuple):
    """A text as it is kept: its row, and the wordings of its clauses in reading order."""

    id: int
    base: int  # what others may rest on, so that it is read in two steps: itself, or what it rests on
    wordings: tuple[int, ...]


class Laying:
    """Takes clauses apart within one transaction. Rows are written in a lump: `finish`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.bases: dict[int, tuple[Manifest, frozenset[tuple[int, int]]]] = {}  # on which others rest; with its pairs
        self.texts: dict[int, tuple[tuple[Clause, ...], Kept]] = {}  # by the id of their clauses, which are held here
        self._wordings = Wordings(db)
        self.by_object: dict[int, Laid] = {}
        self._held: list[Clause] = []  # so that no other has the id of one of these
        self._by_value: dict[tuple[Any, ...], Laid] = {}
        self._details: dict[str, dict[Any, int]] = {"shape": {}, "setting": {}}
        self._worded: dict[tuple[str, str], int] = {}
        self._next = {
            "wording": self._first("SELECT coalesce(max(id), 0) + 1 FROM wording"),
            "form": self._first("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'form'"),
        }
        self._new: dict[str, list[tuple[Any, ...]]] = {"wording": [], "form": []}

    def lay(self, clause: Clause) -> Laid:
        """Where a clause lies, now or once it is finished."""
        shaped = (clause.block, clause.level, clause.label, clause.links, clause.marks)
        placed = (clause.headings, clause.context)
        value = (clause.words, clause.text, shaped, placed)
        laid = self._by_value.get(value)
        if laid is None:
            laid = self._by_value[value] = self._laid(clause, shaped, placed)
        self.by_object[id(clause)] = laid
        self._held.append(clause)
        return laid

    def finish(self) -> None:
        """Writes what is new. Nothing that was laid may be named by another row before."""
        insert = self._db.conn.executemany
        insert("INSERT INTO wording (id, digest, words, text) VALUES (?, ?, ?, ?)", self._new["wording"])
        insert("INSERT INTO form (id, wording_id, shape_id) VALUES (?, ?, ?)", self._new["form"])
        for rows in self._new.values():
            rows.clear()

    def _laid(self, clause: Clause, shaped: Sequence[Any], placed: Sequence[Any]) -> Laid:
        shape, setting = self._detail("shape", shaped), self._detail("setting", placed)
        said = (clause.words, clause.text)
        wording, fresh = self._worded.get(said), False
        if wording is None:
            wording, fresh = self._wording(clause)
            self._worded[said] = wording
        return Laid((self._form(wording, shape, fresh=fresh), setting), wording)

    def _wording(self, clause: Clause) -> tuple[int, bool]:
        digest, number = self._wordings.find(clause)
        if number is not None:
            return number, False
        number = self._number("wording")
        self._new["wording"].append((number, digest, words_kept(clause.text, clause.words), clause.text))
        return number, True

    def _form(self, wording: int, shape: int, *, fresh: bool) -> int:
        key = (wording, shape)
        forms = self._details.setdefault("form", {})
        if key not in forms:
            find = "SELECT id FROM form WHERE wording_id = ? AND shape_id = ?"
            row = None if fresh else self._db.conn.execute(find, key).fetchone()
            if row is None:
                forms[key] = self._number("form")
                self._new["form"].append((forms[key], *key))
            else:
                forms[key] = row[0]
        return forms[key]

    def _detail(self, table: str, value: Any) -> int:
        known = self._details[table]
        number = known.get(value)
        if number is None:
            columns, to_columns = DETAILS[table]
            values = to_columns(*value)
            row = (sum_of(values), *values)
            where = " AND ".join(f"{name} = ?" for name in ("sum", *columns))
            found = self._db.conn.execute(f"SELECT id FROM {table} WHERE {where}", row).fetchone()
            if found is None:
                names, marks = ", ".join(("sum", *columns)), ", ".join("?" * len(row))
                new = f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING id"
                (found,) = self._db.conn.execute(new, row).fetchall()
            number = known[value] = int(found[0])
        return number

    def _number(self, table: str) -> int:
        number = self._next[table]
        self._next[table] = number + 1
        return number

    def _first(self, sql: str) -> int:
        return int(self._db.conn.execute(sql).fetchone()[0])


def _shape(block: Block, level: int, label: str, links: Sequence[Link], marks: Sequence[str]) -> tuple[Any, ...]:
    return (block.value, level, label, to_json([[link.text, link.target] for link in links]), to_json(marks))


def _setting(headings: Sequence[str], context: Sequence[str]) -> tuple[Any, ...]:
    return (to_json(headings), to_json(context))


DETAILS: Mapping[str, tuple[tuple[str, ...], Any]] = {
    "shape": (("block", "level", "label", "links", "marks"), _shape),
    "setting": (("headings", "context"), _setting),
}


def sum_of(values: Sequence[Any]) -> int:
    return crc32("\0".join(map(str, values)).encode())
