"""How much of one clause stands in another?

Clauses are compared as multisets of words, each word weighing less the more clauses of the two texts
use it, so that no list of stop words and no language is needed.  Very short clauses are compared by
pairs of letters too, since one changed word is most of them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, count, pairwise
from operator import mul
from typing import TypeVar

from model import Clause

Bag = Mapping[int, int]
"""Words by number, with how often each stands in a clause."""

T = TypeVar("T")

_SHORT = 3
_LEAST_WEIGHT = 0.15
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def tokens(words: str) -> Iterable[str]:
    """The words of a canonical text; of scripts written without spaces, pairs of letters."""
    found = words.split()
    return found if words.isascii() or not _UNSPACED.search(words) else _pairs_of_letters(found)


def _pairs_of_letters(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if len(word) > 2 and _UNSPACED.search(word):
            yield from map("".join, pairwise(word))
        else:
            yield word


class Made(dict[int, T]):
    """What is made of each position when it is first asked for: of most clauses nothing is."""

    def __init__(self, make: Callable[[int], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, position: int) -> T:
        made = self[position] = self._make(position)
        return made


class Bags:
    """The words of every clause of two texts, numbered and weighed together."""

    def __init__(self, before: Sequence[Clause], after: Sequence[Clause]) -> None:
        self._letters: dict[tuple[int, int], Counter[str]] = {}
        self._known: dict[tuple[int, int], tuple[float, float]] = {}
        self.clauses = (before, after)
        rows, self.vocabulary = _numbered(clause.words for side in self.clauses for clause in side)
        self.sequences = [rows[clause.words] for clause in before], [rows[clause.words] for clause in after]
        self.weights, self.rarity = self._weigh()
        bag_of = cache(lambda words: _bag(rows[words]))
        self.bags = self._made(bag_of)
        self.sizes = self._made(lambda words: _total(bag_of(words), self.weights))
        self.rare_sizes = self._made(lambda words: _total(bag_of(words), self.rarity))

    def _made(self, make: Callable[[str], T]) -> tuple[Made[T], Made[T]]:
        """What is made of words, for the clauses of both texts; clauses of equal words share it."""
        shared, (before, after) = cache(make), self.clauses
        return Made(lambda i: shared(before[i].words)), Made(lambda j: shared(after[j].words))

    def _weigh(self) -> tuple[list[float], list[float]]:
        used = Counter(chain.from_iterable(map(set, chain(*self.sequences))))
        rarity = [1 / max(1, used[token] / 2) for token in range(len(used))]
        return weights_of(used, sum(map(len, self.sequences)), _LEAST_WEIGHT), rarity

    def weight(self, bag: Bag) -> float:
        return _total(bag, self.weights)

    def shared(self, one: Bag, other: Bag) -> float:
        """Weight of what two bags have in common."""
        if len(one) > len(other):
            one, other = other, one
        weights, total = self.weights, 0.0
        for token in filter(other.__contains__, one):
            times, others = one[token], other[token]
            total += weights[token] * (times if times < others else others)
        return total

    def may_reach(self, i: int, j: int, least: float, shared: float = math.inf) -> bool:
        """Whether the sizes of clause `i` before and `j` after let their similarity be that high.

        `shared` is what they have in common at most. Of very short clauses the letters count too.
        """
        one, other = self.sizes[0][i], self.sizes[1][j]
        most = min(one, other, shared)
        return 2 * most >= least * (one + other) or len(self.bags[0][i]) <= _SHORT + 1 >= len(self.bags[1][j])

    def repeated(self, side: int, position: int) -> float:
        """What the words of a clause weigh beyond the first time that each stands in it."""
        bag = self.bags[side][position]
        if len(bag) == len(self.sequences[side][position]):
            return 0.0
        return self.sizes[side][position] - math.fsum(map(self.weights.__getitem__, bag))

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
        for token in filter(many.__contains__, few):
            times, others = few[token], many[token]
            both = times if times < others else others
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


def _numbered(texts: Iterable[str]) -> tuple[dict[str, list[int]], list[str]]:
    """The words of each text by numbers, given in order of first appearance, and all words in that order."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    rows = {words: list(map(number.__getitem__, tokens(words))) for words in dict.fromkeys(texts)}
    return rows, list(number)


def _bag(row: Sequence[int]) -> Bag:
    """In order of first appearance."""
    bag = dict.fromkeys(row, 1)
    return bag if len(bag) == len(row) else Counter(row)


