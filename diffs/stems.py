"""How much do two clauses share when every word counts by its stem?

A clause that was written anew keeps what it is about: `delete` comes back as `deletion`.  So words are
folded to stems, each counts once, and weighs less the more clauses of the two texts use it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Set
from functools import lru_cache
from itertools import pairwise

from diffs.similarity import Bags, tokens
from model import Block, Clause

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
    """The stems of every clause of two texts, weighed together."""

    def __init__(self, bags: Bags) -> None:
        self.clauses = bags.clauses
        self.rows = tuple([[stem(word) for word in tokens(clause.words)] for clause in side] for side in bags.clauses)
        self.sets = tuple([frozenset(row) for row in side] for side in self.rows)
        self.weights = self._weigh()
        self.sizes = tuple([self.weight(own) for own in side] for side in self.sets)
        self._phrases: dict[tuple[int, int], frozenset[tuple[str, str]]] = {}

    def _weigh(self) -> dict[str, float]:
        used = Counter(word for side in self.sets for own in side for word in own)
        scale = math.log(max(50, sum(map(len, self.sets))))
        return {word: max(_LEAST_WEIGHT, 1 - math.log(max(1, times / 2)) / scale) for word, times in used.items()}

    def weight(self, words: Collection[str]) -> float:
        """What some stems weigh together; the sum does not depend on the order of a set."""
        weights = self.weights
        return math.fsum(weights[word] for word in words)

    def alike(self, one: Set[str], other: Set[str]) -> float:
        """Weighted Dice of two sets of stems, 0 to 1."""
        size = self.weight(one) + self.weight(other)
        return 2 * self.weight(one & other) / size if size else 0.0

    def opening(self, side: int, position: int) -> frozenset[str]:
        """The stems a clause begins with: its lead-in as far as a colon or the end of a sentence, or some words."""
        lead = _LEAD.match(self.clauses[side][position].text)
        words = len(lead.group().split()) if lead else _OPENING
        return frozenset(self.rows[side][position][: min(words, _LONGEST_LEAD)])

    def phrases(self, side: int, position: int) -> frozenset[tuple[str, str]]:
        """Its pairs of neighbouring stems."""
        known = self._phrases.get((side, position))
        if known is None:
            known = self._phrases[side, position] = frozenset(pairwise(self.rows[side][position]))
        return known
