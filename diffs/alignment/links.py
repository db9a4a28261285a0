"""Which clause before is which clause after, while it is being found out?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

NONE = -1


class Links:
    """One-to-one links between the positions of two texts; a linked position stays linked."""

    def __init__(self, before: int, after: int) -> None:
        self.after_of = [NONE] * before
        self.before_of = [NONE] * after

    def tie(self, i: int, j: int) -> None:
        if self.after_of[i] != NONE or self.before_of[j] != NONE:
            raise ValueError(f"clause {i} before or {j} after is linked already: expected two free ones")
        self.after_of[i] = j
        self.before_of[j] = i

    def untie(self, i: int) -> None:
        self.before_of[self.after_of[i]] = NONE
        self.after_of[i] = NONE

    def free(self, i: int, j: int) -> bool:
        """Whether both positions exist and are not linked yet."""
        inside = 0 <= i < len(self.after_of) and 0 <= j < len(self.before_of)
        return inside and self.after_of[i] == NONE and self.before_of[j] == NONE

    def free_before(self) -> list[int]:
        return [i for i, j in enumerate(self.after_of) if j == NONE]

    def free_after(self) -> list[int]:
        return [j for j, i in enumerate(self.before_of) if i == NONE]

    def pairs(self) -> list[tuple[int, int]]:
        """All links, in the order of the text before."""
        return [(i, j) for i, j in enumerate(self.after_of) if j != NONE]

    def meet(self, i: int, j: int) -> bool:
        """Whether `i` and `j` are linked to each other; both texts' beginnings, and ends, meet."""
        if i < 0 or j < 0:
            return i < 0 and j < 0
        if i >= len(self.after_of) or j >= len(self.before_of):
            return i >= len(self.after_of) and j >= len(self.before_of)
        return self.after_of[i] == j


@dataclass(frozen=True, slots=True)
class Gap:
    """A run of free clauses before and one after that stand at the same place; ends are excluded.

    `left` and `right` tell on which sides the neighbours are linked to each other.
    """

    before: range
    after: range
    left: bool = field(default=False)
    right: bool = field(default=False)

    @property
    def closed(self) -> bool:
        return self.left and self.right


def gaps(links: Links) -> Iterator[Gap]:
    """Every pair of free runs whose neighbours are linked on a side; closed ones first, then in order."""
    runs_after = list(_free_runs(links.before_of))
    by_left = {run.start: run for run in runs_after}
    by_right = {run.stop: run for run in runs_after}
    found: dict[tuple[int, int], Gap] = {}
    for run in _free_runs(links.after_of):
        for other in (by_left.get(_right_of(links, run.start)), by_right.get(_left_of(links, run.stop))):
            if other is not None and (run.start, other.start) not in found:
                left = links.meet(run.start - 1, other.start - 1)
                right = links.meet(run.stop, other.stop)
                found[run.start, other.start] = Gap(run, other, left, right)
    return iter(sorted(found.values(), key=lambda gap: (not gap.closed, gap.before.start, gap.after.start)))


def _right_of(links: Links, start: int) -> int:
    """Where a run after begins whose left neighbour is linked to the left neighbour of `start`."""
    if start == 0:
        return 0
    return links.after_of[start - 1] + 1


def _left_of(links: Links, stop: int) -> int:
    """Where a run after ends whose right neighbour is linked to the clause at `stop`."""
    if stop == len(links.after_of):
        return len(links.before_of)
    return links.after_of[stop]


def _free_runs(row: Sequence[int]) -> Iterator[range]:
    start = NONE
    for position, other in enumerate(row):
        if other == NONE and start == NONE:
            start = position
        elif other != NONE and start != NONE:
            yield range(start, position)
            start = NONE
    if start != NONE:
        yield range(start, len(row))
