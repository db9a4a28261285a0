"""Into which texts does what a page carries as data fall?

An application's data holds the policy among its messages, menus and settings, and often the other policies and the
other languages too.  What was made of it keeps the containers of the data, so the text is narrowed down to the one
that says nearly all which policies say, as long as what is left out speaks of other things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from extract.apart.carried import PART
from extract.facts.kinds import kind_of
from extract.language import heard_in
from extract.one_line import TITLE_WORDS
from extract.page.boxes import Page
from extract.part.weights import prose
from extract.runs import Draft
from extract.vocabulary import spoken
from model import Block

_NEARLY_ALL = 0.9  # of the words of policies
_PLAIN = 0.3  # words of policies among a hundred characters of any text
_FOREIGN = 0.4  # of the policy's voice, below which a part of the data is no part of it
_LOUD = 1.0
_LINES = 300  # characters
_DOCUMENT = 800  # characters of a document of its own
_MOST_DOCUMENTS = 60
_DEEPEST = 3  # documents among documents
_NAMED = 2 / 3
_SAMPLE = 2_000
_SAME = 0.5  # of the letters
_WORD = re.compile(r"\w+")
_TITLE = 100
_BEGINNING = 4  # blocks among which a title is looked for


def pieces_of(page: Page, depth: int = 0) -> list[Page]:
    """The text on this page without what is foreign to it; and each document, where it is plainly several."""
    if not page.boxes:
        return [page]
    tree = _Tree(page)
    policy = tree.policy()
    documents = tree.documents(tree.deepest(policy)) if depth < _DEEPEST else []
    whole = tree.cut(tree.outermost(policy))
    return [whole, *(piece for one in documents for piece in pieces_of(one, depth + 1))]


def kind_named(blocks: Sequence[Draft]) -> str:
    """The kind of document that a text says it is, by its title or its first words."""
    return kind_of("", "", titles(blocks), [block.text for block in blocks[:_BEGINNING]])


def titles(blocks: Sequence[Draft]) -> list[str]:
    """The lines with which a text begins that may be its title."""
    lines = [block.text for block in blocks[:_BEGINNING] if block.block is Block.HEADING or block.bold]
    return [line for line in lines or [block.text for block in blocks[:1]] if len(line) <= _TITLE]


def held(blocks: Sequence[Draft], others: Sequence[Draft]) -> float:
    """How much of a text another one holds, by its letters."""
    said = {words_of(block.text) for block in others}
    return letters_of([block for block in blocks if words_of(block.text) in said]) / (letters_of(blocks) or 1)


def letters_of(blocks: Sequence[Draft]) -> int:
    return sum(len(block.text) for block in blocks)


def words_of(text: str) -> str:
    """The words of a text, a space around each.

    >>> words_of("Terms - of use!")
    ' terms of use '
    """
    return f" {' '.join(_WORD.findall(text.casefold()))} "


class _Tree:
    """The containers of a page, and how much of each speaks as policies do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said = [0.0, *accumulate(_said(block) for block in page.blocks)]
        self.letters = [0, *accumulate(len(block.text) for block in page.blocks)]
        self.parts = [n for n, box in enumerate(page.boxes) if n == 0 or (box.tag == PART and box.end > box.start)]

    def within(self, sums: Sequence[float], number: int) -> float:
        box = self.page.boxes[number]
        return sums[box.end] - sums[box.start]

    def policy(self) -> int:
        """The part of the data that is the policy: what it says as policies do outweighs what it says otherwise."""
        voice = self._voice(self._loudest(_PLAIN))
        return self._loudest(_FOREIGN * min(voice, _LOUD))

    def _voice(self, number: int) -> float:
        return 100 * self.within(self.said, number) / (self.within(self.letters, number) or 1)

    def _loudest(self, plain: float) -> int:
        """The part with most words of policies beyond those that plain speech of its length has."""
        return max(self.parts, key=lambda n: self.within(self.said, n) - plain / 100 * self.within(self.letters, n))

    def deepest(self, number: int) -> int:
        """The innermost part with nearly all that this one says as policies do."""
        box, need = self.page.boxes[number], _NEARLY_ALL * self.within(self.said, number)
        inside = (n for n in self.parts if box.start <= self.page.boxes[n].start and self.page.boxes[n].end <= box.end)
        return max((n for n in inside if self.within(self.said, n) >= need), default=number)

    def outermost(self, number: int) -> int:
        """The greatest container around one without a title that adds hardly more than that and a line with a date."""
        found, held = number, self.within(self.letters, number)
        while (number := self.page.boxes[number].parent) >= 0:
            box = self.page.boxes[found]
            if self.within(self.letters, number) - held > _LINES or _is_titled(self.page.blocks[box.start : box.end]):
                break
            found = number
        return found

    def documents(self, number: int) -> list[Page]:
        """The parts of a container that are documents of different kinds, or in different languages, or one again."""
        inside = self._below(number)
        parts = [self.cut(n) for n in inside if self.within(self.letters, n) >= _DOCUMENT]
        if not 2 <= len(parts) <= _MOST_DOCUMENTS:
            return []
        languages = [_language(part) for part in parts]
        if all(languages) and len(set(languages)) == len(parts):
            return parts
        if any(held(one.blocks, other.blocks) >= _SAME for one, other in pairwise(parts)):
            return parts  # one document in two states
        kinds = [kind_named(part.blocks) for part in parts]
        named = [kind for kind in kinds if kind]
        differ = len(set(named)) > 1 and len(named) >= _NAMED * len(parts)
        again = len(set(zip(kinds, languages, strict=True))) < len(parts) and len(set(named)) < len(named)
        return parts if differ and not again else []

    def _below(self, number: int) -> list[int]:
        """The outermost parts inside a container."""
        found, end = [], 0
        for n in self.parts:
            box = self.page.boxes[n]
            if n > number and box.start >= max(end, self.page.boxes[number].start):
                found.append(n)
                end = box.end
        return [n for n in found if self.page.boxes[n].end <= self.page.boxes[number].end]

    def cut(self, number: int) -> Page:
        """A container as a page of its own."""
        page, box = self.page, self.page.boxes[number]
        if number == 0:
            return page
        last = next((n for n in range(number + 1, len(page.boxes)) if page.boxes[n].parent < number), len(page.boxes))
        boxes = [
            replace(one, parent=max(-1, one.parent - number), start=one.start - box.start, end=one.end - box.start)
            for one in page.boxes[number:last]
        ]
        boxes[0].parent = -1
        blocks = [replace(block, box=max(0, block.box - number)) for block in page.blocks[box.start : box.end]]
        return replace(page, blocks=blocks, boxes=boxes)


def _said(block: Draft) -> float:
    """Words of policies in running text, of a long one as many as its beginning lets expect. Menus say them too."""
    if not prose(block):
        return 0.0
    text = block.text
    return spoken(text[:_SAMPLE]) * max(1.0, len(text) / _SAMPLE)


def _is_titled(blocks: Sequence[Draft]) -> bool:
    return any(TITLE_WORDS.search(line) for line in titles(blocks[:1]))


def _language(page: Page) -> str:
    words = " ".join(block.text for block in page.blocks[:40]).casefold()
    language, sure = heard_in(words)
    return language if sure else ""
