"""Which words count in text of Han, kana or Hangul? As `folding.canonical` says, for many texts at once.

There every letter is a word, so what has to be made is mostly spaces: in UTF-16 every letter has two bytes, and they
are spread over twice the room in a few copies.  A text that holds anything else than such letters, plain letters,
numbers and what parts words is looked at by itself.
"""

from __future__ import annotations

import re
from typing import AnyStr

from extract.clauses.folding import ADDRESSED, AGO, FOLD, canonical, unified

# Han, kana and Hangul that have one form only, and what parts words among them, most of it in wide forms, too.
_PLAIN = "\u3041-\u3096\u309d\u309e\u30a1-\u30fe\u3400-\u9fff\uac00-\ud7a3"
_SIGNS = (*range(0x20, 0x7F), 0xB7, *range(0x2010, 0x2020), *range(0x3000, 0x3030), *range(0xFF01, 0xFF20))
_PARTING = "".join(
    sign
    for sign in map(chr, _SIGNS)
    if all(FOLD[ord(one)] == " " for one in unified(sign))
    and sign != "@"
    and (sign.isascii() or unified(sign) not in "./@")
)
_ODD = re.compile(f"[^{_PLAIN}a-z0-9{re.escape(_PARTING)}\\n]")
_ODD_LINE = re.compile(f"{_ODD.pattern}.*")
_DOTTED_LINE = re.compile(rb"(?:\.[a-z][a-z]|www\.|://).*")  # what may be an address
# No address and no number goes on behind one of these, but the path of an address in the web does.
_PLAIN_END = re.compile(
    ".*(?:[()!?;\u201c\u201d\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff1b\uff1f]|(?<![0-9])\uff0c)"
)
_MARKS = [mark.encode() for mark in ("protect", *AGO)]
_BETWEEN_DIGITS = "[.,:/\uff0c\uff1a]"
_RUNS = re.compile(
    f"[{_PLAIN}]+|[0-9]+(?:{_BETWEEN_DIGITS}[0-9]+)+|(?:[a-z]|(?<=[0-9])[0-9]|[0-9](?![0-9]*{_BETWEEN_DIGITS}[0-9]))+|\\n"
).findall
_GAPS = b"\x01" + b" " * 255  # by the upper byte of a letter: what stands behind it, \1 for nothing


def spread_all(texts: list[str]) -> list[str]:
    """The words of each text, which may be in any letters; none may hold a line break.

    >>> spread_all(["\u7b2c3\u6761\uff1a\u670d\u52a1"])
    ['\u7b2c 3 \u6761 \u670d \u52a1']
    """
    joined = "\n".join(texts).lower()
    lines = joined.split("\n")
    latin = joined.encode("ascii", "ignore")  # nothing of what marks an address or a counted day has other letters
    odd = _lines_with(_ODD_LINE, joined, "\n")
    odd.update(i for i in _lines_with(_DOTTED_LINE, latin, b"\n") if ADDRESSED.search(lines[i]))
    marks = [mark for mark in _MARKS if mark in latin]
    if marks:
        odd.update(i for i, line in enumerate(latin.split(b"\n")) if any(mark in line for mark in marks))
    ends = {i: 0 if marks else _plain_end(lines[i]) for i in odd}
    wide = _spread([line[: ends[i]] if i in ends else line for i, line in enumerate(lines)])
    for i, end in ends.items():
        wide[i] = f"{wide[i]} {canonical(lines[i][end:] if end else texts[i])}".strip()
    return wide


def _lines_with(line: re.Pattern[AnyStr], joined: AnyStr, ending: AnyStr) -> set[int]:
    """The numbers of the lines that a pattern finds something in; it swallows the rest of a line."""
    found: set[int] = set()
    number = done = 0
    for match in line.finditer(joined):
        number += joined.count(ending, done, match.start())
        done = match.start()
        found.add(number)
    return found


def _plain_end(line: str) -> int:
    """How much of a line holds nothing but plain letters and numbers, up to where an address may begin."""
    begins = [match.start() for match in (_ODD.search(line), ADDRESSED.search(line)) if match]
    match = _PLAIN_END.match(line, 0, min(begins)) if begins else None
    return match.end() if match else 0


def _spread(lines: list[str]) -> list[str]:
    """The words of lines of Han, kana, Hangul, plain letters and digits, where each of the first is one.

    Every other pair of bytes of those made here is free for what stands behind a letter.
    """
    runs = " ".join(_RUNS("\n".join(lines))).replace("\uff0c", ",").replace("\uff1a", ":")
    raw = runs.encode("utf-16-le")
    upper = raw[1::2]
    spread = bytearray(2 * len(raw))
    spread[::4], spread[1::4], spread[2::4] = raw[::2], upper, upper.translate(_GAPS)
    made = spread.decode("utf-16-le").replace("  \x01", " ").replace("\x01", "")
    return [line.strip(" ") for line in made.split("\n")]
