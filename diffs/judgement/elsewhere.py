"""Do the words of a change stand in the other text, too, only cut into other blocks or at another place?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from diffs.judgement.remembered import of_texts
from diffs.lexicon import LITTLE
from model import Clause

_MOST_PLACES = 64  # that are looked at for one clause; its rarest word stands seldom oftener


class Stream:
    """All words of a text one after the other, and where each stands."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.words = words_of(clauses)
        self.counts = Counter(self.words)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            found[word].append(at)
        return found

    def holds(self, words: Sequence[str]) -> bool:
        """Whether these words stand in it one after the other."""
        if not words:
            return True
        if any(word not in self.counts for word in words):
            return False
        rarest = min(range(len(words)), key=lambda at: len(self._places[words[at]]))
        starts = (at - rarest for at in self._places[words[rarest]][:_MOST_PLACES])
        return any(start >= 0 and self.words[start : start + len(words)] == words for start in starts)


@of_texts
def stream(clauses: Sequence[Clause]) -> Stream:
    """Not to be altered: it is kept for the next who asks."""
    return Stream(clauses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Two texts as words in a row, and the words of which there are more in one of them. Little words do not count."""

    before: Stream
    after: Stream
    lost: frozenset[str]
    gained: frozenset[str]

    @classmethod
    def of(cls, before: Sequence[Clause], after: Sequence[Clause]) -> Streams:
        old, new = stream(before), stream(after)
        return cls(before=old, after=new, lost=_more(old.counts, new.counts), gained=_more(new.counts, old.counts))

    def say_the_same(self, before: Sequence[Clause], after: Sequence[Clause]) -> bool:
        """Whether what these clauses said stands in the text after, what they say stood in the one before, and neither
        holds a word that the texts have not equally often.

        A clause that is said once more, or once less, changes the number of its words.
        """
        gone, come = words_of(before), words_of(after)
        if self.lost.intersection(gone) or self.gained.intersection(come):
            return False
        return self.after.holds(gone) and self.before.holds(come)


def words_of(clauses: Iterable[Clause]) -> list[str]:
    """Their words in a row."""
    return [word for clause in clauses for word in clause.words.split()]


def _more(one: Counter[str], other: Counter[str]) -> frozenset[str]:
    return frozenset(word for word, number in one.items() if number > other[word] and word not in LITTLE)
