"""What becomes of an alignment when a person says that two clauses are one?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from diffs.kinds import kinds
from model import Alignment, ChangeKind, Clause


def joined(
    alignments: Sequence[Alignment], same: Iterable[tuple[int, int]], before: Sequence[Clause], after: Sequence[Clause]
) -> list[Alignment]:
    """The alignments with each pair (position before, position after) tied, and taken out of where it stood."""
    events = list(alignments)
    for i, j in same:
        rest = [part for event in events for part in _without(event, i, j, before, after)]
        events = [*rest, Alignment(before=(i,), after=(j,), kinds=kinds(before[i], after[j]))]
    return events


def _without(
    event: Alignment, i: int, j: int, before: Sequence[Clause], after: Sequence[Clause]
) -> Iterator[Alignment]:
    old = tuple(position for position in event.before if position != i)
    new = tuple(position for position in event.after if position != j)
    if (old, new) == (event.before, event.after):
        yield event
    elif len(old) == len(new) == 1:
        yield Alignment(before=old, after=new, kinds=kinds(before[old[0]], after[new[0]]))
    elif old and new:
        yield Alignment(before=old, after=new, kinds=event.kinds)
    else:
        yield from (Alignment(before=(one,), after=(), kinds=(ChangeKind.REMOVED,)) for one in old)
        yield from (Alignment(before=(), after=(one,), kinds=(ChangeKind.ADDED,)) for one in new)
