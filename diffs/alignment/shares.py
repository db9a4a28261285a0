"""Which clauses are left over because another clause was cut up, or put together, and written anew?

A clause that stands beside a counterpart of another one (the host), and whose stems the host has, in
part such as the host has given to none of its counterparts, is one more counterpart of that host.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diffs.alignment.links import Links
from diffs.alignment.stems import Stems

REWRITTEN = 0.12  # share of clauses without a counterpart; in calmer texts a split keeps its words
_BESIDE = 3  # clauses, at most
_HELD = 0.50  # share of a part that its host has
_LEFT = 0.20  # the same without what the host has given to others
_LEAST = 1.5  # weight of a part's stems
_TWIN = 0.50  # a clause so alike to what the host became is another of its kind, one per state or product

Many = dict[int, list[int]]
"""Hosts of one text with their counterparts in the other, in order."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What every clause of both texts belongs to: none, one or several clauses of the other."""

    of: tuple[list[list[int]], list[list[int]]]

    @classmethod
    def gathered(cls, links: Links, split: Many, merged: Many) -> Counterparts:
        """All of them; where splits and merges say something, they stand above the links."""
        of: tuple[list[list[int]], list[list[int]]] = ([[] for _ in links.after_of], [[] for _ in links.before_of])
        several = {(i, j) for i, own in split.items() for j in own} | {(i, j) for j, own in merged.items() for i in own}
        held = {i for i, _ in several}, {j for _, j in several}
        alone = [(i, j) for i, j in links.pairs() if i not in held[0] and j not in held[1]]
        for i, j in sorted([*several, *alone]):
            of[0][i].append(j)
            of[1][j].append(i)
        return cls(of)

    def tie(self, side: int, host: int, part: int) -> None:
        """Gives a host of one side one more counterpart."""
        self.of[side][host] = sorted([*self.of[side][host], part])
        self.of[1 - side][part] = [host]


def give(stems: Stems, links: Links, split: Many, merged: Many) -> None:
    """Adds clauses that are left over to `split` and `merged`, the surest first."""
    held = Counterparts.gathered(links, split, merged)
    for side, many in ((0, split), (1, merged)):
        claims = sorted(_claims(stems, held, side), key=lambda claim: (-claim[0], claim[1:]))
        for _, part, host in claims:
            free = not held.of[1 - side][part] and _may_host(stems, held, side, host)
            if free and _left(stems, held, side, part, host):
                held.tie(side, host, part)
                many[host] = held.of[side][host]


def _claims(stems: Stems, held: Counterparts, side: int) -> Iterator[tuple[float, int, int]]:
    """(weight of what the host has left for it, part, host) for every free clause and the hosts beside it."""
    owners = held.of[1 - side]
    for part, own in enumerate(owners):
        if not own and _may_be_part(stems, 1 - side, part):
            beside = owners[max(0, part - _BESIDE) : part + _BESIDE + 1]
            for host in sorted({hosts[0] for hosts in beside if hosts}):
                left = _left(stems, held, side, part, host)
                if left and _may_host(stems, held, side, host):
                    yield left, part, host


def _left(stems: Stems, held: Counterparts, side: int, part: int, host: int) -> float:
    """Weight of what the host has and gave to none, among the part's stems; 0.0 when it is too little."""
    own, size = stems.sets[1 - side][part], stems.sizes[1 - side][part]
    shared = own & stems.sets[side][host]
    if stems.weight(shared) < _HELD * size:
        return 0.0
    given = [stems.sets[1 - side][other] for other in held.of[side][host]]
    if any(stems.alike(own, other) >= _TWIN for other in given):
        return 0.0
    left = stems.weight(shared.difference(*given))
    return left if left >= _LEFT * size else 0.0


def _may_be_part(stems: Stems, side: int, part: int) -> bool:
    return not stems.titles[side][part] and stems.sizes[side][part] >= _LEAST


def _may_host(stems: Stems, held: Counterparts, side: int, host: int) -> bool:
    """Not a clause that stayed as it was, nor one that belongs to a clause with several itself."""
    others = held.of[side][host]
    return not _stayed(stems, side, host, others) and all(len(held.of[1 - side][other]) == 1 for other in others)


def _stayed(stems: Stems, side: int, host: int, others: Sequence[int]) -> bool:
    words = stems.clauses[side][host].words
    return any(stems.clauses[1 - side][other].words == words for other in others)
