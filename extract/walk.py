"""Which blocks of text stand on a page, in reading order?

One walk without recursion.  Nothing is judged here but what no reader sees: scripts, templates, form fields.  A
container knows which run of blocks it holds, so that asking about it costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from extract.elements import (
    BOLD,
    CONTAINERS,
    DEEPEST_LIST,
    HEADINGS,
    LINE_BLOCKS,
    LISTS,
    NO_DISPLAY,
    ONLY_FOR_READERS,
    UNSEEN,
)
from extract.markdown_in import row_text
from extract.page import Box, Page
from extract.runs import BREAK, Draft, Run, blocks, draft
from extract.tables import is_data
from model import Block, Link


def _mail_of(code: str) -> str:
    """The address that Cloudflare's mail protection hides: bytes in hex, each XORed with the first."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if raw else ""


class Walk:
    """One walk over one part of the page; what is open is kept on a stack of our own."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.runs: list[Run] = []
        self.bold = 0
        self.target: str | None = None
        self.boxes: list[int] = []
        self.lists = 0
        self.kinds: list[tuple[Block, int]] = [(Block.PARAGRAPH, 0)]
        self.pre = 0
        self.cell: list[list[Run]] | None = None  # cells of the data table's row being read
        self.cell_heads = 0
        self.tables = 0
        self.rows = 0
        self.data_depth = 0
        self.depth = 0

    def walk(self, root: LexborNode) -> None:
        stack: list[tuple[LexborNode, Callable[[], None] | None]] = []
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag
            child = None
            close = None
            if tag == "-text":
                self._text(node.text_content or "")
            elif tag is not None and tag[0] != "-" and tag[0] != "!" and tag not in UNSEEN:
                descend, close = self._open(node, tag)
                child = node.child if descend else None
            if child is not None:
                stack.append((node, close))
                node = child
                continue
            if close is not None:
                close()
            node = self._onward(node, stack)
        self.flush()

    @staticmethod
    def _onward(node: LexborNode, stack: list[tuple[LexborNode, Callable[[], None] | None]]) -> LexborNode | None:
        """The next node in reading order, closing what ends before it."""
        while True:
            if not stack:
                return None
            following = node.next
            if following is not None:
                return following
            node, close = stack.pop()
            if close is not None:
                close()

    # -- text

    def _text(self, text: str) -> None:
        if self.pre and "\n" in text:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self.runs.append(BREAK)
                self.runs.append(Run(line, self.bold > 0, self.target))
        elif text:
            self.runs.append(Run(text if text != "\n" else " ", self.bold > 0, self.target))

    def flush(self) -> None:
        runs = self.runs
        if not runs:
            return
        if self.cell is not None:
            runs.append(Run(" "))
            return
        self.runs = []
        kind, level = self.kinds[-1]
        made = blocks(runs, kind, level)
        if not made:
            return
        if kind is Block.ITEM or kind is Block.TERM:
            self.kinds[-1] = (Block.PARAGRAPH, 0)
        box = self.boxes[-1] if self.boxes else 0
        for one in made:
            one.box = box
        self.page.blocks += made

    # -- elements: what opening one does, whether to go in, and what closing it does

    def _open(self, node: LexborNode, tag: str) -> tuple[bool, Callable[[], None] | None]:
        if tag == "br":
            self.runs.append(BREAK if self.cell is None else Run(" "))
            return False, None
        if tag == "a":
            return "data-cfemail" not in node.attributes, self._anchor(node)
        if tag in CONTAINERS:
            return True, self._container(node, tag)
        if tag in LINE_BLOCKS:
            return True, self._line_block(tag)
        return self._inline(node, tag)

    def _inline(self, node: LexborNode, tag: str) -> tuple[bool, Callable[[], None] | None]:
        attributes = node.attributes
        if attributes:
            if "data-cfemail" in attributes:
                self._text(_mail_of(attributes.get("data-cfemail") or ""))
                return False, None
            names = attributes.get("class") or ""
            if names and ONLY_FOR_READERS.search(names):
                return False, None
            if tag == "font" and (attributes.get("size") or "").strip().startswith(("+", "4", "5", "6", "7")):
                tag = "big"
        if tag in BOLD:
            self.bold += 1
            return True, self._end_bold
        if "-" in tag:  # custom elements mostly stand for blocks
            self.runs.append(Run(" "))
        return True, None

    def _end_bold(self) -> None:
        self.bold -= 1

    def _anchor(self, node: LexborNode) -> Callable[[], None]:
        before = self.target
        attributes = node.attributes
        href = attributes.get("href")
        if "data-cfemail" in attributes:
            self._text(_mail_of(attributes.get("data-cfemail") or ""))
        self.target = href.strip()[:4000] if href is not None else before

        def close() -> None:
            self.target = before

        return close

    def _line_block(self, tag: str) -> Callable[[], None]:
        self.flush()
        level = HEADINGS.get(tag)
        if level:
            self.kinds.append((Block.HEADING, level))
        elif tag == "li":
            self.kinds.append((Block.ITEM, min(max(1, self.lists), DEEPEST_LIST)))
        elif tag == "dt":
            self.kinds.append((Block.TERM, 0))
        elif tag == "pre":
            self.pre += 1
            self.kinds.append(self.kinds[-1])
        else:
            self.kinds.append(self.kinds[-1] if self.kinds[-1][0] is not Block.TERM else (Block.PARAGRAPH, 0))

        def close() -> None:
            self.flush()
            ended = self.kinds.pop()
            self.pre -= tag == "pre"
            if tag not in ("li", "dt") and not level and self.kinds[-1][0] is Block.ITEM:
                self.kinds[-1] = ended
            elif level and self.kinds[-1][0] is Block.ITEM:
                self.kinds[-1] = (Block.PARAGRAPH, 0)

        return close

    def _container(self, node: LexborNode, tag: str) -> Callable[[], None] | None:
        if self.cell is not None:
            return self._inside_row(tag)
        self.flush()
        self._open_box(node, tag)
        listed = tag in LISTS
        self.lists += listed
        if tag == "dd":
            self.kinds.append((Block.PARAGRAPH, 0))
        data = tag == "table" and self.tables < 20 and is_data(node)
        self.tables += tag == "table"
        if data:
            self.data_depth = self.tables
            self.rows += 1
            self.row_number = 0
        if tag == "tr" and self.data_depth and self.data_depth == self.tables:
            return self._row()

        def close() -> None:
            self.flush()
            self.lists -= listed
            if tag == "dd":
                self.kinds.pop()
            if tag == "table":
                if self.data_depth == self.tables:
                    self.data_depth = 0
                self.tables -= 1
            self._close_box()

        return close

    def _open_box(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        parent = self.boxes[-1] if self.boxes else -1
        box = Box(tag, parent, start=len(self.page.blocks))
        if attributes:
            role = (attributes.get("role") or "").lower()
            box.names = f"{attributes.get('id') or ''} {attributes.get('class') or ''} {role}"[:500]
            box.role = role
            box.modal = attributes.get("aria-modal") == "true"
            style = attributes.get("style")
            box.hidden = (
                "hidden" in attributes
                or attributes.get("aria-hidden") == "true"
                or bool(style and NO_DISPLAY.search(style[:2000]))
            )
        self.boxes.append(len(self.page.boxes))
        self.page.boxes.append(box)

    def _close_box(self) -> None:
        self.page.boxes[self.boxes.pop()].end = len(self.page.blocks)

    # -- rows of data tables

    def _row(self) -> Callable[[], None]:
        self.cell = []
        self.cell_heads = 0
        self.runs = []

        def close() -> None:
            self._end_row()
            self._close_box()

        return close

    def _inside_row(self, tag: str) -> Callable[[], None] | None:
        if tag in ("td", "th"):
            self.runs = []
            self.cell_heads += tag == "th"

            def close() -> None:
                if self.cell is not None:
                    self.cell.append(self.runs)
                self.runs = []

            return close
        self.runs.append(Run(" "))
        return lambda: self.runs.append(Run(" "))

    def _end_row(self) -> None:
        cells = [draft(runs, Block.ROW) for runs in self.cell or []]
        self.cell = None
        self.runs = []
        texts = tuple(cell.text if cell else "" for cell in cells)
        if any(texts):
            filled = [cell for cell in cells if cell]
            links: tuple[Link, ...] = tuple(link for cell in filled for link in cell.links)
            first = self.row_number == 0 and len(filled) > 1
            header = first and (self.cell_heads == len(cells) or all(cell.bold for cell in filled))
            made = Draft(Block.ROW, row_text(texts), links=links, cells=texts, header=header, table=self.rows)
            made.link_chars = sum(cell.link_chars for cell in filled)
            made.box = self.boxes[-1] if self.boxes else 0
            self.page.blocks.append(made)
            self.row_number += 1

    row_number = 0
