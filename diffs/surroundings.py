"""Where does a clause stand, seen from the clauses around it that are linked?"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diffs.links import NONE
from model import Block, Clause

Partners = Mapping[int, Sequence[int]]
"""For clauses of one text that are linked, split or merged, their counterparts in the other, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """How well two clauses fit to each other by their places.

    `between` is 1.0 when both stand between the same linked neighbours, `near` is high when the one
    stands close to where a neighbour of the other went, `drift` is how far it is from where it would be
    expected, 0 when it stands there.
    """

    between: float
    near: float
    drift: float


_SHARES = 20  # a twentieth of the text counts as one step of drift


class Surroundings:
    """The linked neighbours and the headings of the clauses of two texts."""

    def __init__(self, clauses: Sequence[Sequence[Clause]], partners: Partners) -> None:
        self.headings = tuple(heads(side) for side in clauses)
        self._sizes = [len(side) for side in clauses]
        self._linked = sorted(partners)
        self._went = [partners[i][0] for i in self._linked]

    def place(self, i: int, j: int) -> Place:
        """The place of clause `j` after, seen from clause `i` before; where nothing is linked, all are far away."""
        if not self._linked:
            return Place(0.0, 0.0, math.log1p(_SHARES))
        at = bisect_left(self._linked, i)
        left, left_went = (self._linked[at - 1], self._went[at - 1]) if at else (NONE, NONE)
        at = bisect_right(self._linked, i)
        right, right_went = (self._linked[at], self._went[at]) if at < len(self._linked) else self._sizes
        expected = left_went + (i - left) / (right - left) * (right_went - left_went)
        near = 1 / (1 + min(abs(j - left_went), abs(j - right_went)))
        drift = math.log1p(_SHARES * abs(expected - j) / self._sizes[1])
        return Place(float(left_went < j < right_went), near, drift)


def heads(clauses: Sequence[Clause]) -> list[int]:
    """For each clause the position of the heading it stands under; a heading stands under itself."""
    found = []
    last = NONE
    for position, clause in enumerate(clauses):
        if clause.block is Block.HEADING:
            last = position
        found.append(last)
    return found
