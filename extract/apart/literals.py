"""Which literals stand in JavaScript?

Code is only read, never run; what is no literal is read as None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from json import loads
from typing import Any

_MOST_TOKENS = 400_000
_DEEPEST = 200
_OPENED = {  # strings up to their end, which they may lack, by their quote
    '"': r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+',
    "'": r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+",
    "`": r"`[^`\\]*+(?:\\.[^`\\]*+)*+",
}
STRING = "|".join(opened + quote for quote, opened in _OPENED.items())
_STRING = re.compile(STRING, re.S)
_TOKEN = re.compile(
    rf"(?s)(?P<string>{STRING})|(?P<mark>[{{}}\[\],:()])|(?P<word>[A-Za-z_$][\w$]*+|-?[\d.]++(?:[eE][+-]?\d++)?)|[^\s\w]"
)
_PARSED = re.compile(r"JSON\.parse\(\s*+")
_FUNCTION = re.compile(r"\(?\s*+function\s*+\(([\w$,\s]{0,20000})\)\s*+\{\s*+(?:return\b)?")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)


@cache
def _opened(quotes: str) -> re.Pattern[str]:
    """Strings in these quotes; where one has its end, that is a group."""
    return re.compile("|".join(f"{_OPENED[quote]}({quote})?" for quote in quotes), re.S)


def strings(code: str, least: int, quotes: str = "\"'`") -> Iterator[str]:
    """The texts of string literals that are at least so long, between these quotes.

    What follows a quote without a counterpart is looked through for the other quotes alone: none of its own is there.
    """
    for match in _opened(quotes).finditer(code):
        if match.end() - match.start() <= least + 1:
            continue
        if match.lastindex:
            yield unescaped(match.group())
        elif others := quotes.replace(match.group()[0], ""):
            yield from strings(match.group()[1:], least, others)


def unescaped(literal: str) -> str:
    r"""The text of a string literal.

    >>> unescaped(r"'it\'s \u003cb\u003e'")
    "it's <b>"
    """
    text = literal[1:-1]
    if "\\" not in text:
        return text
    try:
        whole = loads(literal, strict=False) if literal[0] == '"' else None
    except ValueError:
        whole = None
    return whole if isinstance(whole, str) else _joined_pairs(_ESCAPE.sub(_character, text))


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _ESCAPES.get(match[4], match[4])


def _joined_pairs(text: str) -> str:
    """Characters beyond the first plane are written as two; a half that stands alone is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Literals:
    """Reads values out of one piece of code, no more tokens than a page may need in all."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.left = _MOST_TOKENS

    def value(self, start: int) -> tuple[Any, int]:
        """The value that begins here and where it ends; of a function that is called, what it returns.

        A text that is parsed as JSON comes as that text.
        """
        parsed = _PARSED.match(self.code, start)
        if parsed:
            text = _STRING.match(self.code, parsed.end())
            return (unescaped(text.group()), text.end()) if text else (None, start)
        function = _FUNCTION.match(self.code, start)
        if not function:
            return self._read(start, {})
        _, end = self._read(function.end(), {})
        opened = self.code.find("(", end, end + 40)
        given, behind = self._read(opened, {}) if opened >= 0 else (None, end)
        names = [name.strip() for name in function[1].split(",")]
        value, _ = self._read(function.end(), dict(zip(names, given if isinstance(given, list) else (), strict=False)))
        return value, behind

    def _read(self, start: int, names: Mapping[str, Any]) -> tuple[Any, int]:
        """One literal, read without recursion, and its end; the start if it has none. Calls are lists."""
        nest = _Nest()
        for match in _TOKEN.finditer(self.code, start):
            self.left -= 1
            if self.left < 0 or len(nest.held) > _DEEPEST:
                break
            mark = match["mark"]
            if mark is None:
                nest.take(_simple(match, names))
            elif nest.mark(mark):
                return nest.held[0][0] if nest.held[0] else None, match.end()
            if len(nest.held) == 1:  # no object and no list begins here
                break
        return None, start


class _Nest:
    """The objects and lists that are open, the outermost in a list of its own."""

    def __init__(self) -> None:
        self.held: list[Any] = [[]]
        self.keys: list[str] = []
        self.key = ""
        self.value: Any = None
        self.has = False

    def take(self, value: Any) -> None:
        self.value, self.has = value, True

    def mark(self, mark: str) -> bool:
        """Whether the outermost value is whole."""
        if mark == ":":
            self.key, self.has = str(self.value), False
        elif mark in "{[(":
            self.held.append({} if mark == "{" else [])
            self.keys.append(self.key)
            self.key, self.has = "", False
        else:
            if self.has:
                _put(self.held[-1], self.key, self.value)
            self.key, self.has = "", False
            if mark != "," and self.keys:
                done, key = self.held.pop(), self.keys.pop()
                _put(self.held[-1], key, done)
                return not self.keys
        return False


class _Word(str):
    """A name or number as it stands in code; no text."""

    __slots__ = ()


def _simple(match: re.Match[str], names: Mapping[str, Any]) -> Any:
    if match["string"]:
        return unescaped(match["string"])
    word = match["word"]
    return names[word] if word in names else _Word(word) if word else None


def _put(holder: Any, key: str, value: Any) -> None:
    value = None if isinstance(value, _Word) else value
    if isinstance(holder, dict):
        holder[key or str(len(holder))] = value
    else:
        holder.append(value)
