"""Where in the text after would a clause of the text before stand, and under which heading does each stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from diffs import order
from model import Alignment, Block, ChangeKind, Clause

NOWHERE = -1

Place = tuple[int, int, int]
"""Behind which clause of the text after; 0 if it is that clause itself, else 1; where in the text before."""

Key = tuple[bool, int]
"""Names a section: whether it is one of the text before; the position where it begins."""


def in_place(before: Sequence[Clause], after: Sequence[Clause], changed: Sequence[Alignment]) -> list[int]:
    """For each clause of `before` where it stands in `after`, NOWHERE if it was removed or moved.

    `changed` are the alignments that are no plain "unchanged": a history keeps only those. The others are paired
    again by their words. Where two renditions are compared by words only, some differences are not among
    `changed`; such clauses have no place.
    """
    place = [NOWHERE] * len(before)
    for one in changed:
        if one.after and ChangeKind.MOVED not in one.kinds:
            for i in one.before:
                place[i] = one.after[0]
    for i, j in _unchanged(before, after, changed):
        place[i] = j
    return place


def _unchanged(
    before: Sequence[Clause], after: Sequence[Clause], changed: Sequence[Alignment]
) -> Iterator[tuple[int, int]]:
    old, new = {i for one in changed for i in one.before}, {j for one in changed for j in one.after}
    positions = dict(_occurrences(after, new))
    pairs = [(i, positions[name]) for name, i in _occurrences(before, old) if name in positions]
    astray = order.out_of_order((i, j, 1) for i, j in pairs)
    return (pair for pair in pairs if pair not in astray)


def _occurrences(clauses: Sequence[Clause], but: set[int]) -> Iterator[tuple[tuple[str, int], int]]:
    """(words, how often they stood before) and position of all clauses but some; those without words are no marks."""
    often: Counter[str] = Counter()
    for position, clause in enumerate(clauses):
        if clause.words and position not in but:
            yield (clause.words, often[clause.words]), position
            often[clause.words] += 1


def behind(place: Iterable[int]) -> list[int]:
    """For each clause of the text before, behind which clause of the text after it stood; NOWHERE at the beginning.

    >>> behind([0, NOWHERE, 2])
    [0, 0, 2]
    """
    last, found = NOWHERE, []
    for position in place:
        last = last if position == NOWHERE else position
        found.append(last)
    return found


def way(clause: Clause) -> tuple[str, ...]:
    """The headings under which a clause stands; a heading stands under itself."""
    return (*clause.headings, clause.text) if clause.block is Block.HEADING else clause.headings


def begins(clauses: Sequence[Clause]) -> list[int]:
    """For each clause the position where its section begins: at a heading, or where the headings above change."""
    found: list[int] = []
    for position, clause in enumerate(clauses):
        same = position and clause.block is not Block.HEADING and way(clause) == way(clauses[position - 1])
        found.append(found[-1] if same else position)
    return found


class Outline:
    """Says to which section a place belongs."""

    def __init__(self, before: Sequence[Clause], after: Sequence[Clause], place: Sequence[int]) -> None:
        self.before, self.after, self._place = before, after, place
        self._old, self._new = begins(before), begins(after)

    def keys(self, places: Sequence[Place]) -> list[Key]:
        """The section of each place, in reading order; what went from the middle of a section is told within it."""
        keys = [self._of(place) for place in places]
        last, following = _nearest(keys), _nearest(keys[::-1])[::-1]
        return [
            earlier if key[0] and earlier and earlier == later else key
            for key, earlier, later in zip(keys, last, following, strict=True)
        ]

    def _of(self, place: Place) -> Key:
        """What was taken from a section that still stands there belongs to that one."""
        position, is_gone, was = place
        if is_gone and (self._went(self._old[was]) or not self._reaches(position)):
            return True, self._old[was]
        return False, self._new[max(0, position)]

    def _reaches(self, position: int) -> bool:
        """Whether there is a clause behind which something stood, or a section above the first heading for it."""
        return position != NOWHERE or bool(self.after and not way(self.after[0]))

    def _went(self, begin: int) -> bool:
        return self.before[begin].block is Block.HEADING and self._place[begin] == NOWHERE

    def clause(self, key: Key) -> Clause:
        """The one with which a section begins."""
        return (self.before if key[0] else self.after)[key[1]]


def _nearest(keys: Iterable[Key]) -> list[Key | None]:
    """For each the last section of the text after up to there; None where there was none yet."""
    last, found = None, []
    for key in keys:
        last = last if key[0] else key
        found.append(last)
    return found
