"""What do elements that hold blocks do to the blocks in them?"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from extract.page.boxes import Page
from extract.page.elements import HEADING_LEVELS, PLAIN, ROLES, TELLING, Looks, heading_named, looks
from extract.page.gathering import PARAGRAPH, Close, Gathering
from extract.page.headings import STATED
from extract.runs import SPACE

_PLAIN_LOOKS = Looks()


class Containers(Gathering):
    """Divisions, lists, definitions: by element or by role."""

    __slots__ = ("dressed", "lists", "named")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.lists = 0
        self.dressed: list[tuple[Close, bool, int, int, int]] = []  # blocks that look otherwise, see `dress`
        self.named: list[tuple[int, int]] = []  # blocks that are headings by name, and the level

    def container(self, node: LexborNode, tag: str) -> Close | None:
        attributes = node.attributes
        if attributes and "role" in attributes and tag in PLAIN:
            by_role = ROLES.get((attributes["role"] or "").lower())
            if by_role is not None:
                return self.openers[by_role](self, node, by_role)
        if self.cells is not None:
            self.runs.append(SPACE)
            return Containers.space
        self.open_box(tag, attributes)
        return self.dress(attributes, Gathering.end_box) if attributes else Gathering.end_box

    def dress(self, attributes: dict[str, str | None], close: Close) -> Close:
        """What closes a block, when its attributes may make it look otherwise, or name it a heading."""
        names = attributes.get("class")
        level = heading_named(names) if names else -1
        look = _PLAIN_LOOKS
        if TELLING.isdisjoint(attributes):
            if level < 0:
                return close
        else:
            if attributes.get("role") == "heading":
                level = STATED + HEADING_LEVELS.get(attributes.get("aria-level") or "", 2)
            if "style" in attributes:
                look = looks(attributes["style"] or "")
            if level < 0 and "aria-expanded" in attributes:  # what unfolds a section is its heading
                level = 0
        if level < 0 and look.bold is None and not look.lines:
            return close
        self.dressed.append((close, self.bold, self.pre, level, len(self.page.blocks)))
        self.bold = self.bold if look.bold is None else look.bold
        self.pre = self.pre or int(look.lines)
        return Containers.end_dressed

    def end_dressed(self) -> None:
        close, bold, pre, level, start = self.dressed.pop()
        close(self)
        self.bold, self.pre = bold, pre
        if level >= 0 and len(self.page.blocks) == start + 1:
            self.named.append((start, level))

    def space(self) -> None:
        self.runs.append(SPACE)

    def listing(self, node: LexborNode, tag: str) -> Close | None:
        if self.cells is not None:
            return self.container(node, tag)
        self.open_box(tag, node.attributes)
        self.lists += 1
        return Containers.end_listing

    def end_listing(self) -> None:
        self.end_box()
        self.lists -= 1

    def definition(self, node: LexborNode, tag: str) -> Close | None:
        if self.cells is not None:
            return self.container(node, tag)
        self.open_box(tag, node.attributes)
        self.kinds.append(PARAGRAPH)
        return Containers.end_definition

    def end_definition(self) -> None:
        if self.runs:
            self.flush()
        self.kinds.pop()
        self.end_box()
