"""Which changed clauses at the same place are the same clause?

Between two links, free clauses before and after are compared with each other, and the heaviest choice
that keeps their order is linked.  A clause that has a much better likeness elsewhere is left for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from diffs.alignment.links import Gap, Links, gaps
from diffs.alignment.similarity import Bags, Index, budget
from diffs.order import heaviest_in_order

Elsewhere = Callable[[int, int], float]
"""The best rank that clause `i` before or clause `j` after has outside their gap."""

ALIKE = 0.40  # from here two clauses at the same place are one
_FACING = 0.30  # the same for the only two clauses of a closed gap
_RIVAL = 0.30  # how much more alike something elsewhere must be to be preferred
_ALL_PAIRS = 900  # gaps with more pairs are asked through an index
_NEAREST = 12
_SHARED = 0.25  # of a clause's weight; with less in common two clauses are not ALIKE, however short the other is


def close(bags: Bags, links: Links, elsewhere: Elsewhere) -> None:
    """Links what is alike inside each gap, closed gaps first."""
    for gap in list(gaps(links)):
        _close_one(gap, bags, links, elsewhere)


def _close_one(gap: Gap, bags: Bags, links: Links, elsewhere: Elsewhere) -> None:
    candidates = []
    for i, j in _pairs(gap, bags, links):
        if not bags.may_reach(i, j, _FACING):
            continue
        alike, rank = bags.likeness(i, j)
        if alike >= _threshold(gap, bags, i, j) and elsewhere(i, j) < rank + _RIVAL:
            candidates.append((i, j, rank * (1 + min(bags.sizes[0][i], bags.sizes[1][j]) ** 0.5)))
    for i, j in heaviest_in_order(candidates):
        links.tie(i, j)


def _pairs(gap: Gap, bags: Bags, links: Links) -> Iterator[tuple[int, int]]:
    rows = [i for i in gap.before if links.after_of[i] < 0]
    columns = [j for j in gap.after if links.before_of[j] < 0]
    if len(rows) * len(columns) <= _ALL_PAIRS:
        yield from ((i, j) for i in rows for j in columns)
        return
    asked = [bags.bags[1][j] for j in columns]
    index = Index(bags, ((i, bags.bags[0][i]) for i in rows), budget(len(columns)), asked)
    for j, bag in zip(columns, asked, strict=True):
        yield from ((i, j) for i in index.nearest(bag, _NEAREST, _SHARED * bags.sizes[1][j]))


def _threshold(gap: Gap, bags: Bags, i: int, j: int) -> float:
    same_block = bags.clauses[0][i].block is bags.clauses[1][j].block
    if gap.closed and same_block and len(gap.before) == len(gap.after) == 1:
        return _FACING
    return ALIKE if same_block else ALIKE + 0.1
