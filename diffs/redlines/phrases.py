"""Which words make one phrase, so that a redline shows it whole?

An amount with its currency, a number with its unit, a date, a modal verb with its negation: half of one is
another rule. "You may copy" that becomes "You may not copy" is therefore shown as "[-may-]{+may not+}": permission
became prohibition, and who reads nothing but the changed words sees it. A negation that stands away from its verb
("Sie dürfen Inhalte nicht kopieren") comes and goes as a word of its own.

Lists of the languages of Europe, patterns for `re`. Within a phrase there is single white space and no end of a
sentence before a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from diffs.redlines.phrase_words import (
    AMBIGUOUS,
    AUXILIARIES,
    BEFORE_UNITS,
    CJK_NEGATIONS,
    CJK_UNITS,
    CURRENCIES,
    LONG_UNITS,
    MAGNITUDES,
    MODALS,
    MONTHS,
    NEGATED_PHRASES,
    NEGATIONS,
    NUMERALS,
    SHORT_MONTHS,
    UNITS,
)

SPACE = "[ \u00a0\u202f]"
DIGIT = "[0-9٠-٩۰-۹०-९０-９]"

_MARKS = (
    r"!-/:-@\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u200a\u200e-\u205f\u20a0-\u20cf\u2100-\u2bff"
    r"\u2e00-\u2e7f\u3000-\u303f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
LETTER = rf"[^\s{_MARKS}{_UNSPACED}]"
"""All that is neither white space nor punctuation nor of a script without spaces; marks belong to their letters."""

UNSPACED = (
    r"[\u30a1-\u30ff]++"  # katakana: words from abroad
    r"|[\u3005-\u3007\u3041-\u309f\u3400-\u9fff\uf900-\ufaff]"
    r"|[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e00-\u0eff][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece]*+"
    r"|[\u1000-\u109f\u1780-\u17ff](?:[\u1039\u17d2][\u1000-\u102a\u1780-\u17b3]|[\u102b-\u103e\u17b4-\u17d3])*+"
)
"""A piece of a script that sets no spaces: a sign, or a syllable with its vowels and tones."""


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of them in any case, the longest first; branching by letters, so that misses are cheap."""
    rows = sorted(set(phrases))
    branches = [
        _either(letter) + any_of(row[1:] for row in group)
        for letter, group in groupby(filter(None, rows), key=itemgetter(0))
    ]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in rows else "")


def _either(letter: str) -> str:
    if letter == " ":
        return SPACE
    upper = letter.upper()
    return f"[{letter}{upper}]" if len(upper) == 1 and upper != letter else re.escape(letter)


_END = f"(?!{LETTER})"
_NUMBER = (
    rf"{DIGIT}++(?:[.,:/’'\u00a0\u202f–-]{DIGIT}++|(?<!{DIGIT}{{4}})\ {DIGIT}{{3}}(?!{DIGIT}))*+"
    rf"(?:{LETTER}++(?:[-‑]{LETTER}++)*+|(?:-{LETTER}++)++)?+(?:\({LETTER}{{1,4}}\))*+"
)
_SPELLED_OUT = rf"(?:{SPACE}\([^()\s]{{1,20}}(?:{SPACE}[^()\s]{{1,20}}){{0,3}}\))?"
_MAGNITUDE = rf"(?:{SPACE}(?:{any_of(MAGNITUDES)})(?:\.|{_END}))"
_UNIT = (
    rf"(?:{SPACE}(?:{any_of(BEFORE_UNITS)}){_END}|{SPACE}d['’])?[ \u00a0\u202f-]?"
    rf"(?:{any_of(LONG_UNITS)}|{any_of(UNITS)}){_END}"
    rf"|{SPACE}?(?:[%％‰€£¥₹₩₽]|\$(?!{DIGIT})|[ap]\.?m\b\.?)"
)
_MONTH = rf"(?:(?:{any_of(MONTHS)}){_END}|May{_END})"
_DATED_MONTH = rf"(?:(?:{any_of([*MONTHS, *SHORT_MONTHS])}){_END}\.?)"
_OF = rf"{SPACE}(?:(?:de|del|of){SPACE})?"
_DAY = rf"{DIGIT}{{1,2}}(?:st|nd|rd|th|er|\.|º|ª)?"
_YEAR = rf"{DIGIT}{{4}}(?!{DIGIT})"

