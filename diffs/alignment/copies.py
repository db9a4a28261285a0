"""Which copy of a repeated text is which, once everything else is linked?

"Back to top" stands under every section.  Anchors tell copies apart as long as what is around them is
unchanged; when sections move, a copy may have been taken for that of another section.  A copy belongs to
the clauses beside it and to its section: two links are exchanged, or one is given to a copy that has none,
whenever more neighbours are then beside their counterparts, and links lead where they led.  A line above
a heading closes its own section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diffs.alignment.anchors import key
from diffs.alignment.links import NONE, Links
from diffs.alignment.surroundings import heads
from model import Block, Clause

Form = tuple[str, str, Block, int]

_ROUNDS = 8
_END = 0.5  # what it counts that both stand first, or last, of their text
_ABOVE = 0.5  # what it counts that both stand above the same heading
_SECTION = 1.1  # what it counts that both stand under the same heading; more than one neighbour
_LEADS = 3.0  # what it counts that their links lead to the same places
_FULL = 2.0 + _SECTION
_LEAST = 0.01  # gain


def sort_out(before: Sequence[Clause], after: Sequence[Clause], links: Links) -> None:
    """Every exchange puts more neighbours side by side, so that it comes to an end; it takes few rounds."""
    search = _Search(before, after, links)
    for _ in range(_ROUNDS):
        if not sum(search.better(i) for i in range(len(before))):
            return


def _form(clause: Clause) -> Form:
    return key(clause), clause.label, clause.block, clause.level


def _targets(clauses: Sequence[Clause]) -> list[tuple[str, ...]]:
    return [tuple(link.target for link in clause.links) for clause in clauses]


class _Search:
    """Two texts with the links between them."""

    def __init__(self, before: Sequence[Clause], after: Sequence[Clause], links: Links) -> None:
        self.links = links
        self.old, self.new = [_form(clause) for clause in before], [_form(clause) for clause in after]
        self.under = heads(before), heads(after)
        self.targets = _targets(before), _targets(after)

    def better(self, i: int) -> bool:
        """Whether a better copy was found for clause `i`, and taken."""
        now = self.links.after_of[i]
        if now != NONE and (self.new[now] != self.old[i] or self._support(i, now) >= _FULL):
            return False
        for j in _beside(self.links, i):
            if self._may(i, j) and self._gain(i, j) > _LEAST:
                _exchange(self.links, i, j)
                return True
        return False

    def _may(self, i: int, j: int) -> bool:
        """Whether `j` is another copy than that of `i`, and whatever it is linked to is a copy, too."""
        if not 0 <= j < len(self.new) or self.new[j] != self.old[i]:
            return False
        other = self.links.before_of[j]
        return other != i and (other == NONE or self.old[other] == self.new[j])

    def _gain(self, i: int, j: int) -> float:
        now, other = self.links.after_of[i], self.links.before_of[j]
        then = self._support(i, j) + self._support(other, now)
        return then - self._support(i, now) - self._support(other, j)

    def _support(self, i: int, j: int) -> float:
        if NONE in (i, j):
            return 0.0
        leads = self.targets[0][i] == self.targets[1][j] != ()
        return self._behind(i, j) + self._ahead(i, j) + _SECTION * self._under(i, j) + _LEADS * leads

    def _behind(self, i: int, j: int) -> float:
        return _END if i == j == 0 else float(i > 0 and self.links.after_of[i - 1] == j - 1 != NONE)

    def _ahead(self, i: int, j: int) -> float:
        if i + 1 == len(self.old) or self.links.after_of[i + 1] != j + 1:
            return _END if (i + 1, j + 1) == (len(self.old), len(self.new)) else 0.0
        return _ABOVE if self.old[i + 1][1] is Block.HEADING else 1.0

    def _under(self, i: int, j: int) -> bool:
        above = self.under[0][i], self.under[1][j]
        return above not in ((NONE, NONE), (i, j)) and self._linked(*above)

    def _linked(self, i: int, j: int) -> bool:
        return NONE not in (i, j) and self.links.after_of[i] == j


def _beside(links: Links, i: int) -> Iterator[int]:
    """Where clause `i` would stand beside the counterpart of a neighbour."""
    if i > 0 and links.after_of[i - 1] != NONE:
        yield links.after_of[i - 1] + 1
    if i + 1 < len(links.after_of) and links.after_of[i + 1] != NONE:
        yield links.after_of[i + 1] - 1


def _exchange(links: Links, i: int, j: int) -> None:
    now, other = links.after_of[i], links.before_of[j]
    for one in (i, other):
        if one != NONE and links.after_of[one] != NONE:
            links.untie(one)
    links.tie(i, j)
    if now != NONE and other != NONE:
        links.tie(other, now)
