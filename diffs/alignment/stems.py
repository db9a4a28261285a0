"""How much do two clauses share when every word counts by its stem?

A clause that was written anew keeps what it is about: `delete` comes back as `deletion`.  So words are
folded to stems, each counts once, and weighs less the more clauses of the two texts use it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Set
from functools import lru_cache, partial
from itertools import chain, pairwise, repeat
from typing import TypeVar

from diffs.alignment.similarity import Bags
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


class Made(dict[int, T]):
    """What is made of each position when it is first asked for: of most clauses nothing is."""

    def __init__(self, make: Callable[[int], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, position: int) -> T:
        made = self[position] = self._make(position)
        return made


class Stems:
    """The stems of every clause of two texts, weighed together."""

    def __init__(self, bags: Bags) -> None:
        self.clauses = bags.clauses
        self._bags = bags
        self._stem_of = list(map(stem, bags.vocabulary))
        self.sets = Made(partial(self._set, 0)), Made(partial(self._set, 1))
        self.weights = self._weigh()
        self.sizes = Made(partial(self._size, 0)), Made(partial(self._size, 1))
        self._openings: dict[tuple[int, int], frozenset[str]] = {}
        self._phrases: dict[tuple[int, int], frozenset[tuple[str, str]]] = {}

    def _row(self, side: int, position: int) -> list[str]:
        return list(map(self._stem_of.__getitem__, self._bags.sequences[side][position]))

    def _set(self, side: int, position: int) -> frozenset[str]:
        return frozenset(map(self._stem_of.__getitem__, self._bags.bags[side][position]))

    def _size(self, side: int, position: int) -> float:
        return self.weight(self.sets[side][position])

    def _weigh(self) -> dict[str, float]:
        used = Counter(chain.from_iterable(self._all()))
        scale = math.log(max(50, sum(map(len, self.clauses))))
        return {word: max(_LEAST_WEIGHT, 1 - math.log(max(1, times / 2)) / scale) for word, times in used.items()}

    def _all(self) -> Iterator[Set[str]]:
        """The stems of each clause; clauses of equal words share their bag, and its stems are found once."""
        bags = list(chain(*self._bags.bags))
        times = Counter(map(id, bags))
        for own in {id(bag): bag for bag in bags}.values():
            yield from repeat(set(map(self._stem_of.__getitem__, own)), times[id(own)])

    def weight(self, words: Collection[str]) -> float:
        """What some stems weigh together; the sum does not depend on the order of a set."""
        weights = self.weights
        return math.fsum(map(weights.__getitem__, words))

    def alike(self, one: Set[str], other: Set[str]) -> float:
        """Weighted Dice of two sets of stems, 0 to 1."""
        size = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / size if size else 0.0

    def opening(self, side: int, position: int) -> frozenset[str]:
        """The stems a clause begins with: its lead-in as far as a colon or the end of a sentence, or some words."""
        known = self._openings.get((side, position))
        if known is None:
            lead = _LEAD.match(self.clauses[side][position].text)
            words = min(len(lead.group().split()) if lead else _OPENING, _LONGEST_LEAD)
            known = self._openings[side, position] = frozenset(self._row(side, position)[:words])
        return known

    def phrases(self, side: int, position: int) -> frozenset[tuple[str, str]]:
        """Its pairs of neighbouring stems."""
        known = self._phrases.get((side, position))
        if known is None:
            known = self._phrases[side, position] = frozenset(pairwise(self._row(side, position)))
        return known
