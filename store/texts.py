"""How does a text become rows, and rows the same text?"""

from __future__ import annotations

import json
import sys
from array import array
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
_MOST_NEW = 0.3  # of a text that rests on another


Pairs = list[tuple[int, int]]
"""Form and setting of each clause, in reading order."""


class Laid(NamedTuple):
    """A clause as it lies: the rows of its form and its setting, and that of its wording."""

    pair: tuple[int, int]
    wording: int


class Kept(NamedTuple):
    """A text as it is kept: its row, and the wordings of its clauses in reading order."""

    id: int
    base: int  # what others may rest on, so that it is read in two steps: itself, or what it rests on
    wordings: tuple[int, ...]


class Texts:
    """Texts by number. A row is never altered; what no text has any more is dropped."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._lately: dict[int, tuple[tuple[Clause, ...], int]] = {}  # by the id of their clauses

    # -- reading

    def clauses(self, number: int) -> tuple[Clause, ...]:
        """Raises LookupError when there is none with that number, DamagedError when it is another than was kept."""
        return self.several([number])[number]

    def several(self, numbers: Collection[int]) -> dict[int, tuple[Clause, ...]]:
        """Texts by number. A clause that stands in several of them is one object."""
        bases: dict[int, Pairs] = {}
        laid = {number: self._laid(number, bases) for number in dict.fromkeys(numbers)}
        made = _Made(self._db, {pair for pairs in laid.values() for pair in pairs})
        return {number: tuple([made[pair] for pair in pairs]) for number, pairs in laid.items()}

    def clause(self, number: int, position: int) -> tuple[Clause, int]:
        """One clause of a text, and the how manieth with its words it is. The others are not put together."""
        pairs = self._laid(number, {})
        clause = _Made(self._db, {pairs[position]})[pairs[position]]
        rows = self._db.conn.execute(
            "SELECT form.id FROM wording CROSS JOIN form ON form.wording_id = wording.id WHERE digest = ?",
            (bytes.fromhex(clause.digest),),
        )
        alike = {row[0] for row in rows}
        return clause, 1 + sum(form in alike for form, _ in pairs[:position])

    def known(self, texts: Mapping[int, tuple[Clause, ...]]) -> None:
        """Notes that texts were read, so that they need not be taken apart to be kept again."""
        for number, clauses in list(texts.items())[-_LATELY:]:
            self._note(clauses, number)

    def forms(self, number: int) -> list[int]:
        """Which clauses a text has, in reading order: the same clause always has the same number."""
        return [form for form, _ in self._laid(number, {})]

    def faults(self) -> Iterator[str]:
        """Which texts are not what was stored, in words. Reads all of them."""
        for table, (columns, _) in _DETAILS.items():
            names = ", ".join(columns)
            for number, kept, *values in self._db.conn.execute(f"SELECT id, sum, {names} FROM {table} ORDER BY id"):
                if _sum(values) != kept:
                    yield str(DamagedError(f"the {table} {number}", "is not what was stored"))
        forms, settings = (self._ids(table) for table in ("form", "setting"))
        bases: dict[int, Pairs] = {}
        for (number,) in self._db.execute("SELECT id FROM text ORDER BY id").fetchall():
            try:
                pairs = self._laid(number, bases)
            except DamagedError as error:
                yield str(error)
                continue
            if not forms.issuperset(form for form, _ in pairs) or not settings.issuperset(at for _, at in pairs):
                yield str(DamagedError(f"the text {number}", "names a clause that is not there"))

    # -- writing

    def keep(self, clauses: tuple[Clause, ...], laying: Laying | None = None, near: int | None = None) -> Kept:
        """Captures of one page often have one text, and then the very same clauses come again.

        `near` is a text that it may have much of.
        """
        mine = laying or Laying(self._db)
        if id(clauses) in mine.texts:
            return mine.texts[id(clauses)][1]
        before = self._lately.get(id(clauses))
        if before and self._is_held(before[1]):
            kept = self._kept(before[1])
            mine.texts[id(clauses)] = (clauses, kept)
            return kept
        known = mine.by_object
        laid = [known.get(id(clause)) or mine.lay(clause) for clause in clauses]
        if laying is None:
            mine.finish()
        kept = Kept(*self._row([pair for pair, _ in laid], mine, near), tuple([wording for _, wording in laid]))
        mine.texts[id(clauses)] = (clauses, kept)
        self._note(clauses, kept.id)
        return kept

    def laying(self) -> Laying:
        """For many texts of one transaction: what is alike in them is looked for once. Finish it."""
        return Laying(self._db)

    def forget_lately(self) -> None:
        """What was kept lately may not have been: the transaction was rolled back."""
        self._lately.clear()

    def drop_unused(self) -> None:
        """Drops texts that no reading and no version has any more, and what only they had."""
        unused = (
            "DELETE FROM text WHERE NOT EXISTS (SELECT 1 FROM reading WHERE text_id = text.id)"
            " AND NOT EXISTS (SELECT 1 FROM version WHERE text_id = text.id)"
            " AND NOT EXISTS (SELECT 1 FROM text AS other WHERE other.base_id = text.id)"
        )
        if self._db.execute(unused).rowcount:
            self._db.execute(unused)  # on which nothing rests any more
            self._sweep()

    # -- inside

    def _laid(self, number: int, bases: dict[int, Pairs]) -> Pairs:
        """`bases` are texts on which others rest, as far as they are known; more are put to them."""
        row = self._db.conn.execute(
            "SELECT sum, base_id, clauses, settings FROM text WHERE id = ?", (number,)
        ).fetchone()
        if row is None:
            raise LookupError(f"no text {number} is held; `clausewatch rebuild` makes it again")
        kept, base, clauses, settings = row
        if base is not None and base not in bases:
            bases[base] = self._laid(base, {})
        try:
            pairs = _told(clauses, settings, bases[base] if base is not None else [])
        except (ValueError, IndexError):
            pairs = None
        if pairs is None or _sum_of(pairs) != kept:
            raise DamagedError(f"the text {number}", "is not what was stored")
        return pairs

    def _row(self, pairs: Pairs, laying: Laying, near: int | None) -> tuple[int, int]:
        """The row of a text, and on which one others may rest."""
        mine = _sum_of(pairs)
        for number, base in self._db.conn.execute("SELECT id, base_id FROM text WHERE sum = ?", (mine,)).fetchall():
            if self._laid(number, laying.bases) == pairs:
                return number, number if base is None else base
        base = near
        if near is not None and near not in laying.bases:
            laying.bases[near] = self._laid(near, {})
        known = laying.bases[near] if near is not None else []
        if _MOST_NEW * len(pairs) < len(set(pairs).difference(known)):
            known, base = [], None
        columns = _packed(pairs, known)
        new = "INSERT INTO text (sum, base_id, clauses, settings) VALUES (?, ?, ?, ?) RETURNING id"
        ((number,),) = self._db.conn.execute(new, (mine, base, *columns)).fetchall()
        return number, number if base is None else base

    def _kept(self, number: int) -> Kept:
        (base,) = self._db.conn.execute("SELECT coalesce(base_id, id) FROM text WHERE id = ?", (number,)).fetchone()
        forms = self.forms(number)
        rows = _rows(self._db, "SELECT id, wording_id FROM form WHERE id IN (SELECT value FROM json_each(?))", forms)
        found = dict(rows)
        return Kept(number, base, tuple([found[form] for form in forms]))

    def _note(self, clauses: tuple[Clause, ...], number: int) -> None:
        if len(self._lately) >= _LATELY:
            del self._lately[next(iter(self._lately))]
        self._lately[id(clauses)] = (clauses, number)  # held here, so that no other has its id

    def _is_held(self, number: int) -> bool:
        return self._db.conn.execute("SELECT 1 FROM text WHERE id = ?", (number,)).fetchone() is not None

    def _ids(self, table: str) -> set[int]:
        return {number for (number,) in self._db.conn.execute(f"SELECT id FROM {table}")}

    def _sweep(self) -> None:
        used: tuple[set[int], set[int]] = (set(), set())
        bases: dict[int, Pairs] = {}
        for number in self._ids("text"):
            for form, setting in self._laid(number, bases):
                used[0].add(form)
                used[1].add(setting)
        for table, numbers in zip(("form", "setting"), used, strict=True):
            gone = [(number,) for number in self._ids(table) - numbers]
            self._db.conn.executemany(f"DELETE FROM {table} WHERE id = ?", gone)
        used_shapes = "SELECT shape_id FROM form"
        self._db.execute(f"DELETE FROM shape WHERE id NOT IN ({used_shapes})")


class Laying:
    """Takes clauses apart within one transaction. Rows are written in a lump: `finish`."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.bases: dict[int, Pairs] = {}  # texts on which others rest
        self.texts: dict[int, tuple[tuple[Clause, ...], Kept]] = {}  # by the id of their clauses, which are held here
        self._wordings = Wordings(db)
        self.by_object: dict[int, Laid] = {}
        self._held: list[Clause] = []  # so that no other has the id of one of these
        self._by_value: dict[tuple[Any, ...], Laid] = {}
        self._details: dict[str, dict[Any, int]] = {"shape": {}, "setting": {}}
        self._worded: dict[tuple[str, str], int] = {}
        self._next = {table: self._last(table) + 1 for table in ("wording", "form")}
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


