"""Which words count in text of Han, kana or Hangul? As `folding.canonical` says, for many texts at once.

There every letter is a word, so what has to be made is mostly spaces: in UTF-16 every letter has two bytes, and they
are spread over twice the room in a few copies.  A text that holds anything else than such letters, plain letters,
numbers and what parts words is looked at by itself.
"""

from __future__ import annotations

import re

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
_ODD = re.compile(f"[^{_PLAIN}a-z0-9{re.escape(_PARTING)}]")
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
    marks = [mark for mark in ("protect", *AGO) if mark in joined]
    addressed = bool(ADDRESSED.search(joined))
    lines = joined.split("\n")
    plain = [not _ODD.search(line) for line in lines]
    if marks or addressed:
        plain = [so and not _told_apart(line, marks) for so, line in zip(plain, lines, strict=True)]
    wide = iter(_spread([line for line, so in zip(lines, plain, strict=True) if so]))
    return [next(wide) if so else canonical(text) for text, so in zip(texts, plain, strict=True)]


def _told_apart(line: str, marks: list[str]) -> bool:
    """Whether something may stand here that is more than words."""
    return bool(ADDRESSED.search(line)) or any(mark in line for mark in marks)


def _spread(lines: list[str]) -> list[str]:
    """The words of lines of Han, kana, Hangul, plain letters and digits, where each of the first is one.

    Every other pair of bytes of those made here is free for what stands behind a letter.
    """
    runs = " ".join(_RUNS("\n".join(lines))).replace("\uff0c", ",").replace("\uff1a", ":")
    raw = runs.encode("utf-16-le")
    upper = raw[1::2]
    spread = bytearray(2 * len(raw))
    spread[::4], spread[1::4], spread[2::4] = raw[::2], upper, upper.translate(_GAPS)
    made = spread.decode("utf-16-le").replace("\x01", "").replace("  ", " ")
    return [line.strip(" ") for line in made.split("\n")]
