"""What do elements within a line do to its text?"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from extract.page.boxes import Page
from extract.page.containers import Containers
from extract.page.elements import BLOCK_ROLES, BOLD, looks, read_aloud
from extract.page.gathering import Close, shut
from extract.runs import BREAK, SPACE
from model import Block

_LONGEST_TARGET = 4000


class Inline(Containers):
    """Bold type, links, line breaks, and what hides addresses from robots."""

    __slots__ = ("as_sent", "before")

    def __init__(self, page: Page, *, as_sent: bool) -> None:
        super().__init__(page)
        self.as_sent = as_sent  # whether hidden addresses stay as the bytes show them
        self.before: list[bool | str | None] = []  # what bold and target were outside the elements that set them

    def line_break(self, _node: LexborNode, _tag: str) -> Close | None:
        self.broken = True
        self.runs.append(BREAK if self.cells is None else SPACE)
        return shut

    def other(self, node: LexborNode, tag: str) -> Close | None:
        if tag[0] in "-!":
            return shut
        if "-" in tag and not self.runs and not _runs_on(node):
            return self.container(node, tag)  # a custom element that stands by itself is a block
        if "-" in tag:
            self.text(" ")
        return self.inline(node, tag)

    def inline(self, node: LexborNode, tag: str) -> Close | None:
        attributes = node.attributes
        bold = self.bold or tag in BOLD
        if attributes:
            names = attributes.get("class")
            if names and read_aloud(names):
                if self.kinds[-1][0] is Block.HEADING:
                    return shut  # what the link to a heading is called; elsewhere such words are text as all others
                self.text(" ")
            if "data-cfemail" in attributes and not self.as_sent:
                self.text(_mail_of(attributes["data-cfemail"] or ""))
                return shut
            if attributes.get("role") in BLOCK_ROLES:
                return self.container(node, tag)
            bold = _is_bold(bold, attributes, tag)
        if bold is self.bold:
            return None
        self.before.append(self.bold)
        self.bold = bold
        return Inline.end_bold

    def end_bold(self) -> None:
        self.bold = bool(self.before.pop())

    def anchor(self, node: LexborNode, _tag: str) -> Close | None:
        attributes = node.attrs
        href = attributes.get("href")
        if href is None or "email-protection" in href:
            code = attributes.get("data-cfemail")
            if code and not self.as_sent:
                self.text(_mail_of(code))
                return shut
            if href is None:
                return None
            address = _mail_of(href.rpartition("#")[2])
            href = f"mailto:{address}" if "@" in address else href
        self.before.append(self.target)
        self.target = href.strip()[:_LONGEST_TARGET]
        return Inline.end_anchor

    def end_anchor(self) -> None:
        before = self.before.pop()
        self.target = before if isinstance(before, str) else None


def _is_bold(bold: bool, attributes: dict[str, str | None], tag: str) -> bool:
    """Whether an inline element's text is bold; word processors put whole texts in <b style="font-weight:normal">."""
    style = attributes.get("style")
    look = looks(style).bold if style else None
    if look is not None:
        return look
    if tag == "font":
        return bold or (attributes.get("size") or "").strip().startswith(("+", "4", "5", "6", "7"))
    return bold


def _runs_on(node: LexborNode) -> bool:
    """Whether text follows an element in the same line."""
    following = node.next
    return following is not None and following.tag == "-text" and not (following.text_content or "").isspace()


def _mail_of(code: str) -> str:
    """The address that Cloudflare's mail protection hides: bytes in hex, each XORed with the first."""
    try:
        raw = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if raw else ""
