"""How does a text become rows, and rows the same text?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from sqlite_utils import Database

from model import Block, Clause, Link
from store.forms import to_json
from store.packing import DamagedError
from store.runs_of_numbers import packed, unpacked
from store.wordings import Wordings, words_kept, words_told

_LATELY = 128  # texts that were kept lately


class Laid(NamedTuple):
    """A clause as it lies: the row of its form, that of its setting, that of its wording."""

    form: int
    setting: int
    wording: int


class Kept(NamedTuple):
    """A text as it is kept: its row, and the wordings of its clauses in reading order."""

    id: int
    wordings: tuple[int, ...]


class Texts:
    """Texts by number. A row is never altered; what no text has any more is dropped."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lately: dict[int, tuple[tuple[Clause, ...], Kept]] = {}  # by the id of their clauses

    # -- reading

    def clauses(self, number: int) -> tuple[Clause, ...]:
        """Raises LookupError when there is none with that number, DamagedError when it is another than was kept."""
        return self.several([number])[number]

    def several(self, numbers: Collection[int]) -> dict[int, tuple[Clause, ...]]:
        """Texts by number. A clause that stands in several of them is one object."""
        laid = {number: self._laid(number) for number in dict.fromkeys(numbers)}
        made = _Made(self._db, laid.values())
        return {number: tuple(map(made, *both)) for number, both in laid.items()}

    def forms(self, number: int) -> list[int]:
        """Which clauses a text has, in reading order: the same clause always has the same number."""
        return self._laid(number)[0]

    def known(self, number: int, clauses: tuple[Clause, ...]) -> None:
        """Notes that a text was read, so that it need not be taken apart to be kept again."""
        self._note(clauses, Kept(number, self._wordings_of(self.forms(number))))

    def faults(self) -> Iterator[str]:
        """Which texts are not what was stored, in words. Reads all of them."""
        for table, (columns, _) in _DETAILS.items():
            names = ", ".join(columns)
            for number, kept, *values in self._db.conn.execute(f"SELECT id, sum, {names} FROM {table} ORDER BY id"):
                if _sum(values) != kept:
                    yield str(DamagedError(f"the {table} {number}", "is not what was stored"))
        forms, settings = (self._ids(table) for table in ("form", "setting"))
        for (number,) in self._db.execute("SELECT id FROM text ORDER BY id").fetchall():
            try:
                both = self._laid(number)
            except DamagedError as error:
                yield str(error)
                continue
            if not forms.issuperset(both[0]) or not settings.issuperset(both[1]):
                yield str(DamagedError(f"the text {number}", "names a clause that is not there"))

    # -- writing

    def keep(self, clauses: tuple[Clause, ...], laying: Laying | None = None) -> Kept:
        """Captures of one page often have one text, and then the very same clauses come again."""
        before = self._lately.get(id(clauses))
        if before and self._is_held(before[1].id):
            return before[1]
        mine = laying or Laying(self._db)
        laid = [mine.lay(clause) for clause in clauses]
        forms, settings, wordings = zip(*laid, strict=True) if laid else ((), (), ())
        if laying is None:
            mine.finish()
        kept = Kept(self._row(packed(forms), packed(settings)), wordings)
        self._note(clauses, kept)
        return kept

    def laying(self) -> Laying:
        """For many texts of one transaction: what is alike in them is looked for once. Finish it."""
        return Laying(self._db)

    def forget_lately(self) -> None:
        """What was kept lately may not have been: the transaction was rolled back."""
        self._lately.clear()

    def drop_unused(self) -> None:
        """Drops texts that no reading and no version has any more, and what only they had."""
        gone = self._db.execute(
            "DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM reading WHERE text_id = text.id)"
            " AND NOT EXISTS (SELECT 1 FROM version WHERE text_id = text.id)"
        )
        if gone.rowcount:
            self._sweep()

    # -- inside

    def _laid(self, number: int) -> tuple[list[int], list[int]]:
        row = self._db.conn.execute("SELECT sum, forms, settings FROM text WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(f"no text {number} is held; `clausewatch rebuild` makes it again")
        kept, forms, settings = row
        if crc32(settings, crc32(forms)) != kept:
            raise DamagedError(f"the text {number}", "is not what was stored")
        return unpacked(forms), unpacked(settings)

    def _row(self, forms: bytes, settings: bytes) -> int:
        values = (crc32(settings, crc32(forms)), forms, settings)
        find = "SELECT id FROM text WHERE sum = ? AND forms = ? AND settings = ?"
        row = self._db.conn.execute(find, values).fetchone()
        if row is None:
            new = "INSERT INTO text (sum, forms, settings) VALUES (?, ?, ?) RETURNING id"
            (row,) = self._db.conn.execute(new, values).fetchall()
        return int(row[0])

    def _wordings_of(self, forms: Sequence[int]) -> tuple[int, ...]:
        rows = self._db.conn.execute(
            "SELECT id, wording_id FROM form WHERE id IN (SELECT value FROM json_each(?))", (to_json(forms),)
        )
        found = dict(rows.fetchall())
        return tuple(found[form] for form in forms)

    def _note(self, clauses: tuple[Clause, ...], kept: Kept) -> None:
        if len(self._lately) >= _LATELY:
            del self._lately[next(iter(self._lately))]
        self._lately[id(clauses)] = (clauses, kept)  # held here, so that no other has its id

    def _is_held(self, number: int) -> bool:
        return self._db.conn.execute("SELECT 1 FROM text WHERE id = ?", (number,)).fetchone() is not None

    def _ids(self, table: str) -> set[int]:
        return {number for (number,) in self._db.conn.execute(f"SELECT id FROM {table}")}

    def _sweep(self) -> None:
        used: tuple[set[int], set[int]] = (set(), set())
        for forms, settings in self._db.conn.execute("SELECT forms, settings FROM text"):
            used[0].update(unpacked(forms))
            used[1].update(unpacked(settings))
        for table, numbers in zip(("form", "setting"), used, strict=True):
            gone = [(number,) for number in self._ids(table) - numbers]
            self._db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", gone)
        used_shapes = "SELECT shape_id FROM form"
        self._db.execute(f"DELETE FROM shape WHERE id NOT IN ({used_shapes})")


class Laying:
    """Takes clauses apart within one transaction. Rows are written in a lump: `finish`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._wordings = Wordings(db)
        self._by_object: dict[int, tuple[Clause, Laid]] = {}
        self._by_value: dict[tuple[Any, ...], Laid] = {}
        self._details: dict[str, dict[Any, int]] = {"shape": {}, "setting": {}}
        self._worded: dict[tuple[str, str], int] = {}
        self._next = {table: self._last(table) + 1 for table in ("wording", "form")}
        self._new: dict[str, list[tuple[Any, ...]]] = {"wording": [], "form": []}

    def lay(self, clause: Clause) -> Laid:
        """Where a clause lies, now or once it is finished."""
        before = self._by_object.get(id(clause))
        if before:
            return before[1]
        shaped = (clause.block, clause.level, clause.label, clause.links, clause.marks)
        placed = (clause.headings, clause.context)
        value = (clause.words, clause.text, shaped, placed)
        laid = self._by_value.get(value)
        if laid is None:
            laid = self._by_value[value] = self._laid(clause, shaped, placed)
        self._by_object[id(clause)] = (clause, laid)
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
        return Laid(self._form(wording, shape, fresh=fresh), setting, wording)

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
            columns, to_columns = _DETAILS[table]
            values = to_columns(*value)
            row = (_sum(values), *values)
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

    def _last(self, table: str) -> int:
        return int(self._db.conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])


class _Made:
    """Makes clauses of the rows that some texts are made of, each once."""

    def __init__(self, db: Database, laid: Iterable[tuple[list[int], list[int]]]) -> None:
        forms: set[int] = set()
        settings: set[int] = set()
        for some, others in laid:
            forms.update(some)
            settings.update(others)
        self._forms = {number: _bare(*row) for number, *row in _rows(db, _FORMS, forms)}
        self._settings = {
            number: (tuple(json.loads(headings)), tuple(json.loads(context)))
            for number, headings, context in _rows(db, _SETTINGS, settings)
        }
        self._clauses: dict[tuple[int, int], Clause] = {}

    def __call__(self, form: int, setting: int) -> Clause:
        made = self._clauses.get((form, setting))
        if made is None:
            headings, context = self._settings[setting]
            made = Clause(**self._forms[form], headings=headings, context=context)
            self._clauses[form, setting] = made
        return made


_FORMS = (
    "SELECT form.id, block, level, label, links, marks, text, words FROM form"
    " JOIN wording ON wording.id = wording_id JOIN shape ON shape.id = shape_id"
    " WHERE form.id IN (SELECT value FROM json_each(?))"
)
_SETTINGS = "SELECT id, headings, context FROM setting WHERE id IN (SELECT value FROM json_each(?))"


def _rows(db: Database, sql: str, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
    return db.conn.execute(sql, (to_json(sorted(numbers)),)).fetchall()


def _bare(block: str, level: int, label: str, links: str, marks: str, text: str, kept: str | None) -> dict[str, Any]:
    """A clause but for where it stands."""
    return {
        "block": Block(block),
        "level": level,
        "label": label,
        "links": tuple(Link(text=shown, target=target) for shown, target in json.loads(links)) if links != "[]" else (),
        "marks": tuple(json.loads(marks)) if marks != "[]" else (),
        "text": text,
        "words": words_told(text, kept),
    }


def _shape(block: Block, level: int, label: str, links: Sequence[Link], marks: Sequence[str]) -> tuple[Any, ...]:
    return (block.value, level, label, to_json([[link.text, link.target] for link in links]), to_json(marks))


def _setting(headings: Sequence[str], context: Sequence[str]) -> tuple[Any, ...]:
    return (to_json(headings), to_json(context))


_DETAILS: Mapping[str, tuple[tuple[str, ...], Any]] = {
    "shape": (("block", "level", "label", "links", "marks"), _shape),
    "setting": (("headings", "context"), _setting),
}


def _sum(values: Sequence[Any]) -> int:
    """Of the JSON, whatever it holds: broken pages do hold lone surrogates."""
    return crc32(to_json(values).encode("utf-8", "surrogatepass"))
