"""In which version did each clause last change its words?"""

from __future__ import annotations

from collections.abc import Sequence

from model import Alignment, ChangeKind, Identity

_NEW_WORDS = frozenset(
    {ChangeKind.ADDED, ChangeKind.MODIFIED, ChangeKind.SPLIT, ChangeKind.MERGED, ChangeKind.HEADING_RENAMED}
)


def last_changed(
    identities: Sequence[Sequence[Identity]], alignments: Sequence[Sequence[Alignment]]
) -> tuple[tuple[int, ...], ...]:
    """For each clause of each version the index of the version in which its words last changed, or it came.

    The quiet kinds but a renamed heading change no words. A clause that was gone and returns has come
    again. A part of a split keeps what its clause had where the step tells no split: two renditions cut
    one text otherwise. `alignments[n]` leads from text n to text n + 1.
    """
    since: dict[int, int] = {}
    standing: dict[int, int] = {}
    rows = []
    for number, row in enumerate(identities):
        changed = _changed(alignments[number - 1]) if number else frozenset()
        for position, identity in enumerate(row):
            if position in changed or identity.id not in standing:
                parents = () if position in changed else identity.parents
                since[identity.id] = max((standing[one] for one in parents if one in standing), default=number)
        rows.append(tuple(since[identity.id] for identity in row))
        standing = {identity.id: since[identity.id] for identity in row}
    return tuple(rows)


def _changed(alignments: Sequence[Alignment]) -> frozenset[int]:
    """Positions after a step whose words the step made."""
    return frozenset(j for one in alignments if not _NEW_WORDS.isdisjoint(one.kinds) for j in one.after)