DATE = (
    rf"{_DAY}{_OF}(?:{_DATED_MONTH},?{_OF}{_YEAR}|{_MONTH})"
    rf"|{_DATED_MONTH}{SPACE}(?:{DIGIT}{{1,2}}(?:st|nd|rd|th)?,?{SPACE})?{_YEAR}"
    rf"|{_MONTH}{SPACE}{DIGIT}{{1,2}}(?:st|nd|rd|th)?(?!{LETTER}|[.,]?{DIGIT})"
)
AMOUNT = (
    rf"(?:(?:{any_of(CURRENCIES)}){SPACE}?|{LETTER}{{0,3}}[$€£¥₹₩₽]{SPACE}?|\+)?{_NUMBER}"
    rf"(?:(?:{any_of(CJK_UNITS)})(?:{DIGIT}{{1,4}}(?:{any_of(CJK_UNITS)})){{0,2}}"
    rf"|{_SPELLED_OUT}{_MAGNITUDE}?(?:{_UNIT})|{_MAGNITUDE})?"
)
COUNTED = rf"(?:{any_of(NUMERALS)})(?:{SPACE}\({DIGIT}{{1,4}}\))?(?:{_UNIT})"
_VERBS = [*MODALS, *AUXILIARIES]
NEGATED = (
    rf"(?:[Nn](?i:e{SPACE}(?:(?:vous|nous|se|le|la|les|lui|leur|y|en){SPACE})?|['’]){LETTER}{{1,30}}{SPACE}"
    rf"(?i:pas|plus|jamais|point|aucune?|rien|que)"
    rf"|{any_of(NEGATED_PHRASES)}|(?:{any_of(_VERBS)}){SPACE}(?:{any_of([*NEGATIONS, *NEGATED_PHRASES])})"
    rf"|(?:{any_of(NEGATIONS)}){SPACE}(?:{any_of(_VERBS)})"
    rf"){_END}"
)
CJK_NEGATED = any_of(CJK_NEGATIONS)

_SAID_ALONE = {*MODALS, *NEGATIONS, *CJK_NEGATIONS, "cannot", "ne", "pas"} - AMBIGUOUS
_DIGIT = re.compile(DIGIT)

BEGINNINGS = {
    *("n", "ne", "http", "https", "www"),
    *(phrase.split()[0] for phrase in (*_VERBS, *NEGATIONS, *NEGATED_PHRASES)),
    *(phrase.split()[0] for phrase in (*NUMERALS, *CURRENCIES, *MONTHS, *SHORT_MONTHS)),
}
"""First words of phrases, in small letters."""
SECONDS = {
    *("am", "pm"),
    *_VERBS,
    *NEGATIONS,
    *(phrase.split()[0] for phrase in (*UNITS, *LONG_UNITS, *BEFORE_UNITS)),
    *(word for phrase in NEGATED_PHRASES for word in phrase.split()),
}
"""Words of letters alone that may stand second in a phrase; behind "ne" any may, behind a number it is not asked."""
PLAIN = (
    rf"(?!{DIGIT}|{any_of(BEGINNINGS)}{_END}){LETTER}++(?:[-'’‑.+_@&·]{LETTER}++)*+(?![$€£¥₹₩₽])"
    rf"|[,.;:()\"“”/!?](?=\s)"
)
"""What is no phrase, told at the first look."""


def telling(piece: str) -> bool:
    """Whether a piece is a number, an amount, a date, a modal verb or a negation; one with a space is."""
    word = piece.casefold().replace("’", "'")
    return word in _SAID_ALONE or word.endswith("n't") or len(word.split()) > 1 or _DIGIT.search(word) is not None
