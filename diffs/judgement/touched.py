"""Which words of a clause went and came, and what stands around them?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diffs.judgement.lexicon import CATEGORIES, FINDER
from model import Edit, EditKind

_NEAR = 160  # characters before and behind a change in which its sentence is looked for

_END = re.compile(r"[.!?;:](?=\s)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What went and what came, the sentences they went from and came into, and the words of these by subject.

    All is casefolded, with one form of apostrophes.
    """

    gone: str
    come: str
    before: str
    after: str
    words_before: Mapping[str, Sequence[str]]
    words_after: Mapping[str, Sequence[str]]

    @classmethod
    def by(cls, edits: Sequence[Edit]) -> Touched:
        gone, come = (_folded(_changed(edits, kind)) for kind in (EditKind.DELETED, EditKind.INSERTED))
        before, after = (_folded(_side(edits, kind)) for kind in (EditKind.DELETED, EditKind.INSERTED))
        return cls(
            gone=gone,
            come=come,
            before=before,
            after=after,
            words_before=FINDER.find(before),
            words_after=FINDER.find(after),
        )

    @property
    def spoken_of(self) -> list[str]:
        """The subjects of the sentences, in the order of the vocabulary."""
        return [name for name in CATEGORIES if name in self.words_before or name in self.words_after]

    def turned(self, name: str) -> Counter[str]:
        """Words of a subject that stand on one side only, what went first."""
        if name not in self.words_before and name not in self.words_after:
            return Counter()
        before, after = self._sides(name)
        return (before - after) + (after - before)

    def stayed(self, name: str) -> Counter[str]:
        if name not in self.words_before or name not in self.words_after:
            return Counter()
        before, after = self._sides(name)
        return before & after

    def _sides(self, name: str) -> tuple[Counter[str], Counter[str]]:
        return Counter(self.words_before.get(name, ())), Counter(self.words_after.get(name, ()))


def size(edits: Sequence[Edit]) -> int:
    """Words that went and came."""
    return sum(len(edit.text.split()) for edit in edits if edit.kind is not EditKind.KEPT)


def _folded(text: str) -> str:
    return text.replace("\u2019", "'").casefold()


def _changed(edits: Sequence[Edit], kind: EditKind) -> str:
    return "\n".join(edit.text for edit in edits if edit.kind is kind)


def _side(edits: Sequence[Edit], kind: EditKind) -> str:
    last = len(edits) - 1
    return "".join(
        "".join(_near(edit.text, begins=at == 0, ends=at == last)) if edit.kind is EditKind.KEPT else edit.text
        for at, edit in enumerate(edits)
        if edit.kind in (EditKind.KEPT, kind)
    )


def _near(text: str, *, begins: bool, ends: bool) -> Iterator[str]:
    """Of text that stayed: the end of the sentence before it and the beginning of the one behind."""
    if not begins and not ends and not _END.search(text):
        yield text
        return
    if not begins:
        head = text[:_NEAR]
        yield head[: found.end()] if (found := _END.search(head)) else head
    yield "\n"
    if not ends:
        tail = text[-_NEAR:]
        cuts = [found.end() for found in _END.finditer(tail)]
        yield tail[cuts[-1] :] if cuts else tail