class _Made(dict[tuple[int, int], Clause]):
    """Clauses by their form and setting, each made once."""

    def __init__(self, db: Database, pairs: Collection[tuple[int, int]]) -> None:
        self._forms = {number: _bare(*row) for number, *row in _rows(db, _FORMS, {form for form, _ in pairs})}
        self._settings = {
            number: (tuple(json.loads(headings)), tuple(json.loads(context)))
            for number, headings, context in _rows(db, _SETTINGS, {setting for _, setting in pairs})
        }

    def __missing__(self, pair: tuple[int, int]) -> Clause:
        headings, context = self._settings[pair[1]]
        made = self[pair] = Clause(**self._forms[pair[0]], headings=headings, context=context)
        return made


_FORMS = (
    "SELECT form.id, block, level, label, links, marks, text, words FROM form"
    " JOIN wording ON wording.id = wording_id JOIN shape ON shape.id = shape_id"
    " WHERE form.id IN (SELECT value FROM json_each(?))"
)
_SETTINGS = "SELECT id, headings, context FROM setting WHERE id IN (SELECT value FROM json_each(?))"


def _packed(pairs: Pairs, base: Pairs) -> tuple[bytes, bytes]:
    """A text as runs of places in its base. What is not there is named by its form, put beyond it, and its setting."""
    places, beyond = {pair: place for place, pair in enumerate(base)}, len(base)
    numbers = [places[pair] if pair in places else beyond + pair[0] for pair in pairs]
    return packed(numbers), packed([pair[1] for pair in pairs if pair not in places], 0)


def _told(clauses: bytes, settings: bytes, base: Pairs) -> Pairs:
    """What was packed. Raises ValueError or IndexError where that cannot be."""
    others, beyond = iter(unpacked(settings, 0)), len(base)
    return [base[one] if one < beyond else (one - beyond, next(others, -1)) for one in unpacked(clauses)]


def _sum_of(pairs: Pairs) -> int:
    numbers = array("q", [number for pair in pairs for number in pair])
    if sys.byteorder == "big":
        numbers.byteswap()
    return crc32(numbers.tobytes())


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
    return crc32("\0".join(map(str, values)).encode())
