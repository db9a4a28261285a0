"""What of a page is still taken for the policy, and how much running text do its containers hold?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import sub

from extract.one_line import DATED, TITLE_WORDS
from extract.page.boxes import Box, Page
from extract.part.furniture import LONGEST_LINE, YEAR, line_kind
from extract.part.weights import sampled, weighed, weights
from extract.runs import Draft
from extract.vocabulary import density
from model import Block

_MEASURE = 40
_BUTTONS = 90  # characters at most: two buttons or three in one line
_STILL_GREAT = 4
_TITLE = 80


class Part:
    """The blocks still kept; sums over any container cost one subtraction."""

    def __init__(self, page: Page) -> None:
        self.blocks = page.blocks
        self.boxes = page.boxes
        self.keep = bytearray(b"\1" * len(page.blocks))
        sizes = [len(block.text) for block in page.blocks]
        linked = [block.link_chars for block in page.blocks]
        self.weights = weighed(page.blocks, list(map(sub, sizes, linked)))
        self.head = page.title.casefold()
        self.evidence: dict[str, str] = {}
        self.cuts: list[tuple[int, int, str, int]] = []  # from, to, why, prose
        self.links = [0, *accumulate(linked)]
        self.letters = [0, *accumulate(sizes)]
        self.lines = _lines(page.blocks, sizes)
        self.stale = True  # whether the sums are those of before prose was dropped
        self.sums: list[int] = []
        self.total = 0
        self.great: list[int] = []
        self.total_of_great = 0
        self.sum()
        self._find_great()

    def sum(self) -> None:
        """To be called when what was dropped held prose."""
        if self.stale:
            self.sums = [0, *accumulate(self.weights)]
            self.total = self.sums[-1]
            self.stale = False

    def kept(self) -> list[Draft]:
        return [block for block, keep in zip(self.blocks, self.keep, strict=True) if keep]

    def prose(self, box: Box) -> int:
        return self.sums[box.end] - self.sums[box.start]

    def is_small(self, prose: int) -> bool:
        """So little of the text that a name or an element is reason enough to cut it."""
        return prose < 0.3 * self.total or not prose

    def is_links(self, start: int, end: int) -> bool:
        """Whether links fill a stretch, as they fill menus."""
        return (self.links[end] - self.links[start]) * 2 > self.letters[end] - self.letters[start]

    def voice(self, blocks: Iterable[int], *, consent: bool = False) -> float:
        """How densely the prose of these blocks speaks the words of policies."""
        texts = [self.blocks[i].text for i in blocks if self.weights[i]]
        return density(sampled(texts), consent=consent)

    def is_foreign(self, box: Box, rest: float) -> bool:
        """Whether links fill a part, or its prose has hardly a word of policies while the rest has."""
        if not self.prose(box) or self.prose(box) < 200:
            return self.is_links(box.start, box.end)
        return rest > 0.6 and self.voice(range(box.start, box.end)) < 0.5 * rest

    def drop(self, start: int, end: int, why: str) -> None:
        """Cuts a stretch of blocks; the sums are those of before until `sum` is called."""
        count = sum(self.keep[start:end])
        if count:
            held = sum(self.weights[start:end])
            self.cuts.append((start, end, why, held))
            self.keep[start:end] = bytes(end - start)
            if held:
                self.weights[start:end] = [0] * (end - start)
                self.stale = True
            self.evidence[why] = str(int(self.evidence.get(why, "0")) + count)

    def restore(self, start: int, end: int) -> None:
        self.keep[start:end] = b"\1" * (end - start)
        self.weights[start:end] = weights(self.blocks[start:end])
        self.stale = True

    def drop_if(self, blocks: Iterable[int], why: str) -> None:
        for i in blocks:
            self.drop(i, i + 1, why)

    def smallest_with(self, share: float) -> int:
        """The innermost container with that share of the prose, as its number; -1 if there is none."""
        sums, need, found = self.sums, share * self.total, -1
        if self.total * _STILL_GREAT < self.total_of_great:
            self._find_great()
        if self.total:
            for number in self.great:
                box = self.boxes[number]
                if sums[box.end] - sums[box.start] >= need:
                    found = number
        return found

    def _find_great(self) -> None:
        """The few containers that can hold most of the prose, also when some of it is cut."""
        sums, least = self.sums, self.total / _STILL_GREAT / 2
        self.great = [n for n, box in enumerate(self.boxes) if sums[box.end] - sums[box.start] > least]
        self.total_of_great = self.total

    def is_title(self, i: int) -> bool:
        """Whether a block can be the title: a great heading, or a lesser one that names a policy or the page."""
        block = self.blocks[i]
        heading = block.block is Block.HEADING
        if not (heading or block.bold) or block.link_chars or len(block.text) > 150:
            return False
        if heading and block.level == 1:
            return True
        return block.text.casefold() in self.head or bool(TITLE_WORDS.search(block.text))

    def title(self) -> int | None:
        """Where the first great heading stands, if most of the prose comes after it."""
        for i, block in enumerate(self.blocks):
            if block.block is Block.HEADING and block.level == 1 and self.keep[i]:
                return i if self.sums[i] < 0.4 * self.total else None
        return self.plain_title()

    def plain_title(self) -> int | None:
        """Where no heading is a great one: the first line that names a policy as the page's head does."""
        for i, block in enumerate(self.blocks):
            text = block.text
            if self.sums[i] > 0.15 * self.total:
                return None
            if not self.keep[i] or block.link_chars or not 3 < len(text) <= _TITLE:
                continue
            if text.casefold() in self.head and TITLE_WORDS.search(text):
                return i
        return None

    def names_itself(self, i: int) -> bool:
        """Whether a heading names a policy, or says what the page's head says."""
        text = self.blocks[i].text
        return text.casefold() in self.head or bool(TITLE_WORDS.search(text))


def is_dated(block: Draft) -> bool:
    """A line that tells a date of the text: when it was changed, from when on it holds."""
    text = block.text
    return (
        ("19" in text or "20" in text)
        and not block.link_chars
        and "\u00a9" not in text
        and bool(YEAR.search(text) and DATED.search(text))
    )


def _lines(blocks: Sequence[Draft], sizes: Sequence[int]) -> dict[int, str]:
    """The blocks that are no clauses but lines of a known kind, and of which."""
    found: dict[int, str] = {}
    for i, (block, size) in enumerate(zip(blocks, sizes, strict=True)):
        text = block.text
        if size <= LONGEST_LINE and (kind := line_kind(text)):
            found[i] = kind
        elif size < _BUTTONS and len(block.links) > 1:
            kind = next(filter(None, (line_kind(link.text) for link in block.links)), "")
            if kind in ("accept", "refuse"):
                found[i] = kind
        elif size > _MEASURE and text[0] == text[(word := text.find(" ") + 1) : word + 1] and _is_measure(text, word):
            found[i] = "measure"
    return found


def _is_measure(text: str, second: int) -> bool:
    """Whether a script wrote it to measure fonts with: one word over and over. `second` is where its second begins."""
    return text.startswith(text[:second], second) and text.count(" ") > 4 and len(set(text.split())) == 1
