"""What is looked for when a user types words?"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_NOTHING = re.compile("[\0\uf8f1-\uf8f3]")  # where FTS5 would end, and what only the index itself says


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Words and phrases, all of which are to be held."""

    parts: tuple[str, ...]

    @property
    def query(self) -> str:
        """For FTS5; empty for no words."""
        return " ".join(f'"{part}"' for part in self.parts)


def asked(words: str) -> Asked:
    """What a user typed: words, and phrases in double quotes, never an operator.

    FTS5 reads a query as far as a zero byte, and what is no Unicode (a lone surrogate) cannot be asked for.
    """
    parts: list[str] = []
    clean = _NOTHING.sub(" ", words).encode("utf-8", "replace").decode()
    for number, piece in enumerate(clean.split('"')):
        parts += [piece] if number % 2 else piece.split()
    return Asked(parts=tuple(_apart(part) for part in parts if any(letter.isalnum() for letter in part)))


def _apart(part: str) -> str:
    """Chinese, Japanese and Korean are searched character by character, as their words stand in the index."""
    return " ".join(_CJK.sub(r" \g<0> ", part).split()) if _CJK.search(part) else part
