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

from diffs.redlines.phrases import AMOUNT, CJK_NEGATED, COUNTED, DATE, LETTER, NEGATED, PLAIN, UNSPACED

_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
_NOBODY_SEES = re.compile(f"[{_UNSEEN}]")
_BLANK = _UNSEEN + "".join(chr(code) for code in range(0x3001) if chr(code).isspace())

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
    spaced = _piece().findall(body)
    words = [piece.lstrip() for piece in spaced]
    if seen != text:
        spaced = list(_as_they_stand(spaced, text))
        body = "".join(spaced)
    return Row(spaced, words, text[len(body) :])


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
def _piece() -> re.Pattern[str]:
    """Made when it is first needed: it is long."""
    return re.compile(
        rf"\s*+(?:{PLAIN}|{NEGATED}|{DATE}|{COUNTED}|{AMOUNT}"
        rf"|[hHwW](?i:ttps?://|ww\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
        rf"|{LETTER}++(?:[-'’‑.+_@&·]{LETTER}++)*+|{CJK_NEGATED}|{UNSPACED}|\S)"
    )
