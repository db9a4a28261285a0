"""Which lines of a page are headings though no heading element says so?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.one_line import DATED, heading_like
from extract.runs import Draft
from model import Block

_MOST_BOLD = 0.5  # of the characters of a page: where more are bold, bold says nothing

STATED = 10  # added to a level that the element's role states
_LONGEST_STATED = 200
_ITEM = 4
_TEXT = 60  # characters outside links from which on what follows a line is taken for the text below a heading


def find_headings(blocks: Sequence[Draft], named: Sequence[tuple[int, int]]) -> None:
    """Marks what is a heading by the name of its class or role; `named` has the places of such blocks, and the levels.

    A level of 0 means that the name tells none: the block is marked as bold, as a heading made of bold type is.
    Names of classes lie: what is long, stands at the end, or has another such block right behind it, is none; nor is
    the last of three in a row, which are the tabs of a menu.  A role does not lie, its levels are those from STATED on.
    """
    _forget_bold(blocks)
    lines = {at: level for at, level in named if level > STATED or _is_line(blocks, at)}
    for at, level in reversed(lines.items()):  # what follows a heading may be another
        block = blocks[at]
        if level > STATED:
            if len(block.text) <= _LONGEST_STATED and block.block is not Block.ROW:
                block.block, block.level = Block.HEADING, level - STATED
        elif _is_text(blocks[at + 1]) and (level or not _in_a_row(at, lines)):
            block.bold = True
            if level:
                block.block, block.level = Block.HEADING, level


def _in_a_row(at: int, lines: Mapping[int, int]) -> bool:
    """Whether another such line follows, or two stand before."""
    return at + 1 in lines or (at - 1 in lines and at - 2 in lines)


def _is_line(blocks: Sequence[Draft], at: int) -> bool:
    """Whether a block is a short line of text of its own, and something follows."""
    block = blocks[at]
    return at + 1 < len(blocks) and block.block is Block.PARAGRAPH and not block.links and heading_like(block.text)


def _is_text(block: Draft) -> bool:
    """Whether a block reads as what stands below a heading: text, another heading, when the text was changed."""
    if block.block is Block.HEADING or block.block is Block.ROW:
        return True
    free = (len(block.text) - block.link_chars) * (1 if block.text.isascii() else 2)
    return free >= (_ITEM if block.block is Block.ITEM else _TEXT) or bool(DATED.search(block.text))


def _forget_bold(blocks: Sequence[Draft]) -> None:
    bold = sum([len(block.text) for block in blocks if block.bold])
    if bold and bold > _MOST_BOLD * sum([len(block.text) for block in blocks]):
        for block in blocks:
            block.bold = False
