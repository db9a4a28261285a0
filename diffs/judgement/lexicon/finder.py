"""Where in a text do the words of many lists stand?

A text is asked at the beginning of each word, and there only for what begins with its letter: so a thousand patterns
take little longer than one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

_CHINESE = "\u4e00-\u9fff"  # written without spaces to begin a word at
_BEGINS = re.compile(rf"(?<!\w)[\w$€£]|[{_CHINESE}]")
_REST = re.compile(rf"[^\W{_CHINESE}]*")
_ANY = ""  # the letter of patterns that begin with any

Lists = Mapping[str, Sequence[str]]


class Finder:
    """Lists of patterns by name. What begins with a letter is compiled when a text first has a word with it."""

    def __init__(self, lists: Lists) -> None:
        self._lists: dict[str, dict[str, list[str]]] = {_ANY: {}}
        for name, patterns in lists.items():
            for pattern in patterns:
                for letter in _letters(pattern):
                    self._lists.setdefault(letter, {}).setdefault(name, []).append(pattern)
        self._compiled: dict[str, _Letter] = {}

    def find(self, text: str) -> dict[str, list[str]]:
        """The words found of each list that has some, in the order of the text."""
        found: dict[str, list[str]] = {}
        compiled = self._compiled
        for begin in _BEGINS.finditer(text):
            at = begin.start()
            letter = compiled.get(text[at]) or self._letter(text[at])
            if letter.any(text, at):
                for name, word in letter.each(text, at):
                    found.setdefault(name, []).append(word)
        return found

    def _letter(self, letter: str) -> _Letter:
        known = letter if letter in self._lists else _ANY
        if known not in self._compiled:
            mine, anywhere = self._lists[known] if known else {}, self._lists[_ANY]
            names = sorted({*mine, *anywhere})
            self._compiled[known] = _Letter({name: [*mine.get(name, ()), *anywhere.get(name, ())] for name in names})
        return self._compiled[known]


class _Letter:
    """The patterns that begin with one letter: asked all at once, each list only where one has something."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self.any = _compiled([pattern for patterns in lists.values() for pattern in patterns]).match

    def each(self, text: str, at: int) -> Iterator[tuple[str, str]]:
        for name, pattern in self._one_by_one.items():
            if (found := pattern.match(text, at)) and (rest := _REST.match(text, found.end())):
                yield name, text[at : rest.end()]

    @cached_property
    def _one_by_one(self) -> dict[str, re.Pattern[str]]:
        return {name: _compiled(patterns) for name, patterns in self._lists.items()}


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(patterns)) or "(?!)")


def _letters(pattern: str) -> set[str]:
    """The letters that a pattern can begin with; of a group those of each branch, and of what follows."""
    if not pattern.startswith("(?:"):
        return {pattern[:1] if pattern[:1].isalnum() else _ANY}
    end, branches = _group(pattern)
    found = {letter for branch in branches for letter in _letters(branch)}
    return found | _letters(pattern[end + 1 :]) if pattern[end : end + 1] == "?" else found


def _group(pattern: str) -> tuple[int, list[str]]:
    """Where the first group of a pattern ends, and its branches."""
    depth, start, branches = 0, len("(?:"), []
    for at, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if (depth == 1 and char == "|") or depth == 0:
            branches.append(pattern[start:at])
            start = at + 1
        if depth == 0:
            break
    return at + 1, branches
