"""Which blocks of text stand on a page, in reading order?

One walk without recursion.  Nothing is judged here but what no reader sees: scripts, templates, form fields.  A
container knows which run of blocks it holds, so that asking about it costs nothing.

What an element does is looked up by its name: one method opens it, and hands back the one that closes it.  The walk
costs as much as parsing the page, so what pages hold by the thousand (texts, spans, divs without attributes) is
kept short.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.page.boxes import Page
from extract.page.elements import BOLD, CELLS, CONTAINERS, FRAMES, HEADINGS, LINE_BLOCKS, LISTS, UNSEEN
from extract.page.gathering import Close, shut
from extract.page.head import frame_of, read_meta, read_script
from extract.page.headings import find_headings
from extract.page.rows import Rows

_DEEPEST_SHADOW = 20


class Walk(Rows):
    """One walk over one part of the page; what is open is kept on stacks of our own."""

    __slots__ = ("shadows",)

    def __init__(self, page: Page, *, as_sent: bool = False) -> None:
        super().__init__(page, as_sent=as_sent)
        self.shadows = 0

    def walk(self, root: LexborNode) -> None:
        """Adds the blocks of this part to the page."""
        close = self.open(root)
        child = root.first_child
        if close is not shut and child is not None:
            self.inside(root, child, close)
        elif close is not None:
            close(self)
        if self.runs:
            self.flush()
        find_headings(self.page.blocks, self.named)

    def open(self, node: LexborNode) -> Close | None:
        tag = node.tag
        if tag is None:  # what a template holds has no element around it
            return None
        if tag == "-text":
            self.text(node.text_content or "")
        return self.openers.get(tag, Walk.other)(self, node, tag)

    def inside(self, root: LexborNode, node: LexborNode, close: Close | None) -> None:
        """Walks what is in an open element, and closes it; every pass is one node, so this is kept short."""
        known, runs = _KNOWN.get, self.runs
        above = [(root, close)]
        while True:
            number = node.tag_id
            if number == _TEXT:
                text = node.text_content or ""
                if self.pre:
                    self.lines(text)
                elif runs or not text.isspace():
                    runs.append((text, self.bold, self.target))
            else:
                opener, tag = known(number) or (Walk.other, node.tag or "-")
                close = opener(self, node, tag)
                if close is not shut and (child := node.first_child) is not None:
                    above.append((node, close))
                    node = child
                    continue
                if close is not None:
                    close(self)
            following = node.next
            while following is None:
                node, close = above.pop()
                if close is not None:
                    close(self)
                if not above:
                    return
                following = node.next
            node = following

    def unseen(self, _node: LexborNode, _tag: str) -> Close | None:
        return shut

    def script(self, node: LexborNode, _tag: str) -> Close | None:
        read_script(self.page, node)
        return shut

    def meta(self, node: LexborNode, _tag: str) -> Close | None:
        read_meta(self.page, node)
        return shut

    def frame(self, node: LexborNode, _tag: str) -> Close | None:
        address = frame_of(node)
        if address:
            self.page.frames.append(address)
        return shut

    def field(self, node: LexborNode, _tag: str) -> Close | None:
        if (node.attrs.get("type") or "").lower() == "password":
            self.page.password = True
        return shut

    def template(self, node: LexborNode, _tag: str) -> Close | None:
        """A template shows nothing, but for the one that its parent is shown with."""
        if "shadowrootmode" in node.attributes and self.shadows < _DEEPEST_SHADOW:
            self.shadows += 1
            for fragment in node.template_fragments()[:1]:
                if fragment.first_child is not None:
                    self.inside(fragment, fragment.first_child, None)
            self.shadows -= 1
        return shut


Walk.openers = (
    dict.fromkeys(UNSEEN, Walk.unseen)
    | dict.fromkeys(CONTAINERS, Walk.container)
    | dict.fromkeys(LINE_BLOCKS, Walk.line_block)
    | dict.fromkeys(HEADINGS, Walk.heading)
    | dict.fromkeys(LISTS, Walk.listing)
    | dict.fromkeys(CELLS, Walk.cell)
    | dict.fromkeys(BOLD, Walk.inline)
    | dict.fromkeys(FRAMES, Walk.frame)
    | {
        "-comment": Walk.unseen,
        "a": Walk.anchor,
        "br": Walk.line_break,
        "dd": Walk.definition,
        "dt": Walk.term,
        "font": Walk.inline,
        "input": Walk.field,
        "li": Walk.item,
        "meta": Walk.meta,
        "pre": Walk.preformatted,
        "script": Walk.script,
        "span": Walk.inline,
        "summary": Walk.summary,
        "table": Walk.table,
        "template": Walk.template,
        "tr": Walk.row,
    }
)


def _numbers() -> dict[str, int]:
    """The numbers that the parser has for names: asking a node for its own costs least."""
    tree = LexborHTMLParser("<body><!-- -->text")
    nodes = [tree.create_node(tag) for tag in Walk.openers if tag.isalnum()]
    nodes += (node for body in tree.css("body") for node in body.traverse(include_text=True))
    return {node.tag: node.tag_id for node in nodes if node.tag is not None}


_NUMBERS = _numbers()
_TEXT = _NUMBERS["-text"]
_KNOWN = {_NUMBERS[tag]: (opener, tag) for tag, opener in Walk.openers.items()}
