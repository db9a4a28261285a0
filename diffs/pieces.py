"""Which pieces of a text does a redline never cut?

Words with their accents, numbers with their units, amounts, dates, modal verbs with their negations, e-mail
addresses and links are whole, see `diffs.phrases`. White space is no piece of its own; it belongs to the piece
behind it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from diffs.phrases import AMOUNT, CJK_NEGATED, COUNTED, DATE, LETTER, NEGATED, PLAIN, UNSPACED

SENTENCE_ENDS = frozenset(".!?;:。！？；：।؟…")


class Row(NamedTuple):
    """The pieces of a text in order, each with the white space before it and without."""

    spaced: list[str]
    words: list[str]
    tail: str  # white space behind the last

    def space(self, at: int) -> str:
        """The white space before a piece."""
        spaced = self.spaced[at]
        return spaced[: len(spaced) - len(self.words[at])]


def pieces(text: str) -> Row:
    body = text.rstrip()  # white space with nothing behind it would be tried from each of its places
    spaced = _piece().findall(body)
    return Row(spaced, [piece.lstrip() for piece in spaced], text[len(body) :])


@cache
def _piece() -> re.Pattern[str]:
    """Made when it is first needed: it is long."""
    return re.compile(
        rf"\s*+(?:{PLAIN}|{NEGATED}|{DATE}|{COUNTED}|{AMOUNT}"
        rf"|[hHwW](?i:ttps?://|ww\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]"
        rf"|{LETTER}++(?:[-'’‑.+_@&·]{LETTER}++)*+|{CJK_NEGATED}|{UNSPACED}|\S)"
    )
