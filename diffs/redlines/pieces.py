"""Which pieces of a text does a redline never cut?

Words with their accents, numbers with their units, amounts, dates, modal verbs with their negations, e-mail
addresses and links are whole, see `diffs.redlines.phrases`. White space is no piece of its own; it belongs to the piece
behind it, and so do signs that nobody sees. Within a word such signs make no other word of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from diffs.redlines.phrases import (
    AMOUNT,
    BEGINNINGS,
    CJK_NEGATED,
    COUNTED,
    DATE,
    LETTER,
    NEGATED,
    PLAIN,
    SECONDS,
    UNSPACED,
)

_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_NOBODY_SEES = re.compile(f"[{_UNSEEN}]")
_BLANK = _UNSEEN + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())

_MARKS = frozenset(",.;:()\"“”‘’'/!?-–—•·[]*…")  # no phrase begins with them
_BEGINNINGS = frozenset(case(word) for word in BEGINNINGS for case in (str, str.capitalize, str.upper))
_BEFORE_ANY = frozenset({"n", "N", "ne", "Ne", "NE"})
_BEHIND_NONE = frozenset({"", *",;)"})

SENTENCE_ENDS = frozenset(".!?;:。！？；：।؟…")


class Row(NamedTuple):
    """The pieces of a text in order, each as it stands with the white space before it, and as it reads."""

    spaced: list[str]
    words: list[str]
    tail: str  # white space behind the last

    def space(self, at: int) -> str:
        """The white space before a piece."""
        spaced = self.spaced[at]
        return spaced[: len(spaced) - len(spaced.lstrip(_BLANK))]


def pieces(text: str) -> Row:
    seen = _NOBODY_SEES.sub("", text)
    body = seen.rstrip()  # white space with nothing behind it would be tried from each of its places
    spaced, words = _cut(body)
    if seen != text:
        spaced = list(_as_they_stand(spaced, text))
        body = "".join(spaced)
    return Row(spaced, words, text[len(body) :])


def _cut(body: str) -> tuple[list[str], list[str]]:
    """Words and signs first, phrases only where one may begin: to look for them everywhere takes twice as long."""
    spaced = _word().findall(body)
    words = "\n".join(spaced).split()
    places = [
        at
        for at, word in enumerate(words)
        if (word in _BEGINNINGS and _goes_on(word, words[at + 1 : at + 2]) if word.isalpha() else word not in _MARKS)
    ]
    return _with_phrases(body, spaced, words, places) if places else (spaced, words)


def _goes_on(word: str, following: Sequence[str]) -> bool:
    """Whether the next word may belong to a phrase that begins with this one."""
    behind = following[0].lower() if following else ""
    return behind in SECONDS or word in _BEFORE_ANY or not (behind.isalpha() or behind in _BEHIND_NONE)


def _with_phrases(
    body: str, spaced: Sequence[str], words: Sequence[str], places: Sequence[int]
) -> tuple[list[str], list[str]]:
    """What begins at these places is cut anew, until a piece ends where a word does."""
    cut: list[str] = []
    read: list[str] = []
    match = _piece().match
    done = start = 0
    for at in places:
        if at < done:
            continue
        cut += spaced[done:at]
        read += words[done:at]
        start += sum(map(len, spaced[done:at]))
        stop, done = start + len(spaced[at]), at + 1
        while start < stop and (found := match(body, start)):
            cut.append(found[0])
            read.append(found[0].lstrip())
            start = found.end()
            while stop < start:
                stop += len(spaced[done])
                done += 1
    return [*cut, *spaced[done:]], [*read, *words[done:]]


def _as_they_stand(spaced: Sequence[str], text: str) -> Iterator[str]:
    """With the signs that nobody sees."""
    places = [at for at, sign in enumerate(text) if sign not in _UNSEEN]
    start = count = 0
    for piece in spaced:
        count += len(piece)
        stop = places[count - 1] + 1
        yield text[start:stop]
        start = stop


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"\s*+(?:{LETTER}++(?:[-'’‑.+_@&·]{LETTER}++)*+[$€£¥₹₩₽]?|{CJK_NEGATED}|{UNSPACED}|\S)")


@cache
def _piece() -> re.Pattern[str]:
    """Made when it is first needed: it is long."""
    return re.compile(
        rf"\s*+(?:{PLAIN}|{NEGATED}|{DATE}|{COUNTED}|{AMOUNT}"
        rf"|[hHwW](?i:ttps?://|ww\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
        rf"|{LETTER}++(?:[-'’‑.+_@&·]{LETTER}++)*+|{CJK_NEGATED}|{UNSPACED}|\S)"
    )
