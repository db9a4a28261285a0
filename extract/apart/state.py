"""Which values does the code of a script hold?

JSON is read as such; of other code what it assigns as a page's state, or else strings long enough to be text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from extract.apart.literals import Literals, strings

_MOST_VALUES = 300_000
_MOST_STATES = 50
_DEEPEST = 200
_LONG = 80  # characters from which on a string anywhere in a script may be text
_ASSIGNED = re.compile(
    r"(?:\b(?:window|self|globalThis|var|let|const)[\s.]*+[\"'\[]*+[\w$]{1,60}[\"'\]]*+)\s*+=\s*+(?=[{\[(fJ])"
)


def values_of(code: str) -> list[Any]:
    """The values that code holds: of JSON one, of other code what it assigns, or its long strings."""
    code = code.strip()
    if code.startswith(("{", "[", '"')):
        try:
            return [hydrated(json.loads(code))]
        except (ValueError, RecursionError):
            pass
    return _states(code) or list(strings(code, _LONG))


def _states(code: str) -> list[Any]:
    """What is assigned, no part of it twice."""
    literals = Literals(code)
    found: list[Any] = []
    end = 0
    for match in _ASSIGNED.finditer(code):
        if match.end() < end:
            continue
        value, end = literals.value(match.end())
        if isinstance(value, str):
            found += values_of(value)
        elif value:
            found.append(value)
        if len(found) >= _MOST_STATES or literals.left < 0:
            break
    return found


def hydrated(value: Any) -> Any:
    """State whose values are places in one flat list, as some frameworks write it, put together again."""
    if not isinstance(value, list) or len(value) < 2 or not isinstance(value[0], (dict, list)) or not value[0]:
        return value
    inner = value[0].values() if isinstance(value[0], dict) else value[0][1:]
    if not all(isinstance(one, int) and not isinstance(one, bool) and -10 < one < len(value) for one in inner):
        return value
    return _Flat(value).at(0, 0)


class _Flat:
    """A flat list whose lists and objects name their parts by place."""

    def __init__(self, values: Sequence[Any]) -> None:
        self.values = values
        self.left = _MOST_VALUES

    def at(self, place: Any, depth: int) -> Any:
        self.left -= 1
        if not isinstance(place, int) or not 0 <= place < len(self.values) or depth > _DEEPEST or self.left < 0:
            return None
        value = self.values[place]
        if isinstance(value, dict):
            return {key: self.at(part, depth + 1) for key, part in value.items()}
        if isinstance(value, list):
            parts = value[1:] if value and isinstance(value[0], str) else value
            return [self.at(part, depth + 1) for part in parts]
        return value
