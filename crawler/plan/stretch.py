"""Which captures of a stretch of time tell most about when the text of one timeline changed?

The first and the last are looked at, then a coarse grid between them, and every gap whose ends show different texts is
halved. A gap whose ends agree may hide a text that came and went: there the grid alone looks, where the page's length
is least like that of the ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from itertools import chain, pairwise
from math import ceil, log2

from crawler.plan.line import Line

GRID = timedelta(days=91)
"""Texts that agree further apart than this are looked at in between..."""

_GRID_STEPS = 5
"""... unless captures are so rare that they would nearly all be looked at: so many of their mean distances at least."""

_UNLIKE = 0.02  # of the length of the ends, from which on a page between them is looked at first
_LEAST_BYTES = 128
_BLIND = 4
"""So many captures without a policy between two texts, and nothing more is sought among them, but beside them."""

_STAYS_AWAY = 3  # captures without a policy at an end, from which on it matters when they began
_HIDDEN = 0.1  # how likely a text that came and went is, against a change between two that differ
_FIRST = 0.5  # of the whole stretch: what an end is worth, against the width of what is halved
_DAY = 86_400.0


class State(Enum):
    """What is known of a capture."""

    OPEN = "open"  # can be asked for
    PENDING = "pending"
    LOST = "lost"  # asked for in vain everywhere, or not listed by anyone
    UNUSABLE = "unusable"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A capture at its position in a line; `text` is its canonical text where that is known."""

    state: State
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A position to look at, and what that promises; `expected` more looks follow from it, itself among them."""

    position: int
    gain: float
    expected: float


@dataclass(frozen=True, slots=True)
class Zone:
    """Positions that are looked at without regard to any others, and what to look at there next.

    No steps where nothing is worth a look, or where an answer is awaited: so what is asked for is the same in whatever
    order answers come.
    """

    positions: range
    steps: tuple[Step, ...]
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Positions of two texts that are known, with none known between."""

    low: int
    high: int
    differs: bool
    unlooked: int
    unusable: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line with what is known of each capture. `width` is how narrow a bracket has to be: 0 for exact."""

    line: Line
    points: Sequence[Point]
    width: timedelta

    def zones(self) -> Iterator[Zone]:
        """Before the first text, between each two, and behind the last; what shows none at all is one zone."""
        texts = [at for at, point in enumerate(self.points) if point.state is State.TEXT]
        last = len(self.points)
        if not texts:
            middle = (last + 1) // 2
            yield self._zone(
                range(last), self._from_outside(range(middle)), self._from_outside(range(middle, last)[::-1])
            )
            return
        yield self._zone(range(texts[0]), self._from_outside(range(texts[0])))
        for low, high in pairwise(texts):
            if high > low + 1:
                yield self._zone(range(low + 1, high), self._between(low, high))
        yield self._zone(range(texts[-1] + 1, last), self._from_outside(range(last - 1, texts[-1], -1)))

    def _zone(self, positions: range, *steps: Iterator[Step]) -> Zone:
        waits = any(self.points[at].state is State.PENDING for at in positions)
        return Zone(positions, () if waits else tuple(chain.from_iterable(steps)), waits)

    def gaps(self) -> list[Gap]:
        """Between each two neighbouring texts."""
        texts = [at for at, point in enumerate(self.points) if point.state is State.TEXT]
        return [self._gap(low, high) for low, high in pairwise(texts)]

    def _gap(self, low: int, high: int) -> Gap:
        inside = [point.state for point in self.points[low + 1 : high]]
        unusable = inside.count(State.UNUSABLE)
        differs = self.points[low].text != self.points[high].text
        return Gap(low=low, high=high, differs=differs, unlooked=len(inside) - unusable, unusable=unusable)

    # -- the ends

    def _from_outside(self, positions: Sequence[int]) -> Iterator[Step]:
        """What lies before the first text, or behind the last, from outside: the end, then further and further in.

        What shows no policy there for long is a state of its own: when it began is looked for, too.
        """
        opened = [place for place, at in enumerate(positions) if self.points[at].state is State.OPEN]
        blind = [place for place, at in enumerate(positions) if self.points[at].state is State.UNUSABLE]
        found = _further_in(opened, blind)
        if found is not None:
            whole = self.line.width(0, len(self.points) - 1).total_seconds() / _DAY + 1
            yield Step(positions[found], _FIRST * whole / (1 + len(blind)), 1.0)
        elif len(blind) >= _STAYS_AWAY:
            yield from self._beside(positions, positions[blind[-1]])

    def _beside(self, positions: Sequence[int], blind: int) -> Iterator[Step]:
        """Between the innermost capture without a policy and the text next to it, if there is one."""
        for text in (positions[-1] + 1, positions[-1] - 1):
            if 0 <= text < len(self.points) and self.points[text].state is State.TEXT:
                yield from self._halving(min(blind, text), max(blind, text))

    # -- between two texts

    def _between(self, low: int, high: int) -> Iterator[Step]:
        blind = [at for at in range(low + 1, high) if self.points[at].state is State.UNUSABLE]
        if self.points[low].text != self.points[high].text:
            if self.line.width(low, high) > self.width:
                yield from self._halving(low, high, blind)
        elif self.line.width(low, high) > self._grid() and len(blind) < _BLIND:
            yield from self._on_the_grid(low, high, blind)

    def _halving(self, low: int, high: int, blind: Sequence[int] = ()) -> Iterator[Step]:
        """The heaviest part between two looks is halved; between two that show no policy only a few times.

        Where more than the grid's width lies between them, days alone count: several changes are likely there.
        """
        parts = [
            part
            for part in pairwise((low, *blind, high))
            if self._open(*part) and not (len(blind) >= _BLIND and low not in part and high not in part)
        ]
        if not parts:
            return
        width = self.line.width(low, high)
        if width > GRID:
            part = max(parts, key=lambda one: self.line.width(*one))
            wished = self._middle(*part)
        else:
            part = max(parts, key=lambda one: self.line.weight(*one))
            wished = self.line.halved(*part)
        yield Step(self._nearest_open(wished, part), width.total_seconds() / _DAY, self._to_the_end(low, high))

    def _to_the_end(self, low: int, high: int) -> float:
        """Looks until a change is dated: so many as there are halves of what is open, or of the time."""
        halves = log2(len(self._open(low, high)) + 1)
        if self.width:
            halves = min(halves, log2(max(1.0, self.line.width(low, high) / self.width)) + 0.5)
        return max(1.0, halves)

    def _on_the_grid(self, low: int, high: int, blind: Sequence[int]) -> Iterator[Step]:
        parts = [(self.line.width(*part), part) for part in pairwise((low, *blind, high)) if self._open(*part)]
        if not parts:
            return
        width, part = max(parts)
        found = self._least_like(*part)
        if found is None:
            found = self._nearest_open(self._middle(*part), part)
        days = self.line.width(low, high).total_seconds() / _DAY
        yield Step(found, _HIDDEN * days, max(1.0, ceil(width / self._grid()) - 1))

    def _grid(self) -> timedelta:
        mean = self.line.width(0, len(self.points) - 1) / max(1, len(self.points) - 1)
        return max(GRID, _GRID_STEPS * mean)

    def _middle(self, low: int, high: int) -> int:
        moments = self.line.moments
        middle = moments[low] + (moments[high] - moments[low]) / 2
        return min(range(low + 1, high), key=lambda at: abs(moments[at] - middle))

    def _least_like(self, low: int, high: int) -> int | None:
        """Whose packed length lies furthest outside of those of both ends, if any does by much."""
        spots = self.line.spots
        ends = [one.length for one in (spots[low], spots[high]) if one.length is not None]
        if len(ends) < 2 or spots[low].holder != spots[high].holder:
            return None
        least, most = min(ends), max(ends)

        def outside(at: int) -> int:
            length = spots[at].length
            comparable = length is not None and spots[at].holder == spots[low].holder
            return max(length - most, least - length, 0) if comparable and length is not None else 0

        found = max(self._open(low, high), key=outside)
        return found if outside(found) > max(_LEAST_BYTES, _UNLIKE * most) else None

    def _open(self, low: int, high: int) -> list[int]:
        return [at for at in range(low + 1, high) if self.points[at].state is State.OPEN]

    def _nearest_open(self, wished: int, part: tuple[int, int]) -> int:
        return min(self._open(*part), key=lambda at: (abs(at - wished), at))


def _further_in(opened: Sequence[int], blind: Sequence[int]) -> int | None:
    """Which of the places that can be asked for is next, from outside: the outermost, then twice as far each time.

    Behind the innermost that shows no policy; None where nothing is left there.
    """
    if not opened or not blind or opened[0] < blind[0]:
        return next(iter(opened), None)
    beyond = [place for place in opened if place > blind[-1]]
    last = beyond[-1] if beyond and len(blind) < _STAYS_AWAY else None
    return next((place for place in beyond if place >= 2 ** len(blind) - 1), last)
