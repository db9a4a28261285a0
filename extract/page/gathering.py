"""How do pieces of inline text gather to the blocks of a page, and blocks to containers?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, ClassVar

from selectolax.lexbor import LexborNode

from extract.page.boxes import Box, Page
from extract.page.elements import TELLING, looks
from extract.runs import BREAK, SPACE, Span, blocks, draft
from model import Block

PARAGRAPH = (Block.PARAGRAPH, 0)
PREFORMATTED = 2  # of `Gathering.pre`; where a style alone shows line breaks it is 1
_LONGEST_NAMES = 500
_EMPTY_LINE = re.compile(r"\n[ \t]*+\n\s*+")

Close = Callable[[Any], None]
"""Ends an element."""
Open = Callable[[Any, LexborNode, str], Close | None]
"""Begins an element with that name: what ends it, None if nothing has to, `shut` if it is not to be gone into."""


def shut(_walk: Any) -> None:
    """Stands for ending an element whose content is not looked at."""


class Gathering:
    """What was read and is no block yet, and which containers are open."""

    __slots__ = ("bold", "boxes", "broken", "cells", "kinds", "page", "pre", "runs", "target")
    openers: ClassVar[Mapping[str, Open]]

    def __init__(self, page: Page) -> None:
        self.page = page
        self.runs: list[Span] = []
        self.broken = False  # whether the runs hold a line break
        self.bold = False
        self.target: str | None = None
        self.pre = 0
        self.boxes: list[int] = []
        self.kinds: list[tuple[Block, int]] = [PARAGRAPH]
        self.cells: list[list[Span]] | None = None  # of the data table's row being read

    def lines(self, text: str) -> None:
        """Text whose line breaks are shown; where only a style says so, empty lines: the others may be wrapping."""
        whole = self.pre >= PREFORMATTED
        first, *rest = text.split("\n") if whole else _EMPTY_LINE.split(text)
        self.runs.append((first, self.bold, self.target))
        for line in rest:
            self.broken = True
            self.runs += (BREAK,) if whole else (BREAK, BREAK)
            self.runs.append((line, self.bold, self.target))

    def text(self, text: str) -> None:
        self.runs.append((text, self.bold, self.target))

    def flush(self) -> None:
        """Ends the block whose runs were gathered."""
        runs = self.runs
        if self.cells is not None:
            runs.append(SPACE)
            return
        kind, level = self.kinds[-1]
        box = self.boxes[-1] if self.boxes else 0
        if self.broken:
            self.broken = False
            made = blocks(runs, kind, level, box)
            runs.clear()
            if not made:
                return
            self.page.blocks += made
        else:
            whole = draft(runs, kind, level, box)
            runs.clear()
            if whole is None:
                return
            self.page.blocks.append(whole)
        if kind is Block.ITEM or kind is Block.TERM:
            self.kinds[-1] = PARAGRAPH

    def open_box(self, tag: str, attributes: dict[str, str | None]) -> None:
        if self.runs:
            self.flush()
        page, boxes = self.page, self.boxes
        parent = boxes[-1] if boxes else -1
        found = page.boxes
        boxes.append(len(found))
        if not attributes:
            found.append(Box(tag, parent, "", "", False, False, len(page.blocks)))
        elif TELLING.isdisjoint(attributes):  # as nearly all containers are written
            names = box_names(attributes.get("id"), attributes.get("class"))
            found.append(Box(tag, parent, names, "", False, False, len(page.blocks)))
        else:
            found.append(_box_of(tag, parent, len(page.blocks), attributes))

    def end_box(self) -> None:
        if self.runs:
            self.flush()
        page = self.page
        box = page.boxes[self.boxes.pop()]
        box.end = len(page.blocks)
        if box.start == box.end and box is page.boxes[-1]:
            page.boxes.pop()  # a quarter of all: rulers, icons, what scripts fill


@lru_cache(maxsize=2048)
def box_names(own: str | None, names: str | None) -> str:
    """The names of a container without a role, as one text; made once, for many containers have the same."""
    return f"{own or ''} {names or ''} "[:_LONGEST_NAMES]


def _box_of(tag: str, parent: int, start: int, attributes: dict[str, str | None]) -> Box:
    role = (attributes.get("role") or "").lower()
    style = attributes.get("style")
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true" or bool(style and looks(style).hidden)
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''} {role}"[:_LONGEST_NAMES]
    return Box(tag, parent, names, role, hidden, attributes.get("aria-modal") == "true", start)
