"""How much do two clauses share when every word counts by its stem?

A clause that was written anew keeps what it is about: `delete` comes back as `deletion`.  So words are
folded to stems, each counts once, and weighs less the more clauses of the two texts use it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from functools import lru_cache, partial
from itertools import chain, count, pairwise, repeat
from typing import TypeVar

from diffs.alignment.similarity import Bags, Made, weights_of
from model import Block, Clause

T = TypeVar("T")

_ENDINGS = (
    *("ments", "ment", "able", "ible", "ings", "ions", "ally", "ing", "ion", "ies", "ied", "ive"),
    *("ed", "es", "ly", "en", "al", "s", "e", "y"),
)
_ROOT = 4  # letters that stay
_LEAST_WEIGHT = 0.05
_OPENING = 6  # words, where no lead-in is marked
_LONGEST_LEAD = 12  # words
_LEAD = re.compile(r"[^.:;!?|]{2,80}[.:!?|]")

_TITLE = 12  # words
_STOPS = tuple(".:;,!。")


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without its ending, as far as the ending is one of a few common ones.

    >>> [stem(word) for word in ("delete", "deletion", "provides", "providing", "data")]
    ['delet', 'delet', 'provid', 'provid', 'data']
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word[: -len(ending)]
    return word


def is_title(clause: Clause) -> bool:
    """Whether a clause is a heading, or looks like one: a few words without a mark at their end."""
    if clause.block is Block.PARAGRAPH:
        return not clause.text.endswith(_STOPS) and len(clause.words.split()) <= _TITLE
    return clause.block is Block.HEADING


class Stems:
    """The stems of every clause of two texts, numbered and weighed together."""

    def __init__(self, bags: Bags) -> None:
        self.clauses = bags.clauses
        self._bags = bags
        self.numbers, self._stem_of = _numbered(bags.vocabulary)
        self.weights = self._weigh()
        self.sets = self._made(self._set)
        self.sizes = self._made(self._size)
        self.titles = self._made(self._is_title)
        self.openings = self._made(self._opening)
        self.phrases = self._made(self._phrases)

    def _made(self, make: Callable[[int, int], T]) -> tuple[Made[T], Made[T]]:
        return Made(partial(make, 0)), Made(partial(make, 1))

    def _row(self, side: int, position: int) -> list[int]:
        return list(map(self._stem_of.__getitem__, self._bags.sequences[side][position]))

    def _set(self, side: int, position: int) -> frozenset[int]:
        return frozenset(map(self._stem_of.__getitem__, self._bags.bags[side][position]))

    def _size(self, side: int, position: int) -> float:
        return self.weight(self.sets[side][position])

    def _is_title(self, side: int, position: int) -> bool:
        return is_title(self.clauses[side][position])

    def _weigh(self) -> list[float]:
        used = Counter(chain.from_iterable(self._all()))
        return weights_of(used, sum(map(len, self.clauses)), _LEAST_WEIGHT)

    def _all(self) -> Iterator[Set[int]]:
        """The stems of each clause; clauses of equal words share their bag, and its stems are found once."""
        sides = zip(self._bags.bags, self.clauses, strict=True)
        bags = [own[at] for own, clauses in sides for at in range(len(clauses))]
        times = Counter(map(id, bags))
        for own in {id(bag): bag for bag in bags}.values():
            yield from repeat(set(map(self._stem_of.__getitem__, own)), times[id(own)])

    def weight(self, stems: Collection[int]) -> float:
        """What some stems weigh together; the sum does not depend on the order of a set."""
        return math.fsum(map(self.weights.__getitem__, stems))

    def alike(self, one: Set[int], other: Set[int]) -> float:
        """Weighted Dice of two sets of stems, 0 to 1."""
        both = one & other
        return 2 * self.weight(both) / (self.weight(one) + self.weight(other)) if both else 0.0

    def _opening(self, side: int, position: int) -> frozenset[int]:
        """The stems a clause begins with: its lead-in as far as a colon or the end of a sentence, or some words."""
        lead = _LEAD.match(self.clauses[side][position].text)
        words = min(len(lead.group().split()) if lead else _OPENING, _LONGEST_LEAD)
        return frozenset(self._row(side, position)[:words])

    def _phrases(self, side: int, position: int) -> frozenset[int]:
        """Its pairs of neighbouring stems, each as one number, for a long text has very many of them."""
        row, base = self._row(side, position), len(self.numbers)
        return frozenset([one * base + next_one for one, next_one in pairwise(row)])

    def phrase_weight(self, phrases: Collection[int]) -> float:
        """What the stems of some phrases weigh, each in every phrase that it stands in."""
        return self.weight([stem for phrase in phrases for stem in divmod(phrase, len(self.numbers))])


def _numbered(vocabulary: Iterable[str]) -> tuple[dict[str, int], list[int]]:
    """The number of every stem, given in order of first appearance, and for each word the number of its stem."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    return numbers, list(map(numbers.__getitem__, map(stem, vocabulary)))
