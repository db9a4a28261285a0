"""What is looked for when a user types words?"""

from __future__ import annotations

import re

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def quoted(words: str) -> str:
    """An FTS5 query in which everything a user typed is a word or a phrase, never an operator; empty for no words.

    FTS5 reads a query as far as a zero byte, and what is no Unicode (a lone surrogate) cannot be asked for.
    """
    parts: list[str] = []
    clean = words.replace("\0", " ").encode("utf-8", "replace").decode()
    for number, piece in enumerate(clean.split('"')):
        parts += [piece] if number % 2 else piece.split()
    return " ".join(f'"{_apart(part)}"' for part in parts if any(letter.isalnum() for letter in part))


def _apart(part: str) -> str:
    """Chinese, Japanese and Korean are searched character by character, as their words stand in the index."""
    return " ".join(_CJK.sub(r" \g<0> ", part).split()) if _CJK.search(part) else part
