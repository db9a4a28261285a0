"""How is each value of a watch read?

A reader makes the value or raises `WrongValueError` with what stands there and what should.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

import regex

from model import Cadence, ChangeKind, Nature, Severity, SpellKind

Read = Callable[[object], Any]

NATURES = tuple(nature.value for nature in Nature)
KINDS = (*(kind.value for kind in ChangeKind), *(kind.value for kind in SpellKind), "silent")
_LONGEST_PATTERN = 1_000  # characters
_MOST_REPEATS = 100_000  # "(a{1000}){1000}" takes the library a third of a second to read, one more level all memory
_SHOWN = 60


class WrongValueError(Exception):
    """A value that cannot be taken; `key` is empty, or says where inside the value."""

    def __init__(self, found: str, expected: str, key: str = "") -> None:
        super().__init__(found, expected, key)
        self.found, self.expected, self.key = found, expected, key


def shown(value: object) -> str:
    """A found value in few characters; tables and lists are named, since they may nest deeper than can be printed."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if abs(value) >= 10**20:
            return "a number of more than 20 digits"
        case str() if len(value) > _SHOWN:
            return f"{value[:_SHOWN]!r}..."
        case str():
            return repr(value)
        case _:
            return str(value)


def choice(name: str, known: Iterable[str]) -> str:
    """What could have been meant: all that is known, and what is near."""
    names = list(known)
    near = get_close_matches(name[:_SHOWN], names, n=1)
    return f"one of {', '.join(names)}" + (f" (did you mean {near[0]!r}?)" if near else "")


def text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError(shown(value), "a text in quotes")
    return value.strip()


def texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise WrongValueError(shown(value), 'a list of texts, as in ["acme/*"]')
    return tuple(_each(text, value))


def one_of(known: Collection[str]) -> Read:
    def read(value: object) -> str:
        name = text(value)
        if name not in known:
            raise WrongValueError(shown(name), choice(name, known) if known else "a channel in the settings; none is")
        return name

    return read


def some_of(known: Collection[str]) -> Read:
    def read(value: object) -> frozenset[str]:
        if not isinstance(value, list) or not value:
            raise WrongValueError(shown(value), f"a list of some of {', '.join(known)}")
        return frozenset(_each(one_of(known), value))

    return read


def member(kind: type[StrEnum]) -> Read:
    def read(value: object) -> StrEnum:
        return kind(one_of([one.value for one in kind])(value))

    return read


def moment(value: object) -> datetime:
    """A date means the beginning of that day; without a zone, UTC."""
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).replace(microsecond=0)
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    raise WrongValueError(shown(value), "a date without quotes, as in 2026-01-31")


def pattern(value: object) -> str:
    """A regular expression of the library `regex`; `^` and `$` are beginning and end of a clause."""
    given = text(value)
    repeats = math.prod(max(1, int(count[:9])) for count in re.findall(r"\{(\d+)", given))
    if len(given) > _LONGEST_PATTERN or repeats > _MOST_REPEATS:
        raise WrongValueError(
            shown(given), f"a pattern of at most {_LONGEST_PATTERN:,} characters without huge repeats"
        )
    try:
        regex.compile(given, regex.MULTILINE)
    except regex.error as error:
        raise WrongValueError(shown(given), f"a regular expression: {error.msg} at position {error.pos}") from None
    except RecursionError:
        raise WrongValueError(shown(given), "a regular expression that nests less deeply") from None
    return given


def _each(read: Read, values: Iterable[object]) -> Iterable[Any]:
    for number, value in enumerate(values):
        try:
            yield read(value)
        except WrongValueError as wrong:
            raise WrongValueError(wrong.found, wrong.expected, f"[{number}]") from None


SEVERITY, CADENCE = member(Severity), member(Cadence)
