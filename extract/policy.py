"""Which part of a page is the policy?

Losing text is worse than adding some, so only what is plainly furniture is cut: consent dialogs, navigation,
page headers and footers, what stands outside the one container with nearly all of the prose, and a second copy
for small screens.  Every cut is taken back when it would take much of the prose with it.
"""

from __future__ import annotations

import re
from itertools import accumulate

from extract.furniture import (
    ABOVE,
    BELOW,
    COLOPHON,
    CONSENT,
    CONSENT_MANAGER,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    MENU_NAMES,
    REACHES_US,
    TO_TOP,
    WORD_OF_NAME,
    YEAR,
)
from extract.page import Box, Page
from extract.runs import DATED, TITLE_WORDS, Draft
from extract.verdicts import POLICY_WORDS
from model import Block

_PROSE = 60  # characters outside links from which on a block is taken for running text
_CJK_PROSE = 12
_COLOPHON = 200  # characters at most: a paragraph on copyright is a clause
_LAST_LINES = 8
_MOST_COPIES = 40  # containers asked whether they repeat what stands before them
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SAMPLE = 40_000  # characters looked at for policy words


def policy_blocks(page: Page) -> tuple[list[Draft], dict[str, str]]:
    """The blocks that are the policy, and what was cut why."""
    cut = _Cut(page)
    cut.measures()
    cut.colophon()
    cut.consent()
    cut.furniture()
    cut.around()
    cut.above()
    cut.outside()
    cut.colophon()  # again: behind it may have stood what is cut by now
    cut.copies()
    return cut.kept(), cut.evidence


def prose(block: Draft) -> int:
    """How many characters of running text a block holds; short lines and links count nothing."""
    free = len(block.text) - block.link_chars
    if free >= _PROSE:
        return free
    return free * 3 if free >= _CJK_PROSE and len(_CJK.findall(block.text)) >= _CJK_PROSE else 0


def _is_measure(text: str) -> bool:
    words = text.split()
    return len(words) >= 6 and len(text) > 40 and len(set(words)) == 1


