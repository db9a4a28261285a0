"""What has a clause not yet given away to those it is linked to?

A clause that may have been split, or that several may have been merged into, is the host; what stands
in it on the other side are its parts.  Its words, less those of its parts, are left over.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from diffs.alignment.links import NONE, Links
from diffs.alignment.similarity import Bag, Bags


@dataclass(frozen=True, slots=True)
class View:
    """The two texts seen from the side of the hosts: 0 looks for splits, 1 for merges."""

    bags: Bags
    links: Links
    side: int

    @property
    def part_of(self) -> list[int]:
        """For each clause on the parts' side its linked host."""
        return self.links.before_of if self.side == 0 else self.links.after_of

    @property
    def host_of(self) -> list[int]:
        """For each clause on the hosts' side its linked part."""
        return self.links.after_of if self.side == 0 else self.links.before_of


class Leftover:
    """What of each host's words no part has taken yet."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._bags: dict[int, Bag] = {}
        self._dwindling: dict[int, dict[int, int]] = {}  # those of `_bags` that are no longer anybody else's
        self._weights: dict[int, float] = {}
        self._pairs: dict[int, set[tuple[int, int]]] = {}

    def of(self, host: int) -> Bag:
        if host not in self._bags:
            view = self.view
            bag = view.bags.bags[view.side][host]
            part = view.host_of[host]
            self._bags[host] = bag if part == NONE else _less(bag, view.bags.bags[1 - view.side][part])
        return self._bags[host]

    def give(self, host: int, part: int) -> None:
        """Takes a part's words from what the host has left; no others are looked at, for both may be many."""
        if host not in self._dwindling:
            self._bags[host] = self._dwindling[host] = dict(self.of(host))
        left = self._dwindling[host]
        self._weights[host] = self.weight(host) - self.shared(part, host)
        for word, times in self.view.bags.bags[1 - self.view.side][part].items():
            if left.get(word, 0) > times:
                left[word] -= times
            else:
                left.pop(word, None)

    def weight(self, host: int) -> float:
        """What the host has left weighs, summed once and lessened with each part."""
        if host not in self._weights:
            self._weights[host] = self.view.bags.weight(self.of(host))
        return self._weights[host]

    def pairs(self, host: int) -> set[tuple[int, int]]:
        if host not in self._pairs:
            row = self.view.bags.sequences[self.view.side][host]
            self._pairs[host] = set(pairwise(row))
        return self._pairs[host]

    def shared(self, part: int, host: int) -> float:
        """Weight of what a part finds in what the host has left."""
        bags, side = self.view.bags, self.view.side
        return bags.shared(bags.bags[1 - side][part], self.of(host))

    def ordered(self, part: int, host: int, least: float) -> bool:
        """Whether so large a share of the part's word pairs stands in the host."""
        pairs = list(pairwise(self.view.bags.sequences[1 - self.view.side][part]))
        if not pairs:
            return True
        return sum(pair in self.pairs(host) for pair in pairs) >= least * len(pairs)


def _less(bag: Bag, other: Bag) -> Bag:
    return {word: times - other.get(word, 0) for word, times in bag.items() if times > other.get(word, 0)}
