"""Which kind of block is a draft, and how deep does it stand in its list?"""

from __future__ import annotations

import re

from extract.runs import Draft
from model import Block

_HEADING, _PARAGRAPH, _ITEM = Block.HEADING, Block.PARAGRAPH, Block.ITEM

# Bullets that were typed, or that Word's fonts left (U+F0B7).  An asterisk marks footnotes, a plus telephone numbers.
BULLETS = (
    "\u2022\u2023\u25e6\u2043\u2219\u00b7\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25c6\u25c7\u27a2\u27a4\u2756"
    "\uf0b7\u2013\u2014-"
)
_BULLET = re.compile(rf"(?:([{BULLETS}])\s++)++(?=\S)")
_DEEPEST_TYPED = 6


class Shape:
    """Which kind of block a draft is: titles are headings, typed bullets make items."""

    def __init__(self, title_level: int) -> None:
        self._real = title_level  # of the last heading that was marked as one
        self._above = title_level  # of the last one that is no item's
        self._typed: list[str] = []  # the bullets of the typed list that is open, outermost first
        self._lists: list[int] = []  # depths, as marked, of the lists that are open

    def of(self, draft: Draft, title: bool) -> tuple[Block, int, str]:
        block, text = draft.block, draft.text
        if title:
            self._typed, self._lists = [], []
            if block is _PARAGRAPH:
                self._above = max(self._real, 1) + 1
            return _HEADING, min(6, self._above + (block is _ITEM)), text
        if block is _PARAGRAPH:
            if text[0] in BULLETS and not draft.label and (bullet := _BULLET.match(text)):
                return _ITEM, self._depth(self._typed_level(bullet[1])), text[bullet.end() :]
            self._typed = []
            return block, 0, text
        self._typed = []
        if block is _ITEM:
            bullet = _BULLET.match(text) if text[0] in BULLETS and not draft.label else None
            return block, self._depth(max(1, draft.level)), text[bullet.end() :] if bullet else text
        if block is _HEADING:
            self._real = self._above = min(6, max(1, draft.level))
            self._lists = []
            return block, self._real, text
        return block, 0, text

    def _depth(self, level: int) -> int:
        """How deep an item stands: what it is marked as, less the lists that hold nothing but lists."""
        lists = self._lists
        while lists and lists[-1] > level:
            lists.pop()
        if not lists or lists[-1] < level:
            lists.append(level)
        return len(lists)

    def _typed_level(self, bullet: str) -> int:
        """How deep a typed item stands: every other kind of bullet opens a list inside."""
        typed = self._typed
        if bullet in typed:
            del typed[typed.index(bullet) + 1 :]
        elif len(typed) < _DEEPEST_TYPED:
            typed.append(bullet)
        return len(typed)
