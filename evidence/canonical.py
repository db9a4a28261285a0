"""Which bytes stand for a value, so that the same facts always have the same digest?

JSON as RFC 8785 has it where it matters, and simpler: names in order of their characters, no white space, nothing but
ASCII (all else as lower-case escapes, halves of characters too, which old pages do hold), whole numbers alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from model import Digest, sha256

Json = Any
"""Texts, whole numbers, truth values, None, lists, and mappings with texts for names."""

_SHORT = 16  # hexadecimal digits by which a line is known again among those of one timeline


def as_bytes(value: Json) -> bytes:
    """Raises TypeError for what has no place in it, such as a fraction."""
    return json.dumps(_checked(value), sort_keys=True, separators=(",", ":")).encode("ascii")


def as_line(value: Json) -> bytes:
    """A line of a file; raises TypeError as `as_bytes` does."""
    return as_bytes(value) + b"\n"


def in_order(values: Iterable[Mapping[str, Json]]) -> list[bytes]:
    """Lines, each once, in order of their time, and then of their bytes: in whatever order they came."""
    lines = {as_line(value): str(value.get("timestamp", "")) for value in values}
    return sorted(lines, key=lambda line: (lines[line], line))


def short(line: bytes) -> str:
    """By what a line is known again where the line itself is not kept."""
    return sha256(line)[:_SHORT]


def digest(data: bytes) -> Digest:
    return sha256(data)


def _checked(value: Json) -> Json:
    match value:
        case None | bool() | int() | str():
            return value
        case list() | tuple():
            return [_checked(one) for one in value]
        case Mapping():
            return {_name(name): _checked(one) for name, one in value.items()}
        case _:
            raise TypeError(f"{type(value).__name__} has no place in evidence: {value!r:.60}")


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"{name!r:.60} is no name in evidence: expected a text")
    return str(name)
