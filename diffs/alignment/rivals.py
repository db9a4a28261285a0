"""Which of several nearly equal clauses is which?

A policy says the same of many states, products or purposes, in clauses that differ by a word or two.
In such a family a word that one clause alone has on each side tells which is which, whatever else was
edited: what patience diff (Bram Cohen) does with lines, done with words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from diffs.alignment.links import Links
from diffs.alignment.moves import Likeness, mutual
from diffs.alignment.similarity import Bags

_KIN = 0.40  # similarity from which two clauses are of one family
_LEAST = 4.0  # weight of words below which a clause is a line that could stand anywhere
_TELLING = 0.3  # weight of the words that must speak for a pair
_AHEAD = 2.0  # times as much as for the next best
_ASKED = 20  # members of a family that are looked at as brothers

Family = tuple[list[int], list[int]]
"""Clauses before and after."""


def tie_told(bags: Bags, links: Links, found: Sequence[Likeness]) -> None:
    """Links free members of a family that share words which no other member has."""
    kin = [row for row in found if row[1] >= _KIN and links.free(*row[2:]) and _long(bags, *row[2:])]
    for family in _families((i, j) for _, _, i, j in kin):
        for told, alike, i, j, rival in mutual(_votes(bags, family)):
            clear = told >= max(_TELLING, _AHEAD * rival) and alike >= _KIN
            if clear and _has_brother(bags, family, (i, j)):
                links.tie(i, j)


def _long(bags: Bags, i: int, j: int) -> bool:
    return min(bags.sizes[0][i], bags.sizes[1][j]) >= _LEAST


def _families(kin: Iterable[tuple[int, int]]) -> Iterator[Family]:
    """Clauses that hang together by likeness; a pair alone is no family."""
    next_of: dict[int, int] = {}

    def head(member: int) -> int:
        while next_of.setdefault(member, member) != member:
            next_of[member] = next_of[next_of[member]]
            member = next_of[member]
        return member

    for i, j in kin:
        one, other = head(i), head(~j)
        next_of[max(one, other)] = min(one, other)
    families: dict[int, Family] = {}
    for member in next_of:
        before, after = families.setdefault(head(member), ([], []))
        (before if member >= 0 else after).append(max(member, ~member))
    yield from (family for family in families.values() if len(family[0]) + len(family[1]) > 2)


def _votes(bags: Bags, family: Family) -> list[Likeness]:
    """Pairs with the weight of the words that both have and no other clause of the family."""
    before, after = (_owners(bags, side, family[side]) for side in (0, 1))
    votes: dict[tuple[int, int], float] = defaultdict(float)
    for word, i in before.items():
        if word in after:
            votes[i, after[word]] += bags.weights[word]
    rows = [(weight, bags.similarity(i, j), i, j) for (i, j), weight in votes.items()]
    return sorted(rows, key=lambda row: (-row[0], row[2], row[3]))


def _owners(bags: Bags, side: int, members: Sequence[int]) -> dict[int, int]:
    holders: dict[int, list[int]] = defaultdict(list)
    for member in members:
        for word in bags.bags[side][member]:
            holders[word].append(member)
    return {word: own[0] for word, own in holders.items() if len(own) == 1}


def _has_brother(bags: Bags, family: Family, pair: tuple[int, int]) -> bool:
    """Whether either clause has a like one on its own side: the parts of a split clause are not alike."""
    for side, own in enumerate(pair):
        others = (other for other in family[side] if other != own)
        if any(_alike(bags, side, own, other) >= _KIN for other in islice(others, _ASKED)):
            return True
    return False


def _alike(bags: Bags, side: int, one: int, other: int) -> float:
    row, sizes = bags.bags[side], bags.sizes[side]
    return 2 * bags.shared(row[one], row[other]) / (sizes[one] + sizes[other])
