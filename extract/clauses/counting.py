"""Where does a label stand in a count?"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.one_line import HAN_NUMBERS
from extract.white_space import SHAPELESS


class Number(NamedTuple):
    """A label as a place in an order: how it is written, and its parts as numbers."""

    style: str
    parts: tuple[int, ...]

    def next(self) -> Number:
        """The number that follows in the same count."""
        return Number(self.style, (*self.parts[:-1], self.parts[-1] + 1))


_DIGITS = re.compile(r"\d+")
_EASTERN = re.compile(rf"(?P<kind>第|제|[附別별부]\w)?\s?(?P<count>[{HAN_NUMBERS}百]+|\d+)\s?(?P<unit>[^\W\d_])?")
_ANNEXES = frozenset(
    (
        *("annex", "annexe", "appendix", "schedule", "exhibit", "attachment", "anlage", "anhang", "allegato", "anexo"),
        *("bijlage", "bilaga", "załącznik", "附录", "附錄", "附件", "附表", "別紙", "別表", "별표", "별지", "부록"),
    )
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_KNOWN = 16  # characters; the same few numbers stand on every page
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_of(label: str) -> Number | None:
    """How a label counts; None where nothing says so.

    >>> number_of("2.1"), number_of("(b)").parts, number_of("Article 5").style
    (Number(style='1', parts=(2, 1)), (2,), 'article 1')
    """
    return _known(label) if len(label) <= _LONGEST_KNOWN else _number_of(label)


@lru_cache(2000)
def _known(label: str) -> Number | None:
    return _number_of(label)


def _number_of(label: str) -> Number | None:
    label = SHAPELESS.sub("", label)
    eastern = _EASTERN.match(label.lstrip("(（")) if label[-1:] > "\x7f" or label[:1] > "\u1000" else None
    if eastern and (eastern["kind"] or not eastern["count"].isdecimal()):
        return _eastern(eastern, "(" if label[0] in "(（" else "")
    word = _WORD.match(label)
    style = f"{word.group().lower()} " if word else "(" if label[:1] in ("(", "（") else "§" if label[:1] == "§" else ""
    rest = label[word.end() :] if word else label
    parts = tuple([int(part) for part in _DIGITS.findall(rest)])
    if parts:
        return Number(f"{style}1", parts)
    letters = rest.strip(" .):(（）")
    if letters and set(letters.lower()) <= {"i", "v", "x"}:
        return Number(f"{style}{'I' if letters.isupper() else 'i'}", (_roman(letters.lower()),))
    if len(letters) == 1 and letters.isascii() and letters.isalpha():
        return Number(f"{style}{'A' if letters.isupper() else 'a'}", (ord(letters.lower()) - 96,))
    return None


def is_annex(number: Number | None) -> bool:
    """Whether a label names an annex, a schedule and the like: a document of its own behind the text.

    >>> is_annex(number_of("Schedule 2")), is_annex(number_of("Section 2"))
    (True, False)
    """
    return number is not None and number.style.partition(" ")[0] in _ANNEXES


def _eastern(match: re.Match[str], bracket: str) -> Number:
    count = match["count"]
    parts = (int(count) if count.isdecimal() else _han(count),)
    kind = f"{match['kind']}{match['unit'] or ''} " if match["kind"] else ""
    return Number(f"{bracket}{kind}1" if kind else f"{bracket}一", parts)


def _han(count: str) -> int:
    """Numbers below a thousand as they are written out.

    >>> _han("七"), _han("十二"), _han("二十"), _han("百三")
    (7, 12, 20, 103)
    """
    total = digit = 0
    for sign in count:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = HAN_NUMBERS.index(sign) + 1
    return total + digit


def _roman(letters: str) -> int:
    total, last = 0, 0
    for letter in reversed(letters):
        value = _ROMAN_VALUE[letter]
        total += value if value >= last else -value
        last = max(last, value)
    return total
