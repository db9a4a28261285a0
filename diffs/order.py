"""What keeps its order, and what does not?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

_NONE = -1


def out_of_order(pairs: Iterable[tuple[int, int, float]]) -> set[tuple[int, int]]:
    """The links `(i, j)` of `(i, j, weight)` that are out of order.

    Most text stays: the heaviest choice of links in order stays, the others moved, so that when a
    long section and a short one change places, the short one moved.
    """
    rows = list(pairs)
    if all(weight > 0 for *_, weight in rows) and all(i < k and j < m for (i, j, _), (k, m, _) in pairwise(rows)):
        return set()
    stayed = set(heaviest_in_order(rows))
    return {(i, j) for i, j, _ in rows} - stayed


def heaviest_in_order(candidates: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest choice of candidates `(i, j, weight)` in which both `i` and `j` only rise.

    The method is that of the longest increasing subsequence, with weights and a Fenwick tree of
    maxima in place of piles: n log n.  Among equally heavy choices the earlier `j` wins.
    """
    rows = sorted(candidates, key=lambda row: (row[0], -row[1]))
    columns = sorted({j for _, j, _ in rows})
    best: list[tuple[float, int]] = [(0.0, _NONE)] * (len(columns) + 1)
    came_from: list[int] = []
    for number, (_, j, weight) in enumerate(rows):
        place = bisect_left(columns, j)
        total, previous = _highest(best, place)
        came_from.append(previous)
        _raise(best, place + 1, (total + weight, number))
    at = _highest(best, len(columns))[1]
    chosen = []
    while at != _NONE:
        chosen.append(rows[at][:2])
        at = came_from[at]
    return chosen[::-1]


def _highest(tree: list[tuple[float, int]], stop: int) -> tuple[float, int]:
    top = (0.0, _NONE)
    while stop > 0:
        if tree[stop][0] > top[0]:
            top = tree[stop]
        stop &= stop - 1
    return top


def _raise(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at
