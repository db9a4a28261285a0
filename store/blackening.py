"""How do words go out of rows, whatever table they are in?

Every column of text is looked through, also those of tables that later code adds. A mark takes the place of the words;
names by which rows find each other are not altered but told, and an address that holds the words becomes another name.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from store.blackened_headings import blacken_headings, headings_holding
from store.forms import time_text, to_json
from store.schema import DROPPED_BY_REBUILD
from store.sought import Sought

_NAMES = frozenset({"timeline", "watch", "channel", "holder", "archive"})
"""Columns that hold names; so does `name` of a table that is called like one of these."""

_ELSEWHERE = frozenset({"body", "wording", "erasure", "erased", "installation", "original", "sqlite_sequence"})
_KEPT_OF_ALERTS = ("timeline", "made_by", "kind", "bracket", "citations", "digests", "sources", "proof")
"""Of an alert's record: what it was about, when, and the root; none of the words."""
_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]


def mark_of(now: datetime) -> str:
    """What stands in the place of words that were erased."""
    return f"[erased {time_text(now)[:10]}]"


class Blackening:
    """Every table but those of bodies and wordings."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # -- finding

    def found(self, sought: Sought, besides: Collection[int]) -> dict[str, int]:
        """How many rows of each table hold the words; `besides` are alerts that go anyhow."""
        counts: dict[str, int] = {}
        for table in self._facts():
            rows = [key for key, _ in self._holding(table, sought) if table.name != "alert" or key[0] not in besides]
            if rows:
                counts[table.name] = len(rows)
        if held := sum(1 for _ in headings_holding(self._db, sought)):
            counts["holding"] = held
        if addresses := len(self._addresses(sought)):
            counts["original"] = addresses
        return counts

    def names(self, sought: Sought) -> tuple[str, ...]:
        """Names that hold the words. No row may lose its name."""
        found = dict[str, None]()
        for table in self._tables(keep=lambda name: name not in _ELSEWHERE):
            for column in (one for one in table.columns if _is_name(table.name, one)):
                for (name,) in self._db.execute(f"SELECT DISTINCT {column} FROM {table.name}"):
                    if isinstance(name, str) and sought.is_in(name):
                        found[name] = None
        return tuple(sorted(found))

    def captures(self, sought: Sought) -> set[int]:
        """Captures of which something was concluded that holds the words."""
        return self._concluded("capture_id", sought)

    def timelines(self, sought: Sought) -> set[int]:
        """Timelines of which something was concluded that holds the words."""
        return self._concluded("timeline_id", sought)

    # -- taking out

    def alerts(self, numbers: Collection[int], mark: str, now: str) -> int:
        """They tell nothing any more, and what was not delivered is given up."""
        for number in sorted(numbers):
            (evidence,) = self._db.execute("SELECT evidence FROM alert WHERE id = ?", [number]).fetchone()
            kept = _without_words(json.loads(evidence)) | {"erased": mark}
            self._db.execute(
                "UPDATE alert SET subject = ?, text = ?, html = ?, evidence = ? WHERE id = ?",
                [mark, mark, f"<p>{html.escape(mark)}</p>", to_json(kept), number],
            )
            self._db.execute(
                "UPDATE alert SET given_up_at = ?, given_up = ?"
                " WHERE id = ? AND channel != '' AND delivered_at = '' AND given_up_at = ''",
                [now, mark, number],
            )
        return len(numbers)

    def headers(self, captures: Collection[int], sought: Sought | None, mark: str) -> int:
        """Of captures whose bodies go, all of them; of others, the words. What rested on such lies anew."""
        return blacken_headings(self._db, captures, sought, mark)

    def rows(self, sought: Sought, mark: str) -> int:
        """Puts the mark in the place of the words; returns how many rows were altered."""
        altered = 0
        for number, url in self._addresses(sought):
            name = f"urn:erased:{number}"  # another address: nothing is declared there
            self._db.execute("UPDATE original SET url = ?, key = ? WHERE id = ?", [name, name, number])
            self._db.execute("DELETE FROM task WHERE original = ?", [url])
            altered += 1
        for table in self._facts():
            for key, values in list(self._holding(table, sought)):
                self._alter(table, key, {name: sought.without(value, mark) for name, value in values.items()})
                altered += 1
        return altered

    # -- inside

    def _alter(self, table: _Table, key: tuple[Any, ...], values: Mapping[str, str]) -> None:
        where = " AND ".join(f"{name} = ?" for name in table.key)
        try:
            changed = ", ".join(f"{name} = ?" for name in values)
            self._db.execute(f"UPDATE {table.name} SET {changed} WHERE {where}", [*values.values(), *key])
        except sqlite3.IntegrityError:  # another row holds the same now: what tells them apart was erased
            changed = ", ".join(f"{name} = ? || ?" for name in values)
            apart = " ".join(map(str, ("", *key)))
            given = [each for value in values.values() for each in (value, apart)]
            self._db.execute(f"UPDATE {table.name} SET {changed} WHERE {where}", [*given, *key])

    def _addresses(self, sought: Sought) -> list[tuple[int, str]]:
        rows = self._db.execute("SELECT id, url, key FROM original").fetchall()
        return [(number, url) for number, url, key in rows if sought.is_in(url) or sought.is_in(key)]

    def _holding(self, table: _Table, sought: Sought) -> Iterator[tuple[tuple[Any, ...], dict[str, str]]]:
        """(key, columns with the words) of each row that holds them."""
        columns = [name for name in table.columns if not _is_name(table.name, name)]
        if not columns:
            return
        cut = len(table.key)
        for row in self._db.execute(f"SELECT {', '.join((*table.key, *columns))} FROM {table.name}"):
            told = dict(zip(columns, row[cut:], strict=True))
            with_them = {name: text for name, text in told.items() if isinstance(text, str) and sought.is_in(text)}
            if with_them:
                yield row[:cut], with_them

    def _concluded(self, whose: str, sought: Sought) -> set[int]:
        found = set[int]()
        for table in self._tables(keep=lambda name: name in DROPPED_BY_REBUILD):
            if whose in self._columns(table.name):
                of_whom = _Table(name=table.name, key=(whose,), columns=table.columns)
                found |= {key[0] for key, _ in self._holding(of_whom, sought)}
        return found

    def _facts(self) -> list[_Table]:
        return self._tables(keep=lambda name: name not in _ELSEWHERE and name not in DROPPED_BY_REBUILD)

    def _tables(self, keep: Callable[[str], bool]) -> list[_Table]:
        rows = self._db.execute(
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name"
        ).fetchall()
        return [self._table(name, bool(without_rowid)) for name, without_rowid in rows if keep(name)]

    def _table(self, name: str, without_rowid: bool) -> _Table:
        columns = self._db.execute(
            "SELECT name, type, pk FROM pragma_table_xinfo(?) WHERE hidden = 0", [name]
        ).fetchall()
        key = [column for _, column in sorted((pk, column) for column, _, pk in columns if pk)]
        told = [column for column, kind, _ in columns if kind in ("TEXT", "ANY")]
        return _Table(name=name, key=tuple(key) if without_rowid else ("rowid",), columns=tuple(told))

    def _columns(self, name: str) -> set[str]:
        return {row[0] for row in self._db.execute("SELECT name FROM pragma_table_xinfo(?)", [name])}


def _without_words(told: dict[str, Any]) -> dict[str, Any]:
    """An alert's record without what it quotes."""
    judged = {name: one for name, one in told.get("judgement", {}).items() if name in ("alert", "severity")}
    kept = {name: one for name, one in told.items() if name in _KEPT_OF_ALERTS or _is_plain(one)}
    return kept | ({"judgement": judged} if judged else {})


def _is_plain(value: Any) -> bool:
    return not isinstance(value, (str, dict, list)) or (isinstance(value, str) and bool(_TIME.fullmatch(value)))


def _is_name(table: str, column: str) -> bool:
    return column in _NAMES or (column == "name" and table in (*_NAMES, "name"))
