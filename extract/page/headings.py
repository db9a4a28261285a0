"""Which lines of a page are headings though no heading element says so?"""

from __future__ import annotations

from collections.abc import Sequence

from extract.runs import Draft, heading_like
from model import Block

_MOST_BOLD = 0.5  # of the characters of a page: where more are bold, bold says nothing

_ITEM = 20
_TEXT = 60  # characters outside links from which on what follows a line is taken for the text below a heading


def find_headings(blocks: Sequence[Draft], named: Sequence[tuple[int, int]]) -> None:
    """Marks what is a heading by the name of its class or role; `named` has the places of such blocks, and the levels.

    A level of 0 means that the name tells none: the block is marked as bold, as a heading made of bold type is.
    Names lie: what is long, stands at the end, or has another such block right behind it, is none.
    """
    _forget_bold(blocks)
    lines = {at: level for at, level in named if _is_line(blocks, at)}
    for at, level in lines.items():
        if not _is_text(blocks[at + 1]) or (not level and at + 1 in lines):
            continue
        block = blocks[at]
        block.bold = True
        if level:
            block.block, block.level = Block.HEADING, level


def _is_line(blocks: Sequence[Draft], at: int) -> bool:
    """Whether a block is a short line of text of its own, and something follows."""
    block = blocks[at]
    return at + 1 < len(blocks) and block.block is Block.PARAGRAPH and not block.links and heading_like(block.text)


def _is_text(block: Draft) -> bool:
    if block.block is Block.HEADING or block.block is Block.ROW:
        return True
    free = (len(block.text) - block.link_chars) * (1 if block.text.isascii() else 2)
    return free >= (_ITEM if block.block is Block.ITEM else _TEXT)


def _forget_bold(blocks: Sequence[Draft]) -> None:
    bold = sum([len(block.text) for block in blocks if block.bold])
    if bold and bold > _MOST_BOLD * sum([len(block.text) for block in blocks]):
        for block in blocks:
            block.bold = False
