"""Which words does a line end of a PDF divide?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BROKEN = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad]$")
_LONGEST = 60
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_FIRST = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")

# What ends in a hyphen of its own much more often than in a division of words.
_JOINED_BY_HYPHEN = re.compile(
    r"(?:non|self|third|opt|pre|post|cross|long|short|well|co|anti|sub|multi|semi|ex|vice|on|off|end|user|real|one|two|"
    r"so|first|data|celui|celle|ceux|celles|lui|elle|elles|eux|moi|nous|vous|peut|est|sous|mi|e)"
)

_SUSPENDED_BEFORE = frozenset(
    (
        "und",
        "oder",
        "bzw",
        "sowie",
        "and",
        "or",
        "et",
        "ou",
        "y",
        "e",
        "o",
        "och",
        "eller",
        "og",
        "i",
        "lub",
        "en",
        "of",
    )
)
"""Before these a hyphen stands for a word that comes later: "Nutzungs- und Bestandsdaten"."""


def known_words(lines: Sequence[str]) -> set[str]:
    """The words of a document, also those with hyphens, without what may be half of one.

    >>> sorted(known_words(["the opt-out infor-", "mation is"]))
    ['is', 'opt-out', 'the']
    """
    known: set[str] = set()
    if not any(_broken(line) for line in lines):
        return known
    broken = ""
    for line in lines:
        rest = _FIRST.match(line) if broken else None
        broken = _broken(line)
        whole = line[rest.end() if rest else 0 : len(line) - len(broken)]
        known.update(map(str.lower, _WORD.findall(whole)))
    return known


def joined(lines: Iterable[str], known: set[str]) -> str:
    """The lines of a paragraph as one text.

    >>> joined(["the infor-", "mation of a third-", "party or Third-", "Party, first-", "or second-hand"], set())
    'the information of a third-party or Third-Party, first- or second-hand'
    """
    parts: list[str] = []
    for line in lines:
        if parts:
            parts[-1] = _before(parts[-1], line, known)
        parts.append(line)
    return "".join(parts)


def _broken(line: str) -> str:
    broken = _BROKEN.search(line[-_LONGEST:])
    return broken[0] if broken else ""


def _before(above: str, below: str, known: set[str]) -> str:
    """A line as it stands before the next: with a space, with nothing, or without its hyphen."""
    broken = _broken(above)
    rest = _FIRST.match(below[:_LONGEST])
    if not (broken and rest):
        return above if _WIDE.match(above[-1]) and _WIDE.match(below) else f"{above} "
    if not rest[0].islower():  # Third-Party
        return above
    start, end = broken[:-1].lower(), rest[0]
    if broken[-1] == "\u00ad":
        return above[:-1]
    if end in _SUSPENDED_BEFORE and start + end not in known:
        return f"{above} "
    return above[:-1] if _is_division(start, end, known) else above


def _is_division(start: str, rest: str, known: set[str]) -> bool:
    """Whether the hyphen at a line's end only divides a word: the document's other words tell."""
    if f"{start}{rest}" in known:
        return True
    if f"{start}-{rest}" in known or _JOINED_BY_HYPHEN.fullmatch(start):
        return False
    return not (start in known and rest in known)
