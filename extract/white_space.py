"""What of a text takes room and says nothing: white space of every kind, signs without a shape?"""

from __future__ import annotations

import re

UNSEEN = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Characters that take no room and say nothing; site builders leave them at the edges of paragraphs."""

SHAPELESS = re.compile(f"[{UNSEEN}]")
_STRIPPED = f" {UNSEEN}"

_LONG = 100  # characters from which on it is quicker to look for each white space than at each character


def collapsed(text: str) -> str:
    r"""White space of every kind, also no-break spaces, as one space; signs without a shape alone are no text.

    >>> collapsed("a \u00a0 b\n"), collapsed(" \u200d ")
    ('a b', '')
    """
    text = text.strip()
    if "  " not in text:
        if len(text) < _LONG or not text.isascii():
            if text.isprintable():  # the only white space that prints is the space itself
                return text
        elif not _has_white(text):
            return text
    text = " ".join(text.split())
    if text.isascii() or text.strip(_STRIPPED):
        return text
    return ""  # editors leave such signs in empty lines, anchors beside headings have them for their size


def _has_white(text: str) -> bool:
    """Whether ASCII text has white space that is no space; each sign is sought at the speed of memory."""
    return (
        "\n" in text
        or "\t" in text
        or "\r" in text
        or "\f" in text
        or "\v" in text
        or "\x1c" in text
        or "\x1d" in text
        or "\x1e" in text
        or "\x1f" in text
    )
