"""How do values of the model become JSON rows, and such rows the same values?

Clauses and readings are shared by many others, and are long: each has a row of its own, and others name its number. So
what was one value is one again. What a value is made of is read off its class.
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from model import Clause, Reading

T = TypeVar("T")

Line = tuple[str, int, str]
"""What it is, its number, and the value as JSON. All characters are ASCII, so that lone surrogates pass."""

_SHARED: dict[type, str] = {Clause: "clause", Reading: "reading"}


class Written:
    """Rows for values, each given under a name of what it is."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._numbers: dict[int, int] = {}
        self._counts: dict[str, int] = {}
        self._held: list[object] = []  # so that no other value has the same id

    def add(self, part: str, value: object) -> None:
        """Gives it a row; of the rows of a part the order is kept."""
        self._line(part, self._form(value))

    def lines(self) -> Iterator[Line]:
        """All rows, what is shared before those who name it."""
        yield from self._lines

    def _line(self, part: str, form: object) -> int:
        number = self._counts.get(part, 0)
        self._counts[part] = number + 1
        self._lines.append((part, number, json.dumps(form, separators=(",", ":"))))
        return number

    def _form(self, value: Any) -> object:
        shared = _SHARED.get(type(value))
        if shared:
            return self._number(shared, value)
        return self._of_class(value) if is_dataclass(value) else self._plain(value)

    def _number(self, part: str, value: object) -> int:
        if id(value) not in self._numbers:
            self._held.append(value)
            self._numbers[id(value)] = self._line(part, self._of_class(value))
        return self._numbers[id(value)]

    def _of_class(self, value: Any) -> object:
        return [self._form(getattr(value, one.name)) for one in fields(value)]

    def _plain(self, value: Any) -> object:
        if isinstance(value, tuple | list):
            return [self._form(one) for one in value]
        if isinstance(value, Mapping):
            return {str(name): self._form(one) for name, one in value.items()}
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, timedelta):
            return value.total_seconds()
        return value.value if isinstance(value, Enum) else value


class Read:
    """Values from the rows that `Written` gave. Raises ValueError, KeyError or TypeError for others."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._forms: dict[str, list[Any]] = {}
        self._shared: dict[type, list[Any]] = {kind: [] for kind in _SHARED}
        kinds = {part: kind for kind, part in _SHARED.items()}
        for part, _, said in lines:
            form = json.loads(said)
            if part in kinds:
                self._shared[kinds[part]].append(self._of_class(kinds[part], form))
            else:
                self._forms.setdefault(part, []).append(form)

    def all(self, part: str, kind: type[T]) -> tuple[T, ...]:
        """All values of a part, in order."""
        return tuple(self._value(kind, form) for form in self._forms.get(part, []))

    def one(self, part: str, kind: type[T]) -> T:
        """The value of a part that has one."""
        (found,) = self.all(part, kind)
        return found

    def _value(self, kind: Any, form: Any) -> Any:
        if kind in _SHARED:
            return self._shared[kind][form]
        if is_dataclass(kind):
            return self._of_class(kind, form)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is tuple:
            kinds = [inner[0]] * len(form) if inner[-1] is Ellipsis else inner
            return tuple(self._value(*pair) for pair in zip(kinds, form, strict=True))
        if origin in (Union, types.UnionType):
            return self._either(inner, form)
        return _plain(kind, form)

    def _of_class(self, kind: Any, form: Any) -> Any:
        hints = _hints(kind)
        return kind(**{name: self._value(*pair) for name, *pair in zip(hints, hints.values(), form, strict=True)})

    def _either(self, kinds: tuple[Any, ...], form: Any) -> Any:
        """One of two: nothing and a value, or a text and what has parts."""
        if form is None:
            return None
        left = [kind for kind in kinds if kind is not type(None)]
        chosen = [kind for kind in left if is_dataclass(kind) is isinstance(form, list)] if len(left) > 1 else left
        return self._value(chosen[0], form)


def _plain(kind: Any, form: Any) -> Any:
    if isinstance(kind, NewType):
        kind = kind.__supertype__
    if kind is datetime:
        return datetime.fromisoformat(form)
    if kind is timedelta:
        return timedelta(seconds=form)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(form)
    return form


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}