class _Cut:
    """What is still kept of a page's blocks, cut by cut."""

    def __init__(self, page: Page) -> None:
        self.blocks = page.blocks
        self.boxes = page.boxes
        self.keep = bytearray(b"\1" * len(page.blocks))
        self.weights = [prose(block) for block in page.blocks]
        self.head = page.title.casefold()
        self.evidence: dict[str, str] = {}
        self.links = [0, *accumulate(block.link_chars for block in page.blocks)]
        self.letters = [0, *accumulate(len(block.text) for block in page.blocks)]
        self._sum()

    def _sum(self) -> None:
        held = (weight if keep else 0 for weight, keep in zip(self.weights, self.keep, strict=True))
        self.sums = [0, *accumulate(held)]
        self.total = self.sums[-1]

    def kept(self) -> list[Draft]:
        return [block for block, keep in zip(self.blocks, self.keep, strict=True) if keep]

    def _prose(self, box: Box) -> int:
        return self.sums[box.end] - self.sums[box.start]

    def _drop(self, start: int, end: int, why: str) -> None:
        if end > start and any(self.keep[start:end]):
            self.keep[start:end] = bytes(end - start)
            self.evidence[why] = str(int(self.evidence.get(why, "0")) + end - start)

    def measures(self) -> None:
        """What is no text: lines that scripts measure fonts with, links back to the top."""
        for i, block in enumerate(self.blocks):
            if TO_TOP.match(block.text) or (not block.link_chars and _is_measure(block.text)):
                self._drop(i, i + 1, "measures")
                self.weights[i] = 0

    def consent(self) -> None:
        """Consent dialogs, unless hardly anything else on the page is prose."""
        managers = self._outermost(CONSENT_MANAGER)
        if self.total - sum(self._prose(box) for box in managers) >= 300:
            for box in managers:
                self._drop(box.start, box.end, "consent")
            self._sum()
        for box in self._outermost(CONSENT):
            if self._prose(box) < 0.3 * self.total:
                self._drop(box.start, box.end, "consent")
        self._sum()

    def _outermost(self, names: re.Pattern[str]) -> list[Box]:
        found: list[Box] = []
        for box in self.boxes:
            if (
                box.end > box.start
                and box.names.strip()
                and (not found or box.start >= found[-1].end)
                and names.search(box.names)
            ):
                found.append(box)
        return found

    def furniture(self) -> None:
        """Menus, page headers and footers, by element and role, and by name where links fill them."""
        core = self._smallest_with(0.6)
        for box in self.boxes:
            if box.end == box.start:
                continue
            if self._is_furniture(box, core) and self._prose(box) < 0.3 * self.total:
                self._drop_but_title(box)
        self._sum()

    def _is_furniture(self, box: Box, core: Box | None) -> bool:
        inside = core is not None and core.start <= box.start and box.end <= core.end
        if box.tag in FURNITURE_TAGS or box.role in FURNITURE_ROLES or box.modal:
            # Some builders fold the text itself into nav, form and aside elements.
            return not (inside and box.tag in ("nav", "form", "aside") and self._reads_as_text(box))
        if inside:
            return False
        return bool(box.names) and self._menu_by_name(box) and self._is_links(box)

    def _menu_by_name(self, box: Box) -> bool:
        return not MENU_NAMES.isdisjoint(word.lower() for word in WORD_OF_NAME.findall(box.names))

    def _reads_as_text(self, box: Box) -> bool:
        """Whether it stands behind the beginning of the text, and is prose with few links."""
        links = self.links[box.end] - self.links[box.start]
        return self._prose(box) > 200 and links * 5 < self._prose(box) and self.sums[box.start] > 0.05 * self.total

    def _is_links(self, box: Box) -> bool:
        links = self.links[box.end] - self.links[box.start]
        return links * 2 > self.letters[box.end] - self.letters[box.start] and self._prose(box) < 200

    def _drop_but_title(self, box: Box) -> None:
        """Cuts a box, but for the title that many pages have in their header, and the date below it."""
        inside = range(box.start, box.end)
        titles = [i for i in inside if self._is_title(i)] if box.tag == "header" or box.role == "banner" else []
        if not titles or self._other_title(box):
            self._drop(box.start, box.end, "furniture")
            return
        self._drop(box.start, titles[0], "furniture")
        for i in range(titles[-1] + 1, box.end):
            if self.blocks[i].link_chars * 2 > len(self.blocks[i].text) or self.blocks[i].block is Block.ITEM:
                self._drop(i, i + 1, "furniture")

    def _is_title(self, i: int) -> bool:
        """Whether a block can be the title: a great heading, or a lesser one that names a policy or the page."""
        block = self.blocks[i]
        if block.link_chars or len(block.text) > 150 or not (block.block is Block.HEADING or block.bold):
            return False
        if block.block is Block.HEADING and block.level == 1:
            return True
        return block.text.casefold() in self.head or bool(TITLE_WORDS.search(block.text))

    def _other_title(self, box: Box) -> bool:
        """Whether another great heading, outside the box, stands before the text."""
        half = next((i for i, total in enumerate(self.sums) if total * 2 > self.total), 0)
        return any(
            self.keep[i] and self._is_title(i) and self.blocks[i].level == 1
            for i in range(half)
            if not box.start <= i < box.end
        )

    def around(self) -> None:
        """Menus, footers and pop-ups by name, also with prose, above the title or behind the text."""
        core = self._smallest_with(0.6)
        title = self._title()
        for box in self.boxes:
            if box.end == box.start or not box.names or self._prose(box) >= 0.3 * self.total:
                continue
            names = {word.lower() for word in WORD_OF_NAME.findall(box.names)}
            before = title is not None and box.end <= title and not ABOVE.isdisjoint(names)
            after = core is not None and box.start >= core.end and not BELOW.isdisjoint(names)
            last = "footer" in names and box.end == len(self.blocks)
            if before or after or last:
                self._drop(box.start, box.end, "around")
        self._sum()

    def above(self) -> None:
        """Announcements above a great heading that names the page."""
        title = self._title()
        if title is None or self.sums[title] > 0.15 * self.total:
            return
        text = self.blocks[title].text
        if text.casefold() in self.head or TITLE_WORDS.search(text):
            for i in range(title):
                if not self._may_belong(self.blocks[i]):
                    self._drop(i, i + 1, "above")
        self._sum()

    def _may_belong(self, block: Draft) -> bool:
        """A heading, a date line, or prose that speaks of what policies speak of."""
        if block.block is Block.HEADING or (DATED.search(block.text) and YEAR.search(block.text)):
            return True
        spoken = {match.group() for match in POLICY_WORDS.finditer(block.text.lower())}
        return prose(block) > 0 and bool(spoken - {"cookie", "cookies", "consent"})

    def _smallest_with(self, share: float) -> Box | None:
        """The innermost container with that share of the prose."""
        found = None
        for box in self.boxes:
            if self.total and self._prose(box) >= share * self.total:
                found = box
        return found

    def _title(self) -> int | None:
        """Where the first great heading stands, if most of the prose comes after it."""
        for i, block in enumerate(self.blocks):
            if self.keep[i] and block.block is Block.HEADING and block.level == 1:
                return i if self.sums[i] < 0.4 * self.total else None
        return None

    def outside(self) -> None:
        """What stands outside the smallest container with nearly all of the prose, if it is no prose itself."""
        core = self._smallest_with(0.97)
        if core is None or core.parent < 0:
            return
        start = self._title_before(core.start)
        end = self._lines_after(core)
        self._drop_unless_prose(0, start)
        self._drop_unless_prose(end, len(self.blocks))
        self._sum()

    def colophon(self) -> None:
        """Whose the page is and how often it was looked at, in the last lines of it."""
        last = [i for i in range(len(self.blocks)) if self.keep[i]][-_LAST_LINES:]
        for i in reversed(last):
            block = self.blocks[i]
            if COLOPHON.match(block.text) and len(block.text) <= _COLOPHON:
                self._drop(i, i + 1, "colophon")
                self.weights[i] = 0
            elif self.weights[i]:
                break
        self._sum()

    def _title_before(self, start: int) -> int:
        """Where the title above a container stands; its start if there is none, or it holds a great one itself."""
        first = self.blocks[start : start + 3]
        if any(block.block is Block.HEADING and block.level == 1 for block in first):
            return start
        above = [i for i in range(start) if self.keep[i] and self._is_title(i)]
        near = [i for i in range(max(0, start - 12), start) if self.keep[i] and self.blocks[i].block is Block.HEADING]
        return above[0] if above else near[0] if near else start

    def _lines_after(self, core: Box) -> int:
        """Short lines right behind the text, such as the date of its last change, belong to it."""
        end = core.end
        while end < min(core.end + 6, len(self.blocks)):
            block = self.blocks[end]
            if (
                block.block is Block.HEADING
                or block.link_chars
                or "\u00a9" in block.text
                or not YEAR.search(block.text)
            ):
                break
            end += 1
        return end

    def _drop_unless_prose(self, start: int, end: int) -> None:
        spoken = len(POLICY_WORDS.findall(" ".join(block.text for block in self.kept())[:_SAMPLE].lower()))
        known = spoken * 500 > min(self.letters[-1], _SAMPLE)  # the words of this language are among ours
        for i in range(start, end):
            block = self.blocks[i]
            dated = DATED.search(block.text) and YEAR.search(block.text) and not block.link_chars
            if dated and "\u00a9" not in block.text:
                continue
            if not self.weights[i] or (known and not self._may_belong(block) and not REACHES_US.search(block.text)):
                self._drop(i, i + 1, "outside")

    def copies(self) -> None:
        """A second copy of (nearly) the whole text, for screens of another size."""
        looked: set[tuple[int, int]] = set()
        for box in self.boxes:
            span = (box.start, box.end)
            if not self.total or not 0.3 <= self._prose(box) / self.total <= 0.7 or span in looked:
                continue
            looked.add(span)
            if len(looked) > _MOST_COPIES:
                return
            if self._repeats(box):
                self._drop(box.start, box.end, "copy")
                self._sum()

    def _repeats(self, box: Box) -> bool:
        before = {self.blocks[i].text for i in range(box.start) if self.keep[i]}
        inside = [i for i in range(box.start, box.end) if self.keep[i]]
        again = sum(self.weights[i] for i in inside if self.blocks[i].text in before)
        return again >= 0.9 * self._prose(box)
