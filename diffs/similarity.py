"""How much of one clause stands in another?

Clauses are compared as multisets of words, each word weighing less the more clauses of the two texts
use it, so that no list of stop words and no language is needed.  Very short clauses are compared by
pairs of letters too, since one changed word is most of them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import pairwise

from model import Clause

Bag = Mapping[int, int]
"""Words by number, with how often each stands in a clause."""

_SHORT = 3
_LEAST_WEIGHT = 0.15
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def tokens(words: str) -> Iterator[str]:
    """The words of a canonical text; of scripts written without spaces, pairs of letters."""
    for word in words.split():
        if len(word) > 2 and _UNSPACED.search(word):
            yield from map("".join, pairwise(word))
        else:
            yield word


class Bags:
    """The words of every clause of two texts, numbered and weighed together."""

    def __init__(self, before: Sequence[Clause], after: Sequence[Clause]) -> None:
        self._number: dict[str, int] = {}
        self._letters: dict[tuple[int, int], Counter[str]] = {}
        self._known: dict[tuple[int, int], tuple[float, float]] = {}
        self.clauses = (before, after)
        self.sequences = tuple([self._numbered(clause.words) for clause in side] for side in self.clauses)
        self.bags: tuple[list[Counter[int]], ...] = tuple([Counter(row) for row in side] for side in self.sequences)
        self.weights, self.rarity = self._weigh()
        self.sizes = tuple([self.weight(bag) for bag in side] for side in self.bags)
        self.rare_sizes = tuple([self._rare(bag) for bag in side] for side in self.bags)

    def _numbered(self, words: str) -> list[int]:
        number = self._number
        return [number.setdefault(token, len(number)) for token in tokens(words)]

    def _weigh(self) -> tuple[list[float], list[float]]:
        used = [0] * len(self._number)
        for side in self.bags:
            for bag in side:
                for token in bag:
                    used[token] += 1
        scale = math.log(max(50, sum(map(len, self.bags))))
        weights = [max(_LEAST_WEIGHT, 1 - math.log(max(1, times / 2)) / scale) for times in used]
        return weights, [1 / max(1, times / 2) for times in used]

    def _rare(self, bag: Bag) -> float:
        rarity = self.rarity
        return sum(rarity[token] * times for token, times in bag.items())

    def weight(self, bag: Bag) -> float:
        weights = self.weights
        return sum(weights[token] * times for token, times in bag.items())

    def shared(self, one: Bag, other: Bag) -> float:
        """Weight of what two bags have in common."""
        if len(one) > len(other):
            one, other = other, one
        weights, total = self.weights, 0.0
        for token, times in one.items():
            if token in other:
                total += weights[token] * min(times, other[token])
        return total

    def similarity(self, i: int, j: int) -> float:
        """Weighted Dice of clause `i` before and clause `j` after, 0 to 1."""
        return self.likeness(i, j)[0]

    def likeness(self, i: int, j: int) -> tuple[float, float]:
        """Similarity, and a rank among rivals.

        In the rank the words that hardly another clause has weigh most: of fifty clauses that are the
        same but for the name of a country, the name tells which is which, whatever else was edited.
        """
        known = self._known.get((i, j))
        if known is None:
            known = self._known[i, j] = self._compare(i, j)
        return known

    def _compare(self, i: int, j: int) -> tuple[float, float]:
        one, other = self.bags[0][i], self.bags[1][j]
        few, many = (one, other) if len(one) <= len(other) else (other, one)
        weights, rarity, common, rare = self.weights, self.rarity, 0.0, 0.0
        for token, times in few.items():
            if token in many:
                both = min(times, many[token])
                common += weights[token] * both
                rare += rarity[token] * both
        size, rare_size = self.sizes[0][i] + self.sizes[1][j], self.rare_sizes[0][i] + self.rare_sizes[1][j]
        alike = 2 * common / size if size else 0.0
        telling = 2 * rare / rare_size if rare_size else 0.0
        if len(few) <= _SHORT >= len(many) - 1:
            alike = max(alike, 0.9 * self._by_letters(i, j))
        return alike, (alike + telling) / 2

    def _by_letters(self, i: int, j: int) -> float:
        one, other = self._pairs(0, i), self._pairs(1, j)
        size = one.total() + other.total()
        return 2 * (one & other).total() / size if size else 0.0

    def _pairs(self, side: int, position: int) -> Counter[str]:
        if (side, position) not in self._letters:
            words = f" {self.clauses[side][position].words[:200]} "
            self._letters[side, position] = Counter(map("".join, pairwise(words)))
        return self._letters[side, position]


class Index:
    """Finds the clauses of one side that share most with a bag, without asking all of them.

    Rare words are asked first, and at most `budget` entries are read for one question, so that a
    text in which every clause uses the same words costs no more than any other.
    """

    def __init__(self, bags: Bags, members: Iterable[tuple[int, Bag]], budget: int) -> None:
        self._bags = bags
        self._budget = budget
        self._postings: dict[int, list[int]] = {}
        for position, bag in members:
            for token in bag:
                self._postings.setdefault(token, []).append(position)

    def nearest(self, bag: Bag, most: int) -> list[int]:
        """Up to `most` positions, the most promising first."""
        postings, weights, left = self._postings, self._bags.weights, self._budget
        found: dict[int, float] = {}
        known = sorted((len(postings[token]), token) for token in bag if token in postings)
        for length, token in known:
            if length > left:
                break
            left -= length
            weight = weights[token]
            for position in postings[token]:
                found[position] = found.get(position, 0.0) + weight
        least = nlargest(most, found.values())[-1] if found else 0.0
        best = [position for position, weight in found.items() if weight >= least]
        return sorted(best, key=lambda position: (-found[position], position))[:most]


def budget(questions: int) -> int:
    """How many entries of an index each of so many questions may read."""
    return max(50, min(1000, 5_000_000 // max(1, questions)))
