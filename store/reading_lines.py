"""What does a line of an export say, if it says it as an export does?

Lines come from files that anybody may have written. A value is taken only in the one spelling in which it goes out:
two spellings of one instant would be two facts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from model import Citation, Digest, TimelineId
from store.forms import time_of, time_text, to_json

E = TypeVar("E", bound=StrEnum)

_LARGEST = 2**63 - 1
_SHOWN = 60
_HALF = re.compile("[\ud800-\udfff]")  # of a character, which no database takes


class WrongLineError(ValueError):
    """A line says what no export of ours says; the message names the value, and what was expected."""


class LineReader:
    """The values of one line, asked for by name. `all_read` refuses a line that says more than was asked."""

    def __init__(self, line: Mapping[str, Any]) -> None:
        self._line = line
        self._left = set(line) - {"is"}

    def text(self, name: str, *, empty: bool = True) -> str:
        """A text that can stand in a file."""
        value = self._value(name)
        if not _is_text(value) or not (value or empty):
            raise self._wrong(name, "a text of whole characters")
        return str(value)

    def whole(self, name: str) -> int:
        """A number that is not negative."""
        value = self._value(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
            raise self._wrong(name, "a whole number from 0 on")
        return value

    def optional_whole(self, name: str) -> int | None:
        """The same, or nothing."""
        return None if self._value(name) is None else self.whole(name)

    def moment(self, name: str) -> datetime:
        """An instant, as 2026-01-31T23:59:59Z."""
        text = self.text(name)
        try:
            moment = time_of(text)
            if time_text(moment) == text:
                return moment
        except (ValueError, OverflowError):
            pass
        raise self._wrong(name, "an instant in UTC such as 2026-01-31T23:59:59Z")

    def optional_moment(self, name: str) -> datetime | None:
        """The same, or an empty text."""
        return self.moment(name) if self.text(name) else None

    def digest(self, name: str) -> Digest:
        """A SHA-256 in hexadecimal."""
        text = self.text(name)
        if not re.fullmatch("[0-9a-f]{64}", text):
            raise self._wrong(name, "a SHA-256 as 64 hexadecimal digits")
        return Digest(text)

    def optional_digest(self, name: str) -> Digest | None:
        """The same, or an empty text."""
        return self.digest(name) if self.text(name) else None

    def digests(self, name: str) -> tuple[Digest, ...]:
        """A list of such digests."""
        found = self._value(name)
        if not isinstance(found, list) or not all(
            isinstance(one, str) and re.fullmatch("[0-9a-f]{64}", one) for one in found
        ):
            raise self._wrong(name, "a list of digests, each 64 hexadecimal digits")
        return tuple(Digest(one) for one in found)

    def timeline(self, name: str) -> TimelineId:
        """A name such as acme/privacy."""
        text = self.text(name)
        try:
            return TimelineId.parse(text)
        except ValueError:
            raise self._wrong(name, "organisation/kind[/document][~edition]") from None

    def citation(self, name: str) -> str:
        """What a person quotes."""
        text = self.text(name)
        try:
            Citation.parse(text)
            return text
        except ValueError:
            raise self._wrong(name, "timeline@YYYYMMDDhhmmss[#digest-prefix[.n]]") from None

    def locations(self, name: str) -> str:
        """What is declared of a timeline, as JSON in a text."""
        text = self.text(name)
        try:
            if all(_is_text(place["original"]) for place in json.loads(text)["locations"]):
                return text
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        raise self._wrong(name, 'a text of JSON, {"locations": [{"original": ...}, ...]}')

    def one_of(self, name: str, words: type[E]) -> E:
        """One of a few words."""
        text = self.text(name)
        try:
            return words(text)
        except ValueError:
            raise self._wrong(name, f"one of {', '.join(words)}") from None

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Names with values, such as headers."""
        found = self._value(name)
        pairs: list[Any] = found if isinstance(found, list) else [None]
        if not all(isinstance(pair, list) and len(pair) == 2 and all(map(_is_text, pair)) for pair in pairs):
            raise self._wrong(name, "a list of [name, value]")
        return tuple((str(first), str(second)) for first, second in pairs)

    def record(self, name: str) -> dict[str, Any]:
        """An object of JSON."""
        value = self._value(name)
        if not isinstance(value, dict) or not _is_text(to_json(value)):
            raise self._wrong(name, "an object of whole characters")
        return value

    def all_read(self) -> None:
        """Refuses what nobody asked for: it would be lost."""
        if self._left:
            names = ", ".join(sorted(map(str, self._left)))[:_SHOWN]
            raise WrongLineError(f"{names}: not known of such a line; a newer clausewatch may have written it")

    def _value(self, name: str) -> Any:
        if name not in self._line:
            raise WrongLineError(f"{name} is missing")
        self._left.discard(name)
        return self._line[name]

    def _wrong(self, name: str, expected: str) -> WrongLineError:
        return WrongLineError(f"{name} is {repr(self._line[name])[:_SHOWN]}, expected {expected}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not _HALF.search(value)
