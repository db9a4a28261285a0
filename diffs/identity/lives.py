"""What happened to one clause on its way through all versions?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model import Alignment, ChangeKind, Identity

_SEVERAL = frozenset({ChangeKind.SPLIT, ChangeKind.MERGED})

Place = tuple[int, int]
"""The index of a text, and the position of a clause in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A step at which something happened to a clause: where it stood last before, and where it stands in `text` now.

    `alignment` is how the step tells it, with the clauses that it was split from or merged into. It is None at the
    first text, and where the clause is itself by its identity alone: a step looks at two texts only, and may have
    paired it with another than the one that it was long before.
    """

    text: int
    before: Place | None
    after: int | None
    alignment: Alignment | None = None

    @property
    def came(self) -> bool:
        return self.before is None

    @property
    def gone(self) -> bool:
        return self.after is None

    @property
    def returned(self) -> bool:
        """Whether it stands here again after texts without it."""
        return self.before is not None and self.before[0] < self.text - 1


def life(
    identities: Sequence[Sequence[Identity]], alignments: Sequence[Sequence[Alignment]], who: int
) -> tuple[Moment, ...]:
    """Every step at which something happened to the clause with this identity, its coming first.

    `alignments[n]` leads from text n to text n + 1; unchanged clauses need not be in it.
    """
    places = [_place(row, who) for row in identities]
    return tuple(_moments(places, [(), *alignments]))


def _place(row: Sequence[Identity], who: int) -> int | None:
    return next((position for position, identity in enumerate(row) if identity.id == who), None)


def _moments(places: Sequence[int | None], steps: Sequence[Sequence[Alignment]]) -> Iterator[Moment]:
    stood: Place | None = None
    old: int | None = None
    for text, (new, step) in enumerate(zip(places, steps, strict=True)):
        touching = [one for one in step if one.kinds and (old in one.before or new in one.after)]
        if touching or (old is None) != (new is None):
            told = next((one for one in touching if _tells(one, old, new)), None)
            yield Moment(text=text, before=stood, after=new, alignment=told)
        stood, old = stood if new is None else (text, new), new


def _tells(one: Alignment, old: int | None, new: int | None) -> bool:
    """Whether it says of the clause what its identity says."""
    several = not _SEVERAL.isdisjoint(one.kinds)
    came = (new in one.after) if new is not None else several or not one.after
    went = (old in one.before) if old is not None else several or not one.before
    return came and went
