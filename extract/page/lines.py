"""What blocks do elements make that hold lines of text and no blocks?"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from extract.page.elements import DEEPEST_LIST, HEADINGS
from extract.page.gathering import PARAGRAPH, PREFORMATTED, Close
from extract.page.inline import Inline
from model import Block

_TERM = (Block.TERM, 0)
_ITEM_KINDS = [(Block.ITEM, max(1, depth)) for depth in range(DEEPEST_LIST + 1)]
_HEADING_KINDS = {tag: (Block.HEADING, level) for tag, level in HEADINGS.items()}


class Lines(Inline):
    """Paragraphs, headings, items, terms, preformatted text."""

    __slots__ = ()

    def line_block(self, node: LexborNode, _tag: str) -> Close | None:
        if self.runs:
            self.flush()
        kind = self.kinds[-1]
        close = Lines.end_lines
        if kind is not PARAGRAPH:
            self.kinds.append(kind if kind is not _TERM else PARAGRAPH)
            close = Lines.end_line_block
        attributes = node.attributes
        return self.dress(attributes, close) if attributes else close

    def end_lines(self) -> None:
        if self.runs:
            self.flush()

    def end_line_block(self) -> None:
        if self.runs:
            self.flush()
        ended = self.kinds.pop()
        if self.kinds[-1][0] is Block.ITEM:
            self.kinds[-1] = ended

    def summary(self, node: LexborNode, tag: str) -> Close | None:
        """What unfolds a section is its heading, if it reads like one."""
        close = self.line_block(node, tag)
        if close is None or close is Inline.end_dressed:
            return close
        self.dressed.append((close, self.bold, self.pre, 0, len(self.page.blocks)))
        return Inline.end_dressed

    def heading(self, _node: LexborNode, tag: str) -> Close | None:
        if self.runs:
            self.flush()
        self.kinds.append(_HEADING_KINDS[tag])
        return Lines.end_heading

    def end_heading(self) -> None:
        if self.runs:
            self.flush()
        self.kinds.pop()
        if self.kinds[-1][0] is Block.ITEM:
            self.kinds[-1] = PARAGRAPH

    def item(self, _node: LexborNode, _tag: str) -> Close | None:
        if self.runs:
            self.flush()
        self.kinds.append(_ITEM_KINDS[self.lists] if self.lists <= DEEPEST_LIST else _ITEM_KINDS[-1])
        return Lines.end_item

    def term(self, _node: LexborNode, _tag: str) -> Close | None:
        if self.runs:
            self.flush()
        self.kinds.append(_TERM)
        return Lines.end_item

    def end_item(self) -> None:
        if self.runs:
            self.flush()
        self.kinds.pop()

    def preformatted(self, _node: LexborNode, _tag: str) -> Close | None:
        if self.runs:
            self.flush()
        self.pre += PREFORMATTED
        self.kinds.append(self.kinds[-1])
        return Lines.end_preformatted

    def end_preformatted(self) -> None:
        self.pre -= PREFORMATTED
        self.end_line_block()
