"""Where does a clause stand, seen from the clauses around it that are linked?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from diffs.alignment.links import NONE
from model import Block, Clause

Partners = Mapping[int, Sequence[int]]
"""For clauses of one text that are linked, split or merged, their counterparts in the other, in order."""


class Surroundings:
    """The linked neighbours and the headings of the clauses of two texts."""

    def __init__(self, clauses: Sequence[Sequence[Clause]], partners: Partners) -> None:
        self.headings = tuple(heads(side) for side in clauses)
        self._size = len(clauses[1])
        self._linked = sorted(partners)
        self._went = [partners[i][0] for i in self._linked]

    def near(self, i: int, j: int) -> float:
        """1 / (1 + how far clause `j` after stands from where the next linked neighbours of `i` before went)."""
        if not self._linked:
            return 0.0
        at, to = bisect_left(self._linked, i), bisect_right(self._linked, i)
        left = self._went[at - 1] if at else NONE
        right = self._went[to] if to < len(self._linked) else self._size
        return 1 / (1 + min(abs(j - left), abs(j - right)))


def heads(clauses: Sequence[Clause]) -> list[int]:
    """For each clause the position of the heading it stands under; a heading stands under itself."""
    found = []
    last = NONE
    for position, clause in enumerate(clauses):
        if clause.block is Block.HEADING:
            last = position
        found.append(last)
    return found
