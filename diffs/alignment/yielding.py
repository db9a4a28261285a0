"""Which links does a neighbour explain better?

When one clause was merged into the next and the one after it was split, every clause resembles the
wrong one a little: a chain of weak links, each a place off.  A clause that stands almost wholly in
what its neighbour's partner has left over belongs there, and its weak link is given up.
"""

from __future__ import annotations

from diffs.alignment.hosts import Leftover, View
from diffs.alignment.links import NONE, Links
from diffs.alignment.similarity import Bags

_WHOLE = 0.85  # share of a clause that must stand in the neighbour's partner
_WEAK = 0.75  # share of that which the link given up may explain
_OUT_OF_PLACE = 0.80  # by so much a link counts less without a neighbour that speaks for it
_ORDERED = 0.50
_LEAST = 2.0


def give_up(bags: Bags, links: Links) -> frozenset[tuple[int, int]]:
    """Unties links of clauses with different words that a neighbour explains better, and names them."""
    splits, merges = (Leftover(View(bags, links, side)) for side in (0, 1))
    weak = []
    for i, j in links.pairs():
        if bags.clauses[0][i].words != bags.clauses[1][j].words:
            common = bags.shared(bags.bags[0][i], bags.bags[1][j]) * _standing(links, i, j)
            if _stands_beside(splits, j, i, common) or _stands_beside(merges, i, j, common):
                weak.append((i, j))
    for i, _ in weak:
        links.untie(i)
    return frozenset(weak)


def _standing(links: Links, i: int, j: int) -> float:
    return 1.0 if links.meet(i - 1, j - 1) or links.meet(i + 1, j + 1) else _OUT_OF_PLACE


def _stands_beside(left: Leftover, part: int, own: int, common: float) -> bool:
    size = left.view.bags.sizes[1 - left.view.side][part]
    if size < _LEAST or common > _WEAK * size:
        return False
    return any(_stands_in(left, part, host, max(_WHOLE * size, common / _WEAK)) for host in _beside(left, part, own))


def _beside(left: Leftover, part: int, own: int) -> list[int]:
    hosts = left.view.part_of
    return [hosts[at] for at in (part - 1, part + 1) if 0 <= at < len(hosts) and hosts[at] not in (NONE, own)]


def _stands_in(left: Leftover, part: int, host: int, least: float) -> bool:
    return left.shared(part, host) >= least and left.ordered(part, host, _ORDERED)
