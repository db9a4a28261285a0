"""Which parts of lines have captures in common, so that they have to wait for each other?

A capture that stands in two parts tells both when it comes. If both were asked at once, it would depend on what comes
first whether the second still asks for another.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from crawler.plan.spots import Identity, Spot
from crawler.plan.stretch import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Among:
    """A zone of a line: what to look at there next, whether an answer is awaited, and what others may have as well."""

    steps: tuple[tuple[Spot, Step], ...]
    waits: bool
    names: Set[Identity]

    @property
    def gain(self) -> float:
        return max((step.gain for _, step in self.steps), default=0.0)


def together(zones: Sequence[Among]) -> list[list[Among]]:
    """The zones in groups of which no two have a capture in common; in their order."""
    groups = list(range(len(zones)))  # of each zone an earlier one, or itself where it is the first of its group
    seen: dict[Identity, int] = {}
    for number, zone in enumerate(zones):
        for name in zone.names:
            before = _first(groups, seen.setdefault(name, number))
            here = _first(groups, number)
            groups[max(before, here)] = min(before, here)
    found: dict[int, list[Among]] = {}
    for number, zone in enumerate(zones):
        found.setdefault(_first(groups, number), []).append(zone)
    return list(found.values())


def _first(groups: list[int], number: int) -> int:
    while groups[number] != number:
        groups[number] = groups[groups[number]]
        number = groups[number]
    return number
