"""Which values does a page push to itself in pieces?

The pieces are one text of rows, each with a name; a row is JSON, or a text of a length given in bytes. Rows name
others by "$" and their name, wherever they are to stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from extract.apart.literals import STRING, unescaped

_MOST_VALUES = 300_000
_DEEPEST = 200
_PUSHED = re.compile(rf"\[\s*+1\s*+,\s*+({STRING})", re.S)
_ROW = re.compile(r"([0-9a-f]{1,6}):(?:T([0-9a-f]{1,8}),)?")


def pushed(scripts: Sequence[str]) -> list[Any]:
    """The rows that a page's scripts push to it piece by piece, with rows that name others filled in."""
    text = "".join(unescaped(match[1]) for code in scripts for match in _PUSHED.finditer(code))
    return _Filling(dict(_rows(text))).whole()


def _rows(text: str) -> Iterator[tuple[str, Any]]:
    """Rows are lines of JSON, or texts of a length that is given in bytes."""
    at = 0
    while at < len(text):
        match = _ROW.match(text, at)
        if match and match[2]:
            end = _after_bytes(text, match.end(), int(match[2], 16))
            yield match[1], text[match.end() : end]
            at = end
            continue
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if match:
            yield match[1], _value(text[match.end() : end])
        at = end + 1


def _after_bytes(text: str, start: int, size: int) -> int:
    piece = text[start : start + size]
    return start + (size if piece.isascii() else len(piece.encode("utf-8", "replace")[:size].decode("utf-8", "ignore")))


def _value(payload: str) -> Any:
    try:
        return json.loads(payload.lstrip("IHEDW") if payload[:1] in "HEDW" else payload)
    except (ValueError, RecursionError):
        return None


class _Filling:
    """Rows that refer to others by "$" and their name; every row is used once."""

    def __init__(self, rows: dict[str, Any]) -> None:
        self.rows = rows
        self.used: set[str] = set()
        self.left = _MOST_VALUES

    def whole(self) -> list[Any]:
        named = {name for row in self.rows.values() for name in self._names(row, 0)}
        first = [self._filled(row, 0) for name, row in self.rows.items() if name not in named]
        left = (row for name, row in self.rows.items() if name in named and name not in self.used)
        return first + [self._filled(row, 0) for row in left]

    def _names(self, value: Any, depth: int) -> Iterator[str]:
        if isinstance(value, str):
            name = _reference(value)
            if name in self.rows:
                yield name
        elif isinstance(value, (dict, list)) and depth < _DEEPEST:
            for part in value.values() if isinstance(value, dict) else value:
                yield from self._names(part, depth + 1)

    def _filled(self, value: Any, depth: int) -> Any:
        self.left -= 1
        if depth > _DEEPEST or self.left < 0:
            return None
        if isinstance(value, str):
            name = _reference(value)
            if name not in self.rows:
                return _text(value)
            if name in self.used:
                return None
            self.used.add(name)
            return self._filled(self.rows[name], depth + 1)
        if isinstance(value, dict):
            return {key: self._filled(part, depth + 1) for key, part in value.items()}
        if isinstance(value, list):
            start = 2 if len(value) > 3 and value[0] == "$" else 0  # an element: its name is no text
            return value[:start] + [self._filled(part, depth + 1) for part in value[start:]]
        return value


def _text(value: str) -> str | None:
    """A text; none where a dollar marks what is no text. A text that begins with a dollar begins with two."""
    return value[1:] if value.startswith("$$") else None if value.startswith("$") else value


def _reference(text: str) -> str:
    return text.lstrip("$@L") if text.startswith("$") and len(text) < 10 else ""
