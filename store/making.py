"""How is a clause put together from its rows, and many of them soon?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from sqlite_utils import Database

from model import Block, Clause, Link
from store.forms import to_json
from store.wordings import words_told

_MOST = 8_000_000  # bytes of each sort of rows that are remembered, about; twice as many at times
_OBJECT = 250  # bytes of one, about, without what it says
_FORMS = (
    "SELECT form.id, shape_id, text, words FROM json_each(?) CROSS JOIN form ON form.id = value"
    " CROSS JOIN wording ON wording.id = wording_id"
)
_SHAPES = "SELECT id, block, level, label, links, marks FROM shape WHERE id IN (SELECT value FROM json_each(?))"
_SETTINGS = "SELECT id, headings, context FROM setting WHERE id IN (SELECT value FROM json_each(?))"

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Shape(NamedTuple):
    block: Block
    level: int
    label: str
    links: tuple[Link, ...]
    marks: tuple[str, ...]


class _Setting(NamedTuple):
    headings: tuple[str, ...]
    context: tuple[str, ...]


class Making:
    """Puts clauses together, and remembers the last ones: who asks for a text often asks for another much like it.

    Numbers of rows never come again, but for those that a transaction wrote which was rolled back: `forget` then.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._shapes: _Known[int, _Shape] = _Known()
        self._settings: _Known[int, _Setting] = _Known()
        self._clauses: _Known[tuple[int, int], Clause] = _Known()

    def clauses(self, pairs: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], Clause]:
        """Clauses by form and setting. Raises KeyError for a row that is not there."""
        found = self._clauses.known(pairs)
        missing = [pair for pair in pairs if pair not in found]
        if missing:
            found |= self._made(missing)
        return found

    def forget(self) -> None:
        self._shapes, self._settings, self._clauses = _Known(), _Known(), _Known()

    # -- inside

    def _made(self, pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], Clause]:
        forms = to_json(sorted({form for form, _ in pairs}))
        said = {form: row for form, *row in self._db.conn.execute(_FORMS, (forms,))}
        shapes, settings = self._details({row[0] for row in said.values()}, {setting for _, setting in pairs})
        made, size = {}, 0
        for pair in pairs:
            shape, text, kept = said[pair[0]]
            made[pair] = _clause(shapes[shape], text, words_told(text, kept), settings[pair[1]])
            size += 2 * len(text) + _OBJECT
        self._clauses.learn(made, size)
        return made

    def _details(
        self, shapes: Collection[int], settings: Collection[int]
    ) -> tuple[Mapping[int, _Shape], Mapping[int, _Setting]]:
        shaped, placed = self._shapes.known(shapes), self._settings.known(settings)
        if len(shaped) < len(shapes):
            rows = self._rows(_SHAPES, [number for number in shapes if number not in shaped])
            fresh = {number: _shape(*row) for number, *row in rows}
            self._shapes.learn(fresh, _size(rows))
            shaped |= fresh
        if len(placed) < len(settings):
            rows = self._rows(_SETTINGS, [number for number in settings if number not in placed])
            stands = {number: _Setting(*(tuple(json.loads(column)) for column in row)) for number, *row in rows}
            self._settings.learn(stands, _size(rows))
            placed |= stands
        return shaped, placed

    def _rows(self, sql: str, numbers: Sequence[int]) -> list[tuple[Any, ...]]:
        return self._db.conn.execute(sql, (to_json(sorted(numbers)),)).fetchall()


class _Known(Generic[Key, Value]):
    """What was asked for lately. Of older values those stay that were asked for since."""

    def __init__(self) -> None:
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}
        self._size = 0

    def known(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Those of the values that are known."""
        young, old = self._young, self._old
        if old:
            young.update({key: old[key] for key in keys if key in old})
        return {key: young[key] for key in keys if key in young}

    def learn(self, values: Mapping[Key, Value], size: int) -> None:
        """The size is about how many bytes they take."""
        self._young.update(values)
        self._size += size
        if self._size > _MOST:
            self._young, self._old, self._size = {}, self._young, 0


def _size(rows: Sequence[Sequence[Any]]) -> int:
    return sum(len(column) for row in rows for column in row if isinstance(column, str)) + _OBJECT * len(rows)


def _shape(block: str, level: int, label: str, links: str, marks: str) -> _Shape:
    return _Shape(
        Block(block),
        level,
        label,
        tuple(Link(text=shown, target=target) for shown, target in json.loads(links)),
        tuple(json.loads(marks)),
    )


def _clause(shape: _Shape, text: str, words: str, setting: _Setting) -> Clause:
    block, level, label, links, marks = shape
    headings, context = setting
    return Clause(
        block=block,
        text=text,
        words=words,
        level=level,
        label=label,
        headings=headings,
        context=context,
        links=links,
        marks=marks,
    )