def weights_of(used: Counter[int], clauses: int, least: float) -> list[float]:
    """What each numbered word weighs, at least `least`; `used` is in how many of so many clauses it stands."""
    scale = math.log(max(50, clauses))
    return [max(least, 1 - math.log(max(1, used[number] / 2)) / scale) for number in range(len(used))]


def _total(bag: Bag, weights: Sequence[float]) -> float:
    """The same to the last digit on every Python: `sum` rounds floats otherwise from 3.12 on."""
    return math.fsum(map(mul, map(weights.__getitem__, bag), bag.values()))


class Index:
    """Finds the clauses of one side that share most with a bag, without asking all of them.

    Rare words are asked first, and at most `budget` entries are read for one question, so that a
    text in which every clause uses the same words costs no more than any other.
    """

    def __init__(
        self, bags: Bags, members: Iterable[tuple[int, Bag]], budget: int, questions: Iterable[Bag] | None = None
    ) -> None:
        """`questions` are all bags that will be asked about; words of none of them need not be kept."""
        self._bags = bags
        self._budget = budget
        self._members = dict(members)
        postings: defaultdict[int, list[int]] = defaultdict(list)
        asked = range(len(bags.weights)) if questions is None else set(chain.from_iterable(questions))
        for position, bag in self._members.items():
            for token in filter(asked.__contains__, bag):
                postings[token].append(position)
        order = sorted(postings, key=lambda token: (len(postings[token]), token))
        self._place = {token: place for place, token in enumerate(order)}
        self._order = order
        self._weights = [bags.weights[token] for token in order]
        self._postings = [postings[token] for token in order]

    def nearest(self, bag: Bag, most: int, needed: float = 0.0) -> list[int]:
        """Up to `most` positions, the most promising first.

        None is looked for that has less of the bag's weight than is needed: when what is still to be read weighs
        less, only those are followed that were found in the rarer words (prefix filtering, Chaudhuri et al. 2006).
        Very short clauses are alike by letters too, so they are asked for any word.
        """
        return [position for position, _ in self.near(bag, most, needed)]

    def near(self, bag: Bag, most: int, needed: float = 0.0) -> list[tuple[int, float]]:
        """The same with what each shares with the bag, every word counted once."""
        best = list(self._found(bag, most, needed if len(bag) > _SHORT + 1 else 0.0).items())
        if len(best) > most:
            least = _highest(most, [shared for _, shared in best])
            best = [row for row in best if row[1] >= least]
        best.sort(key=_most_shared)
        return best[:most]

    def _found(self, bag: Bag, most: int, needed: float) -> dict[int, float]:
        order, weights, left = self._order, self._weights, self._budget
        known = sorted(map(self._place.__getitem__, filter(self._place.__contains__, bag)))
        rest = math.fsum([weights[place] * bag[order[place]] for place in known]) if needed else 0.0
        found: defaultdict[int, float] = defaultdict(float)
        for at, place in enumerate(known):
            if rest < needed:
                return self._follow(found, known[at:], most, left)
            positions, weight = self._postings[place], weights[place]
            left -= len(positions)
            if left < 0:
                break
            for position in positions:
                found[position] += weight
            rest -= weight * bag[order[place]] if needed else 0.0
        return found

    def _follow(self, found: dict[int, float], known: Sequence[int], most: int, left: int) -> dict[int, float]:
        """Adds what those found so far have of the other words, without those that cannot be of the `most` any more."""
        if not found:
            return found
        weight_of = {self._order[place]: self._weights[place] for place in known[: left // len(found)]}
        least = 0.0
        if len(found) > most:
            least = _highest(most, found.values()) - 1.001 * math.fsum(weight_of.values())  # may be rounded
        members, weigh = self._members, weight_of.__getitem__
        return {
            position: math.fsum([weight, *map(weigh, filter(members[position].__contains__, weight_of))])
            for position, weight in found.items()
            if weight >= least
        }


def _highest(rank: int, numbers: Iterable[float]) -> float:
    """The number at a rank, 1 for the highest."""
    return sorted(numbers, reverse=True)[rank - 1]


def _most_shared(row: tuple[int, float]) -> tuple[float, int]:
    return -row[1], row[0]


def budget(questions: int) -> int:
    """How many entries of an index each of so many questions may read.

    The rarest words come first, so more entries find little more; but with a longer text each question would cost more.
    """
    return max(50, min(300, 5_000_000 // max(1, questions)))
