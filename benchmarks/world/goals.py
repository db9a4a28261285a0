"""How does a benchmark say what it measured?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure and what it may be at most."""

    name: str
    figure: float
    most: float = 0
    faults: tuple[str, ...] = ()  # what a figure counts, in words

    @property
    def met(self) -> bool:
        return self.figure <= self.most

    def __str__(self) -> str:
        return f"{self.name} {self.figure:.6g} {self.most:.6g} {'met' if self.met else 'missed'}"


def counted(name: str, faults: Iterable[str]) -> Goal:
    """A goal that there is none of something."""
    found = tuple(faults)
    return Goal(name=name, figure=len(found), faults=found)


_SHOWN = 12


def report(goals: Iterable[Goal], *, shown: int = _SHOWN) -> int:
    """Prints what was found, so many faults of each goal, and a line per goal; 1 if one is missed, else 0."""
    found = list(goals)
    for goal in found:
        for fault in goal.faults[:shown]:
            print(f"  {goal.name}: {fault}")
        if len(goal.faults) > shown:
            print(f"  {goal.name}: and {len(goal.faults) - shown} more")
    for goal in found:
        print(goal)
    return int(any(not goal.met for goal in found))
