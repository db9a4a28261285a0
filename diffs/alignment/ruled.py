"""What becomes of an alignment when a person, or the past, says that two clauses are one?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from diffs import order
from diffs.alignment.kinds import kinds
from model import Alignment, ChangeKind, Clause

Pair = tuple[int, int]
"""A position before and a position after."""


def joined(
    alignments: Sequence[Alignment], same: Sequence[Pair], before: Sequence[Clause], after: Sequence[Clause]
) -> list[Alignment]:
    """The alignments with each pair tied, and taken out of where it stood; later pairs stand above earlier ones.

    What is tied already stays as it is. Once something is tied anew, it is asked again of all clauses which of them
    moved.
    """
    known = {(one.before[0], one.after[0]) for one in alignments if _single(one)}
    ties = [pair for pair in _agreed(same) if pair not in known]
    if not ties:
        return list(alignments)
    old, new = {i for i, _ in ties}, {j for _, j in ties}
    rest = [part for one in alignments for part in _without(one, old, new, before, after)]
    tied = [Alignment(before=(i,), after=(j,), kinds=kinds(before[i], after[j])) for i, j in ties]
    return list(_placed([*rest, *tied], before, after))


def _single(one: Alignment) -> bool:
    return len(one.before) == len(one.after) == 1


def _agreed(same: Sequence[Pair]) -> Iterator[Pair]:
    """The pairs of which no later one names either clause."""
    old: set[int] = set()
    new: set[int] = set()
    for i, j in reversed(same):
        if i not in old and j not in new:
            yield i, j
        old.add(i)
        new.add(j)


def _without(
    event: Alignment,
    taken_before: Collection[int],
    taken_after: Collection[int],
    before: Sequence[Clause],
    after: Sequence[Clause],
) -> Iterator[Alignment]:
    old = tuple(position for position in event.before if position not in taken_before)
    new = tuple(position for position in event.after if position not in taken_after)
    if (old, new) == (event.before, event.after):
        yield event
    elif len(old) == len(new) == 1:
        yield Alignment(before=old, after=new, kinds=kinds(before[old[0]], after[new[0]]))
    elif old and new:
        yield Alignment(before=old, after=new, kinds=event.kinds)
    else:
        yield from (Alignment(before=(one,), after=(), kinds=(ChangeKind.REMOVED,)) for one in old)
        yield from (Alignment(before=(), after=(one,), kinds=(ChangeKind.ADDED,)) for one in new)


def _placed(events: Iterable[Alignment], before: Sequence[Clause], after: Sequence[Clause]) -> Iterator[Alignment]:
    """The alignments, with what stands out of order, and nothing else, said to have moved."""
    every = list(events)
    pairs = [(one.before[0], one.after[0]) for one in every if _single(one)]
    astray = order.out_of_order((i, j, len(before[i].text) + len(after[j].text)) for i, j in pairs)
    for one in every:
        others = tuple(kind for kind in one.kinds if kind is not ChangeKind.MOVED)
        place = (ChangeKind.MOVED,) if _single(one) and (one.before[0], one.after[0]) in astray else ()
        yield replace(one, kinds=place + others)
