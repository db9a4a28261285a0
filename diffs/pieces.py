"""Which pieces of a text does a redline never cut?

Words, numbers, amounts, dates, e-mail addresses and links are whole.  White space is no piece of its
own; it belongs to the piece behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|okt|dez|janv|févr|avr|juin|juil|août|déc)"
    r"[^\W\d_]{0,9}\.?"
)
_TOKEN = re.compile(
    r"""
      (?i:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]
    | [\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}
    | (?i:\d{1,2}(?:st|nd|rd|th|er|\.)?\ MONTH,?\ \d{4}|MONTH\ \d{1,2}(?:st|nd|rd|th)?,?\ \d{4})(?!\w)
    | [$€£¥]?\d{1,40}(?:[.,:/-]\d{1,40}){0,12}(?:%|\ ?[€£¥])?(?!\w)
    | [\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]
    | [^\W_]+(?:['’‑-][^\W_]+)*
    | \S
    """.replace("MONTH", _MONTH),
    re.VERBOSE,
)
SENTENCE_ENDS = frozenset(".!?;:\n。！？")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece with the white space before it."""

    space: str
    word: str


@dataclass(slots=True)
class Hunk:
    """A change and what was kept behind it; kept words are equal, their white space need not be."""

    deleted: list[Token]
    inserted: list[Token]
    kept_before: list[Token]
    kept_after: list[Token]


def tokens(text: str) -> tuple[list[Token], str]:
    """The pieces of a text, and the white space behind the last."""
    found, end = [], 0
    for match in _TOKEN.finditer(text):
        found.append(Token(text[end : match.start()], match.group()))
        end = match.end()
    return found, text[end:]


def letters(row: list[Token]) -> int:
    return sum(len(token.word) for token in row)
